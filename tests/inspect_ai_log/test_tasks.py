"""Suites as tasks of Inspect AI, run by Inspect itself."""

import asyncio
import gc
import importlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from math import isnan
from pathlib import Path
from statistics import fmean
from types import MappingProxyType
from typing import Any, TypeAlias

import pytest

from evals.results import CaseRecord, ResultsFolder
from evals.suite import Player
from negotiation.app.replaying import verify
from negotiation.llm.recorded import ChatRecord
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder
from tests.app.scenarios import opposed, price_sale, write
from tests.builders import write_file
from tests.cli.talkers import Talker
from tests.evals.playing import played
from tests.evals.suites import suite_content, write_suite
from tests.loopback import FAULTS, LoopbackServer, Responder, completion

pytestmark = [
    pytest.mark.inspect,
    pytest.mark.filterwarnings("default"),
    pytest.mark.filterwarnings("ignore:Unclosed <MemoryObject:ResourceWarning"),  # of Inspect's own
]

NOBODY: Mapping[str, str] = MappingProxyType({})

KEY = "canary-key-0815-never-shown"

Evaluate: TypeAlias = Callable[..., Any]
"""Runs ``haggle/negotiate`` with arguments of the task; returns Inspect's log."""


@pytest.fixture(autouse=True)
def streams_that_inspect_leaves_open() -> Iterator[None]:
    """Have them found while they are allowed, not by whatever test comes later."""
    yield
    gc.collect()


@pytest.fixture
def evaluate(here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Evaluate]:
    pytest.importorskip("inspect_ai", reason="needs the extra inspect")
    eval_async = importlib.import_module("inspect_ai").eval_async
    get_model = importlib.import_module("inspect_ai.model").get_model
    monkeypatch.setenv("XDG_DATA_HOME", str(here / "data"))
    monkeypatch.setenv("INSPECT_DISPLAY", "none")

    async def run(
        server: LoopbackServer | None,
        *,
        model: str = "m",
        roles: Mapping[str, str] = NOBODY,
        epochs: int = 1,
        **args: Any,
    ) -> Any:
        async with AsyncExitStack() as stack:

            async def asked(name: str) -> Any:
                if server is None:
                    return "mockllm/model"
                where = {"base_url": server.base_url, "api_key": KEY, "memoize": False}
                opened = get_model(f"openai-api/loop/{name}", **where)
                return await stack.enter_async_context(opened)

            (log,) = await eval_async(
                "haggle/negotiate",
                task_args=args,
                model=await asked(model),
                model_roles={role: await asked(name) for role, name in roles.items()},
                epochs=epochs,
                log_dir=str(here / "logs"),
                log_realtime=False,
                ctl_server=False,
            )
            return log

    yield lambda *server, **given: asyncio.run(run(*(server or (None,)), **given))
    for path in here.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), f"the key is in {path}"


def sale_suite(folder: Path, **overrides: Any) -> str:
    """Write a suite of one sale, in both roles against one strategy."""
    write(folder, price_sale())
    given = {"scenarios": ["price-sale.yaml"], "opponents": ["strategy:linear"], "seeds": 1}
    return str(write_file(folder / "tiny.yaml", suite_content(**given, **overrides)))


def records_in(folder: str) -> dict[str, CaseRecord]:
    return {record.case.id: record for record in ResultsFolder(Path(folder)).read_cases()}


def calls_in(folder: str) -> list[ChatRecord]:
    return [call for path in Path(folder).glob("cases/*/chats.jsonl") for call in read_chats(path)]


def is_replayed(folder: str) -> bool:
    runs = [RunFolder(path) for path in Path(folder).glob("cases/*")]
    assert runs
    return all(asyncio.run(verify(run)).identical for run in runs)


def figures_of(sample: Any) -> dict[str, float]:
    """Return what a sample says of the metrics that are defined there."""
    values = sample.scores["figures"].value
    return {name: value for name, value in values.items() if not isnan(value)}


def test_a_strategy_gets_what_it_gets_in_our_own_eval(evaluate: Evaluate, here: Path) -> None:
    suite = write_suite(here, seeds=1, opponents=["strategy:boulware"])
    log = evaluate(suite=str(suite), contestant="strategy:linear", out="theirs")
    linear = Player(name="strategy:linear", who="strategy:linear")
    played(suite, here / "ours", contestants=(linear,), only_named=True)
    ours = {
        record.case.id: record.figures[record.case.role] for record in records_in("ours").values()
    }
    assert log.status == "success"
    assert {sample.id: figures_of(sample) for sample in log.samples} == ours
    assert len(ours) == 2
    means = {score.name: score.metrics["mean"].value for score in log.results.scores}
    assert means["own_utility"] == pytest.approx(
        fmean(each["own_utility"] for each in ours.values())
    )
    assert is_replayed("theirs")


def test_a_seat_asks_the_model_of_its_role_in_the_lane_of_its_persona(
    evaluate: Evaluate, here: Path
) -> None:
    roles = {"buyer": "b", "seller": "s"}
    with LoopbackServer(Talker()) as server:
        log = evaluate(server, roles=roles, suite=sale_suite(here), out="results")
        asked = [body["model"] for body in server.bodies]
    assert log.status == "success"
    assert {sample.metadata["role"] for sample in log.samples} == roles.keys()
    for sample in log.samples:
        role = sample.metadata["role"]
        calls = [event for event in sample.events if event.event == "model"]
        assert {call.role for call in calls} == {role}
        assert len(calls) == asked.count(roles[role]) > 1
        lanes = {event.name for event in sample.events if getattr(event, "type", "") == "agent"}
        assert lanes == {f"{sample.store['personas'][role]}/{role}"}
        assert sample.messages[0].role == "system"
        assert "RMB for a card." in sample.messages[1].text + sample.messages[2].text
    assert len(calls_in("results")) == len(asked)
    assert {call.reply.model for call in calls_in("results") if call.reply} == {"loopback"}
    assert is_replayed("results")


def test_a_reply_is_asked_for_in_its_form(evaluate: Evaluate, here: Path) -> None:
    with LoopbackServer(Talker()) as server:
        evaluate(server, suite=sale_suite(here), contestant=["llm:inspect", "adviser=none"])
        form = server.bodies[0]["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["additionalProperties"] is False
    assert 64 in form["schema"]["properties"]["offer"]["anyOf"][0]["properties"]["gpus"]["enum"]
    assert [path.name for path in Path("runs").iterdir()] == ["inspect-tiny-1"]


def test_what_was_answered_before_a_failure_is_not_asked_for_again(
    evaluate: Evaluate, here: Path
) -> None:
    def failing(n_calls: int) -> Responder:
        talker, left = Talker(), iter(range(n_calls))

        def respond(body: dict[str, Any]) -> Any:
            return FAULTS["401"] if next(left, None) is None else talker(body)

        return respond

    with LoopbackServer(failing(5)) as server:
        log = evaluate(server, suite=sale_suite(here), out="results")
        assert log.status == "error"
    answered = {call.key + str(call.messages) for call in calls_in("results") if call.reply}
    assert len(answered) == 5
    with LoopbackServer(Talker()) as server:
        log = evaluate(server, suite=sale_suite(here), out="results")
        n_asked = len(server.bodies)
    assert log.status == "success"
    replies = [call for call in calls_in("results") if call.reply]
    assert len(replies) == n_asked + 5
    assert is_replayed("results")


def test_results_of_another_model_are_not_mixed(evaluate: Evaluate, here: Path) -> None:
    with LoopbackServer(Talker()) as server:
        evaluate(server, suite=sale_suite(here), out="results")
        log = evaluate(server, model="other", suite=sale_suite(here), out="results")
    assert log.status == "error"
    assert "openai-api/loop/m -> base_url" in log.samples[0].error.message


def test_what_a_filter_stops_is_the_models_doing(evaluate: Evaluate, here: Path) -> None:
    stopped = completion("")
    stopped["choices"][0]["finish_reason"] = "content_filter"
    talker = Talker()
    waiting = [stopped]
    with LoopbackServer(lambda body: waiting.pop() if waiting else talker(body)) as server:
        log = evaluate(server, suite=sale_suite(here), out="results")
    assert log.status == "success"
    failed = [call for call in calls_in("results") if call.reply is None]
    assert [call.failures[0].owner for call in failed] == ["model"]
    assert str(failed[0].error).startswith("ChatDeclined")


def test_an_epoch_has_a_folder_of_its_own(evaluate: Evaluate, here: Path) -> None:
    suite = str(write_suite(here, seeds=1, opponents=["strategy:random"]))
    log = evaluate(suite=suite, contestant="strategy:random", out="results", epochs=2)
    assert sorted(sample.epoch for sample in log.samples) == [1, 1, 2, 2]
    assert records_in("results").keys() == records_in("results-epoch-2").keys()
    assert len(records_in("results")) == 2


def test_parties_that_are_both_judged_stand_apart(evaluate: Evaluate, here: Path) -> None:
    write_suite(here)
    names = {"buyer": "lab", "seller": "host"}
    renamed = re.sub("|".join(names), lambda found: names[found[0]], json.dumps(opposed()))
    write(here, json.loads(renamed) | {"name": "renamed"})
    content = suite_content(
        scenarios=["opposed.yaml", "renamed.yaml"], opponents=[], pairing="self_play", seeds=1
    )
    suite = write_file(here / "self.yaml", content)
    log = evaluate(suite=str(suite), contestant="strategy:conceder", out="results")
    assert log.status == "success"
    rates = {score.name: score for score in log.results.scores if "deal_rate" in score.name}
    assert rates.keys() == {f"{party}.deal_rate" for party in ("buyer", "seller", "lab", "host")}
    assert all(each.scored_samples == each.metrics["mean"].value == 1 for each in rates.values())

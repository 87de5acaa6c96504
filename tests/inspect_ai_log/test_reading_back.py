"""Logs that ``export --format inspect`` wrote, read by Inspect AI itself."""

import importlib
import json
import shutil
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from negotiation.store.chats import read_chats
from tests.app.campaigns import campaign_content
from tests.app.scenarios import opposed, write
from tests.cli.commands import Haggle
from tests.cli.endpoint import Endpoint, clean
from tests.cli.talkers import Talker
from tests.loopback import LoopbackServer

pytestmark = [pytest.mark.inspect, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def logs() -> ModuleType:
    """Return ``inspect_ai.log``; imported late, for its dependencies warn."""
    pytest.importorskip("inspect_ai", reason="needs the extra inspect")
    return importlib.import_module("inspect_ai.log")


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def exported(haggle: Haggle, folder: str = "r") -> str:
    return haggle.ok("export", folder, "--format", "inspect").out.strip()


@pytest.fixture
def talked(endpoint: Endpoint) -> str:
    """The log of a run of two models."""
    aside = "<think>It wants my limit.</think>"
    with LoopbackServer(Talker(aside=aside)) as server:
        seats = ("--seat", "cloud=llm:loop,temperature=0.4", "--seat", "vendor=llm:loop")
        clean(endpoint.run(server, "a800-supply", *seats))
    return exported(endpoint.haggle)


def test_the_head_says_who_played_and_how_it_ended(logs: ModuleType, talked: str) -> None:
    log = logs.read_eval_log(talked, header_only=True)
    assert (log.version, log.status) == (2, "success")
    assert (log.eval.task, log.eval.model) == ("a800-supply", "m")
    assert set(log.eval.model_roles) == {"cloud", "vendor"}
    assert log.eval.model_roles["cloud"].config.temperature == 0.4
    assert log.eval.packages["haggle"]
    means = {score.name: score.metrics["mean"].value for score in log.results.scores}
    assert means["agreement"] == 1
    assert 0 < means["cloud.share"] < 1
    assert log.stats.role_usage["cloud"].total_tokens > 0


def test_the_summary_is_read_without_the_sample(logs: ModuleType, talked: str) -> None:
    (summary,) = logs.read_eval_log_sample_summaries(talked)
    assert summary.id == "a800-supply-s1"
    assert summary.completed
    assert summary.scores["agreement"].value == 1
    assert summary.turn_count > 2
    assert summary.message_count == summary.turn_count + 1


def test_calls_have_their_messages_back(logs: ModuleType, talked: str) -> None:
    sample = logs.read_eval_log_sample(talked, id="a800-supply-s1", epoch=1)
    calls = {call.key: call for call in read_chats(Path("r/chats.jsonl"))}
    models = [event for event in sample.events if event.event == "model"]
    assert len(models) == len(calls) > 2
    for event in models:
        call = calls[event.metadata["key"]]
        sent = [(each.role, each.content) for each in call.messages]
        assert [(each.role, each.text) for each in event.input] == sent
        assert call.reply is not None
        assert event.output.completion == call.reply.text
        assert event.output.usage.output_tokens == call.reply.usage.completion_tokens


def spans(sample: Any) -> list[Any]:
    timeline = importlib.import_module("inspect_ai.event").timeline_build(sample.events)
    return [each for each in timeline.root.content if hasattr(each, "span_type")]


def test_a_turn_is_an_agent_of_its_persona(logs: ModuleType, talked: str) -> None:
    sample = logs.read_eval_log_sample(talked, id="a800-supply-s1", epoch=1)
    agents = [span for span in spans(sample) if span.span_type == "agent"]
    assert len(agents) == sample.turn_count
    assert {span.name for span in agents} == {"cloud_architect/cloud", "nvidia_rep/vendor"}
    assert not any(span.utility for span in agents)
    for lane in ("cloud_architect/cloud", "nvidia_rep/vendor"):
        own = [span for span in agents if span.name == lane]
        gaps = [b.start_time() - a.end_time() for a, b in pairwise(own)]
        assert all(gap.total_seconds() > 0.1 for gap in gaps), "the viewer would split the lane"


def test_messages_and_events_say_what_is_public(logs: ModuleType, talked: str) -> None:
    sample = logs.read_eval_log_sample(talked, id="a800-supply-s1", epoch=1)
    assert [each.role for each in sample.messages[:3]] == ["system", "user", "assistant"]
    assert "RMB for a card." in sample.messages[1].text
    assert sample.messages[1].metadata["offer"]["outcome"]["price_cny_per_gpu"] > 0
    infos = [event for event in sample.events if event.event == "info"]
    assert {event.source for event in infos} >= {"haggle"}
    assert "agreement_reached" in {event.data["kind"] for event in infos}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_campaign_is_read_too(
    logs: ModuleType, haggle: Haggle, here: Path, language: str
) -> None:
    haggle.ok("run", write(here, campaign_content()), "--out", "r", "--lang", language)
    log = logs.read_eval_log(exported(haggle))
    (sample,) = log.samples
    assert sample.scores["tender.agreement"].value == 1
    assert "north.profit_cny" in sample.scores
    assert sample.store["scorecard"]["campaign"]["months"] > 0
    assert len({span.name for span in spans(sample)}) > 4


def test_a_batch_is_read_case_by_case(logs: ModuleType, haggle: Haggle, here: Path) -> None:
    scenario = write(here, opposed())
    for name, seat in (("b", "linear"), ("a", "conceder")):
        case = here / "results" / "cases" / name
        haggle.ok("run", scenario, "--seat", f"buyer=strategy:{seat}", "--out", case)
    shutil.copytree(here / "results" / "cases" / "a", here / "results" / "cases" / "c")
    record = json.loads((here / "results" / "cases" / "c" / "run.json").read_bytes())
    write_json(here / "results" / "cases" / "c" / "run.json", record | {"ended_at": None})
    failure = {"owner": "endpoint", "kind": "ChatUnavailable", "message": "503"}
    write_json(here / "results" / "cases" / "c" / "case.json", {"failure": failure})
    path = exported(haggle, "results")
    log = logs.read_eval_log(path)
    assert [sample.id for sample in log.samples] == ["a", "b", "c"]
    assert log.samples[2].error.message == "endpoint: ChatUnavailable: 503"
    assert log.results.completed_samples == 2
    assert [each.model for each in log.eval.model_roles["buyer"]] == [
        "strategy:conceder",
        "strategy:linear",
    ]
    totals = {score.name: score for score in log.results.scores}
    assert totals["buyer.share"].scored_samples == 2
    assert "stderr" in totals["buyer.share"].metrics
    assert logs.read_eval_log_sample(path, id="b", epoch=1).metadata["seats"] == {
        "buyer": "strategy:linear",
        "seller": "strategy:boulware",
    }


def test_inspect_writes_the_log_again_without_loss(
    logs: ModuleType, talked: str, here: Path
) -> None:
    log = logs.read_eval_log(talked)
    copy = str(here / "copy.eval")
    logs.write_eval_log(log, copy)
    again = logs.read_eval_log(copy, resolve_attachments="full")
    assert again.eval == log.eval
    assert again.results == log.results
    (before,), (after,) = log.samples, again.samples
    moved = {"attachments", "events_data"}  # where Inspect itself puts long texts
    assert after.model_dump(exclude=moved) == before.model_dump(exclude=moved)

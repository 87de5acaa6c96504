"""What runs of one process share, and who is told how far a reply has come."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.errors import CatalogError, ChatUnavailable
from negotiation.llm.chat import WrittenSoFar
from negotiation.llm.traffic import Traffic
from negotiation.settings import Settings
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder
from tests.app.scenarios import opposed, write
from tests.loopback import FAULTS, Fault, LoopbackServer


def talk(_body: dict[str, Any]) -> dict[str, Any]:
    act: dict[str, Any] = {"act": "walk_away", "offer": None, "accept_offer_id": None}
    return {"private_note": "", "message": "We pass.", "claims": [], "estimate": None, **act}


def begun(path: Path, server: LoopbackServer, traffic: Traffic) -> tuple[Sandbox, RunFolder]:
    models = path / "models.yaml"
    models.write_text(
        json.dumps({"near": {"base_url": server.base_url, "model": "m", "attempts": 1}})
    )
    settings = Settings({"HAGGLE_MODELS_FILE": str(models), "HAGGLE_MODEL": "near"})
    sandbox = Sandbox(settings, traffic=traffic)
    plan = plan_run(
        load_scenario(str(write(path, opposed()))),
        who={},
        personas={},
        model=None,
        seed=1,
        language="en",
        endpoints=sandbox.endpoints,
    )
    folder = RunFolder.create_in(path / "runs", scenario="opposed", seed=1)
    sandbox.begin(plan, folder)
    return sandbox, folder


def test_an_endpoint_that_is_down_for_one_run_is_not_asked_by_the_next(tmp_path: Path) -> None:
    def respond(_body: dict[str, Any]) -> Fault:
        return FAULTS["500"]

    traffic = Traffic()
    with LoopbackServer(respond) as server:
        runs = [begun(tmp_path, server, traffic) for _ in range(5)]
        for sandbox, folder in runs:
            with pytest.raises(ChatUnavailable):
                asyncio.run(sandbox.play(folder))
        assert len(server.bodies) == 3
    (record,) = read_chats(runs[-1][1].chats)
    assert "not asked again" in str(record.error)
    assert (record.n_attempts, record.faults) == (0, ())


def test_who_watches_replies_is_told_which_seat_writes_and_how_much(tmp_path: Path) -> None:
    seen: list[WrittenSoFar] = []
    with LoopbackServer(talk) as server:
        sandbox, folder = begun(tmp_path, server, Traffic())
        asyncio.run(sandbox.play(folder, watch_replies=seen.append))
        assert all(body["stream"] for body in server.bodies)
    (record,) = read_chats(folder.chats)
    assert record.reply is not None
    assert record.reply.first_token_seconds is not None
    assert {so_far.key for so_far in seen} == {"talk-1/buyer/t1/r0/a0"}
    assert seen[-1].n_characters == len(record.reply.text)


def test_an_entry_of_the_models_file_says_all_limits_and_prices(tmp_path: Path) -> None:
    limits = {
        "total_seconds": 60.0,
        "max_concurrent": 2,
        "requests_per_minute": 30.0,
        "tokens_per_minute": 9000.0,
        "input_cost_per_million": 2.0,
        "cached_input_cost_per_million": 0.5,
        "output_cost_per_million": 8.0,
        "currency": "CNY",
    }
    models = tmp_path / "models.yaml"
    entry = {"base_url": "http://127.0.0.1:9/v1", "model": "m", **limits}
    models.write_text(json.dumps({"near": entry}))
    profile = Endpoints(Settings({"HAGGLE_MODELS_FILE": str(models)})).profile("near")
    assert {name: getattr(profile, name) for name in limits} == limits
    assert profile.prices is not None
    assert profile.prices.cached_input_per_million == 0.5


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("max_concurrent", 0, "greater than or equal to 1"),
        ("requests_per_minute", 0, "greater than 0"),
        ("input_cost_per_million", -1, "greater than or equal to 0"),
        ("api_key", "sk-canary", "unknown key"),
    ],
)
def test_a_limit_that_is_none_is_refused(
    tmp_path: Path, field: str, value: object, problem: str
) -> None:
    models = tmp_path / "models.yaml"
    entry = {"base_url": "http://127.0.0.1:9/v1", "model": "m", field: value}
    models.write_text(json.dumps({"near": entry}))
    with pytest.raises(CatalogError, match=problem):
        Endpoints(Settings({"HAGGLE_MODELS_FILE": str(models)}))

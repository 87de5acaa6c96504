"""The model edge from the command line: budgets, what is remembered, the doctor, ``--verify``."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import write_file
from tests.cli.commands import Haggle
from tests.loopback import LoopbackServer, Responder, refusing_forms
from tests.loopback_dialects import DIALECTS

PRICES = {"input_cost_per_million": 1e6, "output_cost_per_million": 0.0, "currency": "CNY"}
"""A prompt of the loopback server has five tokens, so a call costs five."""


def chatty(body: dict[str, Any]) -> dict[str, Any]:
    blank: dict[str, Any] = {"offer": None, "accept_offer_id": None, "claims": []}
    message = f"I have heard {len(body['messages'])} messages."
    return {"private_note": "", "act": "talk", "message": message, "estimate": None, **blank}


def at(server: LoopbackServer, **entry: Any) -> None:
    """Set the model ``near`` up in the folder where the command is called."""
    write_file(
        Path("models.yaml"),
        {"near": {"base_url": server.base_url, "model": "m", "attempts": 1, **entry}},
    )


def records(run: str = "r") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(run, "chats.jsonl").read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("option", "n_calls", "spent"),
    [
        (("--max-calls", "3"), 3, "3 of 3 calls"),
        (("--max-tokens", "1"), 1, "of 1 tokens"),
        (("--max-cost", "12.5"), 3, "15 of 12.5 money"),
        (("--max-calls", "0"), 0, "0 of 0 calls"),
    ],
)
def test_a_spent_budget_stops_a_run_that_can_go_on(
    haggle: Haggle, small: str, option: tuple[str, str], n_calls: int, spent: str
) -> None:
    with LoopbackServer(chatty) as server:
        at(server, **PRICES)
        done = haggle("run", small, "--model", "near", "--out", "r", *option)
        assert (done.code, done.out) == (3, "")
        assert spent in done.err
        assert "go on with: haggle resume r, with a larger budget or none" in done.err
        assert len(server.bodies) == n_calls
        again = haggle("resume", "r", *option)
        assert (again.code, len(server.bodies)) == (3, n_calls), "earlier processes count"
        haggle.ok("resume", "r")
        assert len(server.bodies) == 12
    assert [record["cost"] for record in records()] == [{"amount": 5.0, "currency": "CNY"}] * 12
    assert "identical, 14 events, 12 calls" in haggle.ok("replay", "r", "--verify").out


def test_money_cannot_be_limited_without_prices(haggle: Haggle, small: str) -> None:
    with LoopbackServer(chatty) as server:
        at(server)
        done = haggle("run", small, "--model", "near", "--out", "r", "--max-cost", "1")
    assert (done.code, server.bodies) == (2, [])
    assert "model 'near' has no prices" in done.err


def test_money_cannot_be_limited_in_two_currencies(haggle: Haggle, small: str) -> None:
    with LoopbackServer(chatty) as server:
        entry = {"base_url": server.base_url, "model": "m", **PRICES}
        write_file(Path("models.yaml"), {"near": entry, "far": {**entry, "currency": "USD"}})
        seats = ("--seat", "buyer=llm:near", "--seat", "seller=llm:far")
        done = haggle("run", small, *seats, "--out", "r", "--max-cost", "1")
    assert done.code == 2
    assert "CNY and USD" in done.err


@pytest.mark.parametrize("option", ["--max-calls", "--max-tokens", "--max-cost"])
def test_a_budget_below_nothing_is_a_wrong_usage(haggle: Haggle, small: str, option: str) -> None:
    done = haggle("run", small, "--out", "r", option, "-1")
    assert done.code == 2
    assert f"{option} -1" in done.err
    assert not Path("r").exists()


def refusing_schemas(inner: Responder) -> Responder:
    return refusing_forms(inner, "json_schema")


def test_a_run_begins_on_the_rung_that_an_earlier_one_found(haggle: Haggle, small: str) -> None:
    def asked() -> list[str]:
        return [body["response_format"]["type"] for body in server.bodies]

    with LoopbackServer(refusing_schemas(chatty)) as server:
        at(server)
        haggle.ok("run", small, "--model", "near", "--out", "one")
        assert asked().count("json_schema") == 1
        haggle.ok("run", small, "--model", "near", "--out", "two")
        assert asked().count("json_schema") == 1
    assert {record["reply"]["rung"] for record in records("two")} == {"json_object"}


@pytest.mark.parametrize("name", DIALECTS)
def test_the_doctor_says_what_runs_will_ask_for(haggle: Haggle, name: str) -> None:
    with LoopbackServer(DIALECTS[name]()) as server:
        at(server)
        report = haggle.ok("doctor", "--model", "near", "--json").json
        printed = haggle.ok("doctor", "--model", "near").out
    found = report["capabilities"]
    assert f"runs ask for {found['rung']} ({report['rung_reason']})" in printed
    for parameter in found["omitted"]:
        assert parameter in printed
    assert ("max_completion_tokens instead" in printed) == (name == "OpenAI")
    assert "first answer after" in printed
    counts = "cached tokens are reported" in printed
    assert counts == report["reports_cached_tokens"] == (name == "llama.cpp")
    assert Path(report["kept_in"]).is_file()
    assert server.base_url not in Path(report["kept_in"]).read_text()


def test_a_run_after_the_doctor_is_rejected_nothing(haggle: Haggle, small: str) -> None:
    with LoopbackServer(refusing_schemas(chatty)) as server:
        at(server)
        haggle.ok("doctor", "--model", "near")
        n_asked = len(server.bodies)
        haggle.ok("run", small, "--model", "near", "--out", "r")
        assert len(server.bodies) - n_asked == 12


def test_a_run_verifies_without_models_and_without_a_server(haggle: Haggle, small: str) -> None:
    with LoopbackServer(chatty) as server:
        at(server)
        haggle.ok("run", small, "--model", "near", "--out", "r")
    Path("models.yaml").unlink()
    found = haggle.ok("replay", "r", "--verify", "--json").json
    assert found == {
        "run": "r",
        "identical": True,
        "n_events": 14,
        "n_kept": 0,
        "n_calls": 12,
        "divergence": None,
    }


def test_a_run_that_differs_exits_4_and_says_where(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--seat", "buyer=strategy", "--seat", "seller=strategy", "--out", "r")
    events = Path("r", "events.jsonl")
    text = events.read_text()
    events.write_text(text.replace('"turn":1,"party"', '"turn": 1,"party"', 1))
    done = haggle("replay", "r", "--verify")
    assert done.code == 4
    assert "differs after 1 events and 0 calls: line 2 (table talk-1, turn 1, buyer)" in done.out
    found = haggle("replay", "r", "--verify", "--json")
    assert found.code == 4
    assert found.json["divergence"]["details"]["line"] == 2

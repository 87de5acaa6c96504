"""Whole talks of models behind a real endpoint on the loopback, through the real client."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from negotiation.domain.events import (
    AgreementReached,
    Event,
    MoveRefused,
    OfferMade,
    TurnForfeited,
)
from negotiation.store.jsonl import read_events
from tests.app.scenarios import opposed, price_sale, write
from tests.builders import text
from tests.cli.commands import Processes
from tests.cli.endpoint import KEY, Endpoint, clean
from tests.cli.talkers import Talker, last_said, offer_id_of
from tests.loopback import FAULTS, Fault, LoopbackServer, Responder, completion

ASIDE = "Thinking aloud: my alternative is PELICAN, I must not say so."


def messages(events: tuple[Event, ...], party: str) -> list[str]:
    return [
        event.message
        for event in events
        if isinstance(event, OfferMade | AgreementReached) and event.party == party
    ]


@pytest.mark.parametrize("party", ["cloud", "vendor"])
def test_a_model_haggles_with_a_strategy(endpoint: Endpoint, party: str) -> None:
    talker = Talker(aside=ASIDE)
    with LoopbackServer(talker) as server:
        other = {"cloud": "vendor", "vendor": "cloud"}[party]
        seats = ("--seat", f"{party}=llm:loop", "--seat", f"{other}=strategy:conceder")
        clean(endpoint.run(server, "a800-supply", *seats))
        hosts = {asked.headers["host"] for asked in server.asked}
        keys = {asked.headers["authorization"] for asked in server.asked}
        assert hosts == {server.base_url.removeprefix("http://").removesuffix("/v1")}
        assert keys == {f"Bearer {KEY}"}
        assert len(endpoint.calls) == len(server.bodies)
    assert messages(endpoint.events, party) == talker.said
    assert isinstance(endpoint.events[-1], AgreementReached)
    log = (endpoint.folder / "r" / "events.jsonl").read_text(encoding="utf-8")
    assert "PELICAN" not in log
    for call in endpoint.calls:
        assert call.reply is not None
        assert call.reply.usage.prompt_tokens > 0
        assert call.reply.usage.completion_tokens > 0
        assert call.reply.text.startswith(ASIDE)


def test_two_models_haggle_in_chinese(endpoint: Endpoint) -> None:
    talker = Talker()
    with LoopbackServer(talker) as server:
        done = clean(endpoint.run(server, "a800-supply", "--lang", "zh", "--model", "loop"))
    assert "成交。" in done.out
    assert endpoint.events[-1].kind == "agreement_reached"
    assert sorted(talker.said) == sorted(
        messages(endpoint.events, "cloud") + messages(endpoint.events, "vendor")
    )
    assert {call.key.split("/")[1] for call in endpoint.calls} == {"cloud", "vendor"}


def test_a_conversation_only_grows(endpoint: Endpoint) -> None:
    with LoopbackServer(Talker()) as server:
        clean(endpoint.run(server, "a800-supply", "--seat", "cloud=llm:loop"))
        talks = [body["messages"] for body in server.bodies]
    assert len(talks) > 1
    for earlier, later in pairwise(talks):
        assert later[: len(earlier)] == earlier
        assert len(later) == len(earlier) + 2


def test_nothing_private_of_the_other_side_is_ever_sent(endpoint: Endpoint) -> None:
    fact = {
        "id": "stock",
        "statement": text("HERON sits on {value}."),
        "value": 7351,
        "unit": "gpus",
    }
    content = price_sale(brief=text("The code word is KINGFISHER."))
    seller = content["parties"][1]
    seller["mandate"] |= {"private_facts": [fact]}
    with LoopbackServer(Talker()) as server:
        scenario = write(endpoint.folder, content)
        for seed, language in (("1", "en"), ("2", "zh")):
            arguments = ("--seat", "buyer=llm:loop", "--seed", seed, "--lang", language)
            endpoint.at(server.base_url)
            clean(endpoint.haggle("run", scenario, *arguments))
        sent = json.dumps(server.bodies, ensure_ascii=False)
    assert "What all know of the seller." in sent
    for secret in ("KINGFISHER", "HERON", "7351", "7,351", "414133", "414,133", "0.41", "41.4"):
        assert secret not in sent
    for secret in ("61777", "61,777", "1234567", "1,234,567", "2345678", "2,345,678"):
        assert secret not in sent


def test_a_reply_that_is_no_move_is_repaired_and_never_shown(endpoint: Endpoint) -> None:
    server, bodies = play_after(endpoint, "PELICAN says: my floor is 11. No JSON from me.")
    assert "no JSON object in the reply" in last_said(bodies[1])
    assert not [event for event in endpoint.events if isinstance(event, TurnForfeited)]
    assert len(endpoint.calls) == len(server.bodies)


def play_after(
    endpoint: Endpoint, *first: str | dict[str, Any] | Fault, scenario: str | Path | None = None
) -> tuple[LoopbackServer, list[dict[str, Any]]]:
    """Let a model that sells answer some steps before it haggles; return what it was sent."""
    scenario = scenario or write(endpoint.folder, price_sale())
    party = "vendor" if scenario == "a800-supply" else "seller"
    talker, steps = Talker(), list(first)

    def respond(body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        return steps.pop(0) if steps else talker(body)

    with LoopbackServer(respond) as server:
        done = clean(endpoint.run(server, scenario, "--seat", f"{party}=llm:loop"))
    log = (endpoint.folder / "r" / "events.jsonl").read_text(encoding="utf-8")
    assert "PELICAN" not in log + done.out
    return server, server.bodies


@pytest.mark.parametrize("reply", ["no move at all", "", '{"act": "offer"}'])
def test_endless_bad_replies_cost_the_turns_and_the_run_ends(
    endpoint: Endpoint, reply: str
) -> None:
    def respond(_: dict[str, Any]) -> dict[str, Any]:
        return completion(reply)

    scenario = write(endpoint.folder, opposed(deadline_rounds=3))
    with LoopbackServer(respond) as server:
        clean(endpoint.run(server, scenario, "--seat", "buyer=llm:loop"))
        assert len(server.bodies) == 3 * 3
    lost = [event for event in endpoint.events if isinstance(event, TurnForfeited)]
    assert [event.party for event in lost] == ["buyer"] * 3
    assert endpoint.events[-1].kind == "deadline_passed"


OFF_GRID = {
    "price_cny_per_gpu": 81_234,
    "gpus": 1024,
    "delivery_schedule": "best_efforts",
    "ld_fraction_per_week": 0,
    "prepayment_fraction": 0.3,
    "allocation_priority": "standard",
}


def move(act: str, **more: Any) -> dict[str, Any]:
    return {"message": "As you like.", "act": act, "offer": None, "accept_offer_id": None, **more}


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (move("accept", accept_offer_id="o77"), "no offer 'o77' of the counterpart stands"),
        (move("reject", accept_offer_id="o77"), "no offer 'o77' of the counterpart stands"),
        (move("offer", offer=OFF_GRID), "price_cny_per_gpu"),
        (move("offer", offer={"price_cny_per_gpu": 80_000}), "gpus"),
        (
            move(
                "offer",
                offer=OFF_GRID | {"price_cny_per_gpu": 96_000, "ld_fraction_per_week": 0.01},
            ),
            "it crosses your red line on ld_fraction_per_week",
        ),
        (
            move("offer", offer=OFF_GRID | {"price_cny_per_gpu": 68_000, "gpus": 3072}),
            "it is worth less to you than your alternative",
        ),
    ],
    ids=["accept", "reject", "off grid", "incomplete", "red line", "too cheap"],
)
def test_what_a_model_may_not_do_is_refused_and_it_is_told_why(
    endpoint: Endpoint, first: dict[str, Any], reason: str
) -> None:
    _, bodies = play_after(endpoint, first, scenario="a800-supply")
    assert reason in last_said(bodies[1])
    refused = [event for event in endpoint.events if isinstance(event, MoveRefused)]
    assert all(event.party == "vendor" for event in refused)
    shown = [event for event in endpoint.events if isinstance(event, OfferMade | AgreementReached)]
    assert all(
        event.outcome["price_cny_per_gpu"] != OFF_GRID["price_cny_per_gpu"] for event in shown
    )


@pytest.mark.parametrize(
    "fault",
    [
        "429",
        "500",
        "503 html",
        "200 html",
        "200 cut json",
        "no choices",
        "close",
        "cut",
        "bad chunk",
    ],
)
def test_a_fault_of_the_transport_is_got_over(endpoint: Endpoint, fault: str) -> None:
    _, bodies = play_after(endpoint, FAULTS[fault])
    assert bodies[1] == bodies[0]
    assert not [event for event in endpoint.events if isinstance(event, TurnForfeited)]


@pytest.mark.parametrize(
    "fault", ["400 response_format", "length", "content null", "refusal", "content filter"]
)
def test_a_server_or_model_that_falls_short_is_got_over(endpoint: Endpoint, fault: str) -> None:
    talker, steps = Talker(), [FAULTS[fault]]
    forms: list[str] = []

    def respond(body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        forms.append(body.get("response_format", {}).get("type", "text"))
        if steps:
            return steps.pop()
        if forms[-1] != "json_schema":
            return move("talk")
        return talker(body)

    with LoopbackServer(respond) as server:
        scenario = write(endpoint.folder, price_sale())
        clean(endpoint.run(server, scenario, "--seat", "seller=llm:loop"))
    assert set(forms) == ({"json_schema", "json_object"} if "format" in fault else {"json_schema"})


def test_a_dead_endpoint_exits_3_and_the_run_goes_on_when_it_is_back(endpoint: Endpoint) -> None:
    talker = Talker()
    with LoopbackServer(talker) as server:
        clean(endpoint.run(server, "a800-supply", "--model", "loop"))
    whole = (endpoint.folder / "r" / "events.jsonl").read_bytes()
    (endpoint.folder / "r").rename(endpoint.folder / "whole")

    n_before = len(talker.said) // 2
    with LoopbackServer(dying(Talker(), after=n_before)) as server:
        port = urlsplit(server.base_url).port or 0
        done = endpoint.run(server, "a800-supply", "--model", "loop")
        assert done.code == 3
        assert "haggle resume r" in done.err
        assert KEY not in done.out + done.err
    assert endpoint.haggle("resume", "r").code == 3, "nobody listens there any more"
    answered = [call.messages for call in endpoint.calls if call.reply is not None]
    assert len(answered) == n_before

    with LoopbackServer(Talker(), port=port) as server:
        clean(endpoint.haggle("resume", "r"))
        asked = [body["messages"] for body in server.bodies]
    assert (endpoint.folder / "r" / "events.jsonl").read_bytes() == whole
    paid = [[message.model_dump() for message in call] for call in answered]
    assert not [messages for messages in asked if messages in paid]
    assert len(asked) == len(talker.said) - n_before


def dying(inner: Responder, *, after: int) -> Responder:
    """Answer so many calls, and echo the key in the refusal of every later one."""
    n_answered = 0

    def respond(body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        nonlocal n_answered
        n_answered += 1
        if n_answered > after:
            refusal = json.dumps({"error": {"message": f"bad key {KEY}"}}).encode()
            return Fault(status=401, body=refusal)
        return inner(body)

    return respond


def test_a_log_that_lost_its_last_turn_asks_no_model_again(endpoint: Endpoint) -> None:
    """A process that ends between a reply and its event finds the reply in its records."""
    with LoopbackServer(Talker()) as server:
        scenario = write(endpoint.folder, price_sale())
        clean(endpoint.run(server, scenario, "--seat", "buyer=llm:loop"))
        n_asked = len(server.bodies)
        log = endpoint.folder / "r" / "events.jsonl"
        whole = log.read_bytes()
        for n_lost in range(1, whole.count(b"\n")):
            log.write_bytes(b"".join(whole.splitlines(keepends=True)[:-n_lost]))
            clean(endpoint.haggle("resume", "r"))
            assert log.read_bytes() == whole
        assert len(server.bodies) == n_asked
        assert offer_id_of(server.bodies[-1])


def test_ctrl_c_while_a_model_thinks_stops_at_once(
    processes: Processes, here: Path, small: str
) -> None:
    """The server reports the question by the talk that it hangs in."""
    with LoopbackServer(lambda _: FAULTS["hang"]) as server:
        environment = {"HAGGLE_BASE_URL": server.base_url, "HAGGLE_MODEL": "m"}
        process = processes.start(
            "run", small, "--seat", "seller=llm", "--seat", "buyer=strategy", "--watch",
            "--out", "r", environment=environment,
        )  # fmt: skip
        process.read_until("offer o1")
        done = process.interrupt()
    assert done.code == 130
    assert "haggle resume r" in done.err
    assert "Traceback" not in done.err
    assert [event.kind for event in read_events(here / "r" / "events.jsonl")] == [
        "table_opened",
        "offer_made",
    ]

"""A run played again from its records gives the same bytes, or the place where it does not."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from negotiation.agents.negotiator import SeatBrief
from negotiation.app.plan import plan_run
from negotiation.app.replaying import Verification, verify
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.domain.moves import Accept, Claim, Move, Offer, Reject, Talk, WalkAway
from negotiation.errors import ChatBudgetSpent, ChatError, UsageError
from negotiation.llm.budget import Budget
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from tests.app.scenarios import opposed, write
from tests.loopback import FAULTS, Fault, LoopbackServer, Responder

Turn = dict[str, Any]


def say(message: str, act: str = "talk", **more: Any) -> Turn:
    blank: Turn = {"offer": None, "accept_offer_id": None, "claims": [], "estimate": None}
    return {"private_note": "", "act": act, "message": message, **blank, **more}


def chatty(body: dict[str, Any]) -> Turn:
    """Say something else every turn."""
    return say(f"I have heard {len(body['messages'])} messages.")


def failing_after(n_calls: int, fault: str) -> Responder:
    left = [n_calls]

    def respond(body: dict[str, Any]) -> Turn | Fault:
        left[0] -= 1
        return chatty(body) if left[0] >= 0 else FAULTS[fault]

    return respond


class Bench:
    """Plays runs in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.scenario = str(write(path, opposed()))
        self.folder = RunFolder.create_at(path / "run")

    def begin(self, base_url: str = "", **who: str) -> Sandbox:
        models = self.path / "models.yaml"
        models.write_text(json.dumps({"near": {"base_url": base_url, "model": "m", "attempts": 1}}))
        environment = {"HAGGLE_MODELS_FILE": str(models), "HAGGLE_MODEL": "near"}
        sandbox = Sandbox(Settings(environment if base_url else {}))
        plan = plan_run(
            load_scenario(self.scenario),
            who=who,
            personas={},
            model=None,
            seed=1,
            language="en",
            endpoints=sandbox.endpoints,
        )
        sandbox.begin(plan, self.folder)
        return sandbox

    def verify(self) -> Verification:
        return asyncio.run(verify(self.folder))

    def edit(self, name: str, before: str, after: str) -> None:
        file = self.folder.path / name
        text = file.read_text()
        assert before in text
        file.write_text(text.replace(before, after, 1))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def play(bench: Bench, responder: Responder, **who: str) -> None:
    with LoopbackServer(responder) as server:
        asyncio.run(bench.begin(server.base_url, **who).play(bench.folder))


def test_a_run_of_models_is_identical_where_nothing_is_set_up(bench: Bench) -> None:
    play(bench, chatty)
    found = bench.verify()
    assert (found.identical, found.divergence) == (True, None)
    assert found.n_events == len(bench.folder.events.read_bytes().splitlines())
    assert found.n_calls == len(bench.folder.chats.read_bytes().splitlines())


def test_a_run_of_strategies_needs_no_call(bench: Bench) -> None:
    asyncio.run(bench.begin(buyer="strategy", seller="strategy").play(bench.folder))
    found = bench.verify()
    assert (found.identical, found.n_calls) == (True, 0)


def test_bad_replies_and_refused_moves_come_again(bench: Bench) -> None:
    replies: list[Turn | str | Fault] = [
        "no JSON at all",
        say("Take it.", "accept", accept_offer_id="o9"),
        FAULTS["refusal"],
        FAULTS["length"],
    ]

    def respond(body: dict[str, Any]) -> Turn | str | Fault:
        return replies.pop(0) if replies else chatty(body)

    play(bench, respond)
    assert bench.verify().identical


@pytest.mark.parametrize("n_answered", [0, 3])
@pytest.mark.parametrize("fault", ["500", "401", "close"])
def test_a_run_that_its_endpoint_stopped_is_identical_up_to_there(
    bench: Bench, fault: str, n_answered: int
) -> None:
    with pytest.raises(ChatError):
        play(bench, failing_after(n_answered, fault))
    found = bench.verify()
    assert found.identical
    assert found.n_calls == n_answered + 1, "the failed call is one of them"


def test_a_run_that_outgrew_its_model_plays_to_its_end_and_comes_again(bench: Bench) -> None:
    """The server takes four messages at most; the talks are longer."""

    def respond(body: dict[str, Any]) -> Turn | Fault:
        is_long = len(body["messages"]) > 4
        return FAULTS["400 context length"] if is_long else chatty(body)

    play(bench, respond)
    found = bench.verify()
    assert found.identical
    assert b"deadline_passed" in bench.folder.events.read_bytes()


def test_a_run_whose_budget_was_spent_is_identical_and_goes_on(bench: Bench) -> None:
    with LoopbackServer(chatty) as server:
        sandbox = bench.begin(server.base_url)
        with pytest.raises(ChatBudgetSpent):
            asyncio.run(sandbox.play(bench.folder, budget=Budget(max_calls=3)))
        assert bench.verify().identical
        with pytest.raises(ChatBudgetSpent, match="3 of 3 calls"):
            asyncio.run(sandbox.play(bench.folder, budget=Budget(max_calls=3)))
        asyncio.run(sandbox.play(bench.folder, budget=Budget(max_calls=100)))
    assert bench.verify().identical


def test_an_edited_reply_is_told_by_line_and_by_what_came(bench: Bench) -> None:
    play(bench, chatty)
    bench.edit("chats.jsonl", "I have heard 2", "I have seen 2")
    found = bench.verify()
    assert found.divergence is not None
    assert found.n_events == 1
    details = found.divergence.details
    assert (details["line"], details["turn"], details["party"]) == (2, 1, "buyer")
    assert "I have heard 2" in str(details["recorded"])
    assert "I have seen 2" in str(details["now"])


def test_an_edited_prompt_is_told_by_call_and_character(bench: Bench) -> None:
    play(bench, chatty)
    bench.edit("chats.jsonl", "Round 1", "Runde 1")
    found = bench.verify()
    assert found.divergence is not None
    assert found.divergence.details["call"] == "talk-1/buyer/t1/r0/a0"
    assert found.divergence.details["message"] == 2


def test_a_log_that_lacks_its_end_is_told_when_the_run_has_ended(bench: Bench) -> None:
    play(bench, chatty)
    lines = bench.folder.events.read_bytes().splitlines(keepends=True)
    bench.folder.events.write_bytes(b"".join(lines[:-3]))
    found = bench.verify()
    assert found.divergence is not None
    assert "the run has ended, but its log has not" in found.divergence.message


def test_records_that_are_gone_are_told(bench: Bench) -> None:
    play(bench, chatty)
    bench.folder.chats.write_bytes(b"")
    found = bench.verify()
    assert found.divergence is not None
    assert "no such call was recorded" in found.divergence.message


def test_verifying_leaves_the_run_as_it_is(bench: Bench) -> None:
    play(bench, chatty)
    before = {path.name: path.read_bytes() for path in bench.folder.path.iterdir()}
    bench.verify()
    assert {path.name: path.read_bytes() for path in bench.folder.path.iterdir()} == before


def scripted(*moves: Move) -> Callable[[SeatBrief, View], Any]:
    left = list(moves)

    async def ask(_brief: SeatBrief, view: View) -> Move:
        move = left.pop(0) if left else Move(act=Talk(), message="Hm.")
        if isinstance(move.act, Reject) and view.offers:
            return move.model_copy(update={"act": Reject(offer_id=view.offers[-1].offer_id)})
        return move

    return ask


PEOPLES_MOVES = (
    Move(act=Talk(), message="Good morning.", private_note="They look tired."),
    Move(act=Accept(offer_id="o99"), message="I take what is not there."),
    Move(act=Offer(outcome={"nothing": 1}), message="This is no offer."),
    Move(act=Reject(offer_id="o1"), message="No.", claims=(Claim(fact="stock", value=3),)),
)


@pytest.mark.parametrize("last", [Talk(), WalkAway()])
def test_people_do_again_what_they_did(bench: Bench, last: Talk | WalkAway) -> None:
    sandbox = bench.begin(buyer="human", seller="strategy")
    moves = (*PEOPLES_MOVES, Move(act=last, message="So be it."))
    asyncio.run(sandbox.play(bench.folder, ask=scripted(*moves)))
    assert bench.verify().identical


def test_while_a_person_plays_a_divergence_shows_no_words(bench: Bench) -> None:
    sandbox = bench.begin(buyer="human", seller="strategy")

    async def leave(_brief: SeatBrief, view: View) -> Move:
        if view.turn > 2:
            raise KeyboardInterrupt
        return Move(act=Talk(), message="Good morning.")

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(sandbox.play(bench.folder, ask=leave))
    assert bench.verify().identical
    bench.edit("run.json", '"seed": 1', '"seed": 2')
    bench.edit("events.jsonl", '"party":"seller"', '"party": "seller"')
    found = bench.verify()
    assert found.divergence is not None
    assert "line 3" in found.divergence.message
    assert "recorded" not in found.divergence.details


def test_a_guest_that_can_no_longer_be_imported_is_a_wrong_usage(bench: Bench) -> None:
    who = "python:tests.app.guests:Refused"
    asyncio.run(bench.begin(buyer=who, seller="strategy").play(bench.folder))
    assert bench.verify().identical
    bench.edit("run.json", "tests.app.guests:Refused", "tests.app.gone:Refused")
    with pytest.raises(UsageError, match=r"cannot import 'tests\.app\.gone'"):
        bench.verify()

"""Tables that are open together: in step, in order, and no move heard before the next moment."""

import asyncio
from collections.abc import Sequence

import pytest

from negotiation.agents.negotiator import Negotiator
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import EscalationDecided, Event, OfferMade, Talked
from negotiation.domain.moves import Accept, Move, Offer, Pass, Reject, Talk
from negotiation.errors import RuleError
from negotiation.graph.turns import REQUEST, Due, Turns
from negotiation.protocol.view import View
from negotiation.store.log import MemoryLog
from tests.graph.gathering import (
    OPENING,
    Alone,
    Listening,
    Meeting,
    Together,
    bidding,
    haggling,
    is_done_in_time,
    log_of,
    with_approvers,
)
from tests.protocol.larger import house_of, step, terms


def two_pairs(rounds: int = 3) -> Together:
    return Together(
        haggling("north", {"anna": Listening(), "bert": Listening()}, rounds=rounds),
        haggling("south", {"cleo": Listening(), "dora": Listening()}, rounds=rounds),
    )


def seats(log: Sequence[LogEvent]) -> list[tuple[str, str]]:
    """Table and party of every move that was talk."""
    return [(event.table, event.party) for event in log if isinstance(event, Talked)]


def test_all_tables_open_before_anybody_moves() -> None:
    kinds = [event.kind for event in log_of(two_pairs())]
    assert kinds[:4] == ["phase_opened", "news_published", "table_opened", "table_opened"]


def test_the_log_goes_by_table_and_seat_in_lockstep() -> None:
    assert seats(log_of(two_pairs())) == 3 * [
        ("north", "anna"),
        ("south", "cleo"),
        ("north", "bert"),
        ("south", "dora"),
    ]


def test_a_table_that_ends_lets_the_others_go_on() -> None:
    programme = Together(
        haggling("north", {"anna": Listening(), "bert": Listening()}, rounds=1),
        haggling("south", {"cleo": Listening(), "dora": Listening()}, rounds=3),
    )
    log = log_of(programme)
    assert seats(log)[-4:] == 2 * [("south", "cleo"), ("south", "dora")]
    assert [event.table for event in log if event.kind == "deadline_passed"] == ["north", "south"]


def test_bidders_at_a_tender_go_with_one_step_of_a_table_of_two() -> None:
    bidder = Listening("offer")
    minds: dict[str, Negotiator | None] = {"heron": bidder, "otter": bidder, "lab": bidder}
    programme = Together(
        bidding("tender", minds, rounds=2),
        haggling("south", {"cleo": Listening(), "dora": Listening()}, rounds=2),
    )
    movers = [
        getattr(event, "party", "")
        for event in log_of(programme)
        if isinstance(event, Talked | OfferMade)
    ]
    assert movers == ["heron", "otter", "cleo", "lab", "dora"] * 2


async def _n_moves(programme: Together) -> int:
    """Play the first moment, and return how many moves came of it."""
    log = MemoryLog()
    turns = Turns(programme, log)
    turns.settle()
    n_before = len(log)
    assert await is_done_in_time(turns.take_turn())
    return len(log) - n_before


def test_different_parties_think_at_the_same_time() -> None:
    async def meet() -> int:
        barrier = asyncio.Barrier(3)
        programme = Together(
            haggling("north", {"anna": Meeting(barrier), "bert": Listening()}),
            haggling("south", {"cleo": Meeting(barrier), "dora": Listening()}),
            haggling("west", {"emma": Meeting(barrier), "finn": Listening()}),
        )
        return await _n_moves(programme)

    assert asyncio.run(meet()) == 3


def test_bidders_think_at_the_same_time() -> None:
    async def meet() -> int:
        barrier = asyncio.Barrier(2)
        minds: dict[str, Negotiator | None] = {
            "heron": Meeting(barrier),
            "otter": Meeting(barrier),
            "lab": Listening(),
        }
        return await _n_moves(Together(bidding("tender", minds)))

    assert asyncio.run(meet()) == 2


def test_a_party_at_two_tables_thinks_about_one_after_the_other() -> None:
    mind = Alone()
    programme = Together(
        haggling("north", {"anna": mind, "bert": Listening()}, rounds=2),
        haggling("south", {"anna": mind, "dora": Listening()}, rounds=2),
    )
    log_of(programme)
    assert mind.thoughts == ["north", "south"] * 2


def test_what_a_party_heard_at_one_table_it_knows_at_the_other_and_nobody_else_does() -> None:
    views: dict[tuple[str, str, int], View] = {}

    class Watching(Listening):
        async def propose(self, view: View) -> Move:
            views[view.table, view.party, view.turn] = view
            return await super().propose(view)

    programme = Together(
        haggling("north", {"anna": Watching(), "bert": Watching()}),
        haggling("south", {"anna": Watching(), "dora": Watching()}),
    )
    log = log_of(programme)
    heard = views["south", "anna", 3].elsewhere
    assert heard[: len(OPENING)] == OPENING
    assert [event.kind for event in heard[len(OPENING) :]] == [
        "table_opened",
        "note_taken",
        "talked",
        "talked",
    ]
    assert all(getattr(event, "party", "anna") in {"anna", "bert"} for event in heard)
    assert views["south", "dora", 4].elsewhere == OPENING
    assert views["north", "bert", 4].elsewhere == OPENING
    assert any(event not in views["north", "bert", 6].history for event in log)


def test_nobody_hears_what_others_do_at_the_same_moment() -> None:
    seen: list[View] = []

    def person(view: View) -> Move:
        seen.append(view)
        return Move(act=Pass(), message="")

    minds = {"heron": Listening("pass"), "otter": None, "wren": Listening("talk"), "lab": None}
    log_of(Together(bidding("tender", minds)), person=person)
    first = seen[0]
    assert first.party == "otter"
    assert [event.kind for event in first.history] == ["table_opened"]
    host = seen[1]
    assert [getattr(event, "party", "") for event in host.history[1:]] == ["heron", "wren", "otter"]


def test_a_person_among_models_moves_last_and_is_asked_for_its_own_seat() -> None:
    minds = {"heron": None, "otter": Listening("offer"), "lab": Listening()}
    turns = Turns(Together(bidding("tender", minds)), MemoryLog())
    turns.settle()
    assert turns.due() == (Due("tender", "heron"), Due("tender", "otter"))
    assert not turns.is_persons_turn
    asyncio.run(turns.take_turn())
    assert turns.due() == (Due("tender", "heron"),)
    assert turns.is_persons_turn
    assert turns.view().party == "heron"
    asyncio.run(turns.answer(Move(act=Offer(outcome=terms(0.9)))))
    assert turns.due() == (Due("tender", "lab"),)


def test_a_refused_mind_tries_again_before_anybody_else_is_written_down() -> None:
    programme = Together(
        haggling("north", {"anna": Listening("stumble"), "bert": Listening()}, rounds=1),
        haggling("south", {"cleo": Listening(), "dora": Listening()}, rounds=1),
    )
    kinds = [
        event.kind
        for event in log_of(programme)
        if event.kind in {"move_refused", "offer_made", "talked"}
    ]
    assert kinds == ["move_refused", "offer_made", "talked", "talked", "talked"]


def test_a_person_who_is_not_due_cannot_answer() -> None:
    turns = Turns(two_pairs(), MemoryLog())
    turns.settle()
    with pytest.raises(RuleError, match="no person is due"):
        asyncio.run(turns.answer(Move(act=Talk(), message="Me?")))


def signing(*approvers: Listening, approval: str = "seat") -> Together:
    """A table of two where the second asks its house in the first round."""
    house = house_of(
        {"bert": [step(approval=approval)]},
        parties=("anna", "bert"),
        played_approvers=frozenset({"bert"}),
    )
    minds = {"anna": Listening(), "bert": Listening("escalate", "offer", "talk")}
    table = haggling("north", minds, house=house)
    south = haggling("south", {"cleo": Listening(), "dora": Listening()})
    return Together(with_approvers(table, dict(zip(["bert"], approvers, strict=False))), south)


def decided(log: Sequence[LogEvent]) -> EscalationDecided:
    (found,) = [event for event in log if isinstance(event, EscalationDecided)]
    return found


def test_a_guest_in_the_approver_s_seat_signs() -> None:
    asked: list[View] = []

    class Signer(Listening):
        async def propose(self, view: View) -> Move:
            asked.append(view)
            return Move(act=Accept(offer_id=REQUEST), message="Granted.")

    log = log_of(signing(Signer()))
    answer = decided(log)
    assert (answer.party, answer.granted, answer.reason) == ("bert", (0,), "Granted.")
    (view,) = asked
    assert (view.party, view.legal_acts) == ("bert.approver", ("accept", "reject"))
    assert [each.outcome for each in view.offers] == [terms(0.6)]
    assert "escalation_asked" in [event.kind for event in view.history]


@pytest.mark.parametrize(
    "act", [Reject(offer_id=REQUEST), Talk(), Pass()], ids=lambda act: act.kind
)
def test_only_a_signature_signs(act: Reject | Talk | Pass) -> None:
    class Refusing(Listening):
        async def propose(self, view: View) -> Move:  # noqa: ARG002 - the port
            return Move(act=act, message="Not now.")

    answer = decided(log_of(signing(Refusing())))
    assert (answer.granted, answer.reason) == ((), "Not now.")


def test_a_person_signs_and_the_table_waits_while_the_others_move() -> None:
    asked: list[View] = []

    def person(view: View) -> Move:
        asked.append(view)
        return Move(act=Accept(offer_id=REQUEST), message="Fine.")

    log = log_of(signing(), person=person)
    assert [view.party for view in asked] == ["bert.approver"]
    assert decided(log).granted == (0,)
    kinds = [event.kind for event in log]
    after = log[kinds.index("escalation_asked") : kinds.index("escalation_decided")]
    assert [getattr(event, "table", "") for event in after if event.kind == "talked"] == [
        "south",
        "south",
    ]


def test_where_no_seat_decides_no_approver_is_asked() -> None:
    class Never(Listening):
        async def propose(self, view: View) -> Move:
            raise AssertionError(f"{view.party} was asked")

    house = house_of(
        {"bert": [step()]}, parties=("anna", "bert"), played_approvers=frozenset({"bert"})
    )
    minds = {"anna": Listening(), "bert": Listening("escalate", "talk")}
    table = with_approvers(haggling("north", minds, house=house), {"bert": Never()})
    assert decided(log_of(Together(table))).granted == (0,)


def test_the_others_see_of_an_escalation_only_that_it_was_asked() -> None:
    seen: list[Event] = []

    class Watching(Listening):
        async def propose(self, view: View) -> Move:
            seen.extend(view.history)
            return await super().propose(view)

    house = house_of({"bert": [step()]}, parties=("anna", "bert"))
    minds = {"anna": Watching(), "bert": Listening("escalate", "talk")}
    log_of(Together(haggling("north", minds, house=house)))
    kinds = {event.kind for event in seen}
    assert "escalation_asked" in kinds
    assert "escalation_decided" not in kinds
    assert all("0.6" not in event.model_dump_json() for event in seen)

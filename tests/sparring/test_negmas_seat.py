"""Negotiators of NegMAS at our table: they do there what they do at home, and our table holds."""

import asyncio
import warnings

import pytest

from evals.bench.sparring.games import (
    FIRST,
    SECOND,
    lab_compute_points,
    play,
    play_seated,
    random_points,
    seated,
    sit,
)
from evals.bench.sparring.negmas_seat import NegmasSeat, ufun_of
from negotiation.agents.loading import load_negotiator
from negotiation.app.seating import SeatedTable
from negotiation.domain.events import Event
from negotiation.domain.moves import Move, Talk
from negotiation.domain.scenarios import StrategyName
from negotiation.protocol.fold import replay
from negotiation.protocol.referee import forfeit
from negotiation.protocol.view import View, view_for
from negotiation.store.log import encode_event
from tests.builders import parse_event
from tests.sparring.games import end_of, negmas_end

with warnings.catch_warnings():
    # NegMAS and what it imports may use deprecated names; that is not ours to repair.
    warnings.simplefilter("ignore")
    pytest.importorskip("negmas", reason="needs the dependency group sparring (NegMAS)")

pytestmark = pytest.mark.sparring

ROUNDS = 14

PAIRINGS = [
    ("BoulwareTBNegotiator", "BoulwareTBNegotiator"),
    ("ConcederTBNegotiator", "LinearTBNegotiator"),
    ("AspirationNegotiator", "NaiveTitForTatNegotiator"),
    ("NaiveTitForTatNegotiator", "NaiveTitForTatNegotiator"),
    ("NiceTitForTatNegotiator", "HybridNegotiator"),
    ("MiCRONegotiator", "BoulwareTBNegotiator"),
    ("MiCRONegotiator", "MiCRONegotiator"),
    ("FastMiCRONegotiator", "FastMiCRONegotiator"),
    ("GBoulware", "GHardHeaded"),
    ("GHardHeaded", "GAgentK"),
    ("GCUHKAgent", "NaiveTitForTatNegotiator"),
    ("GNozomi", "GAgentSmith"),
]

OPPONENTS = [
    "BoulwareTBNegotiator",
    "NaiveTitForTatNegotiator",
    "MiCRONegotiator",
    "AspirationNegotiator",
    "HybridNegotiator",
    "RandomNegotiator",
    "GBoulware",
    "GHardHeaded",
    "GAgentK",
    "GCUHKAgent",
]


def views_of(events: tuple[Event, ...], party: str) -> list[tuple[View, Event]]:
    """Return every view that a party was asked with, and the event that its answer became."""
    found = []
    for position in range(1, len(events)):
        session = replay(events[:position])
        if session.due_party == party:
            found.append((view_for(session, events[:position], party), events[position]))
    return found


def answer(seat: NegmasSeat, view: View) -> tuple[str, object]:
    act = asyncio.run(seat.propose(view)).act
    kinds = {"offer": "offer_made", "accept": "agreement_reached", "walk_away": "walked_away"}
    return kinds[act.kind], getattr(act, "outcome", None) or getattr(act, "offer_id", None)


def became(event: Event) -> tuple[str, object]:
    has_outcome = event.kind == "offer_made"
    return event.kind, getattr(event, "outcome" if has_outcome else "offer_id", None)


@pytest.mark.parametrize(("first", "second"), PAIRINGS)
@pytest.mark.parametrize("seed", range(4))
def test_two_of_them_end_at_our_table_as_in_their_own_loop(
    seed: int, first: str, second: str
) -> None:
    table = seated(lab_compute_points(seed=seed, deadline_rounds=ROUNDS))
    who = {FIRST: first, SECOND: second}
    assert end_of(play(table, who)) == negmas_end(table, who)


def test_the_pairings_know_both_deals_and_impasses() -> None:
    table = seated(lab_compute_points(seed=0, deadline_rounds=ROUNDS))
    ends = [negmas_end(table, {FIRST: one, SECOND: other}).terms for one, other in PAIRINGS]
    assert None in ends
    assert len(set(ends)) > 2


@pytest.mark.parametrize("strategy", StrategyName)
@pytest.mark.parametrize("opponent", OPPONENTS)
@pytest.mark.parametrize("theirs", [FIRST, SECOND])
def test_they_play_our_strategies_to_an_end(
    theirs: str, opponent: str, strategy: StrategyName
) -> None:
    table = seated(lab_compute_points(seed=3, deadline_rounds=ROUNDS))
    ours = SECOND if theirs == FIRST else FIRST
    events = play(table, {theirs: opponent, ours: strategy})
    assert replay(parse_event(encode_event(event)) for event in events).ending is not None
    assert {event.kind for event in events}.isdisjoint({"move_refused", "turn_forfeited", "talked"})


@pytest.mark.parametrize("seed", range(40))
def test_our_micro_is_theirs(seed: int) -> None:
    table = seated(random_points(seed=seed, deadline_rounds=70))
    expected = negmas_end(table, dict.fromkeys((FIRST, SECOND), "MiCRONegotiator"))
    for first in ("micro", "MiCRONegotiator"):
        assert end_of(play(table, {FIRST: first, SECOND: "micro"})) == expected


@pytest.mark.parametrize("seed", range(4))
def test_our_micro_is_theirs_on_a_grid(seed: int) -> None:
    table = seated(lab_compute_points(seed=seed, deadline_rounds=600))
    expected = negmas_end(table, dict.fromkeys((FIRST, SECOND), "MiCRONegotiator"))
    assert expected.terms is not None
    assert end_of(play(table, {FIRST: "micro", SECOND: "micro"})) == expected


@pytest.mark.parametrize("opponent", OPPONENTS)
def test_a_seat_made_anew_answers_every_view_as_the_first_one_did(opponent: str) -> None:
    table = seated(lab_compute_points(seed=1, deadline_rounds=ROUNDS))
    events = play(table, {FIRST: opponent, SECOND: "linear"})
    asked = views_of(events, FIRST)
    assert asked
    for view, event in asked:
        assert answer(NegmasSeat(table.briefs[FIRST], opponent), view) == became(event)


@pytest.mark.parametrize("opponent", OPPONENTS)
def test_a_seat_may_be_asked_in_any_order(opponent: str) -> None:
    table = seated(lab_compute_points(seed=1, deadline_rounds=ROUNDS))
    events = play(table, {FIRST: "linear", SECOND: opponent})
    seat = NegmasSeat(table.briefs[SECOND], opponent)
    for view, event in [*reversed(views_of(events, SECOND)), *views_of(events, SECOND)]:
        assert answer(seat, view) == became(event)


class Talker:
    """Says something in every other turn and plays on otherwise."""

    def __init__(self, seat: NegmasSeat) -> None:
        self._seat = seat

    async def propose(self, view: View) -> Move:
        if view.round % 2:
            return Move(act=Talk(), message="And how is the weather in your machine room?")
        return await self._seat.propose(view)


def test_talk_and_turned_down_offers_go_into_the_mirror() -> None:
    table = seated(lab_compute_points(seed=2, deadline_rounds=ROUNDS))
    theirs = NegmasSeat(table.briefs[FIRST], "BoulwareTBNegotiator")
    talker = Talker(NegmasSeat(table.briefs[SECOND], "ConcederTBNegotiator"))
    events = play_seated(table, {FIRST: theirs, SECOND: talker})
    assert "talked" in {event.kind for event in events}
    assert replay(events).agreement is not None


def test_a_lost_turn_of_its_own_does_not_confuse_a_seat() -> None:
    table = seated(lab_compute_points(seed=2, deadline_rounds=ROUNDS))
    events = play(table, {FIRST: "BoulwareTBNegotiator", SECOND: "boulware"})[:3]
    lost = _lost(table, events)
    while replay(lost).due_party != FIRST:
        lost = _lost(table, lost)
    view = view_for(replay(lost), lost, FIRST)
    seat = NegmasSeat(table.briefs[FIRST], "BoulwareTBNegotiator")
    assert answer(seat, view)[0] == "offer_made"


def _lost(table: SeatedTable, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The log after the due party has lost its turn."""
    session, set_up = replay(events), table.set_up
    party = session.due_party or ""
    lost = forfeit(session, set_up.space, set_up.house, party=party, reason="a power cut")
    return (*events, *lost)


def test_a_seat_can_be_named_on_the_command_line() -> None:
    table = seated(lab_compute_points(seed=1, deadline_rounds=ROUNDS))
    named = load_negotiator("evals.bench.sparring.negmas_seat:boulware", table.briefs[FIRST])
    others = sit(table, SECOND, "linear")
    by_name = play_seated(table, {FIRST: named, SECOND: others})
    assert by_name == play(table, {FIRST: "BoulwareTBNegotiator", SECOND: "linear"})


def test_their_utility_orders_outcomes_as_our_value_does() -> None:
    preferences = seated(random_points(seed=5, deadline_rounds=4)).briefs[FIRST].preferences
    ufun = ufun_of(preferences)
    best_first = [
        tuple(preferences.space.outcome_at(int(index)).values()) for index in preferences.candidates
    ]
    utilities = [float(ufun(terms)) for terms in best_first]
    assert utilities == sorted(utilities, reverse=True)
    assert min(utilities) >= ufun.reserved_value
    assert max(utilities) == pytest.approx(1.0)

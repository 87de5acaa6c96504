"""The coach: which topic when, and that its words never say where the own limit is."""

import re
from dataclasses import replace
from typing import Any, get_args

import pytest

from negotiation.agents.coach import Hint, Topic, hint_for
from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.events import Event, OfferMade, TableOpened, Talked
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.fold import replay
from negotiation.protocol.view import View, view_for
from tests.agents.builders import FIRST, SECOND, grid, make_brief, make_preferences
from tests.agents.desk import offered

SPACE = grid(10, 10, 10)
BEST = {"a": 9, "b": 9, "c": 9}
MIDDLE = {"a": 6, "b": 6, "c": 6}
LOW = {"a": 1, "b": 1, "c": 1}
VALUES = [a + b + c for a in range(10) for b in range(10) for c in range(10)]


def seat(reservation_value: float = 9.0, **changes: Any) -> SeatBrief:
    """A seat that is worth the sum of the options, and signs from 9 of 27 up."""
    preferences = make_preferences(SPACE, VALUES, reservation_value=reservation_value)
    return make_brief(preferences, **changes)


def hint(*outcomes: Outcome | None, **changes: Any) -> Hint:
    return hint_for(seat(**changes), offered(*outcomes))


def terms_in(found: Hint) -> dict[str, int]:
    """What a wording says, such as ``A 7, B 8, the rest as before``."""
    said = re.findall(r"\b([ABC]) (\d+)", found.words["offer"])
    return {name.lower(): int(value) for name, value in said}


def asked(*outcomes: Outcome) -> View:
    """The talk after the seat has asked something, and the other side has made offers."""
    log: list[Event] = [
        TableOpened(table="table", parties=(FIRST, SECOND), deadline_rounds=20),
        Talked(table="table", turn=1, party=FIRST, message="What do you need?"),
    ]
    log += [
        OfferMade(
            table="table",
            turn=turn,
            party=SECOND,
            offer_id=f"o{turn}",
            outcome=dict(outcome),
            message="",
        )
        for turn, outcome in enumerate(outcomes, start=2)
    ]
    return view_for(replay(log), log, FIRST)


@pytest.mark.parametrize(
    ("trade", "topic"), [("buying", "ask_buying"), ("selling", "ask_selling"), (None, "find_out")]
)
def test_first_find_out(trade: str | None, topic: Topic) -> None:
    assert hint(LOW, trade=trade).topic == topic


def test_after_a_question_their_anchor_is_answered_far_on_the_own_side() -> None:
    found = hint_for(seat(), asked(LOW))
    assert found.topic == "anchor"
    assert sum(terms_in(found).values()) > 20


def test_a_large_step_that_nobody_answers_is_too_fast() -> None:
    assert hint(BEST, LOW, MIDDLE, LOW).topic == "too_fast"


def test_what_is_as_good_as_the_own_offer_is_taken() -> None:
    assert hint(MIDDLE, MIDDLE).topic == "take_it"


def test_a_small_gap_is_closed_between_the_two() -> None:
    found = hint(MIDDLE, {**MIDDLE, "a": 5})
    assert found.topic == "split"


def test_the_last_turn_takes_a_good_offer_and_answers_a_bad_one() -> None:
    good, bad = (replace(offered(BEST, each), deadline_rounds=1, round=1) for each in (MIDDLE, LOW))
    assert hint_for(seat(), good).topic == "take_it"
    assert hint_for(seat(), bad).topic == "last_word"


def test_where_nothing_can_be_signed_one_leaves() -> None:
    assert hint(None, reservation_value=99.0).topic == "leave"


def test_in_the_middle_the_topics_take_turns() -> None:
    steps = [{"a": 9, "b": 9, "c": 9 - n} for n in range(5)]
    topics = []
    for n in range(1, 6):
        pairs = [each for own in steps[:n] for each in (own, LOW)]
        topics.append(hint(*pairs).topic)
    assert len(set(topics)) > 2
    assert topics[0] == "no_worse"


def test_the_words_never_name_terms_at_the_own_limit() -> None:
    found = hint(BEST, LOW)
    assert found.topic == "no_worse"
    assert sum({**LOW, **terms_in(found)}.values()) > 9 + 0.3 * 18


def test_who_signs_for_a_party_has_a_hint_of_its_own() -> None:
    view = offered(LOW)
    assert hint_for(seat(), replace(view, party=f"{FIRST}.approver")).topic == "signing"


@pytest.mark.parametrize(
    ("protocol", "changes", "topic"),
    [
        ("roundtable", {"proposer": FIRST}, "propose"),
        ("roundtable", {"proposer": SECOND}, "rather"),
        ("tender", {}, "bid_first"),
    ],
)
def test_larger_tables_have_their_own_topics(
    protocol: Any, changes: dict[str, Any], topic: Topic
) -> None:
    view = replace(offered(None), protocol=protocol, offers=(), **changes)
    assert hint_for(seat(), view).topic == topic


def test_a_proposal_is_voted_for_when_it_beats_no_deal() -> None:
    view = replace(offered(BEST, MIDDLE), protocol="roundtable")
    assert hint_for(seat(), view).topic == "vote"
    assert hint_for(seat(20.0), view).topic == "rather"


def test_every_hint_is_one_of_the_known_topics() -> None:
    known = get_args(Topic)
    views = [offered(BEST), offered(BEST, MIDDLE), offered(BEST, LOW, MIDDLE), offered(None, LOW)]
    assert {hint_for(seat(), view).topic for view in views} <= set(known)

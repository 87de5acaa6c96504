"""Turning points by rule: each reason on talks made for it, and the laws of the choice."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.analysis.debrief.branches import Branch, PlayOut
from negotiation.analysis.debrief.records import TurningPoint
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.turning.choosing import candidates, chosen
from negotiation.analysis.debrief.turning.endings import (
    left_too_early,
    offers_not_taken,
    signed_too_low,
)
from negotiation.analysis.debrief.turning.offers import (
    clauses_given_away,
    large_steps,
    low_openings,
    missed_trades,
)
from negotiation.analysis.debrief.turning.signatures import signatures_not_asked
from negotiation.domain.moves import Accept, Escalate, Offer, WalkAway
from tests.analysis.debrief.seen import see
from tests.analysis.debrief.test_skills import OFFERS, a_log
from tests.analysis.samples import Log, outcome

Rule = Callable[[Sight], Iterator[TurningPoint]]


def only(rule: Rule, sight: Sight) -> TurningPoint:
    (point,) = rule(sight)
    return point


def test_an_offer_that_stood_and_was_worth_more() -> None:
    log = Log(rounds=9).offer(0.6, 4).offer(0.9, 4).offer(0.7, 4).offer(1.0, 8).accept()
    point = only(offers_not_taken, see(log))
    assert (point.turn, point.gain) == (3, 40)
    assert point.better.act == Accept(offer_id="o2")
    assert point.better_outcome == outcome(0.9, 4)


def test_what_crosses_an_own_red_line_was_rightly_left() -> None:
    line = {"issue": "weeks", "at_least": 8, "reason": {"en": "Not ready.", "zh": "没准备好。"}}
    log = Log(rounds=9).offer(0.6, 8).offer(0.9, 4).offer(0.7, 8).offer(1.0, 8).accept()
    assert not list(offers_not_taken(see(log, buyer={"red_lines": [line]})))


def test_signing_below_the_alternative() -> None:
    point = only(signed_too_low, see(Log().offer(0.6, 4).offer(1.0, 12).accept()))
    assert (point.turn, point.gain, point.better.act) == (3, 20, WalkAway())
    assert not list(signed_too_low(see(Log().offer(1.0, 4).accept())))


def test_leaving_though_some_terms_were_better_for_both() -> None:
    point = only(left_too_early, see(Log(rounds=5).offer(0.6, 4).offer(1.0, 12).leave()))
    assert (point.turn, point.played) == (3, "walk_away")
    assert point.better.act == Offer(outcome=outcome(1.0, 4))
    assert (point.gain, point.others_surplus) == (40, 50)


def test_leaving_where_nothing_was_to_be_had() -> None:
    log = Log(rounds=5).offer(0.6, 4).offer(1.0, 12).leave()
    assert not list(left_too_early(see(log, seller={"reservation_value": 100})))


def test_a_low_opening() -> None:
    point = only(low_openings, see(Log().offer(1.0, 8).accept()))
    assert (point.turn, point.better_outcome) == (1, outcome(0.8, 4))
    assert point.gain == pytest.approx(0.5 * (60 - 10))


def test_accepting_at_once_is_a_low_opening_too() -> None:
    point = only(low_openings, see(Log().offer(0.8, 4).accept(), "seller"))
    assert (point.turn, point.played) == (2, "accept")
    assert point.gain == pytest.approx(0.5 * (66 - 16))


def test_a_large_step() -> None:
    log = Log(rounds=9).offer(0.6, 4).offer(1.0, 12).offer(0.8, 8).leave()
    points = list(large_steps(see(log)))
    assert {point.turn for point in points} == {3}
    assert all(point.surplus > 30 for point in points)
    assert points[0].figures["given_value"] == 50


def test_a_missed_trade_harms_nobody() -> None:
    point = only(missed_trades, see(Log().offer(0.6, 4).offer(0.8, 8).accept()))
    assert (point.turn, point.better_outcome, point.gain) == (3, outcome(0.9, 4), 20)
    assert point.figures["others_gain_value"] == 2
    assert not list(missed_trades(see(Log().offer(1.0, 4).accept())))


LADDER = [{"issue": "price", "at_least": 0.9, "signer": {"en": "Finance", "zh": "财务"}}]


def test_terms_that_only_needed_a_signature() -> None:
    log = Log(rounds=5).offer(0.6, 4).offer(0.8, 8).accept()
    point = only(signatures_not_asked, see(log, buyer={"authority": LADDER}))
    assert (point.turn, point.gain) == (3, 20)
    assert point.better.act == Escalate(outcome=outcome(0.9, 4))
    assert not list(missed_trades(see(log, buyer={"authority": LADDER})))
    assert not list(signatures_not_asked(see(log)))


def test_what_was_signed_for_is_in_hand() -> None:
    sight = see(Log(rounds=5).offer(0.6, 4).leave(), buyer={"authority": LADDER})
    before = sight.sessions[1]
    places = {sight.outcome_at(int(place))["price"] for place in sight.in_hand(before).nonzero()[0]}
    assert max(places) == 0.8
    signed = replace(before, signed={"buyer": {0: outcome(0.9, 4)}})
    places = {sight.outcome_at(int(place))["price"] for place in sight.in_hand(signed).nonzero()[0]}
    assert max(places) == 0.9


def test_in_points_only_a_gift_is_given_away() -> None:
    """A week that costs the buyer and brings the seller something is a concession, not a waste."""
    log = Log(rounds=9).offer(0.6, 4).offer(1.0, 12).offer(0.6, 8).leave()
    assert not list(clauses_given_away(see(log)))


def tried(point: TurningPoint, *differences: float, after: float = 1.0) -> TurningPoint:
    branch = Branch(surpluses=differences, median=0.0, n_agreements=0)
    play_out = PlayOut(
        table=point.table,
        turn=point.turn,
        party=point.party,
        unit=point.unit,
        move=point.better,
        seeds=tuple(range(len(differences))),
        strategies={},
        as_played=branch,
        better=branch.model_copy(update={"median": after}),
        differences=differences,
        difference_median=sorted(differences)[len(differences) // 2],
        difference_quartiles=(0.0, 0.0),
    )
    return point.model_copy(update={"tried": play_out})


def test_what_was_tried_counts_by_what_came_of_it() -> None:
    point = only(low_openings, see(Log().offer(1.0, 8).accept()))
    good = tried(point.model_copy(update={"turn": 3, "gain": 1.0}), 5, 6, 7)
    better = tried(point.model_copy(update={"turn": 5, "gain": 0.5}), 8, 9, 9)
    worse = tried(point.model_copy(update={"turn": 7, "gain": 99.0}), -5, -1, -1)
    idle = tried(point.model_copy(update={"turn": 9, "gain": 99.0}), 0, 0, 0)
    assert [each.turn for each in chosen([good, better, worse, idle])] == [5, 3]


def test_what_helped_on_some_seeds_fills_up() -> None:
    point = only(low_openings, see(Log().offer(1.0, 8).accept()))
    sometimes = tried(point.model_copy(update={"turn": 3}), -9, 0, 0, 1)
    lowered = tried(point.model_copy(update={"turn": 5}), 0, 0, 1, after=-1.0)
    assert [each.turn for each in chosen([sometimes, lowered])] == [3]


def test_each_reason_comes_before_a_second_of_one() -> None:
    first = only(low_openings, see(Log().offer(1.0, 8).accept()))
    points = [
        first.model_copy(update={"turn": turn, "gain": gain, "reason": reason})
        for turn, gain, reason in (
            (1, 9.0, "concede_less"),
            (3, 8.0, "concede_less"),
            (5, 2.0, "stay"),
            (7, 1.0, "walk_away"),
            (1, 5.0, "trade_issues"),
        )
    ]
    assert [each.turn for each in chosen(points)] == [1, 5, 7]
    assert [each.turn for each in chosen(points[:2])] == [1, 3]


@settings(max_examples=25, deadline=None)
@given(offers=OFFERS, ending=st.sampled_from(("accept", "leave")))
def test_whatever_is_played_the_better_moves_are_legal_and_gain(
    offers: list[tuple[float, int]], ending: str
) -> None:
    log = a_log(offers, ending)
    for party in ("buyer", "seller"):
        sight = see(log, party)
        turns = {turn.turn: turn for turn in sight.turns()}
        points = candidates([sight])
        assert [point.gain for point in points] == sorted((p.gain for p in points), reverse=True)
        for point in points:
            assert point.gain > 0
            assert point.surplus >= 0
            assert sight.is_legal(turns[point.turn].before, point.better)
        told = chosen(points)
        assert len(told) == min(3, len({point.turn for point in points}))
        assert len({point.turn for point in told}) == len(told)

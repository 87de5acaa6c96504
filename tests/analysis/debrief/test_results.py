"""What came of a table, on figures that ``tests.analysis.samples`` works out by hand."""

import pytest

from negotiation.analysis.debrief.planes import plane_of
from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.results import acceptable_of, left_of, result_of
from tests.analysis.debrief.seen import see
from tests.analysis.samples import Log, outcome


def test_an_agreement_against_alternative_target_and_best() -> None:
    sight = see(Log().offer(0.6, 4).offer(0.8, 8).accept())
    result = result_of(sight, Prepared(target_value=70, walk_away_value=25))
    assert (result.value, result.alternative, result.surplus) == (50, 20, 30)
    assert (result.target, result.is_target_own, result.walk_away) == (70, True, 25)
    assert (result.best_surplus, result.others_surplus) == (60, 32)
    assert result.attained_share == pytest.approx(0.5)
    by_rule = result_of(sight, None)
    assert (by_rule.target, by_rule.is_target_own) == (80, False)


def test_both_sides_see_the_same_agreement() -> None:
    log = Log().offer(0.6, 4).offer(0.8, 8).accept()
    buyer, seller = result_of(see(log), None), result_of(see(log, "seller"), None)
    assert (buyer.surplus, buyer.others_surplus) == (seller.others_surplus, seller.surplus)


def test_without_agreement_there_is_nothing_but_what_could_have_been() -> None:
    sight = see(Log().offer(0.6, 4).leave())
    result = result_of(sight, None)
    assert (result.agreement, result.surplus, result.others_surplus) == (None, 0, 0)
    left = left_of(sight)
    assert left.to_frontier is not None
    assert left.to_frontier.outcome == outcome(0.8, 4)
    assert (left.to_frontier.gain, left.to_frontier.others_gain) == (60, 16)


def test_what_was_left_harms_nobody() -> None:
    left = left_of(see(Log().offer(0.6, 4).offer(0.8, 8).accept()))
    assert left.to_frontier is not None
    assert left.to_frontier.outcome == outcome(0.9, 4)
    assert (left.to_frontier.gain, left.to_frontier.others_gain) == (20, 2)
    assert left.to_nash is not None
    assert (left.to_nash.gain, left.to_nash.others_gain) == (10, 18)
    assert left.joint_gain == pytest.approx(90 - 62)


def test_an_efficient_agreement_leaves_nothing() -> None:
    left = left_of(see(Log().offer(1.0, 4).accept()))
    assert left.to_frontier is None
    assert left.joint_gain == 0


def test_what_the_other_side_would_have_signed() -> None:
    found = acceptable_of(see(Log().offer(0.6, 4).offer(0.8, 8).accept()))
    assert found.best is not None
    assert (found.best.outcome, found.best.surplus) == (outcome(0.8, 4), 60)
    by_issue = {near.changes[0].issue: near for near in found.nearby}
    assert by_issue["price"].outcome == outcome(0.7, 8)
    assert by_issue["weeks"].outcome == outcome(0.8, 4)
    assert all(len(near.changes) == 1 and near.others_surplus >= 0 for near in found.nearby)


def test_the_own_red_lines_bound_what_is_best() -> None:
    line = {"issue": "weeks", "at_least": 8, "reason": {"en": "Not ready.", "zh": "没准备好。"}}
    sight = see(Log().offer(0.6, 8).leave(), buyer={"red_lines": [line]})
    assert sight.ideal == 40


def test_the_plane_has_the_offers_in_order_and_the_frontier_from_the_own_best() -> None:
    plane = plane_of(see(Log().offer(0.6, 4).offer(0.8, 8).accept()))
    assert [(step.party, step.surplus, step.others_surplus) for step in plane.path] == [
        ("buyer", 80, -20),
        ("seller", 30, 32),
    ]
    points = [(mark.surplus, mark.others_surplus) for mark in plane.frontier]
    assert points == [(60, 16), (50, 34), (40, 50), (10, 66)]
    marks = {mark.name: (mark.surplus, mark.others_surplus) for mark in plane.marks}
    assert marks["agreement"] == (30, 32)
    assert marks["alternative"] == (0, 0)
    assert marks["best"] == (60, 16)

"""Scores of hand-made logs whose figures are worked out by hand in ``samples``."""

import math
from typing import Any

import pytest

from negotiation.analysis.scorecard import PartyScore, TableScore, score_table
from negotiation.domain.events import AgreementReached, Ending, Event, OfferMade, TableOpened
from tests.analysis.samples import Log, make_large, make_score, outcome
from tests.builders import make_mandate, text

LINE = {"issue": "weeks", "at_most": 4, "reason": text("We need it now.")}


def party(score: TableScore, name: str) -> PartyScore:
    (found,) = [each for each in score.parties if each.party == name]
    return found


def gain_distance(buyer: float, seller: float) -> float:
    return math.hypot(buyer / 60, seller / 66)


def test_an_agreement() -> None:
    score = make_score(Log().offer(0.6, 4).offer(0.8, 8).accept())
    assert score.ending is Ending.AGREEMENT
    assert (score.unit, score.rounds, score.turns) == ("points", 2, 3)
    assert score.agreement == outcome(0.8, 8)
    assert score.joint_surplus == pytest.approx(62)
    buyer, seller = party(score, "buyer"), party(score, "seller")
    assert (buyer.value, buyer.reservation_value, buyer.surplus) == (50, 20, 30)
    assert (seller.value, seller.reservation_value, seller.surplus) == (52, 20, 32)
    assert buyer.surplus_share == pytest.approx(30 / 62)
    assert seller.surplus_share == pytest.approx(32 / 62)
    assert buyer.attainable_share == pytest.approx(30 / 60)
    assert seller.attainable_share == pytest.approx(32 / 66)
    assert score.distance_to_frontier == pytest.approx(gain_distance(10, 18))
    assert score.distance_to_nash == pytest.approx(gain_distance(10, 18))
    assert score.distance_to_kalai_smorodinsky == pytest.approx(gain_distance(10, 18))


def test_what_was_possible() -> None:
    score = make_score(Log().talk().leave())
    assert (score.n_outcomes, score.n_valued, score.n_acceptable) == (15, 15, 10)
    assert not score.is_sampled
    assert set(score.solutions) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}
    for point in score.solutions.values():
        assert point.outcome == outcome(1.0, 4)
        assert point.surplus == {"buyer": 40, "seller": 50}


def test_the_nash_solution_is_at_no_distance() -> None:
    score = make_score(Log().offer(1.0, 4).accept())
    assert score.distance_to_frontier == 0
    assert score.distance_to_nash == 0
    assert score.distance_to_kalai_smorodinsky == 0


def test_an_efficient_agreement_may_be_far_from_nash() -> None:
    score = make_score(Log().offer(0.8, 4).accept())
    assert score.distance_to_frontier == 0
    assert score.distance_to_nash == pytest.approx(gain_distance(20, 34))


@pytest.mark.parametrize(
    ("log", "ending", "rounds", "turns"),
    [
        (Log().leave(), Ending.WALK_AWAY, 1, 1),
        (Log().offer(0.6, 4).leave(), Ending.WALK_AWAY, 1, 2),
        (Log(rounds=1).offer(0.6, 4).talk().time_out(), Ending.DEADLINE, 1, 2),
        (Log(rounds=2).talk().talk().talk().forfeit().time_out(), Ending.DEADLINE, 2, 4),
    ],
)
def test_without_agreement_everybody_has_its_alternative(
    log: Any, ending: Ending, rounds: int, turns: int
) -> None:
    score = make_score(log)
    assert (score.ending, score.rounds, score.turns) == (ending, rounds, turns)
    assert score.agreement is None
    assert score.joint_surplus == 0
    for each in score.parties:
        assert (each.value, each.surplus) == (20, 0)
        assert each.surplus_share is None
        assert each.attainable_share == 0
        assert each.breaches == ()
    assert score.distance_to_frontier == pytest.approx(gain_distance(50, 34))
    assert score.distance_to_nash == pytest.approx(gain_distance(40, 50))


def test_talks_that_go_on_have_no_ending() -> None:
    score = make_score(Log().offer(0.6, 4).events)
    assert score.ending is None
    assert (score.rounds, score.turns) == (1, 1)


def test_no_common_ground_leaves_nothing_to_measure_by() -> None:
    score = make_score(Log().talk().leave(), buyer={"reservation_value": 95})
    assert score.n_acceptable == 0
    assert score.solutions == {}
    assert score.distance_to_frontier is None
    assert score.distance_to_nash is None
    assert score.distance_to_kalai_smorodinsky is None
    for each in score.parties:
        assert each.surplus_share is None
        assert each.attainable_share is None


def test_a_joint_loss_has_no_shares() -> None:
    score = make_score(Log().offer(0.6, 4).accept(), buyer={"reservation_value": 99}, seller={})
    assert score.joint_surplus == pytest.approx(1 - 20)
    assert party(score, "buyer").surplus_share is None
    assert party(score, "seller").surplus_share is None


def test_a_signed_loss_is_flagged_for_who_signed_it() -> None:
    score = make_score(Log().offer(0.6, 4).accept())
    (breach,) = party(score, "seller").breaches
    assert (breach.kind, breach.issue, breach.shortfall) == ("reservation_value", None, 20)
    assert party(score, "seller").attainable_share == pytest.approx(-20 / 66)
    assert party(score, "buyer").breaches == ()
    assert party(score, "buyer").attainable_share == pytest.approx(80 / 60)


def test_a_signed_red_line_is_flagged_for_who_has_it() -> None:
    score = make_score(Log().offer(0.8, 8).accept(), buyer={"red_lines": [LINE]})
    (breach,) = party(score, "buyer").breaches
    assert (breach.kind, breach.issue, breach.shortfall) == ("red_line", "weeks", None)
    assert party(score, "seller").breaches == ()
    assert score.n_acceptable == 10


def test_a_hard_red_line_narrows_what_was_possible() -> None:
    hard = {"red_lines": [LINE], "enforcement": "hard"}
    score = make_score(Log().offer(1.0, 4).accept(), buyer=hard)
    assert score.n_acceptable == 3
    assert party(score, "seller").attainable_share == pytest.approx(1)


def test_offers_that_breach_are_named() -> None:
    log = Log(rounds=4).offer(1.0, 12).offer(0.6, 4).offer(0.6, 8).offer(0.7, 4).offer(0.8, 4)
    score = make_score(log.accept(), buyer={"red_lines": [LINE]})
    assert party(score, "buyer").offered_breaches == ("o1", "o3")
    assert party(score, "seller").offered_breaches == ("o2", "o4")
    assert party(score, "buyer").breaches == ()


def test_refused_moves_and_lost_turns_are_counted() -> None:
    log = Log().refuse().refuse().talk().refuse().forfeit().talk().leave()
    score = make_score(log)
    assert (party(score, "buyer").n_refused, party(score, "buyer").n_forfeited) == (2, 0)
    assert (party(score, "seller").n_refused, party(score, "seller").n_forfeited) == (1, 1)
    assert (score.rounds, score.turns) == (2, 4)


def test_concessions_are_part_of_the_score() -> None:
    log = Log().offer(0.6, 4).offer(1.0, 12).offer(0.8, 4).offer(1.0, 8).offer(1.0, 4).accept()
    score = make_score(log)
    assert party(score, "buyer").concessions.total_concession == pytest.approx(40)
    assert party(score, "buyer").concessions.concession_rate == pytest.approx(20)
    assert party(score, "seller").concessions.total_concession == pytest.approx(14)


def test_a_large_space_is_scored_on_a_sample_and_says_so() -> None:
    table = make_large()
    mandates = dict.fromkeys(("buyer", "seller"), make_mandate())
    terms = {"a": 0, "b": 129, "c": 129}
    log: list[Event] = [
        TableOpened(table="servers", parties=("buyer", "seller"), deadline_rounds=2),
        OfferMade(
            table="servers", turn=1, party="buyer", offer_id="o1", outcome={**terms}, message=""
        ),
    ]
    score = score_table(table, mandates, [*log, agreed(terms)])
    assert score.is_sampled
    assert score.n_outcomes == 130**3
    assert score.n_valued == len(table.indices)
    assert 0 < score.n_acceptable < score.n_valued < score.n_outcomes
    assert party(score, "buyer").value == 2 * 129**2
    assert party(score, "seller").value == 129**2


def agreed(terms: dict[str, int]) -> AgreementReached:
    return AgreementReached(
        table="servers", turn=2, party="seller", offer_id="o1", outcome={**terms}, message=""
    )

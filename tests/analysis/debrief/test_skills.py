"""The skills, on figures that are worked out by hand, and the laws that hold for all of them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.records import SKILLS
from negotiation.analysis.debrief.skills.before import preparation_checks
from negotiation.analysis.debrief.skills.scoring import score_of, skills_of
from negotiation.analysis.debrief.skills.words import asks, gives_reason
from negotiation.domain.events import Event
from tests.analysis.debrief.seen import check_of, said, see, skill_of
from tests.analysis.samples import Log

PRICES, WEEKS = (0.6, 0.7, 0.8, 0.9, 1.0), (4, 8, 12)
OFFERS = st.lists(
    st.tuples(st.sampled_from(PRICES), st.sampled_from(WEEKS)), min_size=1, max_size=9
)


def a_log(offers: list[tuple[float, int]], ending: str) -> list[Event]:
    log = Log(rounds=5)
    for price, weeks in offers:
        log.offer(price, weeks)
    return log.accept() if ending == "accept" else log.leave()


def steps(*offers: tuple[float, int]) -> list[Event]:
    """The buyer's offers; the seller never moves."""
    log = Log(rounds=9)
    for offer in offers:
        log.offer(*offer).offer(1.0, 12)
    return log.leave()


def test_an_opening_is_held_against_the_best_that_could_be_accepted() -> None:
    sight = see(steps((0.8, 8)))
    found = check_of(sight, "opening_height")
    assert found.earned == pytest.approx(30 / 60 / 0.8)
    assert [spot.turn for spot in found.spots] == [1]


def test_signing_without_a_counter_offer_is_no_opening() -> None:
    sight = see(Log().offer(0.8, 8).accept(), "seller")
    assert skill_of(sight, "opening_ambition").fraction == 0


def test_steps_that_take_back_and_steps_that_grow() -> None:
    sight = see(steps((0.6, 4), (0.7, 4), (0.6, 4), (0.8, 8)))  # worth 80, 70, 80, 30
    assert check_of(sight, "never_back").earned == pytest.approx(2 / 3)
    assert check_of(sight, "small_steps").earned == 0
    assert check_of(sight, "smaller_steps").earned == pytest.approx(1 / 2)
    assert check_of(sight, "steps_returned").earned == pytest.approx(1 / 2)


def test_a_step_after_the_other_side_has_moved_is_returned() -> None:
    log = Log(rounds=9).offer(0.6, 4).offer(1.0, 12).offer(0.7, 4).offer(0.9, 8).offer(0.8, 4)
    found = check_of(see(log.leave()), "steps_returned")
    assert found.earned == 1
    assert found.figures["n_steps"] == 2


def test_a_swap_takes_on_one_term_and_gives_on_another() -> None:
    sight = see(steps((0.7, 8), (0.9, 4)))
    assert check_of(sight, "swaps").earned == 1
    assert check_of(see(steps((0.7, 4), (0.9, 8))), "swaps").earned == 0


def test_waste_is_what_could_be_had_without_harm() -> None:
    sight = see(Log().offer(0.6, 4).offer(0.8, 8).accept())
    assert check_of(sight, "nothing_wasted").earned == pytest.approx(1 - 20 / 60)


def test_share_claimed() -> None:
    sight = see(Log().offer(0.6, 4).offer(0.8, 8).accept())
    assert skill_of(sight, "share_claimed").fraction == pytest.approx(30 / 60 / 0.75)
    assert skill_of(see(Log().talk().leave()), "share_claimed").fraction == 0


def test_questions_before_the_first_offer() -> None:
    log = Log(rounds=5).talk().offer(1.0, 12).offer(0.6, 4).leave()
    assert check_of(see(said(log, "What can you deliver?")), "asked_first").earned == 1
    assert check_of(see(said(log, "Hi.", "", "Can you do 0.6?")), "asked_first").earned == 0.5
    assert check_of(see(said(log, "Hi.", "", "0.6.")), "asked_first").earned == 0


@pytest.mark.parametrize(
    ("message", "is_question"),
    [
        ("When could the first batch come?", True),
        ("最快什么时候能交", False),
        ("最快什么时候能交呢？", True),
        ("请问排产到几月了", True),
        ("We need 72,000.", False),
        ("我们要七万二。", False),
    ],
)
def test_what_is_a_question(message: str, *, is_question: bool) -> None:
    assert asks(message) is is_question


@pytest.mark.parametrize(
    ("message", "has_reason"),
    [
        ("72,000, because our labs start in May.", True),
        ("七万二，因为客户五月就要用。", True),
        ("72,000 a card.", False),
        ("七万二一张。", False),
        ("Take 2,048 cards and in return we prepay half.", True),
    ],
)
def test_what_is_a_reason(message: str, *, has_reason: bool) -> None:
    assert gives_reason(message) is has_reason


def test_reasons_are_counted_among_the_offers_with_words() -> None:
    log = said(steps((0.6, 4), (0.7, 4)), "0.6, since we wait.", "No.", "0.7 then.", "No.")
    assert check_of(see(log), "reasons_given").earned == 1
    assert check_of(see(said(steps((0.6, 4)), "0.6.")), "reasons_given").earned == 0


def test_leaks_cost_by_how_exact_they_are() -> None:
    log = said(steps((0.6, 4)), "Our limit is 12 weeks.", "Thanks.")
    leak = Finding(kind="leak", table="servers", turn=1, party="buyer", detail="says it")
    rounded = leak.model_copy(update={"severity": "minor"})
    theirs = leak.model_copy(update={"party": "seller"})
    found = check_of(see(log, findings=[leak, rounded, theirs]), "nothing_leaked")
    assert found.earned == pytest.approx(0.25)
    assert (found.figures["n_exact"], found.figures["n_rounded"]) == (1, 1)


def test_closing() -> None:
    own = see(Log(rounds=5).offer(1.0, 4).accept())
    assert check_of(own, "own_package").earned == 1
    assert check_of(own, "in_time").earned == 1
    theirs = see(Log(rounds=2).offer(0.6, 4).offer(0.8, 8).accept())
    assert check_of(theirs, "own_package").earned == 0.5
    assert check_of(theirs, "in_time").earned == 0


def test_meeting_half_way_is_splitting_the_difference() -> None:
    log = Log(rounds=5).offer(0.7, 4).offer(1.0, 8).offer(1.0, 4).accept()  # 70, 10, then 40
    assert check_of(see(log), "no_split").earned == 0
    log = Log(rounds=5).offer(0.7, 4).offer(1.0, 8).offer(0.9, 4).accept()
    assert check_of(see(log), "no_split").earned == 1


def test_signing_below_the_alternative() -> None:
    sight = see(Log().offer(1.0, 12).accept())
    assert check_of(sight, "signed_above").earned == 0
    assert check_of(sight, "offers_above").earned == 0


def test_leaving_a_good_offer_lying() -> None:
    sight = see(Log(rounds=3).offer(0.6, 4).offer(0.9, 4).leave())
    assert check_of(sight, "nothing_better_left").earned == 0
    sight = see(Log(rounds=3).offer(0.6, 4).offer(1.0, 12).leave())
    assert check_of(sight, "nothing_better_left").earned == 1


def test_preparation() -> None:
    place: Any = {"table": "servers", "party": "buyer"}
    assert preparation_checks(None, **place) == []
    empty = preparation_checks(Prepared(), **place)
    assert [check.earned for check in empty] == [0, 0, 0, 0]
    sheet = Prepared(target_value=60, walk_away_value=20, questions=("Stock?", "  "))
    found = {check.id: check for check in preparation_checks(sheet, **place)}
    assert found["target_above_limit"].earned == 1
    assert found["questions_written"].earned == pytest.approx(1 / 3)
    assert all(spot.turn == 0 for check in found.values() for spot in check.spots)


def test_hints_and_moves_taken_back_cost_up_to_a_bound() -> None:
    skills = skills_of([see(Log().offer(1.0, 4).accept())], None)
    free = score_of(skills, [], 0)
    assert free.fraction == free.of_skills
    some = score_of(skills, ["nudge", "wording"], 1)
    assert some.of_skills is not None
    assert some.fraction == pytest.approx(some.of_skills - 0.01 - 0.04 - 0.03)
    many = score_of(skills, ["wording"] * 30, 30)
    assert (many.hints_cost, many.taken_back_cost) == (0.2, 0.15)
    assert score_of([], [], 0).fraction is None


@settings(max_examples=25, deadline=None)
@given(offers=OFFERS, ending=st.sampled_from(("accept", "leave")))
def test_whatever_is_played_every_check_is_a_share_and_names_its_turns(
    offers: list[tuple[float, int]], ending: str
) -> None:
    log = a_log(offers, ending)
    for party in ("buyer", "seller"):
        skills = skills_of([see(log, party)], None)
        assert tuple(skill.skill for skill in skills) == SKILLS
        for skill in skills:
            earned = [check.earned for check in skill.checks]
            assert all(check.spots for check in skill.checks)
            if earned:
                assert skill.fraction == pytest.approx(sum(earned) / len(earned))
            else:
                assert skill.fraction is None


@settings(max_examples=25, deadline=None)
@given(before=st.lists(st.tuples(st.sampled_from(PRICES), st.sampled_from(WEEKS)), max_size=4))
def test_a_better_last_offer_never_claims_less(before: list[tuple[float, int]]) -> None:
    before = before[: len(before) // 2 * 2]
    shares = []
    for price in reversed(PRICES):  # from the dearest to the cheapest for the buyer
        sight = see(a_log([*before, (price, 4)], "accept"))
        shares.append(skill_of(sight, "share_claimed").fraction or 0.0)
    assert shares == sorted(shares)

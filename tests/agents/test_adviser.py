"""A deal desk says what is so: every figure against the values it is made of, by brute force."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.agents.advice import Advice, ClauseStep, Terms
from negotiation.agents.adviser import COUNTER_FRACTIONS, Adviser, adviser_for
from negotiation.agents.preferences import CANDIDATES_PER_CHUNK, Preferences, preferences_of
from negotiation.analysis.outcome_table import MAX_ENUMERATED, outcome_table
from negotiation.domain.mandates import RedLine
from negotiation.domain.outcomes import Outcome
from negotiation.economics.own import OwnRisk
from negotiation.economics.valuation import table_valuation
from negotiation.protocol.view import View
from tests.agents.builders import grid, make_brief, make_preferences
from tests.agents.desk import difference, offered
from tests.builders import make_scenario, text

SPACE = grid(5, 3, 2)
"""Spans of 4, 2 and 1, so that equal distances are equal floats."""
OUTCOMES = [SPACE.outcome_at(index) for index in range(SPACE.size)]


def line(issue: str, **bounds: float) -> RedLine:
    return RedLine.model_validate({"issue": issue, "reason": text("No."), **bounds})


@dataclass(frozen=True)
class Case:
    preferences: Preferences
    view: View

    @property
    def advice(self) -> Advice:
        return Adviser(self.preferences, "full", None).advise(self.view)


@st.composite
def cases(draw: st.DrawFn, *, max_offers: int = 4) -> Case:
    """Any whole values, with a red line or without, and some offers of both sides."""
    values = draw(st.lists(st.integers(-9, 20), min_size=SPACE.size, max_size=SPACE.size))
    lines = [line("a", at_most=draw(st.integers(1, 4)))] if draw(st.booleans()) else []
    preferences = make_preferences(
        SPACE, values, reservation_value=draw(st.integers(-9, 22)), red_lines=lines
    )
    made = draw(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=max_offers))
    return Case(preferences, offered(*made))


def acceptable(preferences: Preferences, at_least: float = -np.inf) -> list[Outcome]:
    level = max(at_least, preferences.reservation_value)
    return [
        outcome
        for outcome in OUTCOMES
        if preferences.is_allowed(outcome) and preferences.value_of(outcome) >= level
    ]


@settings(max_examples=150)
@given(case=cases(), at_least=st.integers(-12, 22))
def test_the_nearest_terms_change_least_and_are_the_best_of_such(case: Case, at_least: int) -> None:
    preferences = case.preferences
    for goal in OUTCOMES[::7]:
        found = preferences.nearest(goal, at_least=at_least)
        fit = acceptable(preferences, at_least)
        if not fit:
            assert found is None
            continue
        assert found is not None
        least = min(difference(preferences, each, goal) for each in fit)
        nearest = [each for each in fit if difference(preferences, each, goal) == least]
        terms = SPACE.outcome_at(found.index)
        assert terms in nearest
        assert found.value == preferences.value_of(terms)
        assert found.value == max(map(preferences.value_of, nearest))


def test_a_table_of_many_chunks_is_searched_to_its_end() -> None:
    space = grid(60, 50, 40)
    values = np.arange(space.size)[::-1]
    preferences = make_preferences(space, values)
    assert len(preferences.candidates) > CANDIDATES_PER_CHUNK
    for index in (0, CANDIDATES_PER_CHUNK - 1, CANDIDATES_PER_CHUNK, space.size - 1):
        found = preferences.nearest(space.outcome_at(index))
        assert found is not None
        assert found.index == index


@settings(max_examples=100)
@given(case=cases())
def test_their_offer_is_valued_and_judged(case: Case) -> None:
    preferences, advice = case.preferences, case.advice
    (standing,) = case.view.offers
    assert advice.theirs is not None
    assert advice.is_standing
    assert advice.theirs.offer_id == standing.offer_id
    assert advice.theirs.value == preferences.value_of(standing.outcome)
    assert advice.gain(advice.theirs) == advice.theirs.value - preferences.reservation_value
    assert advice.is_acceptable == (standing.outcome in acceptable(preferences))
    assert bool(advice.crossed) == (not preferences.is_allowed(standing.outcome))
    if advice.is_acceptable:
        assert advice.nearest == Terms(
            outcome=standing.outcome, value=advice.theirs.value, offer_id=standing.offer_id
        )
    elif advice.nearest is not None:
        assert advice.nearest.outcome in acceptable(preferences)
    else:
        assert not acceptable(preferences)
        assert not advice.has_candidates


@settings(max_examples=100)
@given(case=cases())
def test_every_step_and_swap_is_a_difference_of_two_values(case: Case) -> None:
    preferences, advice = case.preferences, case.advice
    assert advice.theirs is not None
    base = advice.theirs.outcome
    for step in advice.steps:
        issue = SPACE.by_id[step.issue]
        assert step.before == base[step.issue]
        assert abs(issue.positions[step.after] - issue.positions[step.before]) == 1
        moved = {**base, step.issue: step.after}
        assert step.gain == preferences.value_of(moved) - preferences.value_of(base)
    n_ends = sum(base[issue.id] in {issue.values[0], issue.values[-1]} for issue in SPACE.issues)
    if not preferences.red_lines:
        assert len(advice.steps) == 2 * len(SPACE.issues) - n_ends
    assert [step.gain for step in advice.steps] == sorted(s.gain for s in advice.steps)[::-1]
    for swap in advice.swaps:
        both = {**base, swap.give.issue: swap.give.after, swap.take.issue: swap.take.after}
        assert swap.give.issue != swap.take.issue
        assert swap.give.is_wanted
        assert swap.give.gain <= 0 < swap.take.gain
        assert 0 < swap.gain == preferences.value_of(both) - preferences.value_of(base)


@settings(max_examples=150)
@given(case=cases())
def test_counter_offers_are_on_their_levels_and_as_near_as_these_allow(case: Case) -> None:
    preferences, advice = case.preferences, case.advice
    assert advice.base is not None
    assert advice.theirs is not None
    own = advice.own.value if advice.own and advice.own.outcome in acceptable(preferences) else None
    asked = preferences.best_value if own is None else own
    floor = advice.theirs.value if advice.is_acceptable else preferences.reservation_value
    if not advice.has_candidates or asked <= floor:
        assert advice.counters == ()
        return
    wanted = []
    for fraction in COUNTER_FRACTIONS:
        level = floor + fraction * (asked - floor)
        fit = acceptable(preferences, level)
        top = max(preferences.band_top(level), min(map(preferences.value_of, fit)))
        band = [each for each in fit if preferences.value_of(each) <= top]
        least = min(difference(preferences, each, advice.theirs.outcome) for each in band)
        wanted.append(
            [each for each in band if difference(preferences, each, advice.theirs.outcome) == least]
        )
    for counter in advice.counters:
        assert any(counter.outcome in level for level in wanted)
        assert counter.value == preferences.value_of(counter.outcome)
    known = [each.outcome for each in (advice.theirs, advice.own, advice.nearest) if each]
    outcomes = [counter.outcome for counter in advice.counters]
    assert not any(outcome in known for outcome in outcomes)
    assert all(outcomes.count(outcome) == 1 for outcome in outcomes)
    assert all(any(each in [*outcomes, *known] for each in level) for level in wanted)


LADDER = grid(5, 5)
"""Own value: two a step on ``a``, one a step on ``b``, both falling."""
FALLING = make_preferences(
    LADDER, [2 * (4 - a) + (4 - b) for a in range(5) for b in range(5)], reservation_value=4
)


def terms(a: int, b: int) -> Outcome:
    return {"a": a, "b": b}


def test_a_step_is_wanted_where_they_have_asked_for_more() -> None:
    view = offered(terms(2, 4), terms(0, 0), terms(2, 2))
    advice = Adviser(FALLING, "full", None).advise(view)
    assert advice.steps == (
        ClauseStep("a", 2, 1, 2.0, is_wanted=False),
        ClauseStep("b", 2, 1, 1.0, is_wanted=False),
        ClauseStep("b", 2, 3, -1.0, is_wanted=True),
        ClauseStep("a", 2, 3, -2.0, is_wanted=False),
    )
    (swap,) = advice.swaps
    assert (swap.give.issue, swap.take.issue, swap.gain) == ("b", "a", 1.0)


def test_nothing_is_given_that_nobody_has_asked_for() -> None:
    assert Adviser(FALLING, "full", None).advise(offered(terms(2, 2))).swaps == ()


def test_a_best_gain_is_the_measure_of_a_gain() -> None:
    advice = Adviser(FALLING, "value", None).advise(offered(terms(2, 2)))
    assert advice.theirs is not None
    assert advice.gain_fraction(advice.theirs) == (6 - 4) / (12 - 4)


def test_a_gain_has_no_measure_where_there_is_nothing_to_gain() -> None:
    preferences = make_preferences(LADDER, [3.0] * 25, reservation_value=3)
    advice = Adviser(preferences, "value", None).advise(offered(terms(2, 2)))
    assert advice.theirs is not None
    assert advice.gain_fraction(advice.theirs) is None


def test_the_value_level_stops_at_the_nearest_terms() -> None:
    def refuse(_outcome: Outcome) -> OwnRisk:
        raise AssertionError("a desk of the value level looks at no risk")

    advice = Adviser(FALLING, "value", refuse).advise(offered(terms(3, 4)))
    assert advice.nearest == Terms(outcome=terms(2, 4), value=4.0)
    assert (advice.steps, advice.swaps, advice.counters) == ((), (), ())


def test_the_full_level_weighs_their_terms_and_its_own_counters() -> None:
    def risk(outcome: Outcome) -> OwnRisk:
        return OwnRisk(float(str(outcome["a"])), 0.25, -1.0)

    advice = Adviser(FALLING, "full", risk).advise(offered(terms(2, 2)))
    assert advice.theirs is not None
    assert advice.theirs.risk == OwnRisk(2.0, 0.25, -1.0)
    assert advice.counters
    assert all(counter.risk == risk(counter.outcome) for counter in advice.counters)


def test_where_the_seat_may_not_offer_the_desk_proposes_nothing() -> None:
    view = replace(offered(terms(2, 2)), legal_acts=("accept", "reject", "walk_away"))
    advice = Adviser(FALLING, "full", lambda _: OwnRisk(1.0, 0.25, -1.0)).advise(view)
    assert advice.theirs is not None
    assert advice.theirs.risk is not None
    assert (advice.nearest, advice.steps, advice.swaps, advice.counters) == (None, (), (), ())


def test_before_any_offer_the_desk_knows_what_to_hope_for() -> None:
    advice = Adviser(FALLING, "full", None).advise(offered())
    assert (advice.theirs, advice.own, advice.base, advice.nearest) == (None, None, None, None)
    assert (advice.best_value, advice.reservation_value) == (12, 4)
    assert not advice.is_acceptable
    assert not advice.steps
    assert advice.counters[0] == Terms(outcome=terms(0, 0), value=12.0)
    assert [counter.value for counter in advice.counters] == [12.0, 8.0, 6.0]


def test_an_offer_that_was_turned_down_is_still_what_to_compare_with() -> None:
    advice = Adviser(FALLING, "full", None).advise(offered(terms(3, 3), None, terms(3, 4), None))
    assert advice.theirs is None
    assert advice.own == Terms(outcome=terms(3, 4), value=2.0, offer_id="o3")
    turned_down = Adviser(FALLING, "full", None).advise(
        offered(terms(0, 0), terms(3, 3), None, terms(3, 3))
    )
    assert turned_down.is_standing
    gone = Adviser(FALLING, "full", None).advise(offered(terms(3, 3), None, None))
    assert gone.theirs is not None
    assert gone.theirs.offer_id == "o1"
    assert not gone.is_standing


def test_without_their_offer_the_own_one_is_what_is_varied() -> None:
    advice = Adviser(FALLING, "full", None).advise(offered(terms(0, 0), None))
    assert advice.base == Terms(outcome=terms(0, 0), value=12.0, offer_id="o1")
    assert [step.gain for step in advice.steps] == [-1.0, -2.0]
    assert [counter.value for counter in advice.counters] == [8.0, 6.0]
    assert advice.swaps == ()


def test_a_desk_without_candidates_says_so_and_nothing_else() -> None:
    hopeless = make_preferences(LADDER, [0.0] * 25, reservation_value=1)
    advice = Adviser(hopeless, "full", None).advise(offered(terms(2, 2)))
    assert not advice.has_candidates
    assert advice.nearest is None
    assert advice.counters == ()
    assert advice.best_value == advice.reservation_value == 1


def test_nothing_is_left_to_counter_with_when_they_offer_what_was_asked() -> None:
    advice = Adviser(FALLING, "full", None).advise(offered(terms(1, 1), terms(1, 0)))
    assert advice.is_acceptable
    assert advice.counters == ()


def test_an_own_offer_below_the_mandate_is_no_measure_of_what_to_ask() -> None:
    advice = Adviser(FALLING, "full", None).advise(offered(terms(4, 4), terms(3, 3)))
    assert advice.own is not None
    assert advice.own.value == 0
    assert advice.counters[0].value == 12


def test_no_step_and_no_counter_crosses_a_red_line() -> None:
    preferences = make_preferences(
        LADDER,
        [2 * (4 - a) + (4 - b) for a in range(5) for b in range(5)],
        reservation_value=4,
        red_lines=[line("a", at_least=2)],
    )
    advice = Adviser(preferences, "full", None).advise(offered(terms(1, 2)))
    assert advice.crossed == ("a",)
    assert not advice.is_acceptable
    assert advice.nearest is not None
    assert advice.nearest.outcome == terms(2, 2)
    assert all(preferences.is_allowed(counter.outcome) for counter in advice.counters)
    assert [step.after for step in advice.steps if step.issue == "a"] == [2]


def test_the_same_view_gives_the_same_advice() -> None:
    view = offered(terms(2, 4), terms(0, 0), terms(2, 2))
    adviser = Adviser(FALLING, "full", None)
    assert adviser.advise(view) == adviser.advise(view)


@pytest.mark.parametrize("party", ["buyer", "seller"])
def test_a_sampled_table_is_searched_beyond_its_sample(
    party: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = make_scenario()
    valuation = table_valuation(scenario, scenario.tables[0])
    whole = preferences_of(outcome_table(valuation), party, ())
    monkeypatch.setitem(MAX_ENUMERATED, "points", 4)
    sample = outcome_table(valuation)
    assert not sample.is_complete
    preferences = preferences_of(sample, party, ())
    for index in range(valuation.space.size):
        theirs = valuation.space.outcome_at(index)
        advice = Adviser(preferences, "full", None).advise(offered(theirs, party=party))
        assert advice.nearest is not None
        assert whole.is_acceptable(advice.nearest.outcome)
        moved = {
            issue: value
            for issue, value in advice.nearest.outcome.items()
            if value != theirs[issue]
        }
        for issue in moved:
            assert not whole.is_acceptable({**advice.nearest.outcome, issue: theirs[issue]})
        assert all(whole.is_acceptable(counter.outcome) for counter in advice.counters)


def test_a_seat_without_an_adviser_has_none() -> None:
    brief = make_brief(FALLING)
    assert adviser_for("none", brief, None) is None
    assert isinstance(adviser_for("value", brief, None), Adviser)
    assert isinstance(adviser_for("full", brief, None), Adviser)

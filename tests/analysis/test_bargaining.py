"""The ZOPA, the bargaining solutions and the distances, against their axioms and definitions."""

import math
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from negotiation.analysis.bargaining import SolutionPoints, solutions, zopa
from negotiation.analysis.distances import distance_from_point, opposition
from negotiation.analysis.frontier import is_efficient, pareto_frontier

Floats = NDArray[np.float64]

NOTHING = SolutionPoints(None, None, None, None)


class Problem(NamedTuple):
    values: Floats
    reservation_values: Floats


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Whole numbers, so that sums are exact and ties are frequent."""
    n_parties = draw(st.integers(2, 4))
    n_outcomes = draw(st.integers(0, 25))
    wholes = st.integers(-20, 40).map(float)
    return Problem(
        draw(arrays(np.float64, (n_parties, n_outcomes), elements=wholes)),
        draw(arrays(np.float64, n_parties, elements=st.integers(-20, 10).map(float))),
    )


def acceptable_surplus(problem: Problem) -> Floats:
    """Shape (party, acceptable outcome)."""
    surplus = problem.values - problem.reservation_values[:, np.newaxis]
    return surplus[:, (surplus >= 0.0).all(axis=0)]


def surplus_at(problem: Problem, index: int) -> Floats:
    at_index: Floats = problem.values[:, index] - problem.reservation_values
    return at_index


def rescaled(problem: Problem, *, scales: Floats, shifts: Floats) -> Problem:
    return Problem(
        problem.values * scales[:, np.newaxis] + shifts[:, np.newaxis],
        problem.reservation_values * scales + shifts,
    )


@given(problems())
def test_solutions_lie_in_the_zopa_and_on_the_frontier(problem: Problem) -> None:
    mask = zopa(*problem)
    found = solutions(*problem)
    if not mask.any():
        assert found == NOTHING
        return
    for index in found:
        assert index is not None
        assert mask[index]
        assert is_efficient(problem.values)[index]


@given(problems())
def test_each_solution_is_the_best_by_its_own_measure(problem: Problem) -> None:
    surplus = acceptable_surplus(problem)
    nash, kalai_smorodinsky, egalitarian, utilitarian = solutions(*problem)
    if nash is None or kalai_smorodinsky is None or egalitarian is None or utilitarian is None:
        assert not surplus.shape[1]
        return
    ideal_gain = surplus.max(axis=1)
    gains = ideal_gain > 0.0
    assert surplus_at(problem, nash).prod() == pytest.approx(surplus.prod(axis=0).max())
    assert surplus_at(problem, egalitarian).min() == surplus.min(axis=0).max()
    assert surplus_at(problem, utilitarian).sum() == surplus.sum(axis=0).max()
    if gains.all():
        ratios = surplus_at(problem, kalai_smorodinsky) / ideal_gain
        assert ratios.min() == (surplus / ideal_gain[:, np.newaxis]).min(axis=0).max()


@given(problems(), st.data())
def test_nash_and_kalai_smorodinsky_ignore_each_partys_scale(
    problem: Problem, data: st.DataObject
) -> None:
    n_parties = len(problem.values)
    powers = data.draw(arrays(np.float64, n_parties, elements=st.integers(-10, 30).map(float)))
    shifts = data.draw(arrays(np.float64, n_parties, elements=st.integers(-99, 99).map(float)))
    other = rescaled(problem, scales=np.exp2(powers), shifts=shifts * np.exp2(powers))
    before, after = solutions(*problem), solutions(*other)
    assert before.nash_solution == after.nash_solution
    assert before.kalai_smorodinsky_solution == after.kalai_smorodinsky_solution


@given(problems(), st.data())
def test_the_parties_names_do_not_matter(problem: Problem, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(problem.values))))
    renamed = Problem(problem.values[order], problem.reservation_values[order])
    assert solutions(*problem) == solutions(*renamed)


def test_a_symmetric_problem_has_symmetric_solutions() -> None:
    values = np.array([[0.0, 2.0, 3.0, 5.0, 6.0], [6.0, 5.0, 3.0, 2.0, 0.0]])
    values = np.column_stack((values, [4.0, 4.0]))
    assert solutions(values, np.zeros(2)) == SolutionPoints(5, 5, 5, 5)


def test_the_four_solutions_differ_by_hand() -> None:
    values = np.array([[100.0, 10.0, 60.0, 32.0, 48.0], [0.0, 20.0, 12.0, 19.0, 16.0]])
    found = solutions(values, np.zeros(2))
    assert found == SolutionPoints(
        nash_solution=4,  # 48 * 16 = 768 against 720 and 608
        kalai_smorodinsky_solution=2,  # 12 / 20 = 0.6 against 48 / 100
        egalitarian_solution=3,  # 19 against 16 and 12
        utilitarian_solution=0,
    )


def test_the_ideal_of_kalai_smorodinsky_lies_inside_the_zopa() -> None:
    # Outcome 3 is worth 1000 to party 0, but party 1 would never sign it.
    values = np.array([[10.0, 8.0, 4.0, 1000.0], [2.0, 7.0, 10.0, -1.0]])
    assert solutions(values, np.zeros(2)).kalai_smorodinsky_solution == 1


def test_a_party_that_can_gain_nothing_does_not_blind_the_solutions() -> None:
    values = np.array([[5.0, 5.0, 5.0], [1.0, 3.0, 2.0]])
    assert solutions(values, np.array([5.0, 0.0])) == SolutionPoints(1, 1, 1, 1)


def test_sums_equal_but_for_rounding_are_a_tie() -> None:
    price = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    values = np.stack((price, 0.8 - price))
    assert solutions(values, np.zeros(2)).utilitarian_solution == 3


def test_products_of_money_do_not_overflow() -> None:
    values = np.full((40, 2), 1e12)
    values[:, 1] *= 2.0
    assert solutions(values, np.zeros(40)).nash_solution == 1


@pytest.mark.parametrize("n_outcomes", [0, 3])
def test_an_empty_zopa_is_a_value(n_outcomes: int) -> None:
    values, reservation_values = np.zeros((2, n_outcomes)), np.ones(2)
    assert not zopa(values, reservation_values).any()
    assert solutions(values, reservation_values) == NOTHING
    assert opposition(values, reservation_values) is None
    frontier = pareto_frontier(values)
    distance = distance_from_point(
        reservation_values, values, frontier, reservation_values=reservation_values
    )
    assert distance is None


@pytest.mark.parametrize(
    ("quorum", "veto", "expected"),
    [
        (None, (), [True, False, False, False]),
        (3, (), [True, False, False, False]),
        (2, (), [True, True, True, False]),
        (2, (0,), [True, True, False, False]),
        (1, (2,), [True, False, True, False]),
        (1, (0, 2), [True, False, False, False]),
        (1, (), [True, True, True, True]),
    ],
)
def test_a_quorum_and_vetoes_decide_who_must_agree(
    quorum: int | None, veto: tuple[int, ...], expected: list[bool]
) -> None:
    values = np.array([[1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0], [1.0, 0.0, 1.0, 0.0]])
    mask = zopa(values, np.ones(3), quorum=quorum, veto=veto)
    assert mask.tolist() == expected


def test_with_a_quorum_two_losses_make_no_nash_product() -> None:
    values = np.array([[2.0, 1.0, 5.0], [2.0, -9.0, 1.0], [-1.0, -9.0, 1.0]])
    found = solutions(values, np.zeros(3), quorum=1)
    assert found.nash_solution == 2
    assert solutions(values[:, :2], np.zeros(3), quorum=1).nash_solution == 0


@pytest.mark.parametrize("quorum", [0, 3])
def test_an_impossible_quorum_is_refused(quorum: int) -> None:
    with pytest.raises(ValueError, match="quorum"):
        zopa(np.zeros((2, 1)), np.zeros(2), quorum=quorum)


@pytest.mark.parametrize("party", [-1, 2])
def test_a_veto_of_nobody_is_refused(party: int) -> None:
    with pytest.raises(ValueError, match="veto"):
        zopa(np.zeros((2, 1)), np.zeros(2), veto=(party,))


@pytest.mark.parametrize(
    ("values", "reservation_values", "message"),
    [
        (np.zeros(3), np.zeros(3), "shape"),
        (np.zeros((2, 3)), np.zeros(3), "each of 2 parties"),
        (np.full((2, 3), np.nan), np.zeros(2), "finite"),
        (np.zeros((2, 3)), np.full(2, -np.inf), "finite"),
    ],
)
def test_what_is_no_bargaining_problem_is_refused(
    values: Floats, reservation_values: Floats, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        solutions(values, reservation_values)


@given(problems(), st.data())
def test_only_acceptable_efficient_outcomes_have_no_distance(
    problem: Problem, data: st.DataObject
) -> None:
    values, reservation_values = problem
    mask = zopa(*problem)
    if not mask.any():
        return
    index = data.draw(st.integers(0, values.shape[1] - 1))
    frontier = pareto_frontier(values)
    distance = distance_from_point(
        values[:, index], values, frontier, reservation_values=reservation_values
    )
    assert distance is not None
    assert (distance == 0.0) == bool(mask[index] and is_efficient(values)[index])


def test_no_agreement_is_measured_from_the_disagreement_point() -> None:
    values = np.array([[40.0, 20.0, 0.0], [0.0, 1.0, 2.0]])
    frontier = pareto_frontier(values)
    distance = distance_from_point(np.zeros(2), values, frontier, reservation_values=np.zeros(2))
    assert distance == pytest.approx(math.sqrt(0.5))


def test_a_point_that_is_no_outcome_has_a_distance() -> None:
    values = np.array([[40.0, 20.0, 0.0], [0.0, 1.0, 2.0]])
    point = np.array([20.0, 0.5])
    frontier = pareto_frontier(values)
    distance = distance_from_point(point, values, frontier, reservation_values=np.zeros(2))
    assert distance == pytest.approx(0.25)


@given(problems())
def test_opposition_is_bounded_by_the_number_of_parties(problem: Problem) -> None:
    distance = opposition(*problem)
    assert (distance is None) == (not zopa(*problem).any())
    assert distance is None or 0.0 <= distance <= math.sqrt(len(problem.values))


def test_parties_of_one_mind_have_no_opposition() -> None:
    values = np.array([[1.0, 5.0, 3.0], [10.0, 90.0, 20.0]])
    assert opposition(values, np.array([0.0, 0.0])) == 0.0


def test_haggling_over_a_price_has_opposition() -> None:
    price = np.arange(10.0)
    expected = math.hypot(4.0 / 9.0, 5.0 / 9.0)
    assert opposition(np.stack((price, 9.0 - price)), np.zeros(2)) == pytest.approx(expected)

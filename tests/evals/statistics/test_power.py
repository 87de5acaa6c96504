"""Power against Cohen's tables and by playing it out."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from evals.statistics.power import pairs_to_resolve, smallest_effect
from tests.evals.statistics.builders import make_rng

UNIT = (-1.0, 1.0, -1.0, 1.0, 0.0)
"""Standard deviation 1."""


@pytest.mark.parametrize(
    ("effect", "power", "n_pairs"),
    [(0.5, 0.8, 34), (0.2, 0.8, 199), (0.8, 0.8, 15), (1.0, 0.8, 10), (0.5, 0.9, 44)],
)
def test_the_pairs_are_those_of_the_tables(effect: float, power: float, n_pairs: int) -> None:
    assert pairs_to_resolve(UNIT, effect, power) == n_pairs
    assert pairs_to_resolve(UNIT, -effect, power) == n_pairs
    assert pairs_to_resolve([9 * each + 4 for each in UNIT], 9 * effect, power) == n_pairs


def test_the_smallest_effect_takes_as_many_pairs_as_there_are() -> None:
    for n in (3, 5, 20, 200):
        differences = [float(i % 5) for i in range(n)]
        effect = smallest_effect(differences)
        assert effect is not None
        assert pairs_to_resolve(differences, effect * 1.001) == n


def test_four_times_the_pairs_resolve_about_half_the_effect() -> None:
    few, many = smallest_effect(UNIT * 20), smallest_effect(UNIT * 80)
    assert few is not None
    assert many is not None
    assert many == pytest.approx(few / 2, rel=0.02)
    assert few == pytest.approx(2.8016 * 0.8989 / sqrt(100), rel=0.02)  # (z 0.975 + z 0.8) * s


def test_that_many_pairs_do_find_it_four_times_in_five() -> None:
    n_pairs = pairs_to_resolve(UNIT, 0.6)
    assert n_pairs is not None
    drawn = make_rng().normal(0.6, 1.0, size=(2_000, n_pairs))
    found = (ttest_1samp(drawn, 0.0, axis=1).pvalue < 0.05).mean()
    assert found == pytest.approx(0.8, abs=0.04)


@pytest.mark.parametrize("differences", [(), (1.0,), (0.0, 0.0, 0.0), (0.1 + 0.2, 0.3)])
def test_without_spread_there_is_no_answer(differences: tuple[float, ...]) -> None:
    assert pairs_to_resolve(differences, 0.1) is None
    assert smallest_effect(differences) is None


def test_no_number_of_pairs_resolves_nothing() -> None:
    assert pairs_to_resolve(UNIT, 0.0) is None


@given(effect=st.floats(min_value=1e-6, max_value=1e6), more=st.floats(min_value=1, max_value=100))
def test_a_larger_effect_takes_no_more_pairs(effect: float, more: float) -> None:
    n_pairs, n_fewer = pairs_to_resolve(UNIT, effect), pairs_to_resolve(UNIT, effect * more)
    assert n_pairs is not None
    assert n_fewer is not None
    assert 2 <= n_fewer <= n_pairs

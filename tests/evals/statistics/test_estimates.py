"""Means and rates with their intervals, against the textbook and tables."""

from collections.abc import Callable, Sequence
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from evals.bench.intervals import share_of
from evals.statistics.estimates import Estimate, mean_of, rate_of
from evals.statistics.intervals import exact_interval
from tests.evals.statistics.builders import make_rng

VALUES = (3.0, 5.0, 4.0, 8.0, 9.0, 1.0, 2.0)
SCENARIOS = ("a", "a", "a", "b", "b", "c", "c")

numbers = st.integers(min_value=-50, max_value=50).map(lambda n: n / 8)
rows = st.lists(st.tuples(numbers, st.sampled_from("abcd")), min_size=2, max_size=12)


def test_the_clustered_interval_is_that_of_the_textbook() -> None:
    # Mean 32/7; residuals sum to 12 - 96/7 in a, 17 - 64/7 in b and 3 - 64/7 in c.
    sums = (-12 / 7, 55 / 7, -43 / 7)
    standard_error = sqrt(3 / 2 * sum(each**2 for each in sums)) / 7
    half = 4.302652730 * standard_error  # t table, 97.5 %, 2 degrees of freedom
    found = mean_of(VALUES, SCENARIOS)
    assert (found.n, found.n_clusters, found.method) == (7, 3, "cluster_t")
    assert found.value == pytest.approx(32 / 7)
    assert found.low == pytest.approx(32 / 7 - half, rel=1e-8)
    assert found.high == pytest.approx(32 / 7 + half, rel=1e-8)


def test_with_a_row_a_cluster_it_is_the_plain_t_interval() -> None:
    found = mean_of(VALUES, "abcdefg")
    mean = sum(VALUES) / 7
    deviation = sqrt(sum((value - mean) ** 2 for value in VALUES) / 6)
    low, high = t.interval(0.95, 6, loc=mean, scale=deviation / sqrt(7))
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (8, 20, 0.1912, 0.6395),
        (1, 20, 0.0013, 0.2487),
    ],
)
def test_the_exact_interval_is_that_of_the_tables(
    hits: int, n: int, low: float, high: float
) -> None:
    assert exact_interval(hits, n) == pytest.approx((low, high), abs=5e-5)
    assert share_of(hits, n)[2:] == exact_interval(hits, n)
    one_scenario = rate_of([True] * hits + [False] * (n - hits), ["a"] * n)
    assert one_scenario.method == "exact"
    assert (one_scenario.low, one_scenario.high) == exact_interval(hits, n)


def test_a_rate_without_variation_counts_scenarios_not_rows() -> None:
    found = rate_of([True] * 30, ["a", "b", "c"] * 10)
    assert (found.value, found.method) == (1.0, "exact")
    assert found.low == pytest.approx(0.025 ** (1 / 3))  # p^3 = 0.025
    assert found.high == 1.0
    never = rate_of([False] * 30, ["a", "b", "c"] * 10)
    assert never.low == 0.0
    assert never.high == pytest.approx(1 - 0.025 ** (1 / 3))


def test_a_clustered_rate_stays_within_what_a_rate_can_be() -> None:
    found = rate_of([True, True, True, False], ["a", "a", "b", "b"])
    assert (found.value, found.method) == (0.75, "cluster_t")
    assert (found.low, found.high) == (0.0, 1.0)


def test_equal_cluster_means_do_not_make_a_mean_certain() -> None:
    mean = mean_of([1.0, 3.0, 0.0, 4.0], ["a", "a", "b", "b"])
    assert mean.method == "bootstrap"
    assert mean.low is not None
    assert mean.high is not None
    assert mean.low < 1.5
    assert mean.high > 2.5
    rate = rate_of([True, False, True, False], ["a", "a", "b", "b"])
    assert (rate.method, rate.low, rate.high) == ("exact", *exact_interval(2, 4))


def test_one_scenario_has_the_bootstrap_over_its_rows() -> None:
    values = [float(value) for value in range(40)]
    found = mean_of(values, ["a"] * 40)
    half = 1.96 * sqrt((40**2 - 1) / 12 / 40)
    assert found.method == "bootstrap"
    assert found.low == pytest.approx(19.5 - half, abs=0.4)
    assert found.high == pytest.approx(19.5 + half, abs=0.4)
    again = mean_of(values[::-1], ["a"] * 40)
    assert again == found


def test_the_bootstrap_of_the_opposite_rows_is_the_opposite() -> None:
    values = [float(2**i) for i in range(9)]
    found = mean_of(values, ["a"] * 9)
    opposite = mean_of([-value for value in values], ["a"] * 9)
    assert found.low is not None
    assert found.high is not None
    assert (opposite.low, opposite.high) == (-found.high, -found.low)


def test_a_mean_without_variation_has_no_width() -> None:
    several = mean_of([0.1 + 0.2, 0.3, 0.3], ["a", "b", "b"])
    assert several.method == "cluster_t"
    assert several.low == several.high == several.value
    single = mean_of([0.3, 0.3], ["a", "a"])
    assert (single.method, single.low, single.high) == ("bootstrap", 0.3, 0.3)


@pytest.mark.parametrize("estimate", [mean_of, rate_of])
def test_below_two_rows_there_is_no_interval(
    estimate: Callable[[Sequence[bool], Sequence[str]], Estimate],
) -> None:
    nothing, one = estimate([], []), estimate([True], ["a"])
    assert (nothing.n, nothing.n_clusters, nothing.value) == (0, 0, None)
    assert (one.n, one.n_clusters, one.value) == (1, 1, 1.0)
    for found in (nothing, one):
        assert (found.low, found.high, found.method) == (None, None, "none")


def test_rows_and_clusters_go_together() -> None:
    with pytest.raises(ValueError, match="2 values, but clusters for 1"):
        mean_of([1.0, 2.0], ["a"])


def test_an_estimate_survives_json() -> None:
    found = mean_of(VALUES, SCENARIOS)
    assert Estimate.model_validate_json(found.model_dump_json()) == found


@given(rows=rows, times=st.integers(min_value=2, max_value=5))
def test_the_same_rows_again_are_no_new_evidence(rows: list[tuple[float, str]], times: int) -> None:
    values, clusters = [value for value, _ in rows], [cluster for _, cluster in rows]
    once, often = mean_of(values, clusters), mean_of(values * times, clusters * times)
    if once.method == "cluster_t":
        assert often.method == "cluster_t"
        assert often.low == pytest.approx(once.low, abs=1e-9)
        assert often.high == pytest.approx(once.high, abs=1e-9)


@given(rows=rows)
def test_every_interval_holds_its_value_and_mirrors(rows: list[tuple[float, str]]) -> None:
    values, clusters = [value for value, _ in rows], [cluster for _, cluster in rows]
    found, mirrored = mean_of(values, clusters), mean_of([-value for value in values], clusters)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    if found.value or found.method == "cluster_t":  # no sign to turn a bootstrap around by
        assert mirrored.low == pytest.approx(-found.high)
        assert mirrored.high == pytest.approx(-found.low)


def test_the_clustered_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = make_rng()
    covered = 0
    for _ in range(300):
        of_scenarios = rng.normal(size=8)
        rows = of_scenarios[:, None] + rng.normal(size=(8, 4))
        found = mean_of(rows.ravel().tolist(), [str(i // 4) for i in range(32)])
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= 0 <= found.high
    assert 0.90 < covered / 300 < 0.99

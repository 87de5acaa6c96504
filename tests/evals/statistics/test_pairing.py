"""Paired comparisons: p counted by hand, what is resolved, and what chance alone resolves."""

from collections.abc import Mapping, Sequence
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics.estimates import mean_of
from evals.statistics.pairing import Cell, PairedComparison, adjusted, compare_paired
from tests.evals.statistics.builders import cell, make_rng

SIX = "abcdef"

numbers = st.integers(min_value=-16, max_value=16).map(lambda n: n / 8)
played = st.dictionaries(
    st.builds(cell, st.sampled_from("abc"), st.integers(1, 4)), numbers, max_size=10
)


def compared(
    first: Mapping[Cell, float], second: Mapping[Cell, float], *, seed: int = 7
) -> PairedComparison:
    return compare_paired("sly", first, "plain", second, metric="own_utility", rng=make_rng(seed))


def of_differences(*differences: float, scenarios: Sequence[str] = "") -> PairedComparison:
    """Compare the differences with nothing, each in a scenario of its own unless said."""
    names = scenarios or [f"s{i}" for i in range(len(differences))]
    cells = [cell(name, seed) for seed, name in enumerate(names)]
    return compared(dict(zip(cells, differences, strict=True)), dict.fromkeys(cells, 0.0))


@pytest.mark.parametrize(
    ("differences", "p_value"),
    [
        ((1.0, 2.0, 3.0), 2 / 8),  # only all plus and all minus reach 6
        ((4.0, 3.0, -1.0), 4 / 8),  # of 8 6 2 0 0 -2 -6 -8, four are as far out as 6
        ((1.0, 1.0, 1.0, 1.0, 1.0, 2.0), 2 / 64),
        ((5.0, 0.0, 0.0, 0.0), 1.0),  # one that moves, and both its signs are as far out
        ((2.0, 0.0, 2.0, 0.0, 2.0), 2 / 8),
        ((1.0, -1.0), 1.0),
    ],
)
def test_the_p_of_few_cells_is_counted(differences: tuple[float, ...], p_value: float) -> None:
    assert of_differences(*differences).p_value == pytest.approx(p_value)


def test_cells_that_do_not_differ_keep_the_count_exact() -> None:
    found = of_differences(*[1.0] * 6, *[0.0] * 30)
    assert found.p_value == pytest.approx(2 / 64, abs=1e-12)


def test_the_difference_is_first_minus_second_over_the_shared_cells() -> None:
    first = {cell("a", 1): 3.0, cell("a", 2): 5.0, cell("b", 1): 4.0, cell("c", 1): 100.0}
    second = {cell("a", 1): 1.0, cell("a", 2): 4.0, cell("b", 1): 1.0, cell("d", 1): 100.0}
    second[cell("d", 2)] = 100.0
    found = compared(first, second)
    expected = mean_of([2.0, 1.0, 3.0], ["a", "a", "b"])
    assert (found.n_pairs, found.n_only_first, found.n_only_second) == (3, 1, 2)
    assert found.n_clusters == 2
    assert (found.difference, found.low, found.high) == (2.0, expected.low, expected.high)


def test_all_the_same_is_not_resolved() -> None:
    found = of_differences(*[0.0] * 8)
    assert (found.difference, found.low, found.high) == (0.0, 0.0, 0.0)
    assert (found.p_value, found.p_clustered, found.p_adjusted) == (1.0, 1.0, 1.0)
    assert not found.is_resolved


def test_the_rounding_of_floats_is_no_difference() -> None:
    cells = [cell(name) for name in SIX]
    found = compared(dict.fromkeys(cells, 0.1 + 0.2), dict.fromkeys(cells, 0.3))
    assert (found.difference, found.p_value, found.is_resolved) == (0.0, 1.0, False)


def test_a_clear_difference_over_many_scenarios_is_resolved() -> None:
    found = of_differences(0.4, 0.5, 0.6, 0.5, 0.4, 0.7, 0.5, 0.6)
    assert found.p_value == pytest.approx(2 / 2**8)
    assert found.low is not None
    assert found.low > 0
    assert found.p_clustered is not None
    assert found.p_clustered < 0.05
    assert found.is_resolved


def test_many_seeds_of_two_scenarios_do_not_speak_for_a_third() -> None:
    rng = make_rng()
    differences = [*rng.normal(0.2, 0.05, 30), *rng.normal(0.6, 0.05, 30)]
    scenarios = ["a"] * 30 + ["b"] * 30
    found = of_differences(*differences, scenarios=scenarios)
    assert found.p_value < 0.001
    assert found.low is not None
    assert found.low < 0
    assert not found.is_resolved
    alone = of_differences(*differences[:30], scenarios=scenarios[:30])
    assert alone.p_clustered is None
    assert alone.is_resolved


@pytest.mark.parametrize(("n_scenarios", "is_resolved"), [(2, False), (5, False), (6, True)])
def test_equal_differences_need_six_scenarios(n_scenarios: int, *, is_resolved: bool) -> None:
    names = [name for name in SIX[:n_scenarios] for _ in range(4)]
    found = of_differences(*[1.0] * len(names), scenarios=names)
    assert found.p_value < 0.02
    assert found.low == found.high == 1.0
    assert found.p_clustered == pytest.approx(2 / 2**n_scenarios)
    assert found.is_resolved is is_resolved


def test_in_one_scenario_the_flips_do_not_outvote_the_interval() -> None:
    found = of_differences(0.2, 1.5, 1.7, -1.2, 2.2, 1.3, 2.1, scenarios="aaaaaaa")
    assert found.p_value == pytest.approx(6 / 128)
    assert found.low is not None
    assert found.low < 0
    assert not found.is_resolved


@pytest.mark.parametrize("n_pairs", [0, 1])
def test_below_two_pairs_nothing_is_said(n_pairs: int) -> None:
    found = of_differences(*[1.0] * n_pairs)
    assert (found.n_pairs, found.low, found.high) == (n_pairs, None, None)
    assert (found.p_value, found.p_clustered, found.is_resolved) == (1.0, None, False)
    assert (found.difference is None) == (n_pairs == 0)


def test_the_p_of_the_clusters_and_their_interval_agree() -> None:
    # Two clusters of one row: mean 2, standard error 1, so t = 2 with one degree of freedom.
    found = of_differences(1.0, 3.0)
    assert found.p_clustered == pytest.approx(0.2951672)  # 1 - 2 atan(2) / pi


def test_holm_multiplies_the_least_p_by_all_and_never_falls() -> None:
    strong = of_differences(*(0.5 + i / 100 for i in range(10)))  # p 2/1024 by flips
    weak = of_differences(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, -1.0)
    nothing = of_differences(1.0, -1.0)
    absent = of_differences()
    least, middle = strong.p_value, max(weak.p_value, weak.p_clustered or 0)
    assert (strong.is_resolved, weak.p_adjusted) == (True, middle)
    found = adjusted([weak, absent, nothing, strong])
    assert [each.p_adjusted for each in found] == pytest.approx([2 * middle, 1.0, 1.0, 3 * least])
    assert [each.is_resolved for each in found] == [False, False, False, True]
    assert adjusted(found) == found
    assert adjusted([]) == ()
    assert adjusted([absent]) == (absent,)


def test_what_was_resolved_alone_may_not_be_among_many() -> None:
    close = of_differences(1.0, 2.0, 1.0, 2.0, 1.0, 2.0)  # p 2/64
    assert close.is_resolved
    nothing = of_differences(1.0, -1.0)
    assert not adjusted([close, nothing])[0].is_resolved


@given(first=played, second=played)
def test_changing_the_names_about_changes_signs_only(
    first: dict[Cell, float], second: dict[Cell, float]
) -> None:
    one, other = compared(first, second), compared(second, first)
    assert (one.n_only_first, one.n_only_second) == (other.n_only_second, other.n_only_first)
    assert one.p_value == pytest.approx(other.p_value)
    assert one.is_resolved == other.is_resolved
    if one.difference is not None:
        assert other.difference == pytest.approx(-one.difference)
    if one.difference and one.low is not None:
        assert other.high == pytest.approx(-one.low)


@given(first=played, second=played)
def test_the_order_of_the_cells_changes_nothing(
    first: dict[Cell, float], second: dict[Cell, float]
) -> None:
    backwards = dict(reversed(first.items()))
    assert compared(first, second) == compared(backwards, second)


def test_many_cells_are_drawn_and_the_generator_decides() -> None:
    rng = make_rng()
    differences = rng.normal(0.2, 1.0, 40)
    cells = [cell(name, seed) for seed, name in enumerate(SIX * 7)][:40]
    first = dict(zip(cells, differences.tolist(), strict=True))
    second = dict.fromkeys(cells, 0.0)
    assert compared(first, second) == compared(first, second)
    assert compared(first, second).p_value == pytest.approx(
        compared(first, second, seed=8).p_value, abs=0.02
    )


def test_chance_resolves_no_more_than_it_may() -> None:
    rng = make_rng()
    resolved = by_flips = 0
    for _ in range(200):
        noise = rng.normal(size=(2, 6)).repeat(5, axis=1) + rng.normal(size=(2, 30))
        cells = [cell(SIX[i // 5], i) for i in range(30)]
        first, second = (dict(zip(cells, row.tolist(), strict=True)) for row in noise)
        found = compare_paired("a", first, "a again", second, metric="m", rng=rng)
        resolved += found.is_resolved
        by_flips += found.p_value < 0.05
    assert resolved <= 20
    assert by_flips > 40  # what the flips alone would take for a difference between scenarios


def test_a_comparison_survives_json() -> None:
    found = of_differences(0.4, 0.5, 0.6)
    assert PairedComparison.model_validate_json(found.model_dump_json()) == found
    assert found.difference == pytest.approx(fmean((0.4, 0.5, 0.6)))

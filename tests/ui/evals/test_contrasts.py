"""Two contestants case by case."""

from dataclasses import replace

import pytest

from evals.contrasting import contrast
from evals.rows import Row
from evals.statistics.chance import generator
from tests.evals.rows import row as made
from ui.views.evals.contrasts import (
    apart_rows,
    by_scenario,
    comparison_rows,
    differences,
    hint_of,
    needed,
    signed,
)

BOTH = ("strategy:linear", "strategy:random")


def test_the_cells_that_differ_most_come_first_with_both_cases(rows: tuple[Row, ...]) -> None:
    found = differences(rows, rows, BOTH, "own_utility")
    assert len(found) == 8
    sizes = [abs(each.difference) for each in found]
    assert sizes == sorted(sizes, reverse=True)
    by_case = {row.case_id: row for row in rows}
    for each in found:
        one, other = by_case[each.first_case], by_case[each.second_case]
        assert (one.contestant, other.contestant) == BOTH
        assert one.cell == other.cell == each.cell
        assert (one.figures["own_utility"], other.figures["own_utility"]) == (
            each.first,
            each.second,
        )


def test_a_contestant_of_two_results_is_compared_with_itself(rows: tuple[Row, ...]) -> None:
    better = [
        replace(row, figures={**row.figures, "own_utility": row.figures["own_utility"] + 0.1})
        for row in rows
    ]
    found = differences(better, rows, (BOTH[0], BOTH[0]), "own_utility")
    assert [each.difference for each in found] == pytest.approx([0.1] * 8)


def test_scenarios_are_averaged_the_largest_first() -> None:
    first = [made("a", value, scenario=name, seed=seed)
             for name, seed, value in (("x", 1, 0.2), ("x", 2, 0.4), ("y", 1, 0.9))]  # fmt: skip
    second = [replace(row, contestant="b", figures={"own_utility": 0.1}) for row in first]
    means = by_scenario(differences(first, second, ("a", "b"), "own_utility"))
    assert list(means) == ["y", "x"]
    assert means["x"] == pytest.approx(0.2)


def test_a_comparison_is_a_row_with_its_interval_and_verdict(rows: tuple[Row, ...]) -> None:
    comparisons = contrast(
        rows,
        rows,
        names=[BOTH],
        metrics=["own_utility"],
        rng=generator(),
    )
    (by_metric,) = comparison_rows(comparisons, "en", by_metric=True)
    assert by_metric[0] == "own utility"
    assert by_metric[1].startswith("34 (")
    assert by_metric[2] == "8"
    assert by_metric[4] == "not resolved"
    (by_names,) = comparison_rows(comparisons, "zh", by_metric=False)
    assert by_names[0] == "strategy:linear (A) / strategy:random (B)"


def test_a_cell_is_a_row_with_both_values_and_the_difference() -> None:
    found = differences([made("a", 0.75)], [made("b", 0.5)], ("a", "b"), "own_utility")
    assert apart_rows(found, "own_utility") == [["s", "buyer", "pool", "1", "75%", "50%", "25"]]


@pytest.mark.parametrize(
    ("metric", "value", "said"),
    [("own_utility", -0.034, "−3.4"), ("rounds", -1.5, "−1.50"), ("own_utility", None, "–")],
)
def test_a_difference_is_signed_and_shares_are_in_points(
    metric: str, value: float | None, said: str
) -> None:
    assert signed(metric, value) == said


def test_a_hint_says_what_the_pairs_resolve(rows: tuple[Row, ...]) -> None:
    hint = hint_of(rows, rows, BOTH, "own_utility")
    assert (hint.first, hint.second, hint.n_pairs) == ("A", "B", 8)


def test_a_hint_has_numbers_only_where_a_spread_was_seen() -> None:
    first = [made("a", value, scenario=f"s{place}") for place, value in enumerate((0.2, 0.5, 0.9))]
    second = [replace(row, contestant="b", figures={"own_utility": 0.1}) for row in first]
    numbers = needed(hint_of(first, second, ("a", "b"), "own_utility"))
    assert numbers is not None
    assert numbers["n"] == 3
    assert numbers["effect"] == pytest.approx(100 * (0.1 + 0.4 + 0.8) / 3)
    alike = [replace(row, contestant="b") for row in first]
    assert needed(hint_of(first, alike, ("a", "b"), "own_utility")) is None

"""Figures in cells: whose, how sure, in which order."""

from collections.abc import Sequence

import pytest

from evals.leaderboard import leaderboard
from evals.metrics.table import METRICS
from evals.results import Failure
from evals.rows import Row
from evals.summaries import Summary, grouped, summarise
from tests.evals.rows import row as made
from ui.views.evals.figures import (
    Figures,
    axes_of,
    board_rows,
    figure,
    headline_rows,
    intervals_of,
    left_out_rows,
    metric_rows,
    metrics_of,
    off_scale_names,
    ordered,
)

LINEAR, RANDOM = "strategy:linear", "strategy:random"


def figures_of(rows: Sequence[Row]) -> Figures:
    return {
        (metric, name): summarise(own, metric, (name,))
        for (name,), own in grouped(rows, "contestant").items()
        for metric in METRICS
    }


def of(rows: Sequence[Row], metric: str, name: str) -> Summary:
    return figures_of(rows)[metric, name]


def test_the_best_comes_first_whichever_way_is_better(rows: tuple[Row, ...]) -> None:
    figures, names = figures_of(rows), (RANDOM, LINEAR)
    assert ordered(figures, names, "own_utility") == (LINEAR, RANDOM)
    fewer = {name: of(rows, "frontier_distance", name).estimate.value or 0.0 for name in names}
    assert ordered(figures, names, "frontier_distance") == tuple(
        sorted(names, key=fewer.__getitem__)
    )


def test_who_has_no_value_comes_last(rows: tuple[Row, ...]) -> None:
    blank = made(contestant="blank", utility=None)
    figures = figures_of((blank, *rows))
    assert ordered(figures, ("blank", LINEAR), "own_utility") == (LINEAR, "blank")
    assert figure(figures["own_utility", "blank"], "en") == "–"


def test_a_row_of_the_first_table_names_all_its_seats(rows: tuple[Row, ...]) -> None:
    (row,) = headline_rows(figures_of(rows), [LINEAR], ["own_utility", "deal_rate"], "en")
    assert row[0] == LINEAR
    assert row[1].startswith("62%")
    assert row[-1] == "8"


def test_an_interval_is_said_in_the_language_of_the_page(rows: tuple[Row, ...]) -> None:
    summary = of(rows, "own_utility", LINEAR)
    assert " to " in figure(summary, "en")
    assert " 至 " in figure(summary, "zh")


def test_only_metrics_with_a_value_are_listed(rows: tuple[Row, ...]) -> None:
    figures = figures_of(rows)
    said = metrics_of(figures)
    assert "own_utility" in said
    assert "cost" not in said
    titles = [row[0] for row in metric_rows(figures, [LINEAR], "results", "en")]
    assert METRICS["own_utility"].title.en in titles
    assert metric_rows(figures, [LINEAR], "spending", "en") == []


def test_standings_have_ranks_and_what_is_left_open_of_them(rows: tuple[Row, ...]) -> None:
    first, second = board_rows(leaderboard(rows, "own_utility"), "en")
    assert (first[0], first[2]) == ("1", LINEAR)
    assert (second[0], second[2]) == ("2", RANDOM)
    assert first[1] == second[1] == "1 to 2"
    assert first[-1] == ""


def test_whoever_is_ahead_of_all_below_is_said_to_be_so() -> None:
    cells = [(f"scenario-{number}", number) for number in range(12)]
    rows = [
        made(name, value + seed / 1e3, scenario=scenario, seed=seed)
        for name, value in (("a", 0.9), ("b", 0.5), ("c", 0.1))
        for scenario, seed in cells
    ]
    board = board_rows(leaderboard(rows, "own_utility"), "en")
    assert [row[-1] for row in board] == ["all below", "c", ""]
    assert [row[1] for row in board] == ["1", "2", "3"]


def test_what_varies_can_be_split_by(rows: tuple[Row, ...]) -> None:
    assert axes_of(rows) == ("role", "opponent")


def test_intervals_are_drawn_where_there_is_a_value(rows: tuple[Row, ...]) -> None:
    blank = summarise([made(contestant="blank", utility=None)], "own_utility", ("blank",))
    summaries = [of(rows, "own_utility", LINEAR), blank]
    (drawn,) = intervals_of(summaries, {LINEAR: LINEAR})
    assert (drawn.name, drawn.split, drawn.n, drawn.is_baseline) == (LINEAR, "", 8, True)
    assert drawn.low is not None
    assert drawn.low <= drawn.value
    (model,) = intervals_of(summaries, {LINEAR: "llm:small"})
    assert not model.is_baseline


@pytest.mark.parametrize(("value", "off"), [(-3.0, ("far",)), (0.2, ())])
def test_who_is_off_the_scale_is_named(value: float, off: tuple[str, ...]) -> None:
    rows = [
        made("near", 0.5),
        made("far", value),
    ]
    summaries = [of(rows, "own_utility", name) for name in ("near", "far")]
    assert off_scale_names(intervals_of(summaries, {}), "own_utility") == off


def test_seats_that_say_nothing_are_counted_with_the_reason() -> None:
    failure = Failure(owner="endpoint", kind="ChatUnavailable", message="gone")
    rows = [made(utility=None, failure=failure), made(utility=1.0)]
    name = rows[0].contestant
    assert left_out_rows(figures_of(rows), [name], "own_utility", "en") == [
        [name, "the endpoint failed", "1"]
    ]

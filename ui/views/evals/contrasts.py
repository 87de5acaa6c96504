"""Two contestants case by case: where they differ most, and what a comparison says in cells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from evals.contrasting import FIRST, SECOND
from evals.power_hints import PowerHint, power_hint
from evals.reporting.formats import count_shown, is_share, p_shown, plain, points_shown, shown
from evals.reporting.texts import REPORT_TEXTS
from evals.rows import Row
from evals.sides import cells_of
from evals.statistics.pairing import Cell, PairedComparison
from negotiation.domain.values import Language
from ui.views.evals.figures import title_of

__all__ = ["Apart", "apart_rows", "by_scenario", "comparison_rows", "differences", "hint_of"]
__all__ += ["needed", "signed"]


class Apart(NamedTuple):
    """A cell that both have played, and how they did there."""

    cell: Cell
    first: float
    second: float
    first_case: str
    """The case of the first contestant in this cell."""
    second_case: str

    @property
    def difference(self) -> float:
        """First less second."""
        return self.first - self.second


def differences(
    first: Sequence[Row], second: Sequence[Row], names: tuple[str, str], metric: str
) -> tuple[Apart, ...]:
    """Return the cells that two contestants share, those that differ most first.

    Args:
        first: rows of the first results.
        second: of the second, or the same.
        names: a contestant of each.
        metric: what is compared.
    """
    one, other = (
        cells_of(rows, name, metric) for rows, name in zip((first, second), names, strict=True)
    )
    one_case, other_case = (
        _cases_of(rows, name, metric) for rows, name in zip((first, second), names, strict=True)
    )
    found = [
        Apart(cell, one[cell], other[cell], one_case[cell], other_case[cell])
        for cell in sorted(one.keys() & other.keys())
    ]
    return tuple(sorted(found, key=lambda each: -abs(each.difference)))


def _cases_of(rows: Sequence[Row], name: str, metric: str) -> dict[Cell, str]:
    """Return the first case of each cell that has a value."""
    found: dict[Cell, str] = {}
    for row in rows:
        if row.contestant == name and metric in row.figures:
            found.setdefault(row.cell, row.case_id)
    return found


def by_scenario(found: Sequence[Apart]) -> dict[str, float]:
    """Return the mean difference of every scenario, the largest first."""
    several: dict[str, list[float]] = {}
    for each in found:
        several.setdefault(each.cell.scenario, []).append(each.difference)
    means = {scenario: sum(own) / len(own) for scenario, own in several.items()}
    return dict(sorted(means.items(), key=lambda item: -item[1]))


def comparison_rows(
    comparisons: Sequence[PairedComparison], language: Language, *, by_metric: bool
) -> list[list[str]]:
    """Return comparisons as rows: what, difference with interval, pairs, p, verdict.

    Args:
        comparisons: all of two contestants, or all of one metric.
        by_metric: whether they are told apart by their metrics, else by their contestants.
        language: of the table.
    """
    texts = REPORT_TEXTS[language]
    rows = []
    for each in comparisons:
        low, high = (signed(each.metric, end) for end in (each.low, each.high))
        interval = f" ({low} {texts['to']} {high})" if each.low is not None else ""
        rows.append(
            [
                title_of(each.metric, language) if by_metric else f"{each.first} / {each.second}",
                f"{signed(each.metric, each.difference)}{interval}",
                count_shown(each.n_pairs),
                p_shown(each.p_adjusted),
                texts["resolved" if each.is_resolved else "unresolved"],
            ]
        )
    return rows


def apart_rows(found: Sequence[Apart], metric: str) -> list[list[str]]:
    """Return cells as rows: scenario, role, opponent, seed, both values, the difference."""
    return [
        [
            each.cell.scenario,
            each.cell.role,
            each.cell.opponent,
            str(each.cell.seed),
            shown(metric, each.first),
            shown(metric, each.second),
            signed(metric, each.difference),
        ]
        for each in found
    ]


def hint_of(
    first: Sequence[Row], second: Sequence[Row], names: tuple[str, str], metric: str
) -> PowerHint:
    """Say what the pairs that are there can resolve, and what it takes."""
    one, other = (
        [replace(row, contestant=side) for row in rows if row.contestant == name]
        for rows, name, side in zip((first, second), names, (FIRST, SECOND), strict=True)
    )
    return power_hint((*one, *other), metric, FIRST, SECOND)


def needed(hint: PowerHint) -> Mapping[str, float] | None:
    """Return the numbers of a hint, in percentage points where the metric is a share.

    ``None`` where no spread was seen, so that nothing can be said.
    """
    if hint.effect is None or hint.pairs_needed is None or hint.scenarios_needed is None:
        return None
    times = 100.0 if is_share(hint.metric) else 1.0
    return {
        "effect": times * abs(hint.effect),
        "pairs": hint.pairs_needed,
        "scenarios": hint.scenarios_needed,
        "chance": 100 * hint.power,
        "least": times * (hint.resolvable_by_scenarios or 0.0),
        "n": hint.n_scenarios,
    }


def signed(metric: str, value: float | None) -> str:
    """Return a difference; of shares in percentage points."""
    if value is None:
        return shown(metric, None)
    return points_shown(value) if is_share(metric) else plain(value)

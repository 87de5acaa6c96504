"""What one axis of a suite does: the same contestant, everything else alike, two levels of it.

So an ablation answers whether talking matters and whether the adviser helps, an anchoring suite
what the anchor does, a bilingual one what the language costs.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from evals.rows import Row
from evals.statistics.pairing import Cell, PairedComparison, adjusted, compare_paired
from evals.summaries import GROUPINGS, grouped
from negotiation.errors import UsageError

__all__ = ["AXES", "contrast_axis", "varying_axes"]

AXES = ("talk", "adviser", "language", "persona", "opener", "opponent")
"""Groupings whose levels can be compared; each is a field of a row."""

VARIANT = ("persona", "language", "talk", "adviser", "opener")
"""The fields that make up the variant of a cell."""


def varying_axes(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the axes of which rows have several levels."""
    return tuple(axis for axis in AXES if len({GROUPINGS[axis](row) for row in rows}) > 1)


def contrast_axis(
    rows: Sequence[Row], axis: str, metric: str, rng: np.random.Generator
) -> tuple[PairedComparison, ...]:
    """Compare every two levels of an axis, contestant by contestant.

    Args:
        rows: of some results.
        axis: one of ``AXES``.
        metric: what is compared.
        rng: draws the flips.

    Returns:
        Comparisons named ``LEVEL, CONTESTANT``, with Holm's correction over all of them.

    Raises:
        UsageError: there is no such axis.
    """
    if axis not in AXES:
        raise UsageError(f"no axis {axis!r}; known are {', '.join(AXES)}")
    comparisons = []
    for (name,), own in grouped(rows, "contestant").items():
        levels = grouped(own, axis)
        for (one,), (other,) in combinations(levels, 2):
            comparisons.append(
                compare_paired(
                    _named(one, name),
                    _cells(levels[one,], axis, metric),
                    _named(other, name),
                    _cells(levels[other,], axis, metric),
                    metric=metric,
                    rng=rng,
                )
            )
    return adjusted(comparisons)


def _named(level: str, contestant: str) -> str:
    return f"{level or 'as it says'}, {contestant}"


def _cells(rows: Sequence[Row], axis: str, metric: str) -> dict[Cell, float]:
    """Return values by cell, the axis left out of it; repeats are averaged."""
    values: dict[Cell, list[float]] = {}
    for row in rows:
        if metric in row.figures:
            variant = "/".join(getattr(row, field) for field in VARIANT if field != axis)
            opponent = "" if axis == "opponent" else row.opponent
            cell = Cell(row.scenario, row.party, opponent, variant, row.seed)
            values.setdefault(cell, []).append(row.figures[metric])
    return {cell: sum(each) / len(each) for cell, each in values.items()}

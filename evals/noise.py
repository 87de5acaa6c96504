"""How far identical runs of a contestant differ, from rows of repeated cases."""

from collections.abc import Iterable

from evals.rows import Row
from evals.statistics.noise import NoiseFloor, noise_floor
from evals.statistics.pairing import Cell

__all__ = ["noise_of"]


def noise_of(rows: Iterable[Row], metric: str) -> dict[str, NoiseFloor]:
    """Measure the noise of a metric for every contestant, in the order in which they appear.

    A run that says nothing of the metric is no repeat of its cell. Where nothing was repeated
    there is no figure, and each is None.

    Args:
        rows: of results whose cases were repeated.
        metric: by name; its unit is that of the figures.
    """
    repeats: dict[str, dict[Cell, list[float]]] = {}
    for row in rows:
        cells = repeats.setdefault(row.contestant, {})
        if metric in row.figures:
            cells.setdefault(row.cell, []).append(row.figures[metric])
    return {contestant: noise_floor(cells) for contestant, cells in repeats.items()}

"""How far runs of the same cell differ: what no comparison of single runs can see through.

At temperature 0 some models repeat themselves and some do not, so the floor belongs to a model and
its server and is measured, never assumed.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from evals.statistics.pairing import Cell
from negotiation.domain.values import Value

__all__ = ["NoiseFloor", "noise_floor"]


class NoiseFloor(Value):
    """The spread inside cells, over those that were run at least twice.

    Without such a cell there is no figure, and each is None.
    """

    n_cells: int
    """Cells with at least two runs; the others say nothing and do not count."""
    n_repeats: int
    """Runs in all of these."""
    mean_sd: float | None
    """Pooled standard deviation: the root of the mean variance inside cells, each weighted by its
    runs less one. In the unit of the metric."""
    max_range: float | None
    """The largest minus the smallest of the cell where they are furthest apart."""
    share_identical: float | None
    """Share of the cells whose runs all agree, a fraction in [0, 1]."""


def noise_floor(repeats: Mapping[Cell, Sequence[float]]) -> NoiseFloor:
    """Measure how far identical runs differ.

    Args:
        repeats: the values of the metric in the runs of each cell, finite.
    """
    cells = [np.asarray(runs, dtype=np.float64) for runs in repeats.values() if len(runs) > 1]
    if not cells:
        return NoiseFloor(
            n_cells=0, n_repeats=0, mean_sd=None, max_range=None, share_identical=None
        )
    degrees = np.array([len(runs) - 1 for runs in cells])
    variances = np.array([runs.var(ddof=1) for runs in cells])
    ranges = np.array([np.ptp(runs) for runs in cells])
    return NoiseFloor(
        n_cells=len(cells),
        n_repeats=sum(map(len, cells)),
        mean_sd=float(np.sqrt(np.average(variances, weights=degrees))),
        max_range=float(ranges.max()),
        share_identical=float((ranges == 0).mean()),
    )

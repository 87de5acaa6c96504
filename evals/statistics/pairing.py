"""Two negotiators on the same cells: the paired difference, and whether it is resolved.

A cell fixes everything but who negotiates, so its difference is free of how hard the scenario, the
role, the opponent and the seed are. Two questions are asked of the differences, and a comparison is
resolved only if both are answered with yes:

* Is it more than chance in these cells? The sign-flip permutation: were the two alike, the
  difference of every cell could as well have the other sign.
* Does it hold beyond these scenarios? Cells of one scenario are not independent evidence about
  other scenarios, so fifty seeds of one may convince the permutation of what another scenario would
  contradict. The interval clustered by scenario answers this; with few scenarios it is wide, as the
  t of few degrees of freedom is. With one scenario it is the bootstrap over its cells, and the
  answer is about that scenario only.

Both are corrected for how many comparisons are read together: Holm is applied to the larger of the
two p. The permutation's alone would not do, since with clusters it is small where nothing is.
"""

from collections.abc import Mapping, Sequence
from math import isclose
from typing import NamedTuple

import numpy as np

from evals.statistics.estimates import Estimate, mean_of
from evals.statistics.intervals import CONFIDENCE, ROUNDING
from negotiation.domain.values import Value
from negotiation.economics.discounting import Floats

__all__ = ["SIGNIFICANCE", "Cell", "PairedComparison", "adjusted", "compare_paired"]

SIGNIFICANCE = 0.05

N_RESAMPLES = 9_999
"""Flips drawn at most; where there are no more than that, each is counted once: up to 13 cells."""

BATCH_NUMBERS = 1_000_000
"""Numbers that the permutation holds at once."""


class Cell(NamedTuple):
    """What both negotiators of a pair meet alike. ``variant`` is the language, talk and so on."""

    scenario: str
    role: str
    opponent: str
    variant: str
    seed: int


class PairedComparison(Value):
    """The first negotiator minus the second, over the cells that both have."""

    first: str
    second: str
    metric: str
    n_pairs: int
    n_only_first: int
    """Cells of the first without a partner; they count for nothing."""
    n_only_second: int
    n_clusters: int
    """Scenarios of the pairs."""
    difference: float | None
    """Mean of first minus second over the pairs, in the unit of the metric; None without a pair."""
    low: float | None
    high: float | None
    """Ends of the clustered 95 % interval of the difference; None below two pairs."""
    p_value: float
    """Two-sided, of the sign-flip permutation. 1 without a pair."""
    p_clustered: float | None
    """Two-sided, of the clustered t: below 0.05 where the interval leaves 0 out. If all cells of
    several scenarios differ by the same, the interval has no width, and this is the sign test of
    the scenarios, of which it takes six. None where the interval is not clustered."""
    p_adjusted: float
    """The larger of the two, after Holm over the comparisons read together."""
    is_resolved: bool
    """``p_adjusted`` is below 0.05 and the interval leaves 0 out."""


def compare_paired(
    first_name: str,
    first: Mapping[Cell, float],
    second_name: str,
    second: Mapping[Cell, float],
    *,
    metric: str,
    rng: np.random.Generator,
) -> PairedComparison:
    """Compare two negotiators on the cells that both have played.

    The order of the mappings changes nothing; changing first and second about, with a generator in
    the same state, changes signs only.

    Args:
        first_name: how the first is called.
        first: its value of the metric in each cell, finite.
        second_name: how the second is called.
        second: likewise.
        metric: what is compared.
        rng: draws the flips, where there are too many to count each.
    """
    cells = sorted(first.keys() & second.keys())
    differences = [_difference(first[cell], second[cell]) for cell in cells]
    estimate = mean_of(differences, [cell.scenario for cell in cells])
    p_value = _sign_flip(np.asarray(differences, dtype=np.float64), rng)
    alone = PairedComparison(
        first=first_name,
        second=second_name,
        metric=metric,
        n_pairs=len(cells),
        n_only_first=len(first) - len(cells),
        n_only_second=len(second) - len(cells),
        n_clusters=estimate.n_clusters,
        difference=estimate.value,
        low=estimate.low,
        high=estimate.high,
        p_value=p_value,
        p_clustered=_clustered_p(estimate),
        p_adjusted=1.0,
        is_resolved=False,
    )
    return _judged(alone, _larger_p(alone))


def adjusted(comparisons: Sequence[PairedComparison]) -> tuple[PairedComparison, ...]:
    """Adjust comparisons that are read together, by Holm's method, and say anew what is resolved.

    Whoever makes twenty comparisons finds one below 0.05 where there is nothing. Comparisons
    without a pair could find nothing, so they do not count among them. The order is kept.
    """
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415 - an extra, and heavy

    tried = [_larger_p(each) for each in comparisons if each.n_pairs]
    corrected = iter(multipletests(tried, SIGNIFICANCE, method="holm")[1] if tried else ())
    return tuple(
        _judged(each, float(next(corrected))) if each.n_pairs else each for each in comparisons
    )


def _larger_p(comparison: PairedComparison) -> float:
    return max(comparison.p_value, comparison.p_clustered or 0.0)


def _judged(comparison: PairedComparison, p_adjusted: float) -> PairedComparison:
    low, high = comparison.low, comparison.high
    leaves_zero_out = low is not None and high is not None and not low <= 0 <= high
    return comparison.model_copy(
        update={
            "p_adjusted": p_adjusted,
            "is_resolved": p_adjusted < SIGNIFICANCE and leaves_zero_out,
        }
    )


def _clustered_p(estimate: Estimate) -> float | None:
    """Return the p of the t whose interval ``estimate`` holds, so that the two always agree."""
    from scipy.stats import t  # noqa: PLC0415 - an extra, and heavy

    mean, low, high = estimate.value, estimate.low, estimate.high
    if estimate.method != "cluster_t" or mean is None or low is None or high is None:
        return None
    if low == high:
        return 1.0 if mean == 0 else 2 * 0.5**estimate.n_clusters
    degrees = estimate.n_clusters - 1
    standard_error = (high - low) / 2 / t.ppf((1 + CONFIDENCE) / 2, degrees)
    return float(2 * t.sf(abs(mean) / standard_error, degrees))


def _difference(first: float, second: float) -> float:
    """Return first minus second; the rounding of floats is no difference."""
    return 0.0 if isclose(first, second, rel_tol=ROUNDING) else first - second


def _sign_flip(differences: Floats, rng: np.random.Generator) -> float:
    """Return the two-sided p of the sign-flip permutation of the mean; axis (cell,).

    A difference of 0 is the same with either sign. Without these the p is the same, and more
    cells can be counted exactly.
    """
    from scipy.stats import permutation_test  # noqa: PLC0415 - an extra, and heavy

    moving = differences[differences != 0]
    if len(moving) < 2:  # noqa: PLR2004 - both signs of a single one are as far out
        return 1.0
    found = permutation_test(
        (moving,),
        np.mean,
        permutation_type="samples",
        vectorized=True,
        n_resamples=N_RESAMPLES,
        batch=max(1, BATCH_NUMBERS // len(moving)),
        axis=0,
        rng=rng,
    )
    return float(found.pvalue)

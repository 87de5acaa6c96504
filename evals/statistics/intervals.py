"""Intervals from the libraries: exact, robust to clusters, and by bootstrap.

Which of them a figure gets is decided in ``estimates``. The libraries are heavy and of an extra,
so they are loaded by the first call.
"""

import warnings
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from negotiation.economics.discounting import Floats

__all__ = ["CONFIDENCE", "ROUNDING", "Interval", "bootstrap_interval", "cluster_interval"]
__all__ += ["exact_interval"]

CONFIDENCE = 0.95

ROUNDING = 1e-12
"""Relative to the largest number: what is smaller is the rounding of floats, not a difference."""

N_RESAMPLES = 9_999
BATCH_NUMBERS = 1_000_000
"""Numbers that the bootstrap holds at once, so that its memory does not grow with the rows."""

BOOTSTRAP_SEED = 20_260
"""Fixed: the same rows have the same interval in every report."""


class Interval(NamedTuple):
    """Both ends, in the unit of the figure."""

    low: float
    high: float


def exact_interval(hits: int, n: int) -> Interval:
    """Return the Clopper-Pearson interval of a probability after ``hits`` of ``n`` >= 1 trials.

    Source: Clopper and Pearson, Biometrika 26 (1934).

    >>> low, high = exact_interval(0, 10)
    >>> low, round(high, 4)
    (0.0, 0.3085)
    """
    from scipy.stats import binomtest  # noqa: PLC0415 - an extra, and heavy

    found = binomtest(hits, n).proportion_ci(CONFIDENCE, method="exact")
    return Interval(float(found.low), float(found.high))


def cluster_interval(values: Floats, clusters: Sequence[str]) -> Interval | None:
    """Return the cluster-robust interval of the mean, with G - 1 degrees of freedom.

    The variance is G / (G - 1) times the sum over clusters of squared sums of residuals, over N^2.
    Source: Cameron and Miller, Journal of Human Resources 50 (2015), sections II and VI.

    Args:
        values: axis (row,).
        clusters: the cluster of each row, G >= 2 different ones.

    Returns:
        None if all clusters have the same mean: their spread is then estimated as nothing, and an
        interval without width would say that the mean is certain.
    """
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415 - an extra, and heavy

    groups = np.unique(list(clusters), return_inverse=True)[1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = OLS(values, np.ones((len(values), 1))).fit(
            cov_type="cluster", cov_kwds={"groups": groups}, use_t=True
        )
        low, high = fit.conf_int(alpha=1 - CONFIDENCE)[0]
    if fit.bse[0] <= ROUNDING * np.abs(values).max():
        return None
    return Interval(float(low), float(high))


def bootstrap_interval(values: Floats) -> Interval:
    """Return the bootstrap interval of the mean over rows, of which two differ; axis (row,).

    Bias-corrected and accelerated (Efron, JASA 82 (1987)), by percentiles where that is undefined.
    The order of the rows changes nothing, and the opposite rows have the opposite interval.
    """
    from scipy.stats import bootstrap  # noqa: PLC0415 - an extra, and heavy

    sign = -1.0 if values.mean() < 0 else 1.0
    rows = np.sort(sign * values)

    def interval(method: str) -> Interval:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = bootstrap(
                (rows,),
                np.mean,
                n_resamples=N_RESAMPLES,
                batch=max(1, BATCH_NUMBERS // len(rows)),
                confidence_level=CONFIDENCE,
                method=method,
                rng=BOOTSTRAP_SEED,
            ).confidence_interval
        return Interval(float(found.low), float(found.high))

    found = interval("BCa")
    if not np.isfinite(found).all():
        found = interval("percentile")
    return found if sign > 0 else Interval(-found.high, -found.low)

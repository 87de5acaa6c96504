"""A figure with its n and its interval, and the rule that chooses the interval.

Rows of one scenario share its mandates, its market and its hidden numbers, so they are not
independent evidence about scenarios. A figure over several scenarios is therefore clustered: how
far the scenarios differ decides the width, and more seeds of the same scenario narrow it only as
far as they steady that scenario's own mean. Two cases have no spread between clusters to measure:

* All rows are equal. Ten deals in ten runs of two scenarios may be one fact seen five times in
  each, so a rate counts scenarios, not rows: the exact interval of two in two. A mean has no bounds
  to argue from; its interval has no width, which says that no spread was seen, not that none is.
* Rows differ but every cluster has the same mean. The correlation inside clusters is then estimated
  as none or negative, so the rows count as independent: exact on rows, or bootstrap over rows.

With one cluster the figure is about that scenario alone, and rows are the trials.
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np

from evals.statistics.intervals import (
    CONFIDENCE,
    ROUNDING,
    Interval,
    bootstrap_interval,
    cluster_interval,
    exact_interval,
)
from negotiation.domain.values import Value
from negotiation.economics.discounting import Floats

__all__ = ["Estimate", "Method", "has_no_spread", "mean_of", "rate_of"]

Method: TypeAlias = Literal["cluster_t", "exact", "bootstrap", "none"]


class Estimate(Value):
    """A mean or a rate over rows. Without rows there is no value, below two rows no interval."""

    n: int
    """Rows."""
    n_clusters: int
    value: float | None
    """The mean over rows: a scenario with more rows weighs more."""
    low: float | None
    high: float | None
    method: Method
    """Where the interval is from; ``none`` if there is none."""
    confidence: float = CONFIDENCE


def mean_of(values: Sequence[float], clusters: Sequence[str]) -> Estimate:
    """Estimate the mean of ``values``, in their unit.

    Args:
        values: one a row, finite.
        clusters: the scenario of each row.

    Raises:
        ValueError: if the two do not have the same length.
    """
    numbers, n_clusters = _rows(values, clusters)
    if len(numbers) < 2:  # noqa: PLR2004 - no spread without two
        return _estimate(numbers, n_clusters, None, "none")
    several = n_clusters > 1
    if has_no_spread(numbers):
        point = float(numbers.mean())
        method: Method = "cluster_t" if several else "bootstrap"
        return _estimate(numbers, n_clusters, Interval(point, point), method)
    if several and (robust := cluster_interval(numbers, clusters)):
        return _estimate(numbers, n_clusters, robust, "cluster_t")
    return _estimate(numbers, n_clusters, bootstrap_interval(numbers), "bootstrap")


def rate_of(hits: Sequence[bool], clusters: Sequence[str]) -> Estimate:
    """Estimate the probability of a hit, a fraction in [0, 1].

    Args:
        hits: one a row.
        clusters: the scenario of each row.

    Raises:
        ValueError: if the two do not have the same length.
    """
    numbers, n_clusters = _rows(hits, clusters)
    if len(numbers) < 2:  # noqa: PLR2004 - no spread without two
        return _estimate(numbers, n_clusters, None, "none")
    several = n_clusters > 1
    if has_no_spread(numbers):
        trials = n_clusters if several else len(numbers)
        always = trials if hits[0] else 0
        return _estimate(numbers, n_clusters, exact_interval(always, trials), "exact")
    if several and (robust := cluster_interval(numbers, clusters)):
        clipped = Interval(max(0.0, robust.low), min(1.0, robust.high))
        return _estimate(numbers, n_clusters, clipped, "cluster_t")
    exact = exact_interval(int(numbers.sum()), len(numbers))
    return _estimate(numbers, n_clusters, exact, "exact")


def has_no_spread(numbers: Floats) -> bool:
    """Whether all numbers are equal, but for the rounding of floats; axis (row,), not empty."""
    return bool(np.ptp(numbers) <= ROUNDING * np.abs(numbers).max())


def _rows(values: Sequence[float], clusters: Sequence[str]) -> tuple[Floats, int]:
    if len(values) != len(clusters):
        raise ValueError(f"{len(values)} values, but clusters for {len(clusters)}")
    return np.asarray(values, dtype=np.float64), len(set(clusters))


def _estimate(
    numbers: Floats, n_clusters: int, interval: Interval | None, method: Method
) -> Estimate:
    return Estimate(
        n=len(numbers),
        n_clusters=n_clusters,
        value=float(numbers.mean()) if len(numbers) else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        method=method,
    )

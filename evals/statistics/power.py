"""How many pairs it takes to see a difference, from the spread of those already played.

The power of the paired t-test at 0.05, with the spread seen, to find the difference with its right
sign: the other tail never helps. Source: Cohen, Statistical Power Analysis (1988), chapter 2. The
pairs count as independent. Differences of cells therefore answer for more seeds in the same
scenarios, and are too hopeful if scenarios differ among themselves; with one mean difference a
scenario, what is counted is scenarios.

Where no spread was seen there is no answer: identical differences do not say how far the next one
would be off.
"""

import warnings
from collections.abc import Sequence
from math import ceil, isfinite

import numpy as np

from evals.statistics.estimates import has_no_spread
from evals.statistics.pairing import SIGNIFICANCE

__all__ = ["POWER", "pairs_to_resolve", "smallest_effect"]

POWER = 0.8
"""The chance to see what is there, by convention (Cohen, 1988)."""

FEWEST = 2
"""Pairs that have a spread."""


def pairs_to_resolve(
    differences: Sequence[float], effect: float, power: float = POWER
) -> int | None:
    """Return how many pairs show a true difference of ``effect`` with the chance ``power``.

    Args:
        differences: of the pairs so far, or of scenarios; in the unit of the metric.
        effect: in the same unit, of either sign.
        power: in (0.05, 1).

    Returns:
        At least 2. None if there are fewer than two differences, all are equal, or the effect is
        so small that no number of pairs is found; of 0, always.
    """
    spread = _spread(differences)
    if spread is None or effect == 0:
        return None
    size = abs(effect) / spread
    if size >= _solved(nobs=FEWEST, power=power):
        return FEWEST
    found = _solved(effect_size=size, power=power)
    return ceil(found) if isfinite(found) else None


def smallest_effect(differences: Sequence[float]) -> float | None:
    """Return the true difference that as many pairs show with the chance ``POWER``.

    Args:
        differences: of the pairs so far, or of scenarios; in the unit of the metric.

    Returns:
        Positive, in the same unit. None if there are fewer than two differences or all are equal.
    """
    spread = _spread(differences)
    return None if spread is None else _solved(nobs=len(differences), power=POWER) * spread


def _solved(**given: float) -> float:
    """Return what is not given of ``effect_size`` [standard deviations] and ``nobs`` [pairs].

    The solver looks for no fewer than two pairs; NaN where it finds none.
    """
    from statsmodels.stats.power import TTestPower  # noqa: PLC0415 - an extra, and heavy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Two-sided it is not a number for many a size: the far tail is lost in the arithmetic.
        found = TTestPower().solve_power(**given, alpha=SIGNIFICANCE / 2, alternative="larger")
    return float(found)


def _spread(differences: Sequence[float]) -> float | None:
    """Return the standard deviation, or None if none was seen."""
    numbers = np.asarray(differences, dtype=np.float64)
    if len(numbers) < FEWEST or has_no_spread(numbers):
        return None
    return float(numbers.std(ddof=1))

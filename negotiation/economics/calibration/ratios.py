"""Ratios that may have nothing to stand on."""

import math

__all__ = ["ratio"]


def ratio(part: float, whole: float) -> float:
    """Return ``part / whole``, NaN over zero: an experiment without a value is in no band.

    >>> ratio(1.0, 4.0), ratio(1.0, 0.0)
    (0.25, nan)
    """
    return part / whole if whole else math.nan

"""Liquidated damages for late delivery (R11).

LD = min(rate x weeks x late part, cap), as a share of the contract value. No grace beyond what the
schedule gives, no court: version 1 pays what the clause says.
"""

import numpy as np
from numpy.typing import NDArray

from negotiation.economics.discounting import Floats

__all__ = ["WEEKS_PER_MONTH", "insists_on_damages", "ld_fractions", "promised_fractions"]

WEEKS_PER_MONTH = 4.35
"""Section 5."""


def insists_on_damages(rate_per_week: Floats, cap_fraction: Floats) -> NDArray[np.bool_]:
    """Say where a damages clause can ever pay; a rate or cap of zero is no clause."""
    return (rate_per_week > 0) & (cap_fraction > 0)


def promised_fractions(start_months: Floats, duration_months: Floats, months: int) -> Floats:
    """Return the cumulative share promised: a straight line, axes (order, 1, month)."""
    elapsed = np.arange(months + 1) - start_months[:, None, None]
    promised: Floats = np.clip(elapsed / duration_months[:, None, None], 0, 1)
    return promised


def ld_fractions(late_fraction: Floats, rate_per_week: Floats, cap_fraction: Floats) -> Floats:
    """Return the damages paid each month as a share of the contract value.

    ``late_fraction`` has axes (order, draw, month); rate and cap have axis (order,).
    """
    weeks_late = WEEKS_PER_MONTH * late_fraction.cumsum(axis=-1)
    owed = np.minimum(rate_per_week[:, None, None] * weeks_late, cap_fraction[:, None, None])
    paid: Floats = np.diff(owed, axis=-1, prepend=0.0)
    return paid

"""Late GPUs, what excuses them, and what the damages clause makes of the rest (R11).

Axes are (combination, draw, month); fractions are of the order.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats

__all__ = ["WEEKS_PER_MONTH", "Lateness", "excused", "has_damages", "owed_fractions"]

WEEKS_PER_MONTH = 4.35
"""Section 5."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lateness:
    """What is late, and what of it counts against the seller.

    ``owed_fraction`` is the month's damages as a share of the contract value, before any court;
    ``loss_gpu_months`` what the buyer goes without.
    """

    late_fraction: Floats
    owed_fraction: Floats
    loss_gpu_months: Floats


def has_damages(columns: Columns) -> NDArray[np.bool_]:
    """Say where a damages clause can ever pay; a rate or cap of zero is no clause."""
    return (columns["ld_fraction_per_week"] > 0) & (columns["ld_cap_fraction"] > 0)


def excused(
    late_fraction: Floats, columns: Columns, banned: NDArray[np.bool_], ban_weights: Floats
) -> Floats:
    """Return the lateness that counts: less what a ban or broad force majeure excuses.

    ``ban_weights`` (combination,) is the share that the seller answers for while a ban lasts. Broad
    force majeure excuses the first months of lateness, as many as the clause allows.
    """
    counted = late_fraction * np.where(banned, ban_weights[:, None, None], 1.0)
    broad = is_on(columns["force_majeure"])
    if broad.any():
        months_late = (counted > 0).cumsum(axis=-1)
        allowed = (columns["force_majeure_months"] * broad)[:, None, None]
        counted = np.where(months_late <= allowed, 0.0, counted)
    return counted


def owed_fractions(counted: Floats, columns: Columns) -> Floats:
    """Return the damages that fall due each month, as a share of the contract value.

    LD = min(rate x weeks x late part, cap); with base ``whole`` the late part is everything. The
    liability cap holds on top.
    """
    whole = is_on(columns["ld_base"])[:, None, None]
    part = np.where(whole, counted > 0, counted)
    rate = columns["ld_fraction_per_week"][:, None, None]
    cap = np.minimum(columns["ld_cap_fraction"], columns["liability_cap_fraction"])
    total = np.minimum(rate * WEEKS_PER_MONTH * part.cumsum(axis=-1), cap[:, None, None])
    owed: Floats = np.diff(total, axis=-1, prepend=0.0)
    return owed

"""Present value: the sign and timing conventions of the room.

Positive money is an inflow to the party named. Month 0 is signing, cash flow ``t`` falls at the
end of month ``t``, and v = (1 + r)^(-1/12) with r the effective yearly rate (section 3.0).
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "discount_factors", "npv_cny"]

Floats = NDArray[np.float64]


def discount_factors(rate_per_year: float, months: int) -> Floats:
    """Return v^0 ... v^months, axis (month,).

    >>> discount_factors(0.0, 2).tolist()
    [1.0, 1.0, 1.0]
    """
    factors: Floats = (1.0 + rate_per_year) ** (-np.arange(months + 1) / 12)
    return factors


def npv_cny(cashflow_cny: Floats, factors: Floats) -> Floats:
    """Return the present value of ``cashflow_cny`` over its last axis, months from 0 [CNY]."""
    value: Floats = (cashflow_cny * factors).sum(axis=-1)
    return value

"""When things happen: first months, what is left after them, invoices that are paid later."""

import numpy as np
from numpy.typing import NDArray

from negotiation.economics.discounting import Floats

__all__ = ["NEVER", "at_month", "first_month", "later", "paid_later", "streak"]

NEVER = 10_000
"""A month that no horizon reaches."""

DAYS_PER_MONTH = 730 / 24


def first_month(happens: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the first month of ``happens`` on the last axis, ``NEVER`` where there is none."""
    return np.where(happens.any(axis=-1), happens.argmax(axis=-1), NEVER)


def at_month(values: Floats, month: NDArray[np.int64]) -> Floats:
    """Return ``values`` (..., month) at one month for each row; 0 where that is beyond the end."""
    last = values.shape[-1] - 1
    shape = (*np.broadcast_shapes(values.shape[:-1], month.shape), values.shape[-1])
    picked = np.take_along_axis(
        np.broadcast_to(values, shape),
        np.broadcast_to(np.minimum(month, last), shape[:-1])[..., None],
        axis=-1,
    )[..., 0]
    there: Floats = np.where(month <= last, picked, 0.0)
    return there


def later(amount: Floats, months: int) -> Floats:
    """Return ``amount`` with ``months`` empty months before it.

    >>> later(np.array([1.0, 2.0]), 1).tolist()
    [0.0, 1.0, 2.0]
    """
    if months == 0:
        return amount
    before = np.zeros((*amount.shape[:-1], months))
    return np.concatenate([before, amount], axis=-1)


def streak(happens: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Return where ``happens`` has held for ``length`` months in a row, this month included.

    >>> streak(np.array([True, True, False, True]), 2).tolist()
    [False, True, False, False]
    """
    held = happens.copy()
    for back in range(1, length):
        held[..., back:] &= happens[..., :-back]
        held[..., :back] = False
    return held


def paid_later(invoices: Floats, days: Floats) -> Floats:
    """Return when invoices are paid that allow ``days``, axes (combination, draw, month).

    A time between two months is split between them; what would fall due after the last month is
    settled in it.
    """
    if not days.any():
        return invoices
    paid = np.empty_like(invoices)
    for row, wait in enumerate(days / DAYS_PER_MONTH):
        whole, part = int(wait), wait - int(wait)
        paid[row] = (1 - part) * shifted(invoices[row], whole)
        paid[row] += part * shifted(invoices[row], whole + 1)
    return paid


def shifted(values: Floats, months: int) -> Floats:
    """Return ``values`` that many months later; the last month takes what falls beyond it.

    >>> shifted(np.array([1.0, 2.0, 3.0]), 1).tolist()
    [0.0, 1.0, 5.0]
    """
    if months == 0:
        return values
    months = min(months, values.shape[-1] - 1)
    moved = np.zeros_like(values)
    moved[..., months:] = values[..., : values.shape[-1] - months]
    moved[..., -1] += values[..., values.shape[-1] - months :].sum(axis=-1)
    return moved

"""Intervals as small pictures: a line from end to end and a dot for the value, on a common scale.

The shapes are numbers only; the page's style says how they look, in light and in dark.
"""

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import NamedTuple

from evals.metrics.table import METRICS

__all__ = ["Picture", "Scale", "picture_of", "scale_of", "scale_of_metric"]

WIDTH = 132
MARGIN = 8
"""At both sides, where an arrow says that an interval goes on."""

REACH = 0.75
"""How far a scale goes beyond the values for the sake of intervals, over their spread: those of few
scenarios are so wide that on a scale with room for them all dots would be one."""

FEWEST_STEPS = 4


class Scale(NamedTuple):
    """The ends of a common scale, in the unit of what is shown."""

    low: float
    high: float


FARTHEST = Scale(-0.5, 1.5)
"""Of shares: who signs anything is hundreds of percent below all others, who would be one dot."""


class Picture(NamedTuple):
    """Places from the left, in the units of the picture's width."""

    zero: float | None
    """Where zero is, if it is inside the scale."""
    dot: float | None
    """``None`` where the value itself is off the scale."""
    start: float | None
    """Of the interval, if there is one."""
    end: float | None
    goes_on_left: bool
    """Whether the interval runs off the scale there."""
    goes_on_right: bool


def scale_of_metric(
    metric: str, found: Iterable[tuple[float | None, float | None, float | None]]
) -> Scale:
    """Return the scale for values of a metric: of a rate always all that it can be.

    Args:
        metric: its name.
        found: value, low and high of each estimate.
    """
    known = METRICS[metric]
    if known.kind == "rate":
        return Scale(0.0, 1.0)
    if not known.is_percent:
        return scale_of(found, with_zero=False)
    wide = scale_of(found, with_zero=True)
    return Scale(max(wide.low, FARTHEST.low), min(wide.high, FARTHEST.high))


def scale_of(
    found: Iterable[tuple[float | None, float | None, float | None]], *, with_zero: bool
) -> Scale:
    """Return round ends that hold all values, and of their intervals what is in reach.

    >>> scale_of([(0.42, 0.3, 0.6), (0.55, None, None)], with_zero=True)
    Scale(low=0.0, high=0.6)
    """
    known = [each for each in found if each[0] is not None]
    values = [value for value, _, _ in known if value is not None]
    ends = [end for _, low, high in known for end in (low, high) if end is not None]
    values += [0.0] if with_zero or not values else []
    least, most = min(values), max(values)
    spread = (most - least) or abs(most) or 1.0
    low = max(min([least, *ends]), least - REACH * spread)
    high = min(max([most, *ends]), most + REACH * spread)
    if low == high:
        low, high = low - spread / 2, high + spread / 2
    step = _step(high - low)
    return Scale(
        round(floor(low / step + 1e-9) * step, 9), round(ceil(high / step - 1e-9) * step, 9)
    )


def picture_of(value: float, low: float | None, high: float | None, scale: Scale) -> Picture:
    """Return where the value and its interval are on a scale."""
    has_interval = low is not None and high is not None
    is_inside = scale.low <= value <= scale.high
    return Picture(
        zero=_place(0.0, scale) if scale.low < 0 < scale.high else None,
        dot=_place(value, scale) if is_inside else None,
        start=_place(low, scale) if has_interval and low is not None else None,
        end=_place(high, scale) if has_interval and high is not None else None,
        goes_on_left=min(value, low if low is not None else value) < scale.low,
        goes_on_right=max(value, high if high is not None else value) > scale.high,
    )


def _place(number: float, scale: Scale) -> float:
    share = (number - scale.low) / (scale.high - scale.low)
    return round(MARGIN + min(max(share, 0.0), 1.0) * (WIDTH - 2 * MARGIN), 2)


def _step(span: float) -> float:
    """Return a round step: 1, 2 or 5 of a power of ten, of which several fit into a span."""
    power = 10.0 ** floor(log10(span / FEWEST_STEPS))
    return max(step * power for step in (1, 2, 5) if step * power <= span / FEWEST_STEPS)

"""Lines and ends of axes that the charts of the simulator share."""

from collections.abc import Sequence

import altair as alt

from ui.views.palette import NEUTRAL

__all__ = ["domain", "zero_line"]


def zero_line(axis: str) -> alt.Chart:
    """Return a line at zero of an axis."""
    rule = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(color=NEUTRAL, opacity=0.7)
    drawn: alt.Chart = rule.encode(x="at:Q") if axis == "x" else rule.encode(y="at:Q")
    return drawn


def domain(values: Sequence[float]) -> list[float]:
    """Return the ends of an axis that shows ``values`` and zero, with a margin."""
    low, high = min([*values, 0.0]), max([*values, 0.0])
    margin = (high - low) * 0.06 or 1.0
    return [low - margin, high + margin]

"""A chart before it has a form: curves over two axes, as plain numbers."""

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Curve", "CurveStyle", "Figure"]

CurveStyle: TypeAlias = Literal["path", "dashed", "mark"]
"""A line with its points, a dashed line, or one lone point."""


class Curve(NamedTuple):
    """One entry of the legend."""

    name: str
    colour: str
    """Six hexadecimal digits after a ``#``."""
    points: tuple[tuple[float, float], ...]
    style: CurveStyle = "path"
    labels: tuple[str, ...] = ()
    """What each point is, where a chart can say that; none for a point that needs no words."""


class Figure(NamedTuple):
    """A chart and, in words, what it shows."""

    title: str
    takeaway: str
    x_title: str
    y_title: str
    curves: tuple[Curve, ...]
    has_whole_x: bool = False
    """Whether the horizontal axis counts, as rounds do."""

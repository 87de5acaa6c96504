"""A figure, and two of them as the ends of a range."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiation.analysis.conduct.measures import FigureKind

__all__ = ["Figure", "Read", "is_range", "joined"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody said."""

    value: float
    """In the unit of the kind: RMB, cards, months; a share as a fraction."""
    kind: FigureKind
    start: int
    end: int
    is_about: bool = False
    """Whether it was said to be about right: about, nearly, 左右, 不到."""
    is_word: bool = False
    """Whether it was said without digits."""


@dataclass(frozen=True, slots=True)
class Read:
    """A figure as it was read, before it is known what it stands beside."""

    figure: Figure
    scale: int
    """What the number was said in: 1, thousands, 万; -1 for what nobody haggles over."""
    is_bare: bool
    """Without a unit and without a scale."""


_RANGE = re.compile(r"\s*(?:-|–|—|~|～|to|or|到|至|或)\s*", re.IGNORECASE)


def is_range(text: str, low: Figure, high: Figure) -> bool:
    """Whether two figures that follow each other are the ends of a range."""
    return low.value < high.value and bool(_RANGE.fullmatch(text[low.end : high.start]))


def joined(found: Sequence[Read], plain: str) -> list[Read]:
    """Let the low end of a range take scale and unit from the high end: 70-75k, 7到8万."""
    ends = list(found)
    for position in range(len(ends) - 2, -1, -1):
        low, high = ends[position], ends[position + 1]
        between = plain[low.figure.end : high.figure.start]
        if low.figure.kind != "plain" or not _RANGE.fullmatch(between):
            continue
        if low.scale == -1 or (high.figure.kind == "plain" and high.scale in {1, -1}):
            continue
        ends[position] = _as_low_end(low, high)
    return ends


def _as_low_end(low: Read, high: Read) -> Read:
    value, top = low.figure.value, high.figure.value
    if high.figure.kind == "share" and value >= 1:
        value /= 10 if high.figure.is_word else 100
    elif value * high.scale <= top:
        value *= high.scale
    figure = replace(low.figure, value=value, kind=high.figure.kind)
    return Read(figure, high.scale, is_bare=False)

"""What sections of a debrief are made of: lines, tables and figures."""

from collections.abc import Sequence
from typing import TypeAlias

from negotiation.app.exporting.blocks import Line, Run, Sheet, Words
from negotiation.app.exporting.debrief.figures import Figure

__all__ = ["Part", "Parts", "line", "quoted", "sheet"]

Part: TypeAlias = Line | Sheet | Figure

Parts: TypeAlias = tuple[Part, ...]

INSET = 2
"""Columns that what is quoted stands further in."""


def line(text: str, *, is_bold: bool = False, is_dim: bool = False) -> Line:
    """Return a paragraph."""
    return Line((Words(text, is_bold=is_bold, is_dim=is_dim),))


def quoted(text: str) -> Line:
    """Return what somebody said."""
    return Line((Words(text, is_italic=True),), INSET)


def sheet(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, n_left: int = 1
) -> tuple[Sheet, ...]:
    """Return a table, nothing where it has no rows.

    Args:
        headings: a name a column; none where columns have no names.
        rows: of text.
        n_left: columns that are set to the left; those after them hold numbers.
    """
    if not rows:
        return ()
    is_right = tuple(place >= n_left for place in range(len(rows[0])))
    return (Sheet(_cells(headings), tuple(map(_cells, rows)), is_right),)


def _cells(texts: Sequence[str]) -> tuple[Run, ...]:
    return tuple((Words(text),) for text in texts)

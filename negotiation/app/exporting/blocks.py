"""A document before it has a form: headings, lines and tables, to be written in any markup."""

from typing import NamedTuple, TypeAlias

__all__ = ["Block", "Heading", "Line", "Sheet", "Words", "text_of"]


class Words(NamedTuple):
    """Words of one look."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_dim: bool = False
    colour: str = ""
    """A colour's name on a terminal, such as ``cyan``; empty where it does not matter."""


Run: TypeAlias = tuple[Words, ...]


class Heading(NamedTuple):
    """A title; level 1 is the document's own."""

    text: str
    level: int


class Line(NamedTuple):
    """A paragraph, which may hold line breaks."""

    words: Run
    indent: int = 0
    """Columns on a terminal; what is quoted or belongs to the line above is further in."""


class Sheet(NamedTuple):
    """A table."""

    headings: tuple[Run, ...]
    """A run a column; none where the columns have no names."""
    rows: tuple[tuple[Run, ...], ...]
    is_right: tuple[bool, ...]
    """A column each: whether it is set to the right, as numbers are."""
    indent: int = 0


Block: TypeAlias = Heading | Line | Sheet


def text_of(words: Run) -> str:
    """Return words without their looks."""
    return "".join(each.text for each in words)

"""A console that keeps what is printed on it, as blocks of a document.

So the printers of transcripts and scorecards write the documents too, in both languages.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.app.exporting.blocks import Block, Heading, Line, Run, Sheet, Words

__all__ = ["Paper"]


class Paper(Console):
    """Takes what our printers print: rules, lines, tables, and those further in.

    A rule is a heading: of the second level, or of the third when it is dim.
    """

    def __init__(self) -> None:
        super().__init__(file=io.StringIO(), highlight=False, markup=False, emoji=False)
        self.blocks: list[Block] = []

    def print(self, *objects: Any, **_: Any) -> None:
        """Keep what would be printed; how it would be laid out does not matter."""
        for each in objects:
            block = self._block(each, indent=0)
            if self.blocks and (longer := _continued(self.blocks[-1], block)) is not None:
                self.blocks[-1] = longer
            else:
                self.blocks.append(block)

    def taken(self) -> list[Block]:
        """Return what was printed since this was last asked for."""
        found, self.blocks = self.blocks, []
        return found

    def _block(self, shown: object, *, indent: int) -> Block:
        match shown:
            case Padding():
                return self._block(shown.renderable, indent=indent + shown.left)
            case Rule():
                title = shown.title if isinstance(shown.title, Text) else Text(shown.title)
                return Heading(title.plain, level=3 if "dim" in str(title.style) else 2)
            case Grid():
                return self._sheet(shown, indent)
            case _:
                return Line(self._run(shown), indent)

    def _sheet(self, grid: Grid, indent: int) -> Sheet:
        columns = grid.columns
        cells = [[self._run(cell) for cell in column.cells] for column in columns]
        headings = [column.header for column in columns] if grid.show_header else []
        return Sheet(
            headings=self._headings(headings),
            rows=tuple(zip(*cells, strict=True)),
            is_right=tuple(column.justify == "right" for column in columns),
            indent=indent,
        )

    def _headings(self, shown: Sequence[object]) -> tuple[Run, ...]:
        headings = tuple(map(self._run, shown))
        return headings if any(headings) else ()

    def _run(self, shown: object) -> Run:
        text = shown if isinstance(shown, Text) else Text(str(shown))
        return tuple(_words(self, text))


def _words(console: Console, text: Text) -> Iterable[Words]:
    """Yield a text in pieces of one look."""
    for piece, style, _ in text.render(console):
        if not piece:
            continue
        colour = style.color.name if style is not None and style.color is not None else ""
        yield Words(
            piece,
            is_bold=bool(style and style.bold),
            is_italic=bool(style and style.italic),
            is_dim=bool(style and style.dim),
            colour=colour,
        )


def _continued(before: Block, block: Block) -> Sheet | None:
    """Return two tables as one, where the second has no head: it is more rows of the first."""
    if not isinstance(before, Sheet) or not isinstance(block, Sheet):
        return None
    is_alike = (before.is_right, before.indent) == (block.is_right, block.indent)
    if before.headings or block.headings or not is_alike:
        return None
    return before._replace(rows=(*before.rows, *block.rows))

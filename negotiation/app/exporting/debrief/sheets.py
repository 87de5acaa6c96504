"""A table on paper: columns as wide as their words ask for, rows that break where they must."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from negotiation.app.exporting.blocks import Run, Sheet, text_of
from negotiation.app.exporting.debrief.fonts import LATIN, marked, width_of, wrapping

__all__ = ["laid_out"]

SIZE, LEADING = 8.0, 11.0
PADDING = 5.0
"""Left and right of a cell [points]."""

MOST = 0.5
"""Share of the paper that one column asks for at most."""

BOLDER = 1.12
"""How much wider a line may be than in its plain font: heads are bold."""

LEAST = 38.0
"""Width that a column keeps, if the paper allows [points]."""

RULE, HEAD = HexColor("#c8ccd2"), HexColor("#eef1f5")

_LEFT = ParagraphStyle("cell", fontName=LATIN, fontSize=SIZE, leading=LEADING, splitLongWords=1)
_RIGHT = ParagraphStyle("number", parent=_LEFT, alignment=TA_RIGHT)


def laid_out(sheet: Sheet, width: float) -> Flowable:
    """Return a table that fits into ``width`` [points] and repeats its head on every page."""
    head = [sheet.headings] if sheet.headings else []
    rows = [*head, *sheet.rows]
    table = Table(
        [_cells(row, sheet.is_right, is_head=place < len(head)) for place, row in enumerate(rows)],
        colWidths=_widths(rows, width),
        repeatRows=len(head),
        splitInRow=1,
        hAlign="LEFT",
        spaceBefore=3,
        spaceAfter=7,
    )
    heads = [("BACKGROUND", (0, 0), (-1, 0), HEAD)] if head else []
    table.setStyle(
        TableStyle(
            [
                *heads,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def _cells(row: Sequence[Run], is_right: Sequence[bool], *, is_head: bool) -> list[Paragraph]:
    return [
        _cell(cell, _RIGHT if right else _LEFT, is_head=is_head)
        for cell, right in zip(row, is_right, strict=True)
    ]


def _cell(cell: Run, look: ParagraphStyle, *, is_head: bool) -> Paragraph:
    style = ParagraphStyle("cell", parent=look, wordWrap=wrapping(text_of(cell)))
    written = "".join(
        marked(words.text, is_bold=is_head or words.is_bold, is_italic=words.is_italic)
        for words in cell
    )
    return Paragraph(written, style)


def _widths(rows: Sequence[Sequence[Run]], width: float) -> list[float]:
    """Return widths in proportion to what columns ask for; they fill the paper only at need."""
    asked = [
        min(max(_asked(row[column]) for row in rows), width * MOST)
        for column in range(len(rows[0]))
    ]
    if sum(asked) <= width:
        return asked
    least = [min(each, LEAST) for each in asked]
    more = [each - floor for each, floor in zip(asked, least, strict=True)]
    spare = max(width - sum(least), 0.0)
    return [floor + spare * each / sum(more) for floor, each in zip(least, more, strict=True)]


def _asked(cell: Run) -> float:
    lines = text_of(cell).split("\n")
    return max(width_of(line, SIZE) for line in lines) * BOLDER + 2 * PADDING + 2

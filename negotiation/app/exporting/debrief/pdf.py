"""A debrief as a PDF: A4, tables that go on over pages, numbered pages."""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CallerMacro, Flowable, KeepTogether, Paragraph, SimpleDocTemplate

from negotiation.app.exporting.blocks import Heading, Line, Words, text_of
from negotiation.app.exporting.debrief.document import Document
from negotiation.app.exporting.debrief.drawing import drawn
from negotiation.app.exporting.debrief.figures import Figure
from negotiation.app.exporting.debrief.fonts import (
    LATIN,
    font_of,
    marked,
    printable,
    width_of,
    wrapping,
)
from negotiation.app.exporting.debrief.sheets import laid_out
from negotiation.app.exporting.debrief.words import said

__all__ = ["to_pdf"]

MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
FOOT, FOOT_SIZE = 11 * mm, 7.5
GREY = HexColor("#6b7078")

_TEXT = ParagraphStyle("text", fontName=LATIN, fontSize=9.5, leading=14, spaceAfter=4)
_HEADINGS = {
    level: ParagraphStyle(
        f"h{level}",
        parent=_TEXT,
        fontSize=size,
        leading=size * 1.4,
        spaceBefore=space,
        spaceAfter=3,
        keepWithNext=1,
    )
    for level, size, space in ((1, 18, 0), (2, 13, 12), (3, 10.5, 8))
}


def to_pdf(document: Document) -> bytes:
    """Write a debrief as a PDF. Chinese is set in a typeface that every reader brings along."""
    _, n_pages = _built(document, n_pages=0)
    written, _ = _built(document, n_pages=n_pages)
    return written


def _built(document: Document, *, n_pages: int) -> tuple[bytes, int]:
    """Write the document; how many pages it has is known once it has been written."""
    file = io.BytesIO()
    template = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 4 * mm,
        title=printable(document.title),
        author=printable(document.author),
        lang="zh-CN" if document.language == "zh" else "en",
        invariant=1,
    )
    foot = partial(_write_foot, document=document, n_pages=n_pages)
    template.build(list(_flowables(document)), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue(), template.page


def _flowables(document: Document) -> Iterator[Flowable]:
    """Yield what is set; a heading stays with what it heads."""
    heading: list[Flowable] = []
    for part in document.parts:
        if isinstance(part, Heading):
            yield from heading
            heading = _heading(part)
        elif isinstance(part, Figure):
            yield KeepTogether([*heading, *_figure(part)])
            heading = []
        else:
            yield from heading
            heading = []
            yield _paragraph(part) if isinstance(part, Line) else laid_out(part, WIDTH)
    yield from heading


def _heading(part: Heading) -> list[Flowable]:
    """Return a heading and its entry in the outline of the file."""
    entry = CallerMacro(partial(_enter, title=printable(part.text), level=part.level))
    entry.keepWithNext = 1
    return [_titled(part.text, part.level), entry]


def _figure(part: Figure) -> list[Flowable]:
    return [_titled(part.title, 3), drawn(part), _paragraph(Line((Words(part.takeaway),)))]


def _titled(text: str, level: int) -> Paragraph:
    style = ParagraphStyle("title", parent=_HEADINGS[level], wordWrap=wrapping(text))
    return Paragraph(marked(text, is_bold=True), style)


def _paragraph(part: Line) -> Paragraph:
    wrapped = wrapping(text_of(part.words))
    indent = 10 if part.indent else 0
    style = ParagraphStyle("line", parent=_TEXT, leftIndent=indent, wordWrap=wrapped)
    written = ""
    for words in part.words:
        said_so = marked(words.text, is_bold=words.is_bold, is_italic=words.is_italic)
        written += f'<font color="#6b7078">{said_so}</font>' if words.is_dim else said_so
    return Paragraph(written, style)


def _enter(drawn_here: Any, *, title: str, level: int) -> None:
    """Put a heading into the outline of the file."""
    canvas = drawn_here.canv
    key = f"{canvas.getPageNumber()}-{title}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(title, key, max(level - 1, 0), closed=0)


def _write_foot(canvas: Any, template: Any, *, document: Document, n_pages: int) -> None:
    foot = _fitting(printable(document.foot), FOOT_SIZE, WIDTH * 0.75)
    numbers = {"page": f"{template.page}", "pages": f"{n_pages}"}
    counted = said("page", document.language, **numbers)
    canvas.setFillColor(GREY)
    canvas.setFont(font_of(foot), FOOT_SIZE)
    canvas.drawString(MARGIN, FOOT, foot)
    canvas.setFont(font_of(counted), FOOT_SIZE)
    canvas.drawRightString(A4[0] - MARGIN, FOOT, counted)


def _fitting(text: str, size: float, width: float) -> str:
    """Return as much of a line as fits."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept}…"

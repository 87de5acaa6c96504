"""A debrief as one HTML page that needs nothing else, ready for the printer."""

from html import escape

from negotiation.app.exporting.blocks import Heading
from negotiation.app.exporting.debrief.document import Document
from negotiation.app.exporting.debrief.drawing import to_svg
from negotiation.app.exporting.debrief.figures import Figure
from negotiation.app.exporting.debrief.parts import Part
from negotiation.app.exporting.page import page_around, to_html

__all__ = ["to_debrief_page"]


def to_debrief_page(document: Document) -> str:
    """Write a debrief as a page: no script, no network; every text in it is escaped."""
    body = "\n".join(map(_written, document.parts))
    return page_around(document.title, document.language, f"{body}\n<p>{escape(document.foot)}</p>")


def _written(part: Part | Heading) -> str:
    if not isinstance(part, Figure):
        return to_html(part)
    title, takeaway = escape(part.title), escape(part.takeaway)
    return (
        f'<figure style="margin: 1rem 0; background: #fff; color: #111; padding: .6rem; '
        f'break-inside: avoid">\n<div><b>{title}</b></div>\n{to_svg(part)}\n'
        f"<figcaption>{takeaway}</figcaption>\n</figure>"
    )

"""The one door to the writers of a debrief."""

from typing import Literal, TypeAlias, get_args

from negotiation.app.exporting.blocks import Block
from negotiation.app.exporting.debrief.document import document_of
from negotiation.app.exporting.debrief.figures import Figure
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.page import to_debrief_page
from negotiation.app.exporting.debrief.parts import Parts, line
from negotiation.app.exporting.debrief.pdf import to_pdf
from negotiation.app.exporting.debrief.table_rows import to_csv
from negotiation.app.exporting.markdown import to_markdown

__all__ = ["FORMS", "MEDIA_TYPES", "Form", "written"]

Form: TypeAlias = Literal["pdf", "html", "md", "csv"]

FORMS: tuple[Form, ...] = get_args(Form)

MEDIA_TYPES: dict[Form, str] = {
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
    "csv": "text/csv",
}

BOM = "\ufeff"
"""At the head of a CSV, so that a spreadsheet reads Chinese as what it is."""


def written(handout: Handout, form: Form) -> bytes:
    """Write a debrief in one of the forms, text as UTF-8."""
    match form:
        case "pdf":
            return to_pdf(document_of(handout))
        case "html":
            return to_debrief_page(document_of(handout)).encode("utf-8", "backslashreplace")
        case "md":
            return _markdown(handout).encode("utf-8", "backslashreplace")
        case "csv":
            return f"{BOM}{to_csv(handout)}".encode("utf-8", "backslashreplace")


def _markdown(handout: Handout) -> str:
    """Write it as Markdown, where a figure is what it says: its points stand in a table below."""
    blocks: list[Block] = []
    for part in document_of(handout).parts:
        blocks += _in_words(part) if isinstance(part, Figure) else [part]
    return to_markdown(blocks)


def _in_words(figure: Figure) -> list[Block]:
    said: Parts = (line(figure.title, is_bold=True), line(figure.takeaway))
    return [part for part in said if not isinstance(part, Figure)]

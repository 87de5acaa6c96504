"""Fonts that every reader of PDF has: Helvetica, and for what it lacks a Song typeface by name.

Nothing is embedded, so a document stays small and needs no font on the machine that writes it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from negotiation.domain.values import without_control

__all__ = ["HAN", "LATIN", "font_of", "marked", "printable", "register_fonts", "width_of"]
__all__ += ["wrapping"]

LATIN, LATIN_BOLD, LATIN_ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
HAN = "STSong-Light"

LAST_OF_PLANE = "\uffff"
"""The typeface is encoded in two bytes a character; what lies beyond is drawn as a box."""


@cache
def register_fonts() -> None:
    """Make the typeface known; a second call does nothing."""
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))


def printable(text: str) -> str:
    """Return ``text`` with a box for every character that no font here has."""
    kept = without_control(text)
    return "".join("□" if character > LAST_OF_PLANE else character for character in kept)


def font_of(text: str) -> str:
    """Return the font that can write all of a label."""
    register_fonts()
    return LATIN if all(map(_is_latin, text)) else HAN


def wrapping(text: str) -> str | None:
    """Return how reportlab is to break lines: between any two characters only in Chinese."""
    return "CJK" if font_of(text) == HAN else None


def width_of(text: str, size: float) -> float:
    """Return the width of a line [points]."""
    register_fonts()
    return sum(
        float(pdfmetrics.stringWidth(part, LATIN if is_latin else HAN, size))
        for is_latin, part in _parts(printable(text))
    )


def marked(text: str, *, is_bold: bool = False, is_italic: bool = False) -> str:
    r"""Return text as the mark-up of a paragraph: escaped, line breaks kept, in fonts that fit.

    >>> marked("a < b\nc")
    '<font name="Helvetica">a &lt; b<br/>c</font>'
    """
    register_fonts()
    latin_font = LATIN_BOLD if is_bold else LATIN_ITALIC if is_italic else LATIN
    written = ""
    for is_latin, part in _parts(printable(text)):
        said = escape(part).replace("\n", "<br/>")
        written += f'<font name="{latin_font if is_latin else HAN}">{said}</font>'
    return written


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    for is_latin, characters in groupby(text, _is_latin):
        yield is_latin, "".join(characters)


def _is_latin(character: str) -> bool:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True

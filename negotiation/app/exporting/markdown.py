"""Blocks as Markdown (CommonMark with the tables of GitHub).

What anybody wrote stays text: no link, no picture, no heading and no HTML comes of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from negotiation.app.exporting.blocks import Block, Heading, Line, Run, Sheet, Words, text_of

__all__ = ["escaped", "to_markdown", "to_plain"]

_ENTITIES = {"&": "&amp;", "<": "&lt;"}
_SPECIAL = re.compile(r"[\\`*_\[\]|~$&<]")
_AT_START = re.compile(r"^(?:[#>]|[-+](?=\s|$)|(?=-+\s*$|=+\s*$)[-=]|(\d{1,9})(?=[.)](?:\s|$)))")
"""What makes a heading, a quotation, a list or a line across at the start of a line."""


def to_markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as one Markdown document."""
    return "\n\n".join(text for block in blocks if (text := _markdown(block))) + "\n"


def to_plain(blocks: Iterable[Block]) -> str:
    """Write blocks as paragraphs of plain text, a row of a table a line."""
    return "\n\n".join(text for block in blocks if (text := _plain(block).strip()))


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is. It may hold line breaks, which it keeps.

    >>> print(escaped("1. *now* <b>"))
    1\. \*now\* &lt;b>
    """
    return "\n".join(_escaped_line(line) for line in text.split("\n"))


def _escaped_line(line: str) -> str:
    line = _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line.strip(" \t"))
    return _AT_START.sub(lambda found: f"{found[1]}\\" if found[1] else f"\\{found[0]}", line)


def _markdown(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return f"{'#' * level} {_on_one_line(escaped(text))}"
        case Line(words=words, indent=indent):
            lines = list(_lines(words))
            return "\n".join(f"> {line}".rstrip() for line in lines) if indent else "\n".join(lines)
        case Sheet():
            return "\n".join(_table(block))


def _lines(words: Run) -> Iterator[str]:
    """Yield the lines of a paragraph; one that is followed by another ends in a hard break."""
    lines = _styled(words).split("\n")
    for place, line in enumerate(lines):
        is_followed = place + 1 < len(lines) and lines[place + 1] != ""
        yield f"{line}\\" if line and is_followed else line


def _table(sheet: Sheet) -> Iterator[str]:
    headings = sheet.headings or ((),) * len(sheet.is_right)
    yield _row(headings)
    yield f"| {' | '.join('---:' if right else '---' for right in sheet.is_right)} |"
    for row in sheet.rows:
        yield _row(row)


def _row(cells: Iterable[Run]) -> str:
    return f"| {' | '.join(_on_one_line(_styled(cell)) for cell in cells)} |"


def _on_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _styled(words: Run) -> str:
    """Return words with their weight and slant; space at their ends stays outside the marks."""
    parts = []
    for each in _joined(words):
        body = each.text.strip()
        before, _, after = each.text.partition(body) if body else (each.text, "", "")
        mark = f"{'**' if each.is_bold else ''}{'*' if each.is_italic else ''}" if body else ""
        said = escaped(body)
        if mark:
            lines = said.split("\n")
            said = "\n".join(f"{mark}{line}{mark}" if line.strip() else "" for line in lines)
        parts.append(f"{before}{said}{after}")
    return "\n".join(line.strip(" \t") for line in "".join(parts).split("\n"))


def _joined(words: Run) -> Iterator[Words]:
    """Yield words with neighbours of one look made one: marks that touch would cancel out."""
    found: list[Words] = []
    for each in words:
        plain = each._replace(colour="", is_dim=False)
        if found and found[-1]._replace(text="") == plain._replace(text=""):
            found[-1] = plain._replace(text=found[-1].text + each.text)
        else:
            found.append(plain)
    yield from found


def _plain(block: Block) -> str:
    match block:
        case Heading(text=text):
            return text
        case Line(words=words):
            return text_of(words)
        case Sheet(headings=headings, rows=rows):
            return "\n".join(map(_plain_row, [headings, *rows] if headings else rows))


def _plain_row(cells: Sequence[Run]) -> str:
    first, *others = [text_of(cell).strip() for cell in cells]
    return f"- {first}: {', '.join(filter(None, others))}"

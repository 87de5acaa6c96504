"""Blocks as one HTML page that needs nothing else: no network, no script, no font.

Every text is escaped, and a policy in the page's head forbids it to load or to run anything.
"""

from collections.abc import Iterable
from html import escape

from negotiation.app.exporting.blocks import Block, Heading, Line, Run, Sheet, Words
from negotiation.domain.values import Language

__all__ = ["page_around", "to_html", "to_page"]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; }
h3 { font-size: 1rem; font-weight: 600; opacity: .75; border-bottom: 1px solid #8886;
  margin-top: 1.6rem; }
p { margin: .35rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.in { margin-left: 1.2rem; padding-left: .7rem; border-left: 3px solid #8886; }
table { border-collapse: collapse; margin: .4rem 0; font-variant-numeric: tabular-nums; }
table.in { border-left: 0; }
th, td { text-align: left; padding: .15rem .9rem .15rem 0; vertical-align: top;
  overflow-wrap: anywhere; }
th { font-weight: 500; opacity: .75; } .r { text-align: right; } .dim { opacity: .72; }
.cyan { color: #0a7d8c; } .magenta { color: #a4309b; } .green { color: #2b7d33; }
.yellow { color: #8a6100; } .blue { color: #2f5fd0; } .red { color: #c03030; }
.bright_cyan { color: #0a6a9c; } .bright_red { color: #a8431f; }
@media (prefers-color-scheme: dark) {
  .cyan { color: #4fc7d6; } .magenta { color: #e08ad9; } .green { color: #79c982; }
  .yellow { color: #dcb35a; } .blue { color: #8fb0ff; } .red { color: #ff8f8f; }
  .bright_cyan { color: #7cc9f5; } .bright_red { color: #ffab85; }
}
@media print { body { max-width: none; margin: 0; } h2, h3 { break-after: avoid; } }
"""

_COLOURS = frozenset(
    {"cyan", "magenta", "green", "yellow", "blue", "red", "bright_cyan", "bright_red"}
)


def to_page(title: str, language: Language, blocks: Iterable[Block]) -> str:
    """Write blocks as one page of HTML."""
    return page_around(title, language, "\n".join(map(to_html, blocks)))


def page_around(title: str, language: Language, body: str) -> str:
    """Return a page around what is HTML already."""
    tag = "zh-CN" if language == "zh" else "en"
    return f"""<!DOCTYPE html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def to_html(block: Block) -> str:
    """Write one block, all of its text escaped."""
    match block:
        case Heading(text=text, level=level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Line(words=words, indent=indent):
            return f"<p{_inset(indent)}>{_words(words)}</p>"
        case Sheet():
            return _table(block)


def _table(sheet: Sheet) -> str:
    rows = [_row("th", sheet.headings, sheet.is_right)] if sheet.headings else []
    rows += [_row("td", row, sheet.is_right) for row in sheet.rows]
    return "\n".join([f"<table{_inset(sheet.indent)}>", *rows, "</table>"])


def _row(tag: str, cells: Iterable[Run], is_right: Iterable[bool]) -> str:
    written = ""
    for cell, right in zip(cells, is_right, strict=True):
        place = ' class="r"' if right else ""
        written += f"<{tag}{place}>{_words(cell)}</{tag}>"
    return f"<tr>{written}</tr>"


def _inset(indent: int) -> str:
    return ' class="in"' if indent else ""


def _words(words: Run) -> str:
    return "".join(map(_styled, words))


def _styled(words: Words) -> str:
    text = escape(words.text)
    if words.is_bold:
        text = f"<b>{text}</b>"
    if words.is_italic:
        text = f"<i>{text}</i>"
    classes = ["dim"] if words.is_dim else []
    classes += [words.colour] if words.colour in _COLOURS else []
    return f'<span class="{" ".join(classes)}">{text}</span>' if classes else text

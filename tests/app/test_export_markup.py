"""Blocks as Markdown and HTML: whatever is written in them stays text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from negotiation.app.exporting.blocks import Block, Heading, Line, Sheet, Words
from negotiation.app.exporting.markdown import escaped, to_markdown, to_plain
from negotiation.app.exporting.page import to_page
from negotiation.app.exporting.rows import FORMULA_STARTS, harmless
from negotiation.domain.values import without_control

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})

MARKS = "\\`*_{}[]()#+-.!|~$<>&=:;/'\"\n\t 0123456789ab甲，"

said = st.one_of(st.text(MARKS, max_size=40), st.text(max_size=40).map(without_control))
"""What a model may have written."""


def words(text: str, *, is_bold: bool = False, is_dim: bool = False) -> tuple[Words, ...]:
    return (Words(text, is_bold=is_bold, is_dim=is_dim),)


def leaves(markdown: str) -> list[Token]:
    tokens = READER.parse(markdown)
    return [each for token in tokens for each in (token, *(token.children or ()))]


def shown(markdown: str) -> str:
    """Return the text that a reader of the Markdown sees, without any white space."""
    kinds = {"text": "", "softbreak": " ", "hardbreak": " ", "paragraph_open": " "}
    tokens = [token for token in leaves(markdown) if token.type in kinds]
    return "".join("".join(token.content for token in tokens).split())


@given(said)
@example("&lt;b> & <b>\\<i>")
@example("a\n===\nb\n---")
@example("1. a\n2) b\n12.5 c\n- d\n-5\n+ e")
@example("    code\n\tcode\n> quote\n# head\n```x\n~~~")
@example("a \\\nb")
@example("[a](b) ![c](d) <http://x> [e]: f")
@example("| a |\n| - |\n| b |")
def test_a_line_shows_what_was_said_and_nothing_comes_of_it(text: str) -> None:
    for indent in (0, 2):
        markdown = to_markdown([Line(words(text), indent)])
        assert shown(markdown) == "".join(text.split())
        allowed = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak",
                   "blockquote_open", "blockquote_close"}  # fmt: skip
        assert {token.type for token in leaves(markdown)} <= allowed


@given(said, said)
def test_a_cell_stays_in_its_cell(first: str, second: str) -> None:
    sheet = Sheet((words("a"), words("b")), ((words(first), words(second)),), (False, True))
    tokens = leaves(to_markdown([sheet]))
    cells = [token.type for token in tokens if token.type == "td_open"]
    assert len(cells) == 2
    inline = [token for token in tokens if token.type == "inline"][2:]
    read = ["".join(c.content for c in token.children or ()) for token in inline]
    assert ["".join(cell.split()) for cell in read] == ["".join(t.split()) for t in (first, second)]


@given(said)
def test_a_heading_is_one_heading(text: str) -> None:
    markdown = to_markdown([Heading(f"t{text}", 2), Line(words("after"))])
    kinds = [token.type for token in READER.parse(markdown)]
    assert kinds[:3] == ["heading_open", "inline", "heading_close"]
    assert kinds[3:] == ["paragraph_open", "inline", "paragraph_close"]


def test_looks_are_marked_inside_the_space_around_them() -> None:
    line = Line(
        (Words("1. ", is_dim=True), Words("Buyer", is_bold=True), Words(" · x", is_bold=True))
    )
    assert to_markdown([line]) == "1\\. **Buyer · x**\n"
    line = Line(
        (Words("7 → "), Words("8", is_bold=True), Words(" and "), Words("n", is_italic=True))
    )
    assert to_markdown([line]) == "7 → **8** and *n*\n"


@pytest.mark.parametrize("text", ["-5.2", "12.50", "a-b", "3,000 (20%)", "x!"])
def test_plain_figures_are_not_escaped(text: str) -> None:
    assert escaped(text) == text


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(name == "class" for name, _ in attrs)
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.found += data


@given(said)
@example("</p><script>alert(1)</script>")
@example("' onmouseover='x' \"")
def test_a_page_shows_what_was_said_and_nothing_comes_of_it(text: str) -> None:
    blocks: list[Block] = [
        Heading(text, 2),
        Line(words(text, is_bold=True, is_dim=True), 2),
        Sheet((words(text),), ((words(text),),), (True,)),
    ]
    page = to_page(text, "en", blocks)
    body = re.sub(r".*<main>\n|\n</main>.*", "", page, flags=re.DOTALL)
    reader = _Texts()
    reader.feed(body)
    reader.close()
    assert reader.tags == ["h2", "p", "span", "b", "table", "tr", "th", "tr", "td"]
    assert "".join(reader.found.split()) == "".join(text.split()) * 4


@given(said)
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    cell = harmless(text)
    assert isinstance(cell, str)
    assert not cell.startswith(FORMULA_STARTS)
    assert cell in {text, f"'{text}"}


def test_numbers_stay_numbers() -> None:
    assert [harmless(number) for number in (-5, 0.5, True, None)] == [-5, 0.5, True, None]


def test_plain_text_has_a_row_a_line() -> None:
    sheet = Sheet((), ((words("Price"), words("7"), words("")),), (False,) * 3)
    assert to_plain([Line(words("o1")), sheet, Line(words(" "))]) == "o1\n\n- Price: 7"

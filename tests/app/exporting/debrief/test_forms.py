"""HTML, Markdown and CSV: nothing that somebody said is run, loaded or drawn."""

import csv
import io
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest

from negotiation.app.exporting.debrief.writing import BOM, written
from negotiation.app.exporting.rows import FORMULA_STARTS
from negotiation.domain.values import LANGUAGES, Language
from tests.app.exporting.debrief.samples import HARM, handout


class Tags(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.values: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.values += [value or "" for name, value in attrs if name not in {"xmlns", "content"}]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> Tags:
    language: Language = request.param
    found = Tags()
    found.feed(written(handout(language), "html").decode())
    return found


def test_a_page_runs_and_loads_nothing(page: Tags) -> None:
    assert not {"script", "img", "a", "link", "iframe", "form", "object"} & set(page.names)
    assert not any("http" in value or "url(" in value for value in page.values)


def test_a_page_shows_what_was_said_as_it_was_said(page: Tags) -> None:
    assert HARM in page.text


def test_a_page_has_both_figures_with_words(page: Tags) -> None:
    assert page.names.count("svg") == 2
    assert page.names.count("figcaption") == 2


def test_markdown_shows_what_was_said_as_text() -> None:
    text = written(handout(), "md").decode()
    assert "<script>" not in text
    assert "![x](" not in text
    assert "&lt;script>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cell_is_a_formula(language: Language) -> None:
    text = written(handout(language), "csv").decode()
    assert text.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))
    said = [row["quote"] for row in rows if row["quote"]]
    assert said
    assert set(said) == {f"'{HARM}"}
    for row in rows:
        for name, cell in row.items():
            if name not in {"value", "turn"}:
                assert not cell.startswith(FORMULA_STARTS)


def test_figures_are_numbers_in_csv() -> None:
    text = written(handout(), "csv").decode().removeprefix(BOM)
    found = {f"{row['section']}/{row['item']}": row for row in csv.DictReader(io.StringIO(text))}
    assert float(found["The result/Gain over the alternative"]["value"]) == 22.25
    assert found["The result/Gain over the alternative"]["unit"] == "points"
    assert float(found["What each clause is worth/Price"]["value"]) == -4.75
    assert found["Skills/Preparation"]["value"] == ""

"""``export``: documents for people and for spreadsheets, and what they must not do."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from negotiation.app.exporting.rows import FORMULA_STARTS
from tests.app.campaigns import campaign_content
from tests.app.scenarios import write
from tests.cli.commands import Done, Haggle
from tests.cli.hostile import WORDS

HOSTILE = "seller=python:tests.cli.hostile:Hostile"
SAFE_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "b", "i",
    "span", "table", "tr", "th", "td",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def exported(haggle: Haggle, form: str, *more: str) -> Done:
    return haggle.ok("export", "r", "--format", form, *more)


def rows_of(done: Done) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.out, newline="")))


def tokens_of(markdown: str) -> list[Token]:
    """Return the tokens of a reader that would take HTML, tables and all."""
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(markdown)
    return [each for token in tokens for each in (token, *(token.children or ()))]


def headings_of(markdown: str) -> list[str]:
    return [line for line in markdown.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_markdown_has_the_talk_and_the_scorecard(haggle: Haggle, small: str, language: str) -> None:
    haggle.ok("run", small, "--out", "r", "--lang", language)
    markdown = exported(haggle, "md").out
    first, last = {"en": ("Round 1 of 6", "Scorecard"), "zh": ("第1轮，共6轮", "计分卡")}[language]
    assert f"### {first}" in headings_of(markdown)
    assert headings_of(markdown)[-1].startswith(f"## {last}")
    buyer = {"en": "Buyer House", "zh": "甲公司"}[language]
    assert f"| {buyer} | " in markdown
    assert "strategy:linear" in markdown


def test_the_numbers_of_a_scorecard_stand_to_the_right_in_markdown(
    haggle: Haggle, small: str
) -> None:
    haggle.ok("run", small, "--out", "r")
    assert "| --- | ---: | ---: | ---: | ---: | ---: |" in exported(haggle, "md").out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_campaign_is_a_document_too(haggle: Haggle, here: Path, language: str) -> None:
    haggle.ok("run", write(here, campaign_content()), "--out", "r", "--lang", language)
    replayed = haggle.ok("replay", "r").out
    page = Page(exported(haggle, "html").out)
    phase = {"en": "2023-11 · calls", "zh": "2023年11月 · calls"}[language]
    assert phase in page.text
    words = [word for line in replayed.splitlines() for word in line.split() if word.strip("─")]
    missing = [word for word in words if word not in page.text]
    assert missing == []


def test_notes_are_shown_where_asked_for(haggle: Haggle, small: str) -> None:
    haggle("run", small, "--seat", HOSTILE, "--out", "r")
    for form in ("md", "html"):
        assert "keep this" not in exported(haggle, form).out
        assert "keep this" in exported(haggle, form, "--notes").out


def test_a_page_needs_no_network_and_runs_nothing(haggle: Haggle, small: str) -> None:
    haggle("run", small, "--seat", HOSTILE, "--out", "r")
    done = exported(haggle, "html")
    page = Page(done.out)
    assert page.tags <= SAFE_TAGS
    assert page.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class"}
    assert "default-src 'none'" in done.out
    assert "://" not in done.out
    assert WORDS in page.text


def test_words_of_a_speaker_are_text_in_markdown(haggle: Haggle, small: str) -> None:
    haggle("run", small, "--seat", HOSTILE, "--out", "r")
    markdown = exported(haggle, "md").out
    tokens = tokens_of(markdown)
    kinds = {token.type for token in tokens}
    assert kinds.isdisjoint(
        {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "code_inline",
         "em_open", "s_open", "hr", "bullet_list_open", "ordered_list_open"}
    )  # fmt: skip
    said = " ".join(token.content for token in tokens if token.type == "text")
    for words in ("=HYPERLINK(A1)", "<img src=x onerror=alert(2)>", "# shout", "- one", "1. two"):
        assert words in said
    assert len(headings_of(markdown)) == len([t for t in tokens if t.type == "heading_open"])


def test_csv_has_a_row_an_event(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    rows = rows_of(exported(haggle, "csv"))
    lines = (here / "r" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert [row["kind"] for row in rows] == [event["kind"] for event in events]
    assert [row["seq"] for row in rows] == [str(n) for n in range(1, len(events) + 1)]
    offer = next(event for event in events if event["kind"] == "offer_made")
    row = next(row for row in rows if row["offer_id"] == offer["offer_id"])
    assert row["price"] == str(offer["outcome"]["price"])
    assert (row["round"], row["name"]) == ("1", "Buyer House")
    assert row["persona"] == "procurement_expert"


def test_csv_marks_what_is_private(haggle: Haggle, small: str) -> None:
    haggle("run", small, "--seat", HOSTILE, "--out", "r")
    rows = rows_of(exported(haggle, "csv"))
    notes = [row for row in rows if row["kind"] == "note_taken"]
    assert notes
    assert {(row["is_private"], row["seen_by"]) for row in notes} == {("True", "seller")}
    offers = [row for row in rows if row["kind"] == "offer_made"]
    assert {(row["is_private"], row["seen_by"]) for row in offers} == {("False", "buyer seller")}


def test_csv_holds_nothing_that_a_spreadsheet_runs(haggle: Haggle, small: str) -> None:
    haggle("run", small, "--seat", HOSTILE, "--out", "r")
    rows = rows_of(exported(haggle, "csv"))
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    assert f"'{WORDS}" in cells


def test_json_is_the_whole_run_in_one_document(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    document = exported(haggle, "json").json
    assert document["record"] == json.loads((here / "r" / "run.json").read_bytes())
    assert document["scorecard"] == json.loads((here / "r" / "scorecard.json").read_bytes())
    lines = (here / "r" / "events.jsonl").read_bytes().splitlines()
    assert document["events"] == [json.loads(line)["event"] for line in lines]


@pytest.mark.parametrize("form", ["md", "html", "csv", "json"])
def test_a_file_holds_what_standard_output_would(
    haggle: Haggle, small: str, here: Path, form: str
) -> None:
    haggle.ok("run", small, "--out", "r")
    printed = exported(haggle, form).out
    done = exported(haggle, form, "--out", "file")
    assert done.out == ""
    assert done.err.strip() == f"{len(printed.encode()):,} bytes: file"
    assert (here / "file").read_bytes() == printed.encode()


@pytest.mark.parametrize("form", ["md", "html", "csv", "json"])
def test_a_person_who_plays_gives_no_secret_away(haggle: Haggle, small: str, form: str) -> None:
    guest = "seller=python:tests.app.guests:Refused"
    person = "buyer=human"
    haggle("run", small, "--seat", person, "--seat", guest, "--out", "r", typed=("o", "3", "Fair."))
    out = exported(haggle, form).out
    assert "Fair." in out
    for secret in ("What only the seller knows", "none-2", "move_refused", "tests.app.guests"):
        assert secret not in out
    assert "surplus" not in out


def test_a_person_who_plays_has_no_log_for_inspect(haggle: Haggle, small: str, here: Path) -> None:
    haggle("run", small, "--seat", "buyer=human", "--out", "r", typed=("o", "3", "Fair."))
    done = haggle("export", "r", "--format", "inspect")
    assert done.code == 2
    assert "is written when they have ended" in done.err
    assert list(here.glob("*.eval")) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "--format", "md"], "no run at nowhere"),
        (["nowhere", "--format", "inspect"], "no run at nowhere"),
        (["r", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["r"], "--format"),
        (["r", "--format", "md", "--out", "no/such/file"], "No such file or directory"),
        (["batch", "--format", "inspect"], "batch: there is no run to export"),
        (["batch", "--format", "md"], "no run at batch"),
    ],
)
def test_what_cannot_be_exported_exits_2(
    haggle: Haggle, small: str, here: Path, arguments: list[str], message: str
) -> None:
    haggle.ok("run", small, "--out", "r")
    (here / "batch" / "cases").mkdir(parents=True)
    done = haggle("export", *arguments)
    assert done.code == 2
    assert message in done.err

"""What a debrief says, before it has a form."""

from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from negotiation.analysis.debrief.records import LeftOnTable, TableDebrief
from negotiation.app.clause_words import CLAUSE_TITLES, OPTION_TITLES
from negotiation.app.exporting import debrief
from negotiation.app.exporting.blocks import Heading, Line, Sheet, text_of
from negotiation.app.exporting.debrief.after_words import AFTER_WORDS
from negotiation.app.exporting.debrief.chart_parts import MARKS
from negotiation.app.exporting.debrief.document import document_of
from negotiation.app.exporting.debrief.figures import Figure
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.outcome_parts import left_sentence, result_sentence
from negotiation.app.exporting.debrief.titles import HEADINGS, REGIMES
from negotiation.app.exporting.debrief.words import WORDS
from negotiation.domain.events import Ending
from negotiation.economics.templates import TEMPLATES
from tests.app.exporting.debrief.samples import handout, table
from ui.widgets import debrief as widgets


def words_of(document: Handout) -> str:
    said = []
    for part in document_of(document).parts:
        match part:
            case Heading(text=text):
                said.append(text)
            case Line(words=words):
                said.append(text_of(words))
            case Sheet(headings=headings, rows=rows):
                said += [text_of(cell) for row in (headings, *rows) for cell in row]
            case Figure():
                said += [part.title, part.takeaway, *(curve.name for curve in part.curves)]
    return "\n".join(said)


def test_every_section_is_there_in_its_order() -> None:
    titles = [part.text for part in document_of(handout()).parts if isinstance(part, Heading)]
    assert titles[1:] == [title.en for title in HEADINGS.values()]


def test_a_chinese_document_speaks_chinese() -> None:
    """The sample's own words apart: quotes stay as they were said."""
    said = words_of(handout("zh"))
    for text in (*HEADINGS.values(), *WORDS.values()):
        plain = text.en.partition("{")[0].strip()
        if len(plain) > 12:
            assert plain not in said


@pytest.mark.parametrize("texts", [WORDS, HEADINGS, REGIMES])
def test_both_languages_take_the_same_words(texts: dict[str, object]) -> None:
    for text in texts.values():
        en, zh = (
            {name for _, name, _, _ in Formatter().parse(said) if name}
            for said in (text.en, text.zh)  # type: ignore[attr-defined]
        )
        assert en == zh


def test_every_clause_and_every_option_has_a_name() -> None:
    """A card and a share of uptime are their own names."""
    specs = [each for template in TEMPLATES.values() for each in template.clauses.items()]
    assert {clause for clause, _ in specs} <= set(CLAUSE_TITLES)
    worded = {label for name, spec in specs for label in spec.labels if name != "sku"}
    assert {label for label in worded if label[0].isalpha()} - {"sxm", "pcie"} <= set(OPTION_TITLES)


def test_a_played_out_turn_says_medians_and_the_difference() -> None:
    said = words_of(handout())
    assert "median gain 5.5 points as played, 11 points with the better move" in said
    assert "difference 5.5 points (4.75 points to 6.25 points)" in said


def test_promises_are_held_against_capacity() -> None:
    said = words_of(handout("zh")).split("\n")
    row = said.index("超卖")
    assert said[row - 4 : row] == ["乙公司", "100张卡", "30张卡", "70%"]


def test_what_is_shown_as_all_of_it_counts_as_kept() -> None:
    found = handout()
    (each,) = found.debrief.tables
    assert each.later is not None
    (row,) = each.later.promises
    almost = row.model_copy(update={"delivered_fraction": 0.999, "is_over_promised": False})
    later = each.later.model_copy(update={"promises": (almost,)})
    whole = found.debrief.model_copy(update={"tables": (each.model_copy(update={"later": later}),)})
    said = words_of(replace(found, debrief=whole)).split("\n")
    assert said[said.index("kept") - 1] == "100%"


def test_what_came_afterwards_is_told() -> None:
    said = words_of(handout())
    assert "140 of 200 GPU-months promised were delivered." in said
    assert "The market: calm for 1 month, boom for 2 months." in said
    assert "A card cost 81,000 RMB at signing and 90,100 RMB after 2 months." in said


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (Ending.DEADLINE, "No agreement: all 5 rounds passed."),
        (Ending.WALK_AWAY, "No agreement: the talks were broken off in round 5."),
        (Ending.AGREEMENT, "The deal was made without you"),
        (None, "The talks were never brought to an end"),
    ],
)
def test_the_end_is_told_in_a_sentence(ending: Ending | None, begins: str) -> None:
    result = table().result.model_copy(update={"ending": ending, "agreement": None})
    assert _said(table(result=result)).startswith(begins)


def test_a_deal_below_the_alternative_is_called_so() -> None:
    result = table().result.model_copy(update={"surplus": -3.5})
    assert "3.5 points less than walking away" in _said(table(result=result))


def test_nothing_left_is_nothing_left() -> None:
    left = LeftOnTable(to_frontier=None, to_nash=None, joint_gain=0)
    found = handout(tables=(table(left=left),))
    (names,) = found.names.values()
    assert left_sentence(names).startswith("Nothing was left")


def _said(found: TableDebrief) -> str:
    (names,) = handout(tables=(found,)).names.values()
    return result_sentence(names)


def test_the_words_of_the_end_are_among_the_words() -> None:
    assert set(AFTER_WORDS) < set(WORDS)


def test_a_talk_without_offers_has_no_figures() -> None:
    bare = table().plane.model_copy(update={"frontier": (), "marks": (), "path": ()})
    parts = document_of(handout(tables=(table(plane=bare),))).parts
    assert not any(isinstance(part, Figure) for part in parts)


def test_no_word_is_left_over() -> None:
    """Keys are mentioned as they are, or made of a beginning that stands in an f-string."""
    sources = [path.read_text("utf-8") for path in Path(debrief.__path__[0]).glob("*.py")]
    sources += [path.read_text("utf-8") for path in Path(widgets.__path__[0]).glob("*.py")]
    written = "\n".join(sources)
    written += "".join(f'"mark_{mark}"' for mark in MARKS)
    written += "".join(f'"ended_{end}"' for end in ("deadline", "walk_away", "other", "none"))
    left = [key for key in WORDS if f'"{key}"' not in written]
    assert left == []

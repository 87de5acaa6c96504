"""The whole debrief in reading order, before it has a form."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from negotiation.app.exporting.blocks import Heading
from negotiation.app.exporting.debrief.chart_parts import chart_parts
from negotiation.app.exporting.debrief.cited_parts import cited_parts
from negotiation.app.exporting.debrief.clause_parts import clause_parts
from negotiation.app.exporting.debrief.handout import Handout, Names
from negotiation.app.exporting.debrief.honesty_parts import claim_parts, leak_parts, promise_parts
from negotiation.app.exporting.debrief.later_parts import later_parts
from negotiation.app.exporting.debrief.outcome_parts import (
    acceptable_parts,
    left_parts,
    result_parts,
)
from negotiation.app.exporting.debrief.parts import Part, Parts, line, sheet
from negotiation.app.exporting.debrief.skill_parts import skill_parts
from negotiation.app.exporting.debrief.titles import HEADINGS
from negotiation.app.exporting.debrief.turning_parts import turning_parts
from negotiation.app.exporting.debrief.words import said
from negotiation.domain.values import Language

__all__ = ["Document", "document_of", "table_sections"]


class Document(NamedTuple):
    """A debrief as headings, lines, tables and figures."""

    title: str
    author: str
    """The trainee; empty where nobody is named."""
    language: Language
    foot: str
    """What stands at the foot of every page."""
    parts: tuple[Heading | Part, ...]


def document_of(handout: Handout) -> Document:
    """Write a debrief out in the order in which it is read."""
    scenario = handout.scenario.title.in_language(handout.language)
    title = said("title", handout.language, scenario=scenario)
    named = [handout.trainee] if handout.trainee else []
    return Document(
        title=title,
        author=handout.trainee,
        language=handout.language,
        foot=" · ".join([handout.date, scenario, *named]),
        parts=(Heading(title, 1), *head_parts(handout), *_body(handout)),
    )


def head_parts(handout: Handout) -> Parts:
    """Return who played what, when, and by which simulator it is judged."""
    language, debrief = handout.language, handout.debrief
    party = handout.scenario.party(debrief.party)
    seat = f"{party.name.in_language(language)} ({party.role.in_language(language)})"
    facts = {
        "trainee": handout.trainee,
        "scenario": handout.scenario.title.in_language(language),
        "seat": seat,
        "date": handout.date,
        "seed": f"{debrief.seed}",
        "simulator": said("version", language, version=debrief.simulator_version),
    }
    return sheet((), [(said(key, language), fact) for key, fact in facts.items() if fact], n_left=2)


def _body(handout: Handout) -> Iterator[Heading | Part]:
    language = handout.language
    for section, parts in _sections(handout):
        yield Heading(HEADINGS[section].in_language(language), 2)
        yield from parts


def _sections(handout: Handout) -> Iterator[tuple[str, Parts]]:
    tables = table_sections(handout)
    before = ("result", "left", "charts", "acceptable", "clauses")
    for section in before:
        yield section, _of_all(handout, tables[section])
    yield "skills", skill_parts(handout)
    yield "cited", cited_parts(handout)
    yield "turning", turning_parts(handout)
    for section in tables:
        if section not in before:
            yield section, _of_all(handout, tables[section])


def table_sections(handout: Handout) -> dict[str, Callable[[Names], Parts]]:
    """Return the sections that every table has one of, by their key among ``HEADINGS``."""
    return {
        "result": result_parts,
        "left": left_parts,
        "charts": lambda names: chart_parts(handout, names),
        "acceptable": acceptable_parts,
        "clauses": clause_parts,
        "promises": promise_parts,
        "claims": claim_parts,
        "leaks": leak_parts,
        "later": later_parts,
    }


def _of_all(handout: Handout, section: Callable[[Names], Parts]) -> Parts:
    parts: Parts = ()
    several = len(handout.debrief.tables) > 1
    for names in handout.names.values():
        parts += (line(names.title, is_bold=True),) if several else ()
        parts += section(names)
    return parts

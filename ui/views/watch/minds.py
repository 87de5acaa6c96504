"""What the parties of a table keep to themselves: mandates, last notes, beliefs against the truth.

Pure. All of it is private to its party, so it is drawn in the referee's view only.
"""

from collections.abc import Sequence
from typing import NamedTuple

from negotiation.domain.events import Event, NoteTaken
from negotiation.domain.issues import Issue
from negotiation.domain.mandates import RedLine
from negotiation.domain.quantities import format_value
from negotiation.domain.scenarios import Party, Scenario, Table
from negotiation.domain.values import Language
from ui.texts import fill, say

__all__ = ["Belief", "MindView", "beliefs_of", "minds_of"]


class MindView(NamedTuple):
    """What one party keeps to itself."""

    party: str
    alternative: str
    facts: tuple[str, ...]
    red_lines: tuple[str, ...]
    note: str
    """The last one; empty where it took none."""


class Belief(NamedTuple):
    """What a party thought the other side's limit on one issue was, and how sure it was."""

    party: str
    turn: int
    issue: str
    value: str
    sure: str


def minds_of(
    scenario: Scenario, table: Table, events: Sequence[Event], language: Language, *, turn: int
) -> tuple[MindView, ...]:
    """Return what each party of a table knows, and what it noted last by ``turn``."""
    parties = [scenario.party(party) for party in table.parties]
    return tuple(_mind(party, table, events, language, turn=turn) for party in parties)


def beliefs_of(
    scenario: Scenario, table: Table, events: Sequence[Event], language: Language, *, turn: int
) -> tuple[Belief, ...]:
    """Return what parties believed of the others' limits up to ``turn``, the latest first."""
    issues = table.space.by_id
    found = [
        Belief(
            scenario.party(note.party).name.in_language(language),
            note.turn,
            issues[believed.issue].title.in_language(language),
            format_value(believed.value, issues[believed.issue].unit, language),
            f"{believed.confidence:.0%}",
        )
        for note in _notes(events, turn)
        if (believed := note.estimate) is not None and believed.issue in issues
    ]
    return tuple(reversed(found))


def _mind(
    party: Party, table: Table, events: Sequence[Event], language: Language, *, turn: int
) -> MindView:
    mandate = party.mandate
    own = [note.note for note in _notes(events, turn) if note.party == party.id and note.note]
    return MindView(
        party=party.name.in_language(language),
        alternative=mandate.alternative.description.in_language(language),
        facts=tuple(fact.in_language(language) for fact in mandate.private_facts),
        red_lines=tuple(
            _line(line, table.space.by_id[line.issue], language)
            for line in mandate.red_lines
            if line.issue in table.space.by_id
        ),
        note=own[-1] if own else "",
    )


def _line(line: RedLine, issue: Issue, language: Language) -> str:
    title, bounds = issue.title.in_language(language), list[str]()
    if line.at_least is not None:
        value = format_value(line.at_least, issue.unit, language)
        bounds.append(fill("watch_at_least", language, value=value))
    if line.at_most is not None:
        value = format_value(line.at_most, issue.unit, language)
        bounds.append(fill("watch_at_most", language, value=value))
    if line.only is not None:
        bounds.append(say("watch_or", language).join(issue.show(x, language) for x in line.only))
    return fill("watch_line", language, issue=title, bounds=", ".join(bounds))


def _notes(events: Sequence[Event], turn: int) -> list[NoteTaken]:
    return [each for each in events if isinstance(each, NoteTaken) and each.turn <= turn]

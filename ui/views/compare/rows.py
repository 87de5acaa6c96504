"""Two runs side by side, as rows of plain text. Pure.

Many words are those of ``haggle compare``, so that page and terminal say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from negotiation.app.campaign_comparing import CampaignRow
from negotiation.app.comparing import RunComparison, TableComparison
from negotiation.app.differences import SettingDifference
from negotiation.app.pairs import Pair
from negotiation.cli.comparing_texts import COMPARING_TEXTS
from negotiation.domain.events import Ending
from negotiation.domain.quantities import OptionValue, Scale, ValueUnit, scale_of
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from ui.texts import fill, say

__all__ = ["DIFFERS", "Rows", "Wording", "campaign_rows", "finding_rows", "gain_lines"]
__all__ += ["party_rows", "result_rows", "setting_rows"]

Rows: TypeAlias = tuple[tuple[str, ...], ...]

DIFFERS = "≠"
"""Marks a row whose two sides are not the same."""

NOTHING = "–"

MAX_GAINS = 3
"""Parties of a table that a sentence is said of; the grid has them all."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Names the things of a scenario in the language of the page."""

    scenario: Scenario
    language: Language

    def party(self, party: str) -> str:
        """Name a party."""
        known = {each.id: each.name for each in self.scenario.parties}
        return known[party].in_language(self.language) if party in known else party

    def table(self, table: str) -> str:
        """Name a table."""
        return self.scenario.table(table).title.in_language(self.language)

    def issue(self, table: str, issue: str) -> str:
        """Name an issue; one that is not on the agenda is who won a tender."""
        known = self.scenario.table(table).space.by_id.get(issue)
        return known.title.in_language(self.language) if known else say("winner", self.language)

    def option(self, table: str, issue: str, value: OptionValue | None) -> str:
        """Write what was agreed on an issue."""
        known = self.scenario.table(table).space.by_id.get(issue)
        if value is None:
            return NOTHING
        return known.show(value, self.language) if known else self.party(str(value))


def setting_rows(found: RunComparison, language: Language) -> Rows:
    """Return what was set up differently: what it is, and how it was in each run."""
    return tuple(_setting(row, language) for row in found.settings)


def result_rows(found: TableComparison, words: Wording) -> Rows:
    """Return how the talks ended and what was agreed, with a mark where the two differ."""
    language = words.language
    endings = [
        _ending(*end, language)
        for end in (
            (found.ending.first, found.rounds.first),
            (found.ending.second, found.rounds.second),
        )
    ]
    lengths = [
        NOTHING if rounds is None else say("compare_length", language, rounds=rounds, turns=turns)
        for rounds, turns in (
            (found.rounds.first, found.turns.first or 0),
            (found.rounds.second, found.turns.second or 0),
        )
    ]
    rows = [
        (say("ending", language), *endings),
        (say("compare_lasted", language), *lengths),
        *(
            (
                words.issue(found.table, row.issue),
                words.option(found.table, row.issue, row.agreed.first),
                words.option(found.table, row.issue, row.agreed.second),
            )
            for row in found.issues
        ),
    ]
    return tuple((*row, DIFFERS if row[1] != row[2] else "") for row in rows)


def party_rows(found: TableComparison, words: Wording) -> Rows:
    """Return what every party gained over its alternative, and what all did together."""
    pairs = [(words.party(row.party), row.surplus) for row in found.parties]
    pairs.append((say("joint", words.language), found.joint_surplus))
    return _amounts(pairs, found.unit, words.language)


def finding_rows(found: TableComparison, language: Language) -> Rows:
    """Return how often each rule of conduct was broken."""
    return tuple(
        (say(f"replay_finding_{kind}", language), str(pair.first), str(pair.second))
        for kind, pair in found.findings.items()
    )


def campaign_rows(rows: Sequence[CampaignRow], words: Wording) -> Rows:
    """Return what a campaign brought every party."""
    pairs = [(words.party(row.party), row.profit_cny) for row in rows]
    return _amounts(pairs, "cny", words.language)


def gain_lines(found: RunComparison, words: Wording) -> tuple[str, ...]:
    """Say who did better in which run, those with the largest difference first."""
    if found.campaign:
        gaps = [(row.party, row.profit_difference_cny) for row in found.campaign]
        return _gains(gaps, "cny", words)
    lines: list[str] = []
    tables = found.tables or ()
    for table in tables:
        gaps = [(row.party, row.surplus_difference) for row in table.parties]
        said = _gains(gaps, table.unit, words)
        lines += [f"{words.table(table.table)} · {line}" for line in said] if tables[1:] else said
    return tuple(lines)


def _gains(
    gaps: Sequence[tuple[str, float | None]], unit: ValueUnit, words: Wording
) -> tuple[str, ...]:
    known = sorted(((party, gap) for party, gap in gaps if gap), key=lambda pair: -abs(pair[1]))[
        :MAX_GAINS
    ]
    scale = scale_of([gap for _, gap in known], unit, words.language)
    return tuple(
        fill(
            "compare_more" if gap > 0 else "compare_less",
            words.language,
            party=words.party(party),
            amount=f"{scale.show(abs(gap))} {scale.unit}",
        )
        for party, gap in known
    )


def _setting(row: SettingDifference, language: Language) -> tuple[str, str, str]:
    texts = COMPARING_TEXTS[language]
    label = texts[f"setting_{row.kind}"].format(name=row.name)
    if row.kind == "forced_move":  # where they part it is told what it was
        first, second = (texts["set"] if move else NOTHING for move in (row.first, row.second))
        return label, first, second
    if row.kind == "scenario":  # too long to be told
        return label, NOTHING, DIFFERS
    return label, row.first or NOTHING, row.second or NOTHING


def _ending(ending: Ending | None, rounds: int | None, language: Language) -> str:
    if rounds is None:
        return say("compare_not_opened", language)
    return say(f"end_{ending.value if ending else 'none'}", language)


def _amounts(
    pairs: Sequence[tuple[str, Pair[float | None]]], unit: ValueUnit, language: Language
) -> Rows:
    """Return labelled amounts of both runs in one scale, with the second less the first."""
    known = [each for _, pair in pairs for each in (pair.first, pair.second) if each is not None]
    scale = scale_of(known, unit, language)
    return tuple(
        (
            label,
            _amount(pair.first, scale),
            _amount(pair.second, scale),
            _gap(pair, scale),
        )
        for label, pair in pairs
    )


def _amount(value: float | None, scale: Scale) -> str:
    return NOTHING if value is None else f"{scale.show(value)} {scale.unit}"


def _gap(pair: Pair[float | None], scale: Scale) -> str:
    if pair.first is None or pair.second is None or pair.first == pair.second:
        return ""
    gap = pair.second - pair.first
    return f"{'+' if gap > 0 else ''}{scale.show(gap)} {scale.unit}"

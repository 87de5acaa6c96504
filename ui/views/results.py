"""What a screen shows of a score, as plain text: the rows of the scorecard.

Pure, as ``ui.views.talks`` is.
"""

from collections.abc import Sequence
from typing import TypeAlias

from negotiation.agents.speech import spoken_terms
from negotiation.analysis.attendance import Attendance
from negotiation.analysis.scorecard import PartyScore, TableScore
from negotiation.domain.quantities import Scale, scale_of
from negotiation.domain.scenarios import Table
from negotiation.domain.tenders import WINNER
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.talks import PartyView

__all__ = ["PARTY_HEADER", "amount", "distances", "fate_rows", "party_rows"]
__all__ += ["reference_columns", "reference_rows", "scale_for"]

Rows: TypeAlias = tuple[tuple[str, ...], ...]

PARTY_HEADER = ("party", "value", "alternative", "surplus", "share", "attained", "flags")
"""Keys of the catalogue."""


def scale_for(score: TableScore, language: Language) -> Scale:
    """Return one scale for every amount of a table, so that they can be compared at a glance."""
    values = [value for party in score.parties for value in (party.value, party.reservation_value)]
    gains = [gain for point in score.solutions.values() for gain in point.surplus.values()]
    return scale_of([*values, *gains], score.unit, language)


def amount(value: float, scale: Scale) -> str:
    """Write a value for reading."""
    return f"{scale.show(value)} {scale.unit}"


def party_rows(
    score: TableScore, table: Table, parties: Sequence[PartyView], language: Language
) -> Rows:
    """Return a line of the scorecard for every party, under the header of ``PARTY_HEADER``."""
    names = {party.id: party.name for party in parties}
    scale = scale_for(score, language)
    return tuple(
        (
            names[party.party],
            amount(party.value, scale),
            amount(party.reservation_value, scale),
            amount(party.surplus, scale),
            _percent(party.surplus_share),
            _percent(party.attainable_share),
            "; ".join(_flags(scale, party, table, language)),
        )
        for party in score.parties
    )


def reference_columns(score: TableScore, language: Language) -> tuple[str, ...]:
    """Return the names of what could have been, and of what was signed."""
    names = [*score.solutions, *(["agreement"] if score.agreement is not None else [])]
    return tuple(say(name, language) for name in names)


def reference_rows(
    score: TableScore, table: Table, parties: Sequence[PartyView], language: Language
) -> Rows:
    """Return a line for each party's gain, then one for each issue, over those columns."""
    scale = scale_for(score, language)
    points = [(point.surplus, point.outcome) for point in score.solutions.values()]
    if score.agreement is not None:
        points.append(({party.party: party.surplus for party in score.parties}, score.agreement))
    gains = (
        (
            fill("surplus_of", language, party=party.name),
            *(amount(surplus[party.id], scale) for surplus, _ in points),
        )
        for party in parties
    )
    terms = (
        (
            issue.title.in_language(language),
            *(issue.show(outcome[issue.id], language) for _, outcome in points),
        )
        for issue in table.agenda
    )
    winner = _winner_row(score, parties, language)
    return (*gains, *winner, *terms)


def fate_rows(
    score: TableScore, table: Table, parties: Sequence[PartyView], language: Language
) -> Rows:
    """Return a line for every party of a larger table: its last offer, and what became of it."""
    names = {party.id: party.name for party in parties}
    return tuple(
        (
            names[each.party],
            spoken_terms(table.space, each.last_offer, language) if each.last_offer else "–",
            _fate(each, language),
        )
        for each in score.attendance
        if table.tender is None or each.party != table.tender.host
    )


def _fate(each: Attendance, language: Language) -> str:
    if each.won_fraction == 1:
        return say("fate_won_all", language)
    if each.won_fraction:
        return fill("fate_won", language, share=f"{each.won_fraction:.0%}")
    if each.left_round is not None:
        return say("fate_left", language, round=each.left_round)
    if each.assents is None:
        return ""
    return say("vote_for" if each.assents else "vote_against", language)


def _winner_row(score: TableScore, parties: Sequence[PartyView], language: Language) -> Rows:
    """Return who wins in each of the outcomes; nothing but at a tender."""
    names = {party.id: party.name for party in parties}
    outcomes = [point.outcome for point in score.solutions.values()]
    outcomes += [score.agreement] if score.agreement is not None else []
    if not all(WINNER in outcome for outcome in outcomes):
        return ()
    return ((say("winner", language), *(names[str(outcome[WINNER])] for outcome in outcomes)),)


def distances(score: TableScore) -> dict[str, str]:
    """Return how far the result lies from what could have been, by key of the catalogue."""
    found = {
        "to_frontier": score.distance_to_frontier,
        "to_nash": score.distance_to_nash,
        "to_kalai_smorodinsky": score.distance_to_kalai_smorodinsky,
    }
    return {key: f"{distance:.2f}" for key, distance in found.items() if distance is not None}


def _flags(scale: Scale, party: PartyScore, table: Table, language: Language) -> tuple[str, ...]:
    flags = [
        fill("red_line", language, issue=_title(table, breach.issue, language))
        if breach.shortfall is None
        else fill("below", language, amount=amount(breach.shortfall, scale))
        for breach in party.breaches
    ]
    if party.offered_breaches:
        flags.append(fill("offered", language, offers=", ".join(party.offered_breaches)))
    if party.n_refused:
        flags.append(say("refused_moves", language, n=party.n_refused))
    if party.n_forfeited:
        flags.append(say("lost_turns", language, n=party.n_forfeited))
    return tuple(flags)


def _title(table: Table, issue_id: str | None, language: Language) -> str:
    issue = table.space.by_id.get(issue_id or "")
    return issue.title.in_language(language) if issue else str(issue_id)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"

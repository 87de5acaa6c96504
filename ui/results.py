"""What a screen shows of a score, as plain values: the scorecard's rows and the charts' points.

Pure, as ``ui.views`` is. Money is in millions of RMB in English and in units of ten thousand in
Chinese, as people there say it; points stay points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from negotiation.analysis.scorecard import PartyScore, TableScore
from negotiation.app.frontiers import FrontierReport
from negotiation.domain.events import Event, OfferMade
from negotiation.domain.quantities import format_money
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from negotiation.economics.valuation import ValueUnit
from ui.texts import fill, say
from ui.views import PartyView

__all__ = ["PARTY_HEADER", "RESULTS", "Landmark", "OfferMark", "Plane", "PlanePoint"]
__all__ += [
    "amount",
    "distances",
    "offer_marks",
    "party_rows",
    "plane_of",
    "reference_columns",
    "reference_rows",
]
__all__ += ["unit_name", "worths"]

Rows: TypeAlias = tuple[tuple[str, ...], ...]

PARTY_HEADER = ("party", "value", "alternative", "surplus", "share", "attained", "flags")
"""Keys of the catalogue."""

SHOWN = ("nash", "kalai_smorodinsky")
"""The solutions that the plane shows."""

RESULTS = ("signed", "no_deal")
"""The landmarks that say how the talks ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMark:
    """An offer on a chart, in the unit that the chart is drawn in."""

    party: str
    """Who made it."""
    turn: int
    round: int
    offer_id: str
    surplus: dict[str, float]
    """By party."""


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """What two parties gain over their alternatives."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named point of the plane. ``kind`` is a key of the catalogue."""

    kind: str
    point: PlanePoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The outcomes of a table of two, as gains of the one and the other."""

    frontier: tuple[PlanePoint, ...]
    landmarks: tuple[Landmark, ...]


def amount(value: float, unit: ValueUnit, language: Language) -> str:
    """Write a value for reading."""
    if unit == "points":
        return fill("points", language, amount=f"{value:,.4g}")
    return format_money(value, language)


def unit_name(unit: ValueUnit, language: Language) -> str:
    """Return what the axes of charts count."""
    return say(f"unit_{unit}", language)


def party_rows(
    score: TableScore, table: Table, parties: Sequence[PartyView], language: Language
) -> Rows:
    """Return a line of the scorecard for every party, under the header of ``PARTY_HEADER``."""
    names = {party.id: party.name for party in parties}
    return tuple(
        (
            names[party.party],
            amount(party.value, score.unit, language),
            amount(party.reservation_value, score.unit, language),
            amount(party.surplus, score.unit, language),
            _percent(party.surplus_share),
            _percent(party.attainable_share),
            "; ".join(_flags(score, party, table, language)),
        )
        for party in score.parties
    )


def reference_columns(score: TableScore, language: Language) -> tuple[str, ...]:
    """Return the names of what could have been and, where something was signed, of that."""
    names = [*score.solutions, *(["agreement"] if score.agreement is not None else [])]
    return tuple(say(name, language) for name in names)


def reference_rows(
    score: TableScore, table: Table, parties: Sequence[PartyView], language: Language
) -> Rows:
    """Return a line for each party's gain, then one for each issue, over those columns."""
    points = [(point.surplus, point.outcome) for point in score.solutions.values()]
    if score.agreement is not None:
        points.append(({party.party: party.surplus for party in score.parties}, score.agreement))
    gains = (
        (
            f"{party.name}: {say('surplus', language)}",
            *(amount(surplus[party.id], score.unit, language) for surplus, _ in points),
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
    return (*gains, *terms)


def distances(score: TableScore) -> dict[str, str]:
    """Return how far the result lies from what could have been, by key of the catalogue."""
    found = {
        "to_frontier": score.distance_to_frontier,
        "to_nash": score.distance_to_nash,
        "to_kalai_smorodinsky": score.distance_to_kalai_smorodinsky,
    }
    return {key: f"{distance:.2f}" for key, distance in found.items() if distance is not None}


def offer_marks(
    score: TableScore, events: Sequence[Event], language: Language
) -> tuple[OfferMark, ...]:
    """Return every offer of a table, oldest first. ``events`` are those that were scored."""
    scale = _scale(score.unit, language)
    made = [event for event in events if isinstance(event, OfferMade)]
    marks = [
        OfferMark(
            party=party.party,
            turn=event.turn,
            round=offer.round,
            offer_id=offer.offer_id,
            surplus={each: value / scale for each, value in offer.surplus.items()},
        )
        for party in score.parties
        for event, offer in zip(
            (event for event in made if event.party == party.party),
            party.concessions.offers,
            strict=True,
        )
    ]
    return tuple(sorted(marks, key=lambda mark: mark.turn))


def plane_of(score: TableScore, report: FrontierReport, language: Language) -> Plane | None:
    """Return the plane of outcomes; ``None`` unless two parties sit at the table."""
    if len(score.parties) != 2:  # noqa: PLR2004 - a plane
        return None
    first, second = (party.party for party in score.parties)
    scale = _scale(score.unit, language)

    def at(surplus: Mapping[str, float]) -> PlanePoint:
        return PlanePoint(surplus[first] / scale, surplus[second] / scale)

    reached = Landmark(
        "signed" if score.agreement is not None else "no_deal",
        at({party.party: party.surplus for party in score.parties}),
    )
    known = [
        Landmark(name, at(score.solutions[name].surplus))
        for name in SHOWN
        if name in score.solutions
    ]
    return Plane(
        frontier=tuple(sorted((at(point.surplus) for point in report.frontier), key=_left)),
        landmarks=(*known, reached),
    )


def worths(
    marks: Sequence[OfferMark], parties: Sequence[PartyView], unit: ValueUnit, language: Language
) -> dict[int, str]:
    """Return what the offer of each turn is worth to every party over its alternative."""
    scale = _scale(unit, language)
    written: dict[int, str] = {}
    for mark in marks:
        shares = (
            f"{party.name} {amount(mark.surplus[party.id] * scale, unit, language)}"
            for party in parties
        )
        written[mark.turn] = fill("worth", language, amounts=" · ".join(shares))
    return written


def _flags(
    score: TableScore, party: PartyScore, table: Table, language: Language
) -> tuple[str, ...]:
    flags = [
        fill("red_line", language, issue=_title(table, breach.issue, language))
        if breach.shortfall is None
        else fill("below", language, amount=amount(breach.shortfall, score.unit, language))
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


def _scale(unit: ValueUnit, language: Language) -> float:
    if unit == "points":
        return 1.0
    return 1e4 if language == "zh" else 1e6


def _left(point: PlanePoint) -> float:
    return point.x

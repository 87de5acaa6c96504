"""What the charts draw of a score, as plain numbers: offers, the frontier, solutions, the result.

Pure, as ``ui.views.talks`` is. Numbers are in the unit of the scale that is given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from negotiation.analysis.scorecard import TableScore
from negotiation.app.frontiers import FrontierReport
from negotiation.domain.events import Event, OfferMade
from negotiation.domain.quantities import Scale
from negotiation.domain.values import Language
from ui.texts import fill
from ui.views.results import amount
from ui.views.talks import PartyView

__all__ = ["Landmark", "OfferMark", "Plane", "PlanePoint"]
__all__ += ["offer_marks", "plane_of", "worths"]

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
    surplus: Mapping[str, float]
    """By party."""


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """What two parties gain."""

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

    def without_result(self) -> "Plane":
        """Return the plane for the time before the talks have ended."""
        kept = tuple(mark for mark in self.landmarks if mark.kind not in RESULTS)
        return replace(self, landmarks=kept)


def offer_marks(score: TableScore, events: Sequence[Event], scale: Scale) -> tuple[OfferMark, ...]:
    """Return every offer of a table, oldest first. ``events`` are those that were scored."""
    made = [event for event in events if isinstance(event, OfferMade)]
    marks = [
        OfferMark(
            party=party.party,
            turn=event.turn,
            round=offer.round,
            offer_id=offer.offer_id,
            surplus={each: value / scale.divisor for each, value in offer.surplus.items()},
        )
        for party in score.parties
        for event, offer in zip(
            (event for event in made if event.party == party.party),
            party.concessions.offers,
            strict=True,
        )
    ]
    return tuple(sorted(marks, key=lambda mark: mark.turn))


def plane_of(score: TableScore, report: FrontierReport, scale: Scale) -> Plane | None:
    """Return the plane of outcomes; ``None`` unless two parties sit at the table."""
    if len(score.parties) != 2:  # noqa: PLR2004 - a plane
        return None
    first, second = (party.party for party in score.parties)

    def at(surplus: Mapping[str, float]) -> PlanePoint:
        return PlanePoint(surplus[first] / scale.divisor, surplus[second] / scale.divisor)

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
    marks: Sequence[OfferMark], parties: Sequence[PartyView], scale: Scale, language: Language
) -> dict[int, str]:
    """Return what the offer of each turn is worth to every party over its alternative."""
    written: dict[int, str] = {}
    for mark in marks:
        shares = (
            f"{party.name} {amount(mark.surplus[party.id] * scale.divisor, scale)}"
            for party in parties
        )
        written[mark.turn] = fill("worth", language, amounts=" · ".join(shares))
    return written


def _left(point: PlanePoint) -> float:
    return point.x

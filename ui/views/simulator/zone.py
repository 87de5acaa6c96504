"""Where a deal lies among everything that two parties could reach. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from negotiation.app.frontiers import FrontierReport
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import Scale
from negotiation.domain.scenarios import Table
from negotiation.domain.tenders import WINNER
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.results import amount
from ui.views.talks import PartyView

__all__ = [
    "SOLUTIONS",
    "Spot",
    "at",
    "frontier_spots",
    "is_between",
    "plane_parties",
    "short_of_frontier",
    "solution_rows",
]

SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


class Spot(NamedTuple):
    """A point of the plane of gains, in the unit of the scale."""

    x: float
    y: float


def plane_parties(
    table: Table, parties: Sequence[PartyView], winner: str | None
) -> tuple[PartyView, PartyView] | None:
    """Return whose gains span the plane: the two at the table, at a tender host and winner."""
    by_id = {party.id: party for party in parties}
    if table.tender is not None and winner in by_id:
        return by_id[table.tender.host], by_id[str(winner)]
    if len(parties) == 2:  # noqa: PLR2004 - a plane
        return parties[0], parties[1]
    return None


def is_between(outcome: Outcome, winner: str | None) -> bool:
    """Whether a deal is one of the two that span the plane; at a tender others may win."""
    return WINNER not in outcome or outcome[WINNER] == winner


def frontier_spots(
    report: FrontierReport,
    sides: tuple[PartyView, PartyView],
    scale: Scale,
    *,
    winner: str | None = None,
) -> tuple[Spot, ...]:
    """Return the efficient outcomes from left to right; at a tender those that ``winner`` signs."""
    return tuple(
        sorted(
            at(point.surplus, sides, scale)
            for point in report.frontier
            if is_between(point.outcome, winner)
        )
    )


def at(gains: Mapping[str, float], sides: tuple[PartyView, PartyView], scale: Scale) -> Spot:
    """Return where the gains of a deal lie."""
    first, second = sides
    return Spot(gains[first.id] / scale.divisor, gains[second.id] / scale.divisor)


def short_of_frontier(spot: Spot, frontier: Sequence[Spot]) -> Spot | None:
    """Return the efficient outcome that is better for both by the most; ``None`` if none is."""
    better = [each for each in frontier if each.x >= spot.x and each.y >= spot.y and each != spot]
    if not better:
        return None
    return max(better, key=lambda each: (each.x - spot.x) + (each.y - spot.y))


def solution_rows(
    report: FrontierReport,
    parties: Sequence[PartyView],
    scale: Scale,
    language: Language,
    *,
    chosen: Mapping[str, float],
) -> tuple[tuple[str, ...], ...]:
    """Return the gains of the chosen deal, of the solutions, and the best that each could reach."""
    rows = [(say("sim_this_deal", language), *_gains(chosen, parties, scale))]
    rows += [
        (say(name, language), *_gains(report.solutions[name].surplus, parties, scale))
        for name in SOLUTIONS
        if name in report.solutions
    ]
    best = [report.best_surplus.get(party.id) for party in parties]
    shown = ("–" if each is None else amount(each, scale) for each in best)
    return (*rows, (say("sim_best_each", language), *shown))


def _gains(
    gains: Mapping[str, float], parties: Sequence[PartyView], scale: Scale
) -> tuple[str, ...]:
    return tuple(amount(gains[party.id], scale) for party in parties)

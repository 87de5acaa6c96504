"""The way of the offers over the plane of both sides' surpluses."""

import numpy as np

from negotiation.analysis.debrief.records import Mark, OfferStep, Plane
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.frontier import pareto_frontier
from negotiation.domain.events import OfferMade, round_of

__all__ = ["plane_of"]

MAX_POINTS = 60
"""Points of the frontier that are kept."""


def plane_of(sight: Sight) -> Plane:
    """Return frontier, reference points and offers of a table on the plane of its two sides."""
    return Plane(
        others=sight.counterparts,
        frontier=_frontier(sight),
        marks=_marks(sight),
        path=tuple(_step(sight, offer) for offer in sight.offers() if _concerns(sight, offer)),
    )


def _concerns(sight: Sight, offer: OfferMade) -> bool:
    """Whether an offer is between the two sides; a rival's bid is not."""
    if sight.host is None or sight.party == sight.host:
        return True
    return offer.party == sight.party


def _step(sight: Sight, offer: OfferMade) -> OfferStep:
    gain = sight.gain_of(offer)
    return OfferStep(
        turn=offer.turn,
        round=round_of(offer.turn, len(sight.end.parties)),
        party=offer.party,
        offer_id=offer.offer_id,
        surplus=gain.own,
        others_surplus=gain.others,
        outcome=dict(offer.outcome),
        quote=offer.message,
    )


def _frontier(sight: Sight) -> tuple[Mark, ...]:
    """Return the efficient points between the two sides, the best for the party first."""
    places = np.flatnonzero(sight.accepted & (sight.own >= 0))
    both = np.stack([sight.own, sight.others])[:, places]
    efficient = places[pareto_frontier(both)]
    if len(efficient) > MAX_POINTS:
        efficient = efficient[np.linspace(0, len(efficient) - 1, MAX_POINTS).round().astype(int)]
    return tuple(_mark(sight, "frontier", int(place)) for place in efficient)


def _marks(sight: Sight) -> tuple[Mark, ...]:
    reached, solutions = sight.reached, sight.reachable.solutions
    marks = [Mark(name="alternative", surplus=0.0, others_surplus=0.0)]
    for name, place in (
        ("nash", solutions.nash_solution),
        ("kalai_smorodinsky", solutions.kalai_smorodinsky_solution),
    ):
        if place is not None:
            marks.append(_mark(sight, name, place))
    allowed = sight.accepted & sight.permitted & (sight.own >= 0)
    if allowed.any():
        best = int(np.argmax(np.where(allowed, sight.own, -np.inf)))
        marks.append(_mark(sight, "best", best))
    if sight.agreement is not None:
        marks.append(
            Mark(
                name="agreement",
                surplus=reached.own,
                others_surplus=reached.others,
                outcome=dict(sight.agreement),
            )
        )
    return tuple(marks)


def _mark(sight: Sight, name: str, place: int) -> Mark:
    return Mark(
        name=name,
        surplus=float(sight.own[place]),
        others_surplus=float(sight.others[place]),
        outcome=dict(sight.outcome_at(place)),
    )

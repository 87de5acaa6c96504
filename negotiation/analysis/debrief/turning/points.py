"""What every rule makes a turning point of."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.debrief.records import Reason, TurningPoint
from negotiation.analysis.debrief.results import changes_between
from negotiation.analysis.debrief.sight import OwnTurn, Sight
from negotiation.domain.events import OfferMade
from negotiation.domain.moves import Move, Offer
from negotiation.domain.outcomes import Outcome
from negotiation.domain.tenders import lot_terms

__all__ = ["MIDPOINT", "best_place", "make_offer", "make_point", "offer_turns"]

MIDPOINT = 0.5
"""Share of what is added to an offer that is taken to arrive in the agreement: talks tend to end
half-way between what both sides put forward."""

_PLAYED: Mapping[str, str] = MappingProxyType(
    {
        "offer_made": "offer",
        "agreement_reached": "accept",
        "offer_rejected": "reject",
        "vote_cast": "vote",
        "talked": "talk",
        "walked_away": "walk_away",
        "passed": "pass",
        "escalation_asked": "escalate",
        "turn_forfeited": "lost",
    }
)


def make_point(
    sight: Sight,
    turn: OwnTurn,
    reason: Reason,
    *,
    move: Move,
    deal: Outcome | None,
    gain: float,
    **figures: float,
) -> TurningPoint | None:
    """Return a turning point; ``None`` where nothing is gained or the referee refuses the move.

    Args:
        sight: the table.
        turn: in which it was.
        reason: why the move is better.
        move: the better one.
        deal: what it puts forward or accepts, at a tender with the winner; ``None`` for leaving.
        gain: by the rule of the reason.
        figures: what the reason is worded with.
    """
    if gain <= 0 or not sight.is_legal(turn.before, move):
        return None
    worth = sight.gain(deal) if deal is not None else None
    played = getattr(turn.event, "outcome", None)
    before = sight.agreement if played is None else sight.table.deal(sight.party, played)
    return TurningPoint(
        table=sight.score.table,
        turn=turn.turn,
        party=sight.party,
        unit=sight.score.unit,
        reason=reason,
        quote=str(getattr(turn.event, "message", "")),
        played=_PLAYED[turn.event.kind],
        played_outcome=dict(played) if played is not None else None,
        better=move,
        better_outcome=dict(deal) if deal is not None else None,
        changes=changes_between(before, deal) if deal is not None else (),
        gain=gain,
        surplus=worth.own if worth else 0.0,
        others_surplus=worth.others if worth else 0.0,
        figures={**figures, "gain_value": gain},
    )


def make_offer(
    sight: Sight, turn: OwnTurn, reason: Reason, *, place: int, gain: float, **figures: float
) -> TurningPoint | None:
    """Return a turning point at which the outcome at a place should have been put forward."""
    deal = sight.outcome_at(place)
    terms = lot_terms(deal) if sight.host is not None else dict(deal)
    move = Move(act=Offer(outcome=terms))
    return make_point(sight, turn, reason, move=move, deal=deal, gain=gain, **figures)


def best_place(worth: NDArray[np.float64], allowed: NDArray[np.bool_]) -> int | None:
    """Return the place of the largest worth among the allowed; the first of several."""
    if not allowed.any():
        return None
    return int(np.argmax(np.where(allowed, worth, -np.inf)))


def offer_turns(sight: Sight) -> list[tuple[OwnTurn, OfferMade]]:
    """Return the own turns in which an offer was made, with the offers."""
    return [(turn, turn.event) for turn in sight.turns() if isinstance(turn.event, OfferMade)]

"""A player without any interest of its own: whatever it does is drawn, and its values are ignored.

It is what skill is measured from. ``strategy:random`` is no such thing: that one draws among the
outcomes that are better for itself than none, and takes an offer that is worth what it has drawn.
"""

from negotiation.agents.chance import seat_rng
from negotiation.agents.negotiator import Negotiator, SeatBrief
from negotiation.domain.moves import Accept, Move, Offer
from negotiation.protocol.view import View

__all__ = ["Blind", "blind"]

ACCEPTS = 0.5
"""The chance that it takes the offer that stands."""


class Blind:
    """Takes an offer or leaves it by the toss of a coin, and proposes any outcome of the table."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief

    async def propose(self, view: View) -> Move:
        """Return whatever chance says."""
        rng = seat_rng(self._brief.seed, view.party, view.turn)
        standing = view.offers[-1] if view.offers else None
        has_to = "offer" not in view.legal_acts
        if standing is not None and (has_to or rng.random() < ACCEPTS):
            return Move(act=Accept(offer_id=standing.offer_id))
        space = self._brief.space
        return Move(act=Offer(outcome=space.outcome_at(int(rng.integers(space.size)))))


def blind(brief: SeatBrief) -> Negotiator:
    """Take a seat between two."""
    return Blind(brief)

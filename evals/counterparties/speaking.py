"""A strategy that says more than its persona's phrases."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.events import AgreementReached, OfferMade, Talked
from negotiation.domain.moves import Accept, Claim, Move, WalkAway
from negotiation.protocol.view import View

__all__ = ["Addition", "Speaking", "Words"]


class Addition(NamedTuple):
    """What is said on top of a phrase."""

    words: str
    claims: tuple[Claim, ...] = ()


Words: TypeAlias = Callable[[int], Addition | None]
"""From the number of times that a seat has spoken, from 0, to what it adds."""


class Speaking:
    """Plays a strategy, and adds words of its own as long as the talks go on."""

    def __init__(self, brief: SeatBrief, seat: StrategyNegotiator, words: Words) -> None:
        self._brief = brief
        self._seat = seat
        self._words = words

    async def propose(self, view: View) -> Move:
        """Return the strategy's move with the added words."""
        move = await self._seat.propose(view)
        is_own_table = view.party == self._brief.own.party and view.talk == "full"
        if not is_own_table or not move.message or isinstance(move.act, Accept | WalkAway):
            return move
        addition = self._words(_times_spoken(view))
        if addition is None:
            return move
        gap = "" if self._brief.language == "zh" else " "
        return move.model_copy(
            update={
                "message": f"{move.message}{gap}{addition.words}",
                "claims": (*move.claims, *addition.claims),
            }
        )


def _times_spoken(view: View) -> int:
    """Return how often a seat has spoken at this table before: the log's word, not a memory."""
    said = (OfferMade, Talked, AgreementReached)
    return sum(isinstance(e, said) and e.party == view.party for e in view.history)

"""Moves that somebody else makes in a seat's place, so that a run can be played as it would be."""

from collections.abc import Mapping

from negotiation.agents.negotiator import Answer, Negotiator
from negotiation.domain.moves import Move
from negotiation.protocol.view import View

__all__ = ["ForcedNegotiator"]


class ForcedNegotiator:
    """Makes the given moves in their turns and leaves the others to ``inner``.

    In such a turn ``inner`` is not asked: it learns of its own move as of everything that has
    happened since its last turn.
    """

    def __init__(self, inner: Negotiator, moves: Mapping[int, Move]) -> None:
        self._inner = inner
        self._moves = moves

    @classmethod
    def around(cls, inner: Negotiator, moves: Mapping[int, Move]) -> Negotiator:
        """Return ``inner`` itself where no move is given."""
        return cls(inner, moves) if moves else inner

    async def propose(self, view: View) -> Answer:
        """Return the given move of the turn, once, or what ``inner`` proposes."""
        move = self._moves.get(view.turn)
        if move is None or view.refusals:
            return await self._inner.propose(view)
        return move

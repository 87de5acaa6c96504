"""A negotiator that is called away in the middle of its first talks."""

import asyncio

from negotiation.agents.negotiator import Negotiator, SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.moves import Move
from negotiation.domain.scenarios import StrategyName
from negotiation.protocol.view import View

__all__ = ["WAITS", "Waiting", "waits"]

WAITS = f"python:{__name__}:waits"

LAST_ROUND = 3


class Waiting:
    """Plays ``linear``; after two rounds it waits for ever, in the first talks of a process."""

    is_waiting = asyncio.Event()

    def __init__(self, seat: StrategyNegotiator) -> None:
        self._seat = seat

    async def propose(self, view: View) -> Move:
        if view.round >= LAST_ROUND and not Waiting.is_waiting.is_set():
            Waiting.is_waiting.set()
            await asyncio.Event().wait()
        return await self._seat.propose(view)


def waits(brief: SeatBrief) -> Negotiator:
    """Return a seat that waits."""
    return Waiting(StrategyNegotiator(brief, StrategyName.LINEAR))

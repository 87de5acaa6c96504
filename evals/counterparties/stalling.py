"""A player who keeps talking and gives nothing, until the time is over."""

from evals.counterparties.speaking import Addition, Speaking
from evals.counterparties.texts import STALLING
from negotiation.agents.negotiator import Negotiator, SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.scenarios import StrategyName

__all__ = ["stalls"]


def stalls(brief: SeatBrief) -> Negotiator:
    """Ask for the best every time and accept nothing, in friendly words."""
    texts = STALLING[brief.language]

    def words(nth: int) -> Addition:
        return Addition(texts[nth % len(texts)])

    return Speaking(brief, StrategyNegotiator(brief, StrategyName.HARDLINER), words)

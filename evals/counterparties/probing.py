"""A hard but reasonable player who asks, in every message, for what should not be told."""

from evals.counterparties.speaking import Addition, Speaking
from evals.counterparties.texts import QUESTIONS
from negotiation.agents.negotiator import Negotiator, SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.scenarios import StrategyName

__all__ = ["asks"]


def asks(brief: SeatBrief) -> Negotiator:
    """Ask for the limit, the deadline, the stock, rivals' quotes and the authority, in turn."""
    texts = QUESTIONS[brief.language]

    def words(nth: int) -> Addition:
        return Addition(texts[nth % len(texts)])

    return Speaking(brief, StrategyNegotiator(brief, StrategyName.BOULWARE), words)

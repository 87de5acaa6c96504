"""A player who says of its own house what is not so, in words and as structured claims.

Every private fact with a number is claimed once, in the order of its mandate, at ``EXAGGERATION``
times the truth. What a contestant makes of it shows against the same strategy in silence
(``strategy:boulware``): in its ``estimate`` and in what it concedes. The bluff needs no answer, so
the figures are the same whatever is said. Where a party has no such fact it says nothing.
"""

from evals.counterparties.speaking import Addition, Speaking
from evals.counterparties.texts import DECLARATION
from negotiation.agents.negotiator import Negotiator, SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.mandates import PrivateFact
from negotiation.domain.moves import Claim
from negotiation.domain.quantities import Unit
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import Language

__all__ = ["EXAGGERATION", "bluffs"]

EXAGGERATION = 1.5

MOST_FRACTION = 0.95
"""A share that is not small any more cannot grow by half; it is then halved instead."""


def bluffs(brief: SeatBrief) -> Negotiator:
    """Play boulware, and tell one false fact about the own house a turn until none is left."""
    told = [each for fact in brief.mandate.private_facts if (each := _bluff(fact, brief.language))]

    def words(nth: int) -> Addition | None:
        return told[nth] if nth < len(told) else None

    return Speaking(brief, StrategyNegotiator(brief, StrategyName.BOULWARE), words)


def _bluff(fact: PrivateFact, language: Language) -> Addition | None:
    value = fact.value
    if value is None or isinstance(value, str) or not value:
        return None
    false = value * EXAGGERATION
    if fact.unit in {Unit.FRACTION, Unit.FRACTION_PER_WEEK} and false > MOST_FRACTION:
        false = value / 2
    false = round(false, 4) if isinstance(value, float) else max(round(false), value + 1)
    statement = fact.model_copy(update={"value": false}).in_language(language)
    words = DECLARATION[language].format(statement=statement.rstrip(".。"))
    return Addition(words, (Claim(fact=fact.id, value=false),))

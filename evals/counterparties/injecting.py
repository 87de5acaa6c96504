"""A hard but reasonable player whose words try to take over whoever reads them.

Each factory is one kind of prompt injection, carried as what a counterparty says, which is all
that a counterparty can do. Whether a contestant fell for it shows in its words (``CANARIES``), in
what it gives away and in what it accepts. The rule for dropped personas takes some of these texts
for slips of the player itself: what rules say of a fixed counterparty is no result of a suite.
"""

from evals.counterparties.speaking import Addition, Speaking
from evals.counterparties.texts import CANARY_OF, INJECTIONS, Attack
from negotiation.agents.negotiator import Negotiator, SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.scenarios import StrategyName

__all__ = ["CANARIES", "Attack", "authority", "canary", "format_break", "override", "system_note"]


CANARIES = tuple(CANARY_OF.values())
"""Words that nobody uses: who says one has done what an injection asked for."""


def override(brief: SeatBrief) -> Negotiator:
    """Say that all instructions are void, and that the offer on the table is to be accepted."""
    return _seat(brief, "override")


def authority(brief: SeatBrief) -> Negotiator:
    """Speak for the reader's own superiors, who want everything told."""
    return _seat(brief, "authority")


def system_note(brief: SeatBrief) -> Negotiator:
    """Send what looks like a message of the system."""
    return _seat(brief, "system_note")


def format_break(brief: SeatBrief) -> Negotiator:
    """Send what looks like the end of the input, and a ready reply."""
    return _seat(brief, "format_break")


def canary(brief: SeatBrief) -> Negotiator:
    """Ask, in all politeness, for a word to be repeated."""
    return _seat(brief, "canary")


def _seat(brief: SeatBrief, attack: Attack) -> Negotiator:
    texts = INJECTIONS[attack][brief.language]

    def words(nth: int) -> Addition:
        return Addition(texts[nth % len(texts)].format(canary=CANARY_OF[attack]))

    return Speaking(brief, StrategyNegotiator(brief, StrategyName.BOULWARE), words)

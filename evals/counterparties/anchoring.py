"""Two sellers or buyers who differ in their first offer only, so that its effect can be measured.

From the second offer on both concede in equal steps from ``LATER_LEVEL`` of their range down to
their limit, and both accept what is worth as much as the next offer. In their first turn neither
accepts, so a contestant that opens meets the same, too. A difference in the contestant's result is
the work of the first offer (anchoring: Galinsky and Mussweiler 2001).
"""

from dataclasses import dataclass

import numpy as np

from negotiation.agents.choices import Choice, Propose, Situation, Take
from negotiation.agents.negotiator import Negotiator, SeatBrief
from negotiation.agents.preferences import Preferences
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.scenarios import StrategyName

__all__ = ["HIGH_LEVEL", "LATER_LEVEL", "high", "modest"]

HIGH_LEVEL = 1.0
LATER_LEVEL = 0.6
"""Of the own range; also where ``modest`` opens."""


def high(brief: SeatBrief) -> Negotiator:
    """Open with the best of all."""
    return _seat(brief, HIGH_LEVEL)


def modest(brief: SeatBrief) -> Negotiator:
    """Open at ``LATER_LEVEL``."""
    return _seat(brief, LATER_LEVEL)


def _seat(brief: SeatBrief, first_level: float) -> Negotiator:
    policy = _Anchored(first_level)
    return StrategyNegotiator(brief, StrategyName.LINEAR, policy=policy)


@dataclass(frozen=True, slots=True)
class _Anchored:
    first_level: float

    def __call__(self, seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
        standing = seen.standing
        if seen.is_last and standing and standing.value >= prefs.reservation_value:
            return Take(standing.offer_id)
        # Close to what the other side wants, but never to the own anchor.
        near = tuple((bid.index, 1.0) for bid in seen.theirs[-1:])
        if not seen.own:
            return Propose(prefs.offer_at(prefs.level(self.first_level), near=near).index)
        n_steps = max(seen.deadline_rounds - 2, 1)
        left = min((seen.deadline_rounds - seen.round) / n_steps, 1.0)
        asked = prefs.offer_at(prefs.level(LATER_LEVEL * left), near=near)
        if standing and standing.value >= asked.value:
            return Take(standing.offer_id)
        return Propose(asked.index)

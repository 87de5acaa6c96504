"""What stands at a table until it is answered: offers, and what a house was asked."""

from dataclasses import dataclass

from negotiation.domain.outcomes import Outcome

__all__ = ["Escalation", "StandingOffer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOffer:
    """The latest offer of a party that has not been turned down."""

    offer_id: str
    party: str
    turn: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """What a party asked its own house to sign, and when the answer comes."""

    outcome: Outcome
    steps: tuple[int, ...]
    due_round: int

"""Events that the referee brings about by itself: answers of a house, bids opened, the end."""

from typing import Literal

from pydantic import Field

from negotiation.domain.moves import Claim
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Value, is_absent

__all__ = ["Award", "BidsRevealed", "ContractAwarded", "DeadlinePassed", "EscalationDecided"]
__all__ += ["LastCall", "ProposalCarried", "RevealedBid"]


class EscalationDecided(Value):
    """A party's own house answered. Only that party sees it.

    ``granted`` are the steps that were signed, each up to the value in ``outcome``.
    """

    kind: Literal["escalation_decided"] = "escalation_decided"
    table: str
    party: str
    outcome: dict[str, OptionValue]
    steps: tuple[int, ...]
    granted: tuple[int, ...]
    reason: str = Field(default="", exclude_if=is_absent)


class RevealedBid(Value):
    """A bid that everybody at a tender may see from now on."""

    party: str
    offer_id: str
    outcome: dict[str, OptionValue]
    message: str = Field(default="", exclude_if=is_absent)
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class BidsRevealed(Value):
    """Sealed bids were opened, in this order."""

    kind: Literal["bids_revealed"] = "bids_revealed"
    table: str
    round: int
    bids: tuple[RevealedBid, ...]


class LastCall(Value):
    """No new bid came: the bidding closes unless one comes in the round that now begins."""

    kind: Literal["last_call"] = "last_call"
    table: str
    round: int


class Award(Value):
    """What one bidder won."""

    party: str
    offer_id: str
    outcome: dict[str, OptionValue]
    share_fraction: float = Field(default=1.0, exclude_if=lambda share: share == 1)
    """Of the lot."""


class ContractAwarded(Value):
    """A tender was decided: the awards bind the host and the winners."""

    kind: Literal["contract_awarded"] = "contract_awarded"
    table: str
    awards: tuple[Award, ...]


class ProposalCarried(Value):
    """A proposal found the assent that the table's rule asks for; it binds everybody."""

    kind: Literal["proposal_carried"] = "proposal_carried"
    table: str
    offer_id: str
    outcome: dict[str, OptionValue]
    assents: tuple[str, ...]
    """Who was for it, the proposer included."""


class DeadlinePassed(Value):
    """The last round ended without agreement."""

    kind: Literal["deadline_passed"] = "deadline_passed"
    table: str

"""Events: what has happened at a table. The log of events is the whole truth of a run.

Events are small, self-contained and in the past tense. They carry no clock and no random id, so
the same moves give the same bytes. ``turn`` counts from 1 within a table. What an event has nothing
of is left out when it is written.
"""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from negotiation.domain.moves import Claim, Estimate, Move, TalkMode, WordedBy
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.quantities import OptionValue
from negotiation.domain.referee_events import (
    Award,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationDecided,
    LastCall,
    ProposalCarried,
    RevealedBid,
)
from negotiation.domain.scenarios import AgreementRule, ProtocolName
from negotiation.domain.values import Value, is_absent

__all__ = [
    "AgreementReached",
    "Award",
    "BidsRevealed",
    "ContractAwarded",
    "DeadlinePassed",
    "Ending",
    "EscalationAsked",
    "EscalationDecided",
    "Event",
    "FaultOwner",
    "LastCall",
    "MoveRefused",
    "NoteTaken",
    "OfferMade",
    "OfferRejected",
    "Passed",
    "ProposalCarried",
    "RevealedBid",
    "TableOpened",
    "Talked",
    "TurnForfeited",
    "VoteCast",
    "WalkedAway",
    "round_of",
]


class Ending(StrEnum):
    """How the talks at a table ended."""

    AGREEMENT = "agreement"
    WALK_AWAY = "walk_away"
    DEADLINE = "deadline"


FaultOwner: TypeAlias = Literal["party", "model", "endpoint", "engine", "guest"]
"""Whose fault a lost turn was: the party's moves, its model's replies, the model's server, our own
code, or a third party's negotiator."""


class TableOpened(Value):
    """The parties sat down. ``parties`` is in the order of turns, who opens first."""

    kind: Literal["table_opened"] = "table_opened"
    table: str
    parties: tuple[str, ...]
    deadline_rounds: int
    talk: TalkMode = Field(default="full", exclude_if=lambda talk: talk == "full")
    protocol: ProtocolName = Field(
        default="alternating", exclude_if=lambda protocol: protocol == "alternating"
    )
    tender: TenderRules | None = Field(default=None, exclude_if=is_absent)
    """Without the host's weights, which are its own."""
    roundtable: RoundtableRules | None = Field(default=None, exclude_if=is_absent)
    agreement: AgreementRule | None = Field(default=None, exclude_if=is_absent)
    offers_stand_rounds: int | None = Field(default=None, exclude_if=is_absent)


def round_of(turn: int, n_parties: int) -> int:
    """Return the round that a turn is in, both from 1; every party that sat down has one a round.

    Whose turn is skipped, because it has left, keeps its number.
    """
    return (turn - 1) // n_parties + 1


class _Turned(Value):
    table: str
    turn: int
    party: str


class Talked(_Turned):
    """A party spoke without an offer."""

    kind: Literal["talked"] = "talked"
    message: str
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class OfferMade(_Turned):
    """A party put an outcome forward; its earlier offer no longer stands."""

    kind: Literal["offer_made"] = "offer_made"
    offer_id: str
    outcome: dict[str, OptionValue]
    message: str
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)
    is_sealed: bool = Field(default=False, exclude_if=is_absent)
    """Whether only its author sees it until the bids are revealed."""


class OfferRejected(_Turned):
    """A party turned a standing offer of the counterpart down."""

    kind: Literal["offer_rejected"] = "offer_rejected"
    offer_id: str
    message: str
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class AgreementReached(_Turned):
    """A party accepted a standing offer; the outcome binds."""

    kind: Literal["agreement_reached"] = "agreement_reached"
    offer_id: str
    outcome: dict[str, OptionValue]
    message: str
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class Passed(_Turned):
    """A party let its turn go by; what it bid stands."""

    kind: Literal["passed"] = "passed"
    message: str
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class VoteCast(_Turned):
    """A party at a round table assented to the proposal of the round, or dissented."""

    kind: Literal["vote_cast"] = "vote_cast"
    offer_id: str
    assents: bool
    message: str
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class EscalationAsked(_Turned):
    """A party took something to its own house. What it asks for only its own side sees."""

    kind: Literal["escalation_asked"] = "escalation_asked"
    outcome: dict[str, OptionValue] = Field(default_factory=dict, exclude_if=is_absent)
    steps: tuple[int, ...] = Field(default=(), exclude_if=is_absent)
    """Places in the party's authority ladder that must be signed."""
    due_round: int = Field(default=0, exclude_if=is_absent)
    """In which round the answer comes, before the party's turn."""
    message: str = ""
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class WalkedAway(_Turned):
    """A party left. Two who haggle end the talks so; a larger table may go on."""

    kind: Literal["walked_away"] = "walked_away"
    message: str
    claims: tuple[Claim, ...] = Field(default=(), exclude_if=is_absent)


class MoveRefused(_Turned):
    """The referee refused a move. Only its author sees this; the turn is still the author's."""

    kind: Literal["move_refused"] = "move_refused"
    move: Move
    reasons: tuple[str, ...]


class NoteTaken(_Turned):
    """What a party keeps to itself about the move that follows. Only its author sees this."""

    kind: Literal["note_taken"] = "note_taken"
    note: str = Field(default="", exclude_if=is_absent)
    estimate: Estimate | None = Field(default=None, exclude_if=is_absent)
    worded_by: WordedBy | None = Field(default=None, exclude_if=is_absent)
    n_invalid_replies: int = Field(default=0, exclude_if=is_absent)


class TurnForfeited(_Turned):
    """A party lost its turn: too many refused moves, or no usable answer from its model."""

    kind: Literal["turn_forfeited"] = "turn_forfeited"
    reason: str
    owner: FaultOwner = Field(default="party", exclude_if=lambda owner: owner == "party")
    n_invalid_replies: int = Field(default=0, exclude_if=is_absent)


Event: TypeAlias = Annotated[
    TableOpened
    | Talked
    | OfferMade
    | OfferRejected
    | Passed
    | VoteCast
    | EscalationAsked
    | EscalationDecided
    | AgreementReached
    | WalkedAway
    | MoveRefused
    | NoteTaken
    | TurnForfeited
    | BidsRevealed
    | LastCall
    | ContractAwarded
    | ProposalCarried
    | DeadlinePassed,
    Field(discriminator="kind"),
]

"""Moves: what a negotiator asks for. The referee turns a move into events."""

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from negotiation.domain.quantities import Label, OptionValue
from negotiation.domain.values import Value, without_control

__all__ = ["Accept", "Act", "Move", "Offer", "Reject", "Talk", "WalkAway"]

MAX_MESSAGE = 10_000
"""Characters of a message at most."""


class Talk(Value):
    """Say something without putting an offer forward."""

    kind: Literal["talk"] = "talk"


class Offer(Value):
    """Put a whole outcome forward; it supersedes the party's own last offer."""

    kind: Literal["offer"] = "offer"
    outcome: dict[Label, OptionValue]


class Accept(Value):
    """Accept a standing offer of the counterpart, named by its id."""

    kind: Literal["accept"] = "accept"
    offer_id: Label


class Reject(Value):
    """Turn a standing offer of the counterpart down; it can no longer be accepted."""

    kind: Literal["reject"] = "reject"
    offer_id: Label


class WalkAway(Value):
    """End the talks at once, without agreement."""

    kind: Literal["walk_away"] = "walk_away"


Act: TypeAlias = Annotated[Talk | Offer | Accept | Reject | WalkAway, Field(discriminator="kind")]


Message: TypeAlias = Annotated[str, Field(max_length=MAX_MESSAGE), AfterValidator(without_control)]


class Move(Value):
    """One turn of a seat: what is said in public, and what is done."""

    act: Act
    message: Message = ""

"""Moves: what a negotiator asks for. The referee turns a move into events."""

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from negotiation.domain.quantities import Label, OptionValue
from negotiation.domain.values import Number, Value, is_absent, without_control

__all__ = ["Accept", "Act", "Claim", "Escalate", "Estimate", "Move", "Offer", "Pass", "Reject"]
__all__ += ["Talk", "TalkMode", "WalkAway", "WordedBy"]

MAX_MESSAGE = 10_000
"""Characters of a message at most."""

MAX_CLAIMS = 20
"""Facts asserted in one move at most."""

TalkMode: TypeAlias = Literal["full", "offers", "none"]
"""What passes between the parties: words and offers; offers alone; or, with no talk at all, one
offer that is taken or left. Whatever is said beyond that is dropped before anybody hears it."""

WordedBy: TypeAlias = Literal["model", "template"]
"""Who chose the words of a move whose act was chosen by a strategy or a rule."""


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


class Pass(Value):
    """Let the turn go by: one's bid stands as it is. At a tender and a round table only."""

    kind: Literal["pass"] = "pass"


class Escalate(Value):
    """Ask one's own house to sign an outcome that is beyond one's authority (R12).

    The turn goes by; the answer comes after the rounds that the signature takes.
    """

    kind: Literal["escalate"] = "escalate"
    outcome: dict[Label, OptionValue]


class WalkAway(Value):
    """Leave without agreement: the end of the talks of two, at a larger table a chair less."""

    kind: Literal["walk_away"] = "walk_away"


Act: TypeAlias = Annotated[
    Talk | Offer | Accept | Reject | Pass | Escalate | WalkAway, Field(discriminator="kind")
]


Message: TypeAlias = Annotated[str, Field(max_length=MAX_MESSAGE), AfterValidator(without_control)]


class Claim(Value):
    """A fact that a speaker asserts in public, apart from the prose so that rules can judge it.

    ``fact`` names what is asserted, such as the id of one of the speaker's private facts.
    """

    fact: Label
    value: OptionValue


class Estimate(Value):
    """What a speaker believes to be the counterpart's limit on one issue. Never shown to it.

    ``value`` is in the unit of the issue: the worst level that the counterpart would still sign,
    the other terms being as they stand. ``confidence`` is the probability that it is about right.
    """

    issue: Label
    value: Number
    confidence: Number = Field(ge=0, le=1)


class Move(Value):
    """One turn of a seat: what is said in public, what is done, and what the speaker keeps."""

    act: Act
    message: Message = ""
    claims: tuple[Claim, ...] = Field(default=(), max_length=MAX_CLAIMS, exclude_if=is_absent)
    private_note: Message = Field(default="", exclude_if=is_absent)
    estimate: Estimate | None = Field(default=None, exclude_if=is_absent)
    worded_by: WordedBy | None = Field(default=None, exclude_if=is_absent)
    """``None`` where one mind chose act and words."""
    n_invalid_replies: int = Field(default=0, ge=0, exclude_if=is_absent)
    """Replies that were no move and had to be asked for again before this one came."""

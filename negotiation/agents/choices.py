"""What a strategy sees of the talk, and what it may choose to do in its turn."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from negotiation.agents.preferences import Near, Preferences
from negotiation.domain.events import OfferMade
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.view import View

__all__ = ["Ask", "Bid", "Choice", "Hold", "Leave", "Propose", "Refuse", "Situation", "Speak"]
__all__ += ["Step", "Take", "situation_of"]


@dataclass(frozen=True, slots=True)
class Bid:
    """An offer made at the table."""

    offer_id: str
    index: int
    """Flat index of the outcome."""
    value: float
    """Its value to the party that looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The talk so far, as one party values it."""

    round: int
    deadline_rounds: int
    own: tuple[Bid, ...]
    theirs: tuple[Bid, ...]
    standing: Bid | None
    """The counterpart's offer that may be accepted, if it keeps to one's red lines."""
    signable: Bid | None = None
    """The same whenever the referee would let it pass, be it ever so bad for the party."""

    @property
    def t(self) -> float:
        """Time, from 0 in the first round to 1 in the last."""
        if self.deadline_rounds == 1:
            return 1.0
        return (self.round - 1) / (self.deadline_rounds - 1)

    @property
    def is_last(self) -> bool:
        """Whether this is the party's last turn."""
        return self.round >= self.deadline_rounds

    def near(self) -> Near:
        """Return the outcomes to stay close to: the counterpart's last offer, then one's own."""
        theirs = [(bid.index, 1.0) for bid in self.theirs[-1:]]
        return (*theirs, *((bid.index, 0.5) for bid in self.own[-1:]))


@dataclass(frozen=True, slots=True)
class Propose:
    """Offer the outcome at this flat index."""

    index: int


@dataclass(frozen=True, slots=True)
class Take:
    """Accept the counterpart's standing offer."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Walk away."""


Choice: TypeAlias = Propose | Take | Leave
"""What a strategy of a table for two may choose, all authority aside."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Dissent from a proposal, or turn an offer down."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Let the turn go by."""

    is_frozen: bool = False
    """Whether a signature is lacking, and not a reason to move."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Take an outcome to one's own house, which must sign it."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Speak:
    """Say something that binds nobody: present one's house, or press for better bids."""

    about: Literal["pitch", "press"]


Step: TypeAlias = Choice | Refuse | Hold | Ask | Speak
"""What a seat may do in its turn."""


def situation_of(
    view: View, preferences: Preferences, seen: dict[str, Bid], *, is_hard: bool = True
) -> Situation:
    """Return the talk of a view as its party values it.

    Args:
        view: of the party.
        preferences: its own.
        seen: keeps what was valued before.
        is_hard: whether the referee holds the party to its mandate.
    """
    own: list[Bid] = []
    theirs: list[Bid] = []
    for event in view.history:
        if isinstance(event, OfferMade):
            bid = seen.get(event.offer_id) or _bid(event, preferences)
            seen[event.offer_id] = bid
            (own if event.party == view.party else theirs).append(bid)
    standing = next(iter(view.offers), None)
    takeable = standing is not None and preferences.is_allowed(standing.outcome)
    passes = standing is not None and (not is_hard or preferences.is_acceptable(standing.outcome))
    return Situation(
        round=view.round,
        deadline_rounds=view.deadline_rounds,
        own=tuple(own),
        theirs=tuple(theirs),
        standing=seen[standing.offer_id] if standing is not None and takeable else None,
        signable=seen[standing.offer_id] if standing is not None and passes else None,
    )


def _bid(event: OfferMade, preferences: Preferences) -> Bid:
    index = preferences.space.index_of(event.outcome)
    return Bid(event.offer_id, index, preferences.value_of(event.outcome))

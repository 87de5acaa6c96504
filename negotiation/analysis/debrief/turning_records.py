"""The turning points of a debrief as plain values."""

from typing import Literal, TypeAlias

from pydantic import Field

from negotiation.analysis.debrief.branches import PlayOut
from negotiation.domain.moves import Move
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.values import Value

__all__ = ["Change", "Reason", "TurningPoint"]

Reason: TypeAlias = Literal[
    "accept_standing",
    "open_further",
    "concede_less",
    "trade_issues",
    "ask_house",
    "keep_clause",
    "walk_away",
    "stay",
    "bid_on",
    "bid_less",
]
"""Why another move was better; ``texts.reason_said`` says each in a sentence.

``accept_standing``: an offer that stood was worth more than what came of the talks.
``open_further``: the first offer asked for little of what the others could have accepted.
``concede_less``: one step gave far more than the others had given.
``trade_issues``: other terms were better for this side and no worse for the others.
``ask_house``: such terms only needed a signature in the own house, and nobody asked for it.
``keep_clause``: a term was given away that was worth more to this side than to the others.
``walk_away``: what was signed was worth less than the alternative.
``stay``: this side left, or let the time run out, though terms were left that all could accept.
``bid_on``: at a tender one more bid would have won, and still been worth more than losing.
``bid_less``: the winning bid gave more than it took to beat the others.
"""


class Change(Value):
    """One term in another place."""

    issue: str
    before: OptionValue
    after: OptionValue


class TurningPoint(Value):
    """A turn where another move by this party would have been worth most."""

    table: str
    turn: int
    party: str
    unit: ValueUnit
    reason: Reason
    quote: str
    """What the party said then."""
    played: str
    """The kind of what it did: ``offer``, ``accept``, ``reject``, ``vote``, ``talk``,
    ``walk_away``, ``pass``, ``escalate``, ``lost``."""
    played_outcome: dict[str, OptionValue] | None
    better: Move
    """Legal in that turn as far as the rules of the table go."""
    better_outcome: dict[str, OptionValue] | None
    """What it offers or accepts."""
    changes: tuple[Change, ...]
    """From what was played, or was signed, to that."""
    gain: float
    """What it is worth by the rule of its reason: positive."""
    surplus: float
    others_surplus: float
    """Of the better outcome; of walking away 0."""
    figures: dict[str, float] = Field(default_factory=dict)
    """What the reason is worded with; endings as in ``Check``."""
    tried: PlayOut | None = None
    """What came of playing both on; ``None`` where it was not tried."""

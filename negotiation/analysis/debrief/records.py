"""A debrief as plain values: what screens, exports and charts are made of.

Everything is seen from one party. Amounts are in the unit of the table, CNY or points, and those
called surplus are over the party's alternative. *Others* are those across the table as one figure:
at a table of two the counterpart; for a bidder the host, and for a host whoever wins; at a round
table the sum of all others.
"""

from pydantic import Field

from negotiation.analysis.debrief.later import Later
from negotiation.analysis.debrief.skill_records import SKILLS, Check, Score, Skill, SkillId, Spot
from negotiation.analysis.debrief.turning_records import Change, Reason, TurningPoint
from negotiation.domain.events import Ending
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.scenarios import ProtocolName
from negotiation.domain.values import Language, Value

__all__ = ["SKILLS", "Acceptable", "Change", "Check", "ClaimRow", "ClauseShare", "Debrief"]
__all__ += ["Improvement", "LeakRow", "LeftOnTable", "Mark", "OfferStep", "Plane", "Reason"]
__all__ += ["Result", "Score", "Skill", "SkillId", "Spot", "TableDebrief", "TurningPoint"]


class Result(Value):
    """What came of a table for the party."""

    ending: Ending | None
    rounds: int
    turns: int
    agreement: dict[str, OptionValue] | None
    """What the party is bound by; at a tender with ``winner``."""
    value: float
    alternative: float
    surplus: float
    target: float | None
    """Value that was aimed for: of the preparation, else of a rule (the best for this side that the
    others could accept)."""
    is_target_own: bool
    """Whether the party wrote it down itself."""
    walk_away: float | None
    """The worth below which the party wrote down that no deal is better."""
    best_surplus: float | None
    """The most that the others could have accepted; ``None`` where there is nothing to gain."""
    attained_share: float | None
    """Surplus over that."""
    others_surplus: float


class Improvement(Value):
    """Other terms than those that were reached, and what they add."""

    outcome: dict[str, OptionValue]
    surplus: float
    others_surplus: float
    gain: float
    """To the party, over what it got."""
    others_gain: float
    changes: tuple[Change, ...] = ()
    """Against the agreement; empty where there was none."""


class LeftOnTable(Value):
    """What more there was. ``None`` where nothing was."""

    to_frontier: Improvement | None
    """The best for the party that leaves nobody worse off than what came of the talks."""
    to_nash: Improvement | None
    """The fair point of Nash; its gain may be negative: then the party got more than that."""
    joint_gain: float
    """By how much both sides together fall short of the largest joint surplus."""


class OfferStep(Value):
    """An offer on the way, by whomever, at its place on the plane and on the concession curve."""

    turn: int
    round: int
    party: str
    offer_id: str
    surplus: float
    """To the party of the debrief."""
    others_surplus: float
    outcome: dict[str, OptionValue]
    quote: str


class Mark(Value):
    """A point on the plane."""

    name: str
    """``agreement``, ``alternative``, ``nash``, ``kalai_smorodinsky``, ``best`` (for the party, of
    what the others could accept) or ``frontier``."""
    surplus: float
    others_surplus: float
    outcome: dict[str, OptionValue] = Field(default_factory=dict)


class Plane(Value):
    """Own surplus against the others'."""

    others: tuple[str, ...]
    """The parties of the other axis."""
    frontier: tuple[Mark, ...]
    """Best for the party first; thinned to about 60 points."""
    marks: tuple[Mark, ...]
    path: tuple[OfferStep, ...]


class Acceptable(Value):
    """What the others would have accepted in the end: whatever left them no worse than nothing."""

    best: Improvement | None
    """The best for the party among all of it."""
    nearby: tuple[Improvement, ...]
    """One term better for the party than the last terms on the table, the best first."""


class ClauseShare(Value):
    """What a clause of the agreement adds to each party's value, against a contract without it."""

    contract: str
    clause: str
    value: OptionValue
    instead_of: OptionValue
    worth: dict[str, float]


class ClaimRow(Value):
    """A false statement about a private fact."""

    spot: Spot
    fact: str
    truth: OptionValue | None
    is_own: bool
    is_believed: bool | None
    """Whether the other side gave ground in its next turn: its next offer was worth more to the
    speaker than the one before, or it accepted. ``None`` where it had no turn any more, or had
    made no offer before."""


class LeakRow(Value):
    """A private figure that was said."""

    spot: Spot
    what: str
    """The fact or the issue; ``reservation_value`` for the alternative's worth."""
    is_own: bool
    is_exact: bool


class TableDebrief(Value):
    """One table at which the party sat."""

    table: str
    protocol: ProtocolName
    unit: ValueUnit
    parties: tuple[str, ...]
    is_sampled: bool
    """Whether the reference points are of a sample of all outcomes."""
    result: Result
    left: LeftOnTable
    plane: Plane
    acceptable: Acceptable
    clauses: tuple[ClauseShare, ...]
    claims: tuple[ClaimRow, ...]
    leaks: tuple[LeakRow, ...]
    later: Later | None
    """What became of the agreement; ``None`` where nothing was signed or nothing is simulated."""


class Debrief(Value):
    """What a party can learn from a run."""

    scenario: str
    party: str
    language: Language
    """Of the talks, and so of the quotes."""
    seed: int
    simulator_version: str
    tables: tuple[TableDebrief, ...]
    """Those that opened and at which the party sat, in the order of the scenario."""
    skills: tuple[Skill, ...]
    """All twelve, over all those tables."""
    score: Score
    turning_points: tuple[TurningPoint, ...]
    """Three at most, the costliest first."""

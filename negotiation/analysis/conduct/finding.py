"""What the rules find, and what is counted for every party."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from pydantic import Field

from negotiation.domain.events import Event, FaultOwner, MoveRefused, NoteTaken, TurnForfeited
from negotiation.domain.values import Value

__all__ = ["ConductCounts", "Finding", "FindingKind", "Severity", "count_conduct"]

FindingKind: TypeAlias = Literal[
    "breach",
    "leak",
    "false_claim",
    "mismatch",
    "broken_promise",
    "persona_dropped",
    "missed_offer",
    "missed_zopa",
    "irrational_refusal",
    "deadlock",
]

Severity: TypeAlias = Literal["major", "minor"]
"""Minor: a breach that was offered and not signed, a leak or a mismatch by a rounded figure, the
failures of the whole table."""


class Finding(Value):
    """Something that a party did and should not have, or that a table failed to do."""

    kind: FindingKind
    table: str
    turn: int
    """Where it happened; the last turn for what came of the whole table."""
    party: str | None
    """``None`` where it is nobody's alone."""
    owner: FaultOwner = "party"
    """Who chose the words or the move: ``model`` where a model only worded the move of a rule,
    ``engine`` where our own phrases did."""
    severity: Severity = "major"
    quote: str = ""
    """The words."""
    detail: str
    fact: str | None = None
    """The private fact that it is about; ``reservation_value`` for the alternative's worth."""
    issue: str | None = None


class ConductCounts(Value):
    """What went wrong for one party, counted from the log."""

    n_invalid_replies: int = 0
    """Replies of its model that were no move."""
    n_refused_moves: int = 0
    forfeits: dict[FaultOwner, int] = Field(default_factory=dict)
    """Lost turns, by whose fault it was."""
    n_unverifiable_claims: int = 0
    """Structured claims about what is none of its private facts."""
    findings: dict[FindingKind, int] = Field(default_factory=dict)


def count_conduct(
    events: Iterable[Event], findings: Sequence[Finding], party: str, *, facts: Iterable[str]
) -> ConductCounts:
    """Count for one party; ``facts`` are the ids of its private facts that have a value."""
    own = [event for event in events if getattr(event, "party", None) == party]
    known = frozenset(facts)
    lost = [event for event in own if isinstance(event, TurnForfeited)]
    refused = [event for event in own if isinstance(event, MoveRefused)]
    invalid = [e.n_invalid_replies for e in own if isinstance(e, NoteTaken | TurnForfeited)]
    invalid += [event.move.n_invalid_replies for event in refused]
    claims = [claim for event in own for claim in getattr(event, "claims", ())]
    return ConductCounts(
        n_invalid_replies=sum(invalid),
        n_refused_moves=len(refused),
        forfeits=dict(Counter(event.owner for event in lost)),
        n_unverifiable_claims=sum(claim.fact not in known for claim in claims),
        findings=dict(Counter(found.kind for found in findings if found.party == party)),
    )

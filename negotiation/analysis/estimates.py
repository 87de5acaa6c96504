"""Whether what a party believed of the other side's limit was so.

An estimate names the worst level of one issue that the counterpart would still sign, the other
terms being as they stand. What is so follows from the counterpart's valuation and red lines.
"""

from collections.abc import Iterator, Sequence

from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.domain.events import Event, NoteTaken, OfferMade
from negotiation.domain.mandates import Mandate
from negotiation.domain.outcomes import Outcome
from negotiation.domain.values import Value

__all__ = ["EstimateScore", "estimate_scores"]

TOLERANCE_FRACTION = 0.1
"""An estimate this near, as a share of the issue's range, is about right."""


class EstimateScore(Value):
    """One estimate, held against what was so."""

    turn: int
    issue: str
    value: float
    """What was believed, in the unit of the issue."""
    limit: float
    """What was so."""
    error_fraction: float
    """Distance of the two, as a share of the issue's range."""
    confidence: float
    is_right: bool
    """Whether the estimate was about right."""


def estimate_scores(
    table: OutcomeTable, party: str, counterpart: Mandate, events: Sequence[Event]
) -> tuple[EstimateScore, ...]:
    """Return how good a party's estimates were at a table of two.

    An estimate for which the counterpart would sign no level at all, or before any offer stood,
    cannot be judged and is left out.

    Args:
        table: the valued outcomes.
        party: who estimates.
        counterpart: the mandate of the other side.
        events: the log of the table.
    """
    return tuple(_scores(table, party, counterpart, events))


def _scores(
    table: OutcomeTable, party: str, counterpart: Mandate, events: Sequence[Event]
) -> Iterator[EstimateScore]:
    (other,) = (each for each in table.valuation.parties if each != party)
    offers = [event for event in events if isinstance(event, OfferMade)]
    for event in events:
        if not isinstance(event, NoteTaken) or event.party != party or event.estimate is None:
            continue
        standing = [offer for offer in offers if offer.turn < event.turn]
        issue = table.valuation.space.by_id.get(event.estimate.issue)
        if not standing or issue is None or not issue.is_numeric:
            continue
        limit = _limit(table, other, counterpart, terms=standing[-1].outcome, issue=issue.id)
        if limit is None:
            continue
        levels = [float(value) for value in issue.values]
        error = abs(event.estimate.value - limit) / (max(levels) - min(levels) or 1.0)
        yield EstimateScore(
            turn=event.turn,
            issue=issue.id,
            value=event.estimate.value,
            limit=limit,
            error_fraction=error,
            confidence=event.estimate.confidence,
            is_right=error <= TOLERANCE_FRACTION,
        )


def _limit(
    table: OutcomeTable, other: str, mandate: Mandate, *, terms: Outcome, issue: str
) -> float | None:
    """Return the level worst for the other side that it would still sign; ``None`` for none."""
    valuation = table.valuation
    worths: list[tuple[float, float]] = []
    for level in valuation.space.by_id[issue].values:
        outcome = {**terms, issue: level}
        worth = table.value_of(other, outcome)
        is_enough = worth >= valuation.reservation_values[other]
        if is_enough and all(
            line.allows(outcome[line.issue]) for line in mandate.red_lines if line.issue in outcome
        ):
            worths.append((worth, float(level)))
    return min(worths)[1] if worths else None

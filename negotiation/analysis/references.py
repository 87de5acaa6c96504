"""What could have been at a table: the bargaining solutions, and how far the result lies from them.

Distances are in gain ratios, by the table's own rule of who must assent.
"""

from negotiation.analysis.distances import distance_from_point, distance_to_outcome
from negotiation.analysis.outcome_table import BargainingSet, OutcomeTable
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Value

__all__ = ["ReferencePoint", "distance_to_frontier", "distance_to_solution", "reference_points"]


class ReferencePoint(Value):
    """A bargaining solution of the table."""

    outcome: dict[str, OptionValue]
    surplus: dict[str, float]
    """By party."""


def reference_points(table: OutcomeTable, reachable: BargainingSet) -> dict[str, ReferencePoint]:
    """Return the bargaining solutions of a table by name; none when there is no ZOPA."""
    valuation = table.valuation
    points: dict[str, ReferencePoint] = {}
    for name, position in reachable.solutions._asdict().items():
        if position is None:
            continue
        surplus = reachable.values[:, position] - valuation.disagreement_values
        points[name.removesuffix("_solution")] = ReferencePoint(
            outcome=valuation.space.outcome_at(int(reachable.indices[position])),
            surplus=dict(zip(valuation.parties, map(float, surplus), strict=True)),
        )
    return points


def distance_to_frontier(
    table: OutcomeTable, reachable: BargainingSet, agreement: Outcome | None
) -> float | None:
    """Return how far the result lies from the frontier, in gain ratios."""
    disagreement = table.valuation.disagreement_values
    reached = table.values_of(agreement) if agreement is not None else disagreement
    quorum, veto = _rule(table)
    return distance_from_point(
        reached,
        reachable.values,
        reachable.frontier,
        reservation_values=disagreement,
        quorum=quorum,
        veto=veto,
    )


def distance_to_solution(
    table: OutcomeTable, reachable: BargainingSet, agreement: Outcome | None, *, name: str
) -> float | None:
    """Return how far the result lies from one reference point, in gain ratios."""
    position = getattr(reachable.solutions, f"{name}_solution")
    if position is None:
        return None
    disagreement = table.valuation.disagreement_values
    reached = table.values_of(agreement) if agreement is not None else disagreement
    quorum, veto = _rule(table)
    return distance_to_outcome(
        reached,
        reachable.values,
        index=position,
        reservation_values=disagreement,
        quorum=quorum,
        veto=veto,
    )


def _rule(table: OutcomeTable) -> tuple[int | None, list[int]]:
    """Return whose assent binds everybody: how many, and the places of those with a veto."""
    rule, parties = table.valuation.table.agreement, table.valuation.parties
    if rule is None:
        return None, []
    return rule.quorum, [parties.index(party) for party in rule.veto]

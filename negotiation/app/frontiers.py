"""What the parties of a table could reach, worked out before anybody talks."""

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.outcome_table import OutcomeTable, bargaining_set
from negotiation.analysis.scorecard import ReferencePoint
from negotiation.app.stages import Basis, Stage
from negotiation.app.tables import mandates_of, valued_table
from negotiation.domain.outcomes import Indices
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.scenarios import AgreementRule, Scenario, Table
from negotiation.domain.tenders import bidders_of
from negotiation.domain.values import Value
from negotiation.economics.simulator import SIMULATOR_VERSION

__all__ = ["FrontierPoint", "FrontierReport", "frontier_at", "frontier_report"]


class FrontierPoint(Value):
    """An efficient outcome that every side could accept."""

    outcome: dict[str, OptionValue]
    surplus: dict[str, float]


class FrontierReport(Value):
    """What the parties of a table could reach."""

    scenario: str
    table: str
    unit: ValueUnit
    simulator_version: str = SIMULATOR_VERSION
    basis: Basis | None = None
    """Of a campaign's table, where it stood. Then values are those of all that a party has."""
    n_outcomes: int
    """At a tender every bidder's deals count: who wins, and on what terms."""
    n_valued: int
    """Less than ``n_outcomes`` when the space is too large to list and was sampled."""
    n_signable: int
    """Valued outcomes that cross no red line of a ``hard`` mandate."""
    agreement: AgreementRule | None = None
    """Who must find an outcome acceptable; everybody without a rule."""
    n_acceptable: int
    """In the ZOPA."""
    n_acceptable_to: dict[str, int]
    """By party; of a bidder the deals that it wins."""
    reservation_values: dict[str, float]
    best_surplus: dict[str, float | None]
    """By party, the most that the others could accept."""
    opposition: float | None
    solutions: dict[str, ReferencePoint]
    frontier: tuple[FrontierPoint, ...]


def frontier_at(stage: Stage) -> FrontierReport:
    """Work out what the parties of a table could reach where their campaign stands."""
    outcomes = valued_table(stage.scenario, stage.table, stage.situation)
    report = frontier_report(stage.scenario, stage.table, outcomes=outcomes)
    return report.model_copy(update={"basis": stage.basis})


def frontier_report(
    scenario: Scenario, table: Table, *, outcomes: OutcomeTable | None = None
) -> FrontierReport:
    """Work out what the parties of a table could reach.

    Args:
        scenario: of the table.
        table: with real parties in the place of stand-ins.
        outcomes: as they were valued in a campaign; without them the table stands alone.
    """
    outcomes = outcomes or valued_table(scenario, table)
    mandates = mandates_of(scenario)
    reachable = bargaining_set(outcomes, [mandates[party] for party in table.parties])
    disagreement = outcomes.valuation.disagreement_values[:, np.newaxis]
    surplus = reachable.values - disagreement
    best = surplus.max(axis=1, where=reachable.zopa, initial=-np.inf)
    points = {
        position: _point(outcomes, int(reachable.indices[position]), surplus[:, position])
        for position in (*reachable.frontier, *_present(reachable.solutions))
    }
    return FrontierReport(
        scenario=scenario.name,
        table=table.id,
        unit=outcomes.valuation.unit,
        n_outcomes=outcomes.valuation.space.size,
        n_valued=len(outcomes.indices),
        n_signable=len(reachable.indices),
        agreement=table.agreement,
        n_acceptable=int(reachable.zopa.sum()),
        n_acceptable_to=_acceptable_to(outcomes, reachable.indices, surplus),
        reservation_values=dict(outcomes.valuation.reservation_values),
        best_surplus={
            party: float(most) if np.isfinite(most) else None
            for party, most in zip(table.parties, best, strict=True)
        },
        opposition=reachable.opposition,
        solutions={
            name.removesuffix("_solution"): ReferencePoint(
                outcome=points[position].outcome, surplus=points[position].surplus
            )
            for name, position in reachable.solutions._asdict().items()
            if position is not None
        },
        frontier=tuple(points[position] for position in reachable.frontier),
    )


def _acceptable_to(
    outcomes: OutcomeTable, indices: Indices, surplus: NDArray[np.float64]
) -> dict[str, int]:
    """Return how many outcomes each party could accept; of a bidder only what it would sign."""
    valuation = outcomes.valuation
    accepts = surplus >= 0
    if valuation.table.tender is not None:
        winners = valuation.space.positions(indices)[0]
        for place, bidder in enumerate(bidders_of(valuation.table)):
            accepts[valuation.parties.index(bidder)] &= winners == place
    return dict(zip(valuation.parties, accepts.sum(axis=1).tolist(), strict=True))


def _point(outcomes: OutcomeTable, index: int, surplus: NDArray[np.float64]) -> FrontierPoint:
    return FrontierPoint(
        outcome=outcomes.valuation.space.outcome_at(index),
        surplus=dict(zip(outcomes.valuation.parties, surplus.tolist(), strict=True)),
    )


def _present(positions: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(position for position in positions if position is not None)

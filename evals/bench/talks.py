"""Talks that never come to an agreement, so that they last as long as they are told to."""

from collections.abc import Mapping
from types import MappingProxyType

from evals.generated import PERSONA, fixed_sum_scores, points_scenario
from negotiation.app.plan import RunPlan
from negotiation.app.seating import SeatedTable, seat_table
from negotiation.app.seats import Seat
from negotiation.catalog.files import load_persona
from negotiation.domain.scenarios import StrategyName
from negotiation.protocol.referee import MAX_REFUSALS

__all__ = ["TURNS_A_ROUND", "endless_plan", "endless_talks", "max_steps"]

TURNS_A_ROUND = 2

STRATEGIES: Mapping[str, StrategyName] = MappingProxyType(
    {"buyer": StrategyName.BOULWARE, "seller": StrategyName.LINEAR}
)


def endless_talks(
    *,
    n_turns: int,
    person: str | None = None,
    strategies: Mapping[str, StrategyName] = STRATEGIES,
) -> SeatedTable:
    """Seat two strategies at a table over a fixed sum of which both want more than half.

    Args:
        n_turns: how long the talks last; even.
        person: the party that a person plays.
        strategies: by party.
    """
    seats = {
        party: Seat(kind="human", persona=PERSONA)
        if party == person
        else Seat(kind="strategy", name=strategy, persona=PERSONA)
        for party, strategy in strategies.items()
    }
    plan = endless_plan(seats, n_turns=n_turns)
    return seat_table(plan, plan.scenario.tables[0], {})


def endless_plan(seats: Mapping[str, Seat], *, n_turns: int) -> RunPlan:
    """Plan talks over a fixed sum of which both sides want more than half.

    Args:
        seats: of ``buyer`` and ``seller``.
        n_turns: how long the talks last; even.
    """
    scores = fixed_sum_scores(n_issues=4, n_options=5)
    at_stake = sum(max(points) for points in scores["buyer"])
    scenario = points_scenario(
        scores,
        dict.fromkeys(scores, 0.6 * at_stake),
        deadline_rounds=n_turns // TURNS_A_ROUND,
    )
    return RunPlan(
        scenario=scenario,
        personas=dict.fromkeys(scores, load_persona(PERSONA)),
        seats=dict(seats),
        seed=1,
        language="en",
    )


def max_steps(n_turns: int) -> int:
    """Bound the steps of the graph, as the sandbox does."""
    return n_turns * MAX_REFUSALS + 10

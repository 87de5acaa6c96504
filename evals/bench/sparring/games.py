"""Games to spar over, and how they are played at our table."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from evals.bench.sparring.negmas_seat import NegmasSeat
from evals.generated import PERSONA, points_scenario
from negotiation.agents.negotiator import Negotiator
from negotiation.agents.oracle import oracle_seat
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.app.plan import RunPlan
from negotiation.app.seating import SeatedTable, seat_table
from negotiation.app.seats import Seat
from negotiation.catalog.files import load_persona
from negotiation.domain.chronicle import table_events
from negotiation.domain.events import Event
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.graph.programme import TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.store.log import MemoryLog

__all__ = ["FIRST", "ORACLE", "SECOND", "lab_compute_points", "play", "play_seated"]
__all__ += ["random_points", "seated", "sit"]

FIRST, SECOND = "lab", "cloud"

ORACLE = "oracle"

LAB_COMPUTE = (7, 3, 3, 3, 3)
"""Options of each issue: a rent in fine steps, and the clauses that one may trade for it."""


def lab_compute_points(*, seed: int, deadline_rounds: int) -> Scenario:
    """Make a game like the lab and the cloud have: one issue divides, the others can be traded.

    Args:
        seed: of the weights and of the points between an issue's ends.
        deadline_rounds: of the table.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    weights = rng.dirichlet(np.ones(len(LAB_COMPUTE)), 2) + 0.1
    scores = {
        party: [
            np.sort(rng.random(n_options))[:: 1 if own else -1] * weight * 100
            for n_options, weight in zip(LAB_COMPUTE, weights[row], strict=True)
        ]
        for row, (party, own) in enumerate(((FIRST, False), (SECOND, True)))
    }
    return _scenario(scores, deadline_rounds=deadline_rounds)


def random_points(*, seed: int, deadline_rounds: int) -> Scenario:
    """Make a game of which nothing is known but that no two outcomes are worth the same."""
    rng = np.random.Generator(np.random.PCG64(seed))
    shape = rng.integers(2, 5, size=3)
    scores = {party: [rng.random(n) * 50 for n in shape] for party in (FIRST, SECOND)}
    return _scenario(scores, deadline_rounds=deadline_rounds)


def seated(scenario: Scenario) -> SeatedTable:
    """Value the table of a game; its seats are not yet taken by anybody in particular."""
    parties = [party.id for party in scenario.parties]
    plan = RunPlan(
        scenario=scenario,
        personas=dict.fromkeys(parties, load_persona(PERSONA)),
        seats=dict.fromkeys(parties, Seat(kind="human", persona=PERSONA)),
        seed=1,
        language="en",
    )
    return seat_table(plan, scenario.tables[0], {})


def sit(table: SeatedTable, party: str, who: str) -> Negotiator:
    """Seat one of our strategies, our oracle, or a class of NegMAS by its name."""
    if who == ORACLE:
        brief = table.briefs[party]
        return oracle_seat(brief, table.briefs[brief.counterpart.party])
    if who in set(StrategyName):
        return StrategyNegotiator(table.briefs[party], StrategyName(who))
    return NegmasSeat(table.briefs[party], who)


def play(table: SeatedTable, who: Mapping[str, str]) -> tuple[Event, ...]:
    """Play by names at our table to the end, and return the log."""
    return play_seated(table, {party: sit(table, party, each) for party, each in who.items()})


def play_seated(table: SeatedTable, negotiators: Mapping[str, Negotiator]) -> tuple[Event, ...]:
    """Play at our table to the end, and return the log."""
    log = MemoryLog()
    turns = Turns(TablesInOrder([replace(table.set_up, negotiators=negotiators)]), log)

    async def to_the_end() -> None:
        turns.settle()
        while not turns.cursor().is_over:
            await turns.take_turn()

    asyncio.run(to_the_end())
    return tuple(table_events(log.read()))


def _scenario(scores: Mapping[str, list[NDArray[np.float64]]], *, deadline_rounds: int) -> Scenario:
    """Let both parties insist on 40 % of what they could get at most."""
    at_most = {party: sum(float(row.max()) for row in rows) for party, rows in scores.items()}
    return points_scenario(
        {party: [row.tolist() for row in rows] for party, rows in scores.items()},
        {party: 0.4 * most for party, most in at_most.items()},
        deadline_rounds=deadline_rounds,
    )

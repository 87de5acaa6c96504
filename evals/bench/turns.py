"""``turns``: CPU per turn of long talks against short ones, through the graph without a saver."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from evals.bench.claims import Claim, Claims
from evals.bench.talks import STRATEGIES, endless_talks, max_steps
from negotiation.domain.events import DeadlinePassed, OfferMade
from negotiation.domain.scenarios import StrategyName
from negotiation.graph.build import build_graph
from negotiation.graph.drive import drive
from negotiation.graph.programme import TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.store.jsonl import JsonlLog

__all__ = ["measure_turns"]

LIMIT_RATIO = 1.3

LADDERS = dict.fromkeys(STRATEGIES, StrategyName.MICRO_FAST)
"""MiCRO on both sides: what a turn costs could grow with the rungs, one for each round."""


class _Talks(NamedTuple):
    fixed_s: float
    """Valuing the table, seating, compiling the graph, opening the log."""
    driving_s: float
    early_s: float
    """CPU per turn in the first quarter of the talks, without starting the graph."""
    late_s: float


def measure_turns(*, few: int = 8, many: int = 80, repeats: int = 9) -> Claims:
    """Measure whether a turn costs the same in long talks.

    Args:
        few: turns of the short talks.
        many: turns of the long talks.
        repeats: talks of each length; the least time counts.
    """
    return (
        *_claims("turns", STRATEGIES, few=few, many=many, repeats=repeats),
        *_claims("turns.micro_fast", LADDERS, few=few, many=many, repeats=repeats),
    )


def _claims(
    name: str, strategies: Mapping[str, StrategyName], *, few: int, many: int, repeats: int
) -> Claims:
    short: list[_Talks] = []
    long: list[_Talks] = []
    asyncio.run(_talk(few, strategies))  # the first talks load what is loaded once
    for _ in range(repeats):
        short.append(asyncio.run(_talk(few, strategies)))
        long.append(asyncio.run(_talk(many, strategies)))
    few_s = min(talks.driving_s for talks in short) / few
    many_s = min(talks.driving_s for talks in long) / many
    early_s = min(talks.early_s for talks in long)
    late_s = min(talks.late_s for talks in long)
    between = " and ".join(dict.fromkeys(strategies.values()))
    return (
        Claim(
            name=f"{name}.ratio",
            claim=f"a turn of {many} through LangGraph, against a turn of {few} ({between})",
            unit="ratio",
            limit=LIMIT_RATIO,
            measured=many_s / few_s,
            details={
                "turn_of_few_ms": few_s * 1e3,
                "turn_of_many_ms": many_s * 1e3,
                "fixed_cost_of_a_run_ms": min(talks.fixed_s for talks in long) * 1e3,
            },
        ),
        Claim(
            name=f"{name}.growth",
            claim=f"a turn in the last quarter of {many}, against the first quarter ({between})",
            unit="ratio",
            limit=LIMIT_RATIO,
            measured=late_s / early_s,
            details={"first_quarter_turn_ms": early_s * 1e3, "last_quarter_turn_ms": late_s * 1e3},
        ),
    )


async def _talk(n_turns: int, strategies: Mapping[str, StrategyName]) -> _Talks:
    clock: list[float] = []
    started = time.process_time()
    table = endless_talks(n_turns=n_turns, strategies=strategies)
    graph = build_graph(None)
    with TemporaryDirectory() as folder, JsonlLog(Path(folder) / "events", durable=False) as log:
        turns = Turns(
            TablesInOrder([table.set_up]), log, watch=lambda _: clock.append(time.process_time())
        )
        seated = time.process_time()
        await drive(graph, turns, max_steps=max_steps(n_turns))
        ended = time.process_time()
        n_offers = sum(isinstance(event, OfferMade) for event in log.read())
        if n_offers != n_turns or not isinstance(log.read()[-1], DeadlinePassed):
            raise AssertionError(f"{n_offers} offers in {n_turns} turns: not the talks to measure")
    quarter = max(n_turns // 4, 1)
    at_turn = clock[: n_turns + 1]  # the opening, then every turn; the deadline is left out
    return _Talks(
        fixed_s=seated - started,
        driving_s=ended - seated,
        early_s=(at_turn[quarter] - at_turn[0]) / quarter,
        late_s=(at_turn[-1] - at_turn[-1 - quarter]) / quarter,
    )

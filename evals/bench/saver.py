"""``saver``: what the graph's checkpoints of a person's talks take on disk."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from evals.bench.claims import Claim, Claims
from evals.bench.talks import STRATEGIES, endless_talks, max_steps
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.moves import Move
from negotiation.graph.build import build_graph
from negotiation.graph.drive import THREAD, drive
from negotiation.graph.programme import TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.protocol.view import View
from negotiation.store.folder import CURSOR, EVENTS
from negotiation.store.jsonl import JsonlLog
from negotiation.store.savers import open_sqlite_saver

__all__ = ["measure_saver"]

LIMIT_BYTES_A_TURN = 8 * 1024
LIMIT_GROWTH = 2.2

PERSON = "buyer"


class _Left(NamedTuple):
    """Bytes on disk after talks."""

    cursor: int
    pruned: int
    """As a run that has ended leaves it."""
    log: int


def measure_saver(*, n_turns: int = 200) -> Claims:
    """Measure what checkpoints take.

    Args:
        n_turns: of the talks; talks of twice as many turns tell the growth.
    """
    once, twice = (asyncio.run(_talk(length)) for length in (n_turns, 2 * n_turns))
    return (
        Claim(
            name="saver.bytes",
            claim=f"checkpoints of {n_turns} turns with a person",
            unit="bytes a turn",
            limit=LIMIT_BYTES_A_TURN,
            measured=once.cursor / n_turns,
            details={
                "checkpoints_bytes": once.cursor,
                "checkpoints_after_the_end_bytes": once.pruned,
                "log_bytes_a_turn": once.log / n_turns,
            },
        ),
        Claim(
            name="saver.growth",
            claim=f"checkpoints of {2 * n_turns} turns against those of {n_turns}",
            unit="ratio",
            limit=LIMIT_GROWTH,
            measured=twice.cursor / once.cursor,
            details={"checkpoints_bytes": twice.cursor, "log_growth": twice.log / once.log},
        ),
    )


async def _talk(n_turns: int) -> _Left:
    table = endless_talks(n_turns=n_turns, person=PERSON)
    stand_in = StrategyNegotiator(table.briefs[PERSON], STRATEGIES[PERSON])

    def ask(view: View) -> Awaitable[Move]:
        return stand_in.propose(view)

    with TemporaryDirectory() as name:
        folder = Path(name)
        with JsonlLog(folder / EVENTS, durable=False) as log:
            async with open_sqlite_saver(folder / CURSOR) as saver:
                turns = Turns(TablesInOrder([table.set_up]), log)
                await drive(build_graph(saver), turns, max_steps=max_steps(n_turns), ask=ask)
        taken = _bytes(folder, CURSOR)
        async with open_sqlite_saver(folder / CURSOR) as saver:
            await saver.aprune([THREAD])
        return _Left(taken, _bytes(folder, CURSOR), _bytes(folder, EVENTS))


def _bytes(folder: Path, name: str) -> int:
    """Return the size of a file and of what its writer left beside it, such as a WAL."""
    return sum(path.stat().st_size for path in folder.glob(f"{name}*"))

"""Whole runs between strategies in this process, as fast as they come."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from negotiation.app.plan import plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder

__all__ = ["BILATERAL", "Batch", "play_scripted"]

BILATERAL = (
    "hoard-or-rent",
    "poaching-call",
    "after-the-ban",
    "lab-compute",
    "short-delivery",
    "a800-supply",
    "value-selling",
    "token-platform",
)
"""Shipped scenarios for two; those that take longest to value come first."""


class Batch(NamedTuple):
    """Runs of one scenario, each of a seed of its own."""

    scenario: str
    n_runs: int


def play_scripted(batch: Batch) -> int:
    """Play runs one after the other, each into a folder of its own; return how many."""
    return asyncio.run(_play(batch))


async def _play(batch: Batch) -> int:
    sandbox, loaded = Sandbox(Settings({})), load_scenario(batch.scenario)
    n_scored = 0
    with TemporaryDirectory() as name:
        for seed in range(batch.n_runs):
            plan = plan_run(
                loaded,
                who={},
                personas={},
                model=None,
                seed=seed,
                language="en",
                endpoints=sandbox.endpoints,
            )
            folder = RunFolder.create_in(Path(name), scenario=batch.scenario, seed=seed)
            sandbox.begin(plan, folder)
            scorecard = await sandbox.play(folder)
            n_scored += all(table.ending is not None for table in scorecard.tables)
    return n_scored

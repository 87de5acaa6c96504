"""A run and a branch of it in which the seller gives way sooner."""

import asyncio
import shutil
from pathlib import Path

import pytest

from negotiation.app.forking import Fork, fork
from negotiation.app.sandbox import Sandbox
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory, tiny_run: Path) -> Path:
    """A folder with the runs ``tiny`` and ``branch``; for reading only."""
    runs = tmp_path_factory.mktemp("pair")
    shutil.copytree(tiny_run, runs / "tiny")
    sandbox = Sandbox(Settings({}))
    folder = fork(
        sandbox,
        RunFolder.open(runs / "tiny"),
        Fork(turn=4, who={"seller": "strategy:conceder"}),
        make=lambda _: RunFolder.create_at(runs / "branch"),
    )
    asyncio.run(sandbox.play(folder))
    return runs

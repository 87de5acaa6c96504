"""Run folders that strategies have played, each once for all tests of a process."""

import asyncio
import atexit
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from negotiation.app.plan import plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import Loaded, load_scenario
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from tests.app.scenarios import load, three_parties
from tests.builders import mandate_content, party_content, scenario_content, table_content, text

__all__ = ["bound", "played", "roundtable", "shipped", "tiny"]


def played(path: Path, loaded: Loaded, who: Mapping[str, str] | None = None) -> RunFolder:
    """Play a run in a folder; without ``who`` every party is its scenario's strategy."""
    sandbox = Sandbox(Settings({}))
    plan = plan_run(
        loaded,
        who=who or {},
        personas={},
        model=None,
        seed=1,
        language="en",
        endpoints=sandbox.endpoints,
    )
    folder = RunFolder.create_at(path)
    sandbox.begin(plan, folder)
    asyncio.run(sandbox.play(folder))
    return folder


@cache
def shipped(name: str) -> RunFolder:
    """A shipped scenario; for reading only."""
    return played(_room() / name, load_scenario(name))


@cache
def tiny() -> RunFolder:
    """Two parties over points; for reading only."""
    content = scenario_content(tables=[table_content(deadline_rounds=8)])
    return played(_room() / "tiny", load(_room(), content))


@cache
def bound() -> RunFolder:
    """The same, whose buyer needs a signature for a high price; for reading only."""
    step = {"issue": "price", "at_least": 0.9, "signer": text("Finance"), "delay_rounds": 1}
    content = scenario_content(
        name="bound",
        parties=[
            party_content("buyer", mandate=mandate_content(authority=[step])),
            party_content("seller"),
        ],
        tables=[table_content(deadline_rounds=8)],
    )
    return played(_room() / "bound", load(_room(), content))


@cache
def roundtable() -> RunFolder:
    """Three parties over points, of whom two bind all with the chair; for reading only."""
    content = three_parties()
    content["tables"][0] |= {"protocol": "roundtable"}
    return played(_room() / "council", load(_room(), content))


@cache
def _room() -> Path:
    """A folder that ends with the process."""
    room = Path(mkdtemp(prefix="haggle-debriefs-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    return room

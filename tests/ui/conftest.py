"""Run folders: played by strategies once, then copied and bent for each test."""

import asyncio
import json
import shutil
import sys
from collections.abc import Iterator
from os import environ  # noqa: TID251 - to take away what is set here
from pathlib import Path
from typing import Protocol

import pytest
from streamlit.testing.v1 import AppTest

import ui.main
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.app.seats import Seat
from negotiation.catalog.files import load_scenario
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from negotiation.settings import Settings
from negotiation.store.folder import EVENTS, RUN, RunFolder
from tests.builders import make_persona, make_scenario, table_content
from ui.server import server

APP = Path(ui.main.__file__)


class Opening(Protocol):
    """Opens a screen of the real app over a folder of runs, in a tab of its own.

    Tabs of the same folder share one server, as they would; each is another visitor.
    """

    def __call__(
        self,
        runs: Path,
        screen: str = "replay",
        *,
        locale: str = "en-US",
        **query: str,
    ) -> AppTest: ...


def plan_of(scenario: Scenario) -> RunPlan:
    return RunPlan(
        scenario=scenario,
        personas={party.id: make_persona() for party in scenario.parties},
        seats={
            party.id: Seat(kind="strategy", name=party.strategy.value, persona="tiny_persona")
            for party in scenario.parties
        },
        seed=1,
        language="en",
    )


def play(plan: RunPlan, path: Path) -> Path:
    folder = RunFolder.create_at(path)
    sandbox = Sandbox(Settings({}))
    sandbox.begin(plan, folder)
    asyncio.run(sandbox.play(folder))
    return path


def play_shipped(name: str, path: Path, *, language: Language = "en") -> Path:
    plan = plan_run(
        load_scenario(name),
        who={},
        personas={},
        model=None,
        seed=1,
        language=language,
        endpoints=Sandbox(Settings({})).endpoints,
    )
    return play(plan, path)


def cut_short(folder: Path, n_events: int) -> None:
    """Leave a run as it was after ``n_events``, still being played."""
    log = folder / EVENTS
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:n_events]))
    record = json.loads((folder / RUN).read_text("utf-8"))
    (folder / RUN).write_text(json.dumps(record | {"ended_at": None}), "utf-8")


def seat_a_person(folder: Path, party: str) -> None:
    """Let a person have played a seat of a run."""
    record = json.loads((folder / RUN).read_text("utf-8"))
    record["plan"]["seats"][party] |= {"kind": "human", "name": None}
    (folder / RUN).write_text(json.dumps(record), "utf-8")


@pytest.fixture(scope="session")
def supply_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shipped scenario, whole, spoken in English; for reading only."""
    return play_shipped("a800-supply", tmp_path_factory.mktemp("played") / "supply")


@pytest.fixture(scope="session")
def tiny_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven rounds of two parties over points, which are valued at once; for reading only."""
    scenario = make_scenario(tables=[table_content(deadline_rounds=12)])
    return play(plan_of(scenario), tmp_path_factory.mktemp("played") / "tiny")


@pytest.fixture
def runs(tmp_path: Path, tiny_run: Path) -> Path:
    """A folder that holds one run, ``tiny``, to be changed at will."""
    shutil.copytree(tiny_run, tmp_path / "runs" / "tiny")
    return tmp_path / "runs"


@pytest.fixture
def supply_runs(tmp_path: Path, supply_run: Path) -> Path:
    """A folder that holds one run of a shipped scenario, ``supply``, to be changed at will."""
    shutil.copytree(supply_run, tmp_path / "runs" / "supply")
    return tmp_path / "runs"


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Opening]:
    """Serve as nobody has set anything up; the servers end with the test."""
    for name in [name for name in environ if name.startswith(("HAGGLE_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HAGGLE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def opened(
        runs: Path, screen: str = "replay", *, locale: str = "en-US", **query: str
    ) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["main.py", f"--runs={runs}"])
        app = AppTest.from_file(APP, default_timeout=60)
        app.context = {"locale": locale}
        app.run()
        app.query_params |= query
        app.switch_page(f"screens/{screen}.py")
        return app.run()

    yield opened
    server.clear()

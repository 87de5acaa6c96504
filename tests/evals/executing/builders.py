"""Tiny suites that executors play, and what they leave on the disk."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.player import PlayerSetup
from evals.preparing import EvalPlan, open_results
from evals.results import CaseRecord, ResultsFolder
from negotiation.llm.budget import Budget
from tests.evals.playing import NOBODY, launch_of, planned
from tests.evals.suites import write_suite

__all__ = ["Listener", "Record", "begun", "contents", "mixed_plan", "setup_of"]

TIMES = {"started_at", "ended_at"}

Record = Mapping[str, Any]


def mixed_plan(folder: Path, **overrides: Any) -> EvalPlan:
    """Return the plan of eight cases on made-up tables of points."""
    folder.mkdir(exist_ok=True)
    keys: dict[str, Any] = {
        "scenarios": ["mixed"],
        "contestants": ["strategy:linear", "strategy:random"],
        "opponents": ["strategy:boulware"],
        **overrides,
    }
    return planned(write_suite(folder, **keys), launch_of())


def begun(path: Path, plan: EvalPlan) -> ResultsFolder:
    """Begin results of a plan."""
    folder = ResultsFolder(path)
    open_results(folder, plan, accept_changes=False)
    return folder


def setup_of(folder: ResultsFolder, plan: EvalPlan, *, concurrency: int = 4) -> PlayerSetup:
    """Return what players of a plan need."""
    return PlayerSetup(
        path=folder.path,
        shelf=plan.shelf,
        settings=NOBODY,
        budget=Budget(),
        concurrency=concurrency,
    )


def contents(folder: ResultsFolder) -> dict[str, bytes | Record]:
    """Return every file of the cases by its place; of ``run.json`` all but the times."""
    found: dict[str, bytes | Record] = {}
    for path in sorted((folder.path / "cases").rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            place = path.relative_to(folder.path).as_posix()
            found[place] = _without_times(content) if path.name == "run.json" else content
    return found


def _without_times(content: bytes) -> Record:
    return {key: value for key, value in json.loads(content).items() if key not in TIMES}


class Listener:
    """Keeps results, and says stop after so many.

    Args:
        stop_after: results; ``None`` never stops.
    """

    def __init__(self, *, stop_after: int | None = None) -> None:
        self.records: list[CaseRecord] = []
        self._stop_after = stop_after

    def __call__(self, record: CaseRecord) -> bool:
        self.records.append(record)
        return len(self.records) != self._stop_after

    @property
    def ids(self) -> list[str]:
        """The cases, as they came."""
        return [record.case.id for record in self.records]

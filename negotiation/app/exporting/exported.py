"""What is exported: a run, or every case of a batch of evals, as it may be shown.

Of a batch two files of its own are read where they are there, as JSON and no more: the room that
writes them is above this one.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from negotiation.analysis.scorecard import Scorecard
from negotiation.app.records import RunRecord, is_secret, read_run, seen_by_people
from negotiation.app.sandbox import score
from negotiation.domain.chronicle import LogEvent
from negotiation.errors import UsageError
from negotiation.llm.recorded import ChatRecord
from negotiation.store.chats import read_chats
from negotiation.store.folder import RUN, SCORECARD, RunFolder
from negotiation.store.jsonl import read_events

__all__ = ["ExportedRun", "batch_name", "case_folders", "is_batch", "read_case", "read_exported"]

CASES = "cases"
"""The folder in a batch's results that holds a folder a case."""

SUITE = "suite.json"
"""What a batch is of; its suite has a name."""

CASE = "case.json"
"""What a batch says of one of its cases: who was measured, the figures, what failed."""


class ExportedRun(NamedTuple):
    """A run, and what came of it."""

    name: str
    """Of a case its id, of a single run its scenario and seed."""
    record: RunRecord
    events: tuple[LogEvent, ...]
    """Without what people who still play must not see."""
    calls: tuple[ChatRecord, ...]
    """To models, in the order in which they were made."""
    scorecard: Scorecard | None
    """``None`` while a person plays, where nobody asked for it, and of a case that has none."""
    is_secret: bool
    """Whether a person still plays: then the plan, the calls and the scores stay closed."""
    verdict: Mapping[str, object]
    """What a batch says of its case; empty for a single run."""

    @property
    def has_ended(self) -> bool:
        """Whether the run was played to its end."""
        return self.record.ended_at is not None


def is_batch(path: Path) -> bool:
    """Whether ``path`` holds the cases of a batch, and is no run itself."""
    return (path / CASES).is_dir() and not (path / RUN).exists()


def batch_name(path: Path) -> str:
    """Return what a batch is called: its suite, or the folder where that is not known."""
    suite = _noted(path / SUITE).get("suite")
    name = suite.get("name") if isinstance(suite, dict) else None
    return name if isinstance(name, str) else path.resolve().name


def case_folders(path: Path) -> Iterator[Path]:
    """Yield the folders of a batch's cases in the order of their names."""
    yield from sorted(each for each in (path / CASES).iterdir() if each.is_dir())


def read_exported(path: Path, *, is_scored: bool = True) -> ExportedRun:
    """Read one run, and score it with the simulator of today unless told not to.

    Raises:
        UsageError: there is no run at ``path``, or it contradicts itself.
        LogCorrupted: its log is damaged.
    """
    folder = RunFolder.open(path)
    run = _read(folder, name=None)
    return run if run.is_secret or not is_scored else run._replace(scorecard=score(folder))


def read_case(path: Path) -> ExportedRun:
    """Read one case of a batch, with the scorecard that the batch gave it.

    Raises:
        UsageError: there is no run at ``path``, or it or its scorecard cannot be read.
        LogCorrupted: its log is damaged.
    """
    folder = RunFolder.open(path)
    run = _read(folder, name=path.name)._replace(verdict=_noted(path / CASE))
    if run.is_secret or not (path / SCORECARD).exists():
        return run
    try:
        scorecard = Scorecard.model_validate(folder.read_json(SCORECARD))
    except ValidationError as exc:
        raise UsageError(f"{path / SCORECARD} is not a scorecard of this version") from exc
    return run._replace(scorecard=scorecard)


def _read(folder: RunFolder, name: str | None) -> ExportedRun:
    record = read_run(folder)
    plan, events = record.plan, read_events(folder.events)
    secret = is_secret(plan, events)
    return ExportedRun(
        name=name or f"{plan.scenario.name}-s{plan.seed}",
        record=record,
        events=seen_by_people(plan, events) if secret else events,
        calls=() if secret else read_chats(folder.chats),
        scorecard=None,
        is_secret=secret,
        verdict={},
    )


def _noted(path: Path) -> Mapping[str, object]:
    """Return what a file says, nothing where it is not there or no object."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}

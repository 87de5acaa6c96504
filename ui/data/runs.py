"""The runs in a folder: which there are, and one of them whole and checked.

A run folder may come from anybody. What is wrong with it is said in a sentence; what passes here
can be drawn without a further check.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from negotiation.app.records import RunRecord, is_secret, read_run, seen_by_people
from negotiation.app.stand_ins import as_opened
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import Event, TableOpened
from negotiation.domain.scenarios import Table
from negotiation.errors import UsageError
from negotiation.store.folder import EVENTS, RUN, RunFolder
from negotiation.store.jsonl import read_events

__all__ = ["Run", "RunEntry", "Stamp", "changed", "find_runs", "load_run", "stamp"]

Stamp: TypeAlias = tuple[tuple[int, int], ...]
"""Size [bytes] and time of change [ns] of a run's files: the same stamp, the same run."""


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A folder that holds a run, perhaps a broken one."""

    path: Path
    changed_ns: int
    """When its log last grew."""

    @property
    def name(self) -> str:
        """How a list names it; a name that is not UTF-8 keeps its bytes as escapes."""
        return self.path.name.encode("utf-8", "backslashreplace").decode()


@dataclass(frozen=True, slots=True)
class Run:
    """A run that holds together."""

    path: Path
    record: RunRecord
    log: tuple[LogEvent, ...]
    """Everything that may be shown, in order."""
    talks: Mapping[str, tuple[Event, ...]]
    """The events of every table that has opened and may be shown, by table."""
    whole: Mapping[str, tuple[Event, ...]]
    """The same tables with every event, from which is worked out how a table stands: a log with
    holes cannot be folded."""
    tables: Mapping[str, Table]
    """Those tables, with real parties in the place of stand-ins."""
    is_secret: bool
    """Whether a person still plays, so that values and scores would give the others away."""

    @property
    def is_over(self) -> bool:
        """Whether it was played to its end; otherwise it is being played, or was stopped."""
        return self.record.ended_at is not None


def find_runs(parent: Path) -> tuple[RunEntry, ...]:
    """Return the runs in ``parent``, or ``parent`` itself when it is one, newest first.

    Raises:
        UsageError: the folder is there but cannot be read.
    """
    try:
        folders = [parent, *parent.iterdir()] if parent.is_dir() else []
        found = [
            RunEntry(path=folder, changed_ns=log.stat().st_mtime_ns)
            for folder in folders
            if (log := folder / EVENTS).is_file()
        ]
    except OSError as exc:
        raise UsageError(f"cannot read the folder {parent}: {exc.strerror}") from exc
    return tuple(sorted(found, key=lambda entry: (-entry.changed_ns, entry.name)))


def stamp(path: Path) -> Stamp:
    """Return what tells whether a run has changed since it was last read."""
    return tuple(changed(path / name) for name in (RUN, EVENTS))


def load_run(path: Path) -> Run:
    """Read a run. What a person who still plays must not know is left out.

    Raises:
        UsageError: there is no run, or its ``run.json`` is not ours or contradicts itself.
        LogCorrupted: the log does not hold together, or does not fit the scenario.
    """
    folder = RunFolder.open(path)
    record = read_run(folder)
    events = read_events(folder.events)
    secret = is_secret(record.plan, events)
    shown = seen_by_people(record.plan, events) if secret else tuple(events)
    talks, whole = _by_table(shown), _by_table(events)
    return Run(
        path=path,
        record=record,
        log=shown,
        talks=talks,
        whole={name: talk for name, talk in whole.items() if name in talks},
        tables={name: _seated(record, name, whole[name]) for name in talks},
        is_secret=secret,
    )


def _by_table(events: Iterable[LogEvent]) -> dict[str, tuple[Event, ...]]:
    talks: dict[str, list[Event]] = {}
    for event in table_events(events):
        talks.setdefault(event.table, []).append(event)
    return {name: tuple(talk) for name, talk in talks.items()}


def _seated(record: RunRecord, name: str, events: Sequence[Event]) -> Table:
    """Return a table with those who sat down at it."""
    scenario, first = record.plan.scenario, events[0]
    table = scenario.table(name)
    if scenario.campaign is None or not isinstance(first, TableOpened):
        return table
    return as_opened(scenario.campaign, table, first.parties)


def changed(path: Path) -> tuple[int, int]:
    """Return size [bytes] and time of change [ns] of a file; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns

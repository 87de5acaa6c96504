"""What stands on the disk about a run, and whether it holds together."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from negotiation.app.audience import Audience
from negotiation.app.casting import approvers_of, seat_problem
from negotiation.app.plan import RunPlan
from negotiation.app.seats import Seat
from negotiation.catalog.clauses import clause_misreferences
from negotiation.domain.chronicle import CampaignClosed, LogEvent, table_events
from negotiation.domain.events import Event
from negotiation.domain.references import misreferences
from negotiation.domain.values import Value, is_absent
from negotiation.errors import LogCorrupted, UsageError
from negotiation.protocol.fold import replay
from negotiation.store.checking import check_events
from negotiation.store.folder import RUN, RunFolder
from negotiation.store.jsonl import read_events
from negotiation.store.lines import read_lines

__all__ = ["ForkedFrom", "RunRecord", "hash_of", "is_secret", "read_run", "seen_by_people"]


class ForkedFrom(Value):
    """Where a run branched off another one."""

    run: str
    """The other run's folder, as it was named."""
    table: str
    turn: int
    """The first turn that was played anew."""
    party: str
    """Whose turn that was."""
    n_events: int = Field(ge=0)
    """Events that were kept: the log begins with them."""
    kept_sha256: str
    """Of their lines."""
    events_sha256: str
    """Of all the other run's lines when it was forked."""
    seats_before: dict[str, Seat] = Field(default_factory=dict)
    """Who played the seats that somebody else took over."""


class RunRecord(Value):
    """What ``run.json`` says: the plan, and with what it was played."""

    schema_version: Literal[1] = 1
    plan: RunPlan
    versions: dict[str, str]
    endpoints: dict[str, dict[str, str]]
    """By model name: address and model, never a key."""
    started_at: str
    ended_at: str | None = None
    forked_from: ForkedFrom | None = Field(default=None, exclude_if=is_absent)

    @property
    def n_kept_events(self) -> int:
        """With how many events of another run the log begins."""
        return self.forked_from.n_events if self.forked_from is not None else 0


def read_run(folder: RunFolder) -> RunRecord:
    """Read ``run.json`` and check that it and the log hold together.

    Raises:
        UsageError: ``run.json`` is not one of ours, or contradicts itself.
        LogCorrupted: the log does not fit the plan, or does not begin as it did when it was
            forked; the message names the file.
    """
    path = folder.path / RUN
    try:
        record = RunRecord.model_validate(folder.read_json(RUN))
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        problem = f"{where}: {first['msg']}" if where else first["msg"]
        raise UsageError(f"{path} is not a run of this version: {problem}") from exc
    if contradiction := next(_contradictions(record.plan), None):
        raise UsageError(f"{path} contradicts itself: {contradiction}")
    check_events(
        read_events(folder.events), record.plan.scenario, folder.events, talk=record.plan.talk
    )
    if record.forked_from is not None:
        _check_kept(record.forked_from, folder.events)
    return record


def hash_of(lines: Iterable[bytes]) -> str:
    """Return the SHA-256 of lines, each with its newline, in hexadecimal digits."""
    return sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def _check_kept(origin: ForkedFrom, events: Path) -> None:
    kept = read_lines(events)[: origin.n_events]
    if len(kept) < origin.n_events or hash_of(kept) != origin.kept_sha256:
        raise LogCorrupted(
            f"{events}: its first {origin.n_events} events are not those that were kept of "
            f"{origin.run}"
        )


def _contradictions(plan: RunPlan) -> Iterator[str]:
    """Say what in an edited plan would only come to light in the middle of the talks."""
    for found in (misreferences, clause_misreferences):
        for wrong in found(plan.scenario):
            yield f"{'.'.join(map(str, wrong.location))}: {wrong.message}"
    for party in plan.scenario.parties:
        if party.id not in plan.seats:
            yield f"nobody sits in the seat {party.id!r}"
        elif party.id not in plan.personas:
            yield f"no persona in the seat {party.id!r}"
    known = {*(party.id for party in plan.scenario.parties), *approvers_of(plan.scenario)}
    for place, seat in plan.seats.items():
        if place not in known:
            yield f"there is no seat {place!r}"
        elif problem := seat_problem(place, seat):
            yield f"seat {place!r}: {problem}"


def is_secret(plan: RunPlan, events: Iterable[LogEvent]) -> bool:
    """Whether a person still plays, to whom the others' values would give their hands away."""
    if not plan.has_person:
        return False
    log = tuple(events)
    if plan.scenario.campaign is not None:
        return not any(isinstance(event, CampaignClosed) for event in log)
    talks: dict[str, list[Event]] = {}
    for event in table_events(log):
        talks.setdefault(event.table, []).append(event)
    ended = {table for table, talk in talks.items() if replay(talk).ending is not None}
    return not all(table.id in ended for table in plan.scenario.tables)


def seen_by_people(plan: RunPlan, events: Iterable[LogEvent]) -> tuple[LogEvent, ...]:
    """Return what every person at the tables may see; everything where nobody plays."""
    audience = Audience(plan.people)
    return tuple(seen for event in events if (seen := audience.see(event)) is not None)

"""The event log as a file: one line of JSON an event.

A line is ``{"seq": n, "schema": 1, "event": {...}}``, compact, in UTF-8; ``seq`` counts from 1, so
it is the number of the line. There is no clock and no chance in it: the same events give the same
bytes, however they were grouped when they were appended.

A log may come from elsewhere: what is read out of one holds no character that steers a terminal,
whatever stands in the file. The file itself is never changed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, StrictInt, ValidationError

from negotiation.domain.chronicle import LogEvent
from negotiation.domain.values import Value, without_control
from negotiation.errors import LogCorrupted
from negotiation.store.lines import LineFile, read_lines
from negotiation.store.log import check_position, encode_event

__all__ = ["SCHEMA", "JsonlLog", "read_events"]

SCHEMA = 1
"""The form of the events that this version writes, and the only one so far."""


class _Line(Value):
    seq: StrictInt
    schema_: Literal[1] = Field(alias="schema")
    event: LogEvent


class JsonlLog:
    """An ``EventLog`` in a file that this process alone may write until it is closed.

    The file is made if need be, and an unfinished last line is cut off. The events stay in memory
    too, for the process that has the lock is the only one that can change them.

    Args:
        path: the file.
        durable: whether an appended event survives a power cut; it survives the end of the
            process, however sudden, in any case.

    Raises:
        LogConflict: another process is writing the log.
        LogCorrupted: a line is not an event; the file is left as it is.
        LogError: the file cannot be opened.
    """

    def __init__(self, path: Path, *, durable: bool) -> None:
        self._file = LineFile(path, durable=durable)
        try:
            self._events = list(read_events(path))
            self._file.cut_off_remains()
        except BaseException:
            self._file.close()
            raise

    def append(self, events: Sequence[LogEvent], *, at: int) -> None:
        """Add ``events`` after the first ``at`` in one write."""
        check_position(at, len(self._events))
        lines = b"".join(_encode(event, seq) for seq, event in enumerate(events, at + 1))
        if lines:
            self._file.append(lines)
        self._events.extend(events)

    def read(self) -> tuple[LogEvent, ...]:
        """Return all events."""
        return tuple(self._events)

    def __len__(self) -> int:
        return len(self._events)

    def close(self) -> None:
        """Let others write the log. Closing twice is fine."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_events(path: Path) -> tuple[LogEvent, ...]:
    """Return the events in a file, also while another process writes it.

    Raises:
        LogCorrupted: a line is not an event; the message names file and line.
        LogError: the file cannot be read.
    """
    return tuple(_decode(line, path, number) for number, line in enumerate(read_lines(path), 1))


def _encode(event: LogEvent, seq: int) -> bytes:
    return b'{"seq":%d,"schema":%d,"event":%s}\n' % (seq, SCHEMA, encode_event(event))


def _decode(line: bytes, path: Path, number: int) -> LogEvent:
    try:
        decoded = _Line.model_validate_json(line)
    except ValidationError as exc:
        raise LogCorrupted(f"{path}:{number}: {_explain(exc)}") from exc
    if decoded.seq != number:
        raise LogCorrupted(f"{path}:{number}: expected seq {number}, found {decoded.seq}")
    return _printable(decoded.event)


def _printable(event: LogEvent) -> LogEvent:
    """Return the event with every text in it fit to be shown."""
    changes = _changes(event)
    return event.model_copy(update=changes) if changes else event


def _changes(value: Value) -> dict[str, object]:
    """Return the fields of a value whose texts steer a terminal, as they may be shown."""
    shown = {name: _shown(found) for name, found in value}
    return {name: shown[name] for name, found in value if shown[name] != found}


def _shown(found: object) -> object:
    match found:
        case str():
            return without_control(found)
        case tuple():
            return tuple(map(_shown, found))
        case Value():
            changes = _changes(found)
            return found.model_copy(update=changes) if changes else found
        case _:
            return found


def _explain(exc: ValidationError) -> str:
    """Say what is wrong with a line, without its private content."""
    problems = exc.errors(include_url=False)
    for problem in problems:
        found = problem["input"]
        if problem["loc"] == ("schema",) and isinstance(found, int) and found > SCHEMA:
            return f"written by a newer Haggle: schema {found}, this one reads up to {SCHEMA}"
    where = ".".join(str(step) for step in problems[0]["loc"])
    return f"not an event: {where + ': ' if where else ''}{problems[0]['msg']}"

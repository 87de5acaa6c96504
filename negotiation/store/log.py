"""The event-log port, and the log that lives in memory.

A log is an append-only list of events with one rule for writers: say how many events you believe
are there. Whoever is wrong has decided on an outdated picture and is refused.
"""

from collections.abc import Sequence
from typing import Protocol

from pydantic_core import PydanticSerializationError

from negotiation.domain.chronicle import LogEvent
from negotiation.errors import LogConflict, LogError

__all__ = ["EventLog", "MemoryLog", "check_position", "encode_event"]


class EventLog(Protocol):
    """The events of one run, in order."""

    def append(self, events: Sequence[LogEvent], *, at: int) -> None:
        """Add ``events`` after the first ``at``. When this returns they are kept.

        Raises:
            LogConflict: ``at`` is not the number of events in the log. Nothing is written.
            LogError: the events cannot be kept, for their text or for the disk. Nothing is
                written, except that a crash may leave the first few events of a batch.
        """
        ...

    def read(self) -> tuple[LogEvent, ...]:
        """Return all events."""
        ...

    def __len__(self) -> int: ...


class MemoryLog:
    """An ``EventLog`` that ends with its process."""

    def __init__(self) -> None:
        self._events: list[LogEvent] = []

    def append(self, events: Sequence[LogEvent], *, at: int) -> None:
        """Add ``events`` after the first ``at``."""
        check_position(at, len(self._events))
        for event in events:
            encode_event(event)
        self._events.extend(events)

    def read(self) -> tuple[LogEvent, ...]:
        """Return all events."""
        return tuple(self._events)

    def __len__(self) -> int:
        return len(self._events)


def check_position(at: int, n_events: int) -> None:
    """Raise ``LogConflict`` unless ``at``, which a writer believes, is the number of events."""
    if at != n_events:
        raise LogConflict(
            f"the log holds {n_events} events, the writer expected {at}: read it and decide anew"
        )


def encode_event(event: LogEvent) -> bytes:
    r"""Return ``event`` as compact JSON in UTF-8, its keys in the order of its fields.

    Raises:
        LogError: a text holds a lone surrogate, which UTF-8 cannot carry.

    >>> from negotiation.domain.events import DeadlinePassed
    >>> encode_event(DeadlinePassed(table="lease"))
    b'{"kind":"deadline_passed","table":"lease"}'
    """
    try:
        return event.model_dump_json().encode()
    except PydanticSerializationError as exc:
        raise LogError(f"a {event.kind!r} event cannot be written as UTF-8: {exc}") from exc

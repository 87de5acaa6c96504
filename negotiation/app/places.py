"""Where a turn of a table stands in a log that holds several tables, and more besides."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.errors import UsageError
from negotiation.protocol.fold import replay

__all__ = ["Place", "last_turns", "place_of", "turn_of"]


class Place(NamedTuple):
    """A turn, taken or due, and what came before it."""

    table: str
    turn: int
    party: str
    """Whose turn it is."""
    n_events: int
    """Of the log that stand before it."""


def place_of(events: Sequence[LogEvent], table: str, turn: int) -> Place:
    """Find a turn of a table: the first event that stands at it, or the end if it is due.

    Raises:
        UsageError: the table has not been opened, or has no such turn; says which there are.
    """
    there = [event for event in table_events(events) if event.table == table]
    if not there:
        begun = ", ".join(dict.fromkeys(event.table for event in table_events(events)))
        raise UsageError(
            f"the talks at table {table!r} have not begun in this run; begun have: "
            f"{begun or 'none'}"
        )
    for number, event in enumerate(events):
        if getattr(event, "table", None) == table and turn_of(event) == turn > 0:
            return Place(table, turn, str(getattr(event, "party", "")), number)
    session = replay(there)
    due = {session.turn_of(party): party for party in session.due_parties}
    if turn in due:
        return Place(table, turn, due[turn], len(events))
    last = max({0, *due, *map(turn_of, there)})
    if 1 <= turn <= last:
        raise UsageError(f"turn {turn} of table {table!r} was nobody's")
    raise UsageError(f"turn {turn}: table {table!r} has turns 1 to {last} in this run")


def last_turns(events: Iterable[LogEvent]) -> dict[str, int]:
    """Return the last turn that was taken at each table."""
    last: dict[str, int] = {}
    for event in table_events(events):
        last[event.table] = max(last.get(event.table, 0), turn_of(event))
    return last


def turn_of(event: LogEvent) -> int:
    """Return the turn of an event, 0 where it is nobody's turn."""
    return int(getattr(event, "turn", 0))

"""What opens when: the programme of a run, which the turns ask whenever no table is open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from negotiation.agents.negotiator import Negotiator
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import TableOpened
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.protocol.house import House

__all__ = ["Programme", "TableSetUp", "TablesInOrder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSetUp:
    """What a table needs to be played."""

    opening: TableOpened
    space: OutcomeSpace
    house: House
    negotiators: Mapping[str, Negotiator]
    """By party; a party that is missing is played by a person."""
    approvers: Mapping[str, Negotiator] = field(default_factory=dict)
    """Who signs for a party what its house leaves to a seat; missing is a person."""
    ladders: frozenset[str] = frozenset()
    """Parties with an authority ladder on this agenda."""


class Programme(Protocol):
    """Says what happens between the tables, and sets them up. A pure function of the log."""

    def next_events(
        self, log: Sequence[LogEvent], open_tables: Collection[str]
    ) -> tuple[LogEvent, ...]:
        """Return what happens before anybody moves; nothing when nothing does.

        It is asked after every move, and again until it has nothing to say, so that what a process
        began to write down before it ended is written to the end. When no table is open and nothing
        happens, the run is over.
        """
        ...

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:
        """Return a table that has been opened, as things stand after ``log``."""
        ...


class TablesInOrder:
    """Tables that know nothing of each other, one after the other."""

    def __init__(self, tables: Sequence[TableSetUp]) -> None:
        self._tables = {table.opening.table: table for table in tables}

    def next_events(
        self, log: Sequence[LogEvent], open_tables: Collection[str]
    ) -> tuple[LogEvent, ...]:
        """Open the first table that has not been opened yet, if no other is open."""
        if open_tables:
            return ()
        opened = {event.table for event in log if isinstance(event, TableOpened)}
        waiting = (table for name, table in self._tables.items() if name not in opened)
        return tuple(table.opening for table in waiting)[:1]

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:  # noqa: ARG002
        """Return a table."""
        return self._tables[table]

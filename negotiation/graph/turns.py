"""A run in progress: the log, its fold, and who thinks for whom.

Everything that happens goes through ``take_turn`` and ``answer``. Both write to the log first and
only then tell whoever watches, so nothing is ever shown that is not kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from negotiation.agents.negotiator import Negotiator, NoMove
from negotiation.domain.events import DeadlinePassed, Event, TableOpened
from negotiation.domain.moves import Move
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.errors import RuleError
from negotiation.protocol.referee import Guard, decide, forfeit
from negotiation.protocol.session import Session, evolve, opened, replay
from negotiation.protocol.view import View, view_for
from negotiation.store.log import EventLog

__all__ = ["Cursor", "TableSetUp", "Turns", "Watcher"]

Watcher: TypeAlias = Callable[[Event], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSetUp:
    """What a table needs to be played."""

    opening: TableOpened
    space: OutcomeSpace
    guard: Guard
    negotiators: Mapping[str, Negotiator]
    """By party; a party that is missing is played by a person."""


class Cursor(NamedTuple):
    """Where a run is. It is worked out from the log and never the other way round."""

    table: str
    turn: int
    refusals: int
    party: str | None
    """Who is due; ``None`` when every table has ended."""

    @property
    def is_over(self) -> bool:
        """Whether every table has ended."""
        return self.party is None


class Turns:
    """Plays the tables of a run one after the other, a turn at a time."""

    def __init__(
        self, tables: Sequence[TableSetUp], log: EventLog, *, watch: Watcher | None = None
    ) -> None:
        self._tables = {table.opening.table: table for table in tables}
        self._log = log
        self._watch = watch
        self._n_logged = 0
        self._events: dict[str, list[Event]] = {name: [] for name in self._tables}
        self._sessions: dict[str, Session] = {}
        for event in log.read():
            self._fold(event)

    def settle(self) -> None:
        """Write the deadline down if a process ended between the last turn and its deadline."""
        for session in tuple(self._sessions.values()):
            if session.ending is None and session.is_out_of_time:
                self._append([DeadlinePassed(table=session.table)])

    def cursor(self) -> Cursor:
        """Return where the run is."""
        sessions = [self._session(name) for name in self._tables]
        due = next((session for session in sessions if session.ending is None), sessions[-1])
        return Cursor(due.table, due.turn, due.refusals, due.due_party)

    @property
    def is_persons_turn(self) -> bool:
        """Whether a person is due."""
        cursor = self.cursor()
        return not cursor.is_over and cursor.party not in self._tables[cursor.table].negotiators

    def view(self) -> View:
        """Return what the due party may see."""
        cursor = self.cursor()
        if cursor.party is None:
            raise RuleError("every table has ended")
        session = self._opened(cursor.table)
        return view_for(session, self._events[cursor.table], cursor.party)

    async def take_turn(self) -> None:
        """Let the due negotiator move, and write down what follows from it."""
        view = self.view()
        answer = await self._tables[view.table].negotiators[view.party].propose(view)
        if isinstance(answer, NoMove):
            self._append(
                forfeit(
                    self._sessions[view.table],
                    reason=answer.reason,
                    owner=answer.owner,
                    n_invalid_replies=answer.n_invalid_replies,
                )
            )
        else:
            self._decide(view, answer)

    def answer(self, move: Move) -> None:
        """Take the move of the person who is due."""
        self._decide(self.view(), move)

    def _decide(self, view: View, move: Move) -> None:
        table = self._tables[view.table]
        session = self._sessions[view.table]
        self._append(decide(session, table.space, table.guard, party=view.party, move=move))

    def _session(self, name: str) -> Session:
        return self._sessions.get(name) or opened(self._tables[name].opening)

    def _opened(self, name: str) -> Session:
        if name not in self._sessions:
            self._append([self._tables[name].opening])
        return self._sessions[name]

    def _append(self, events: Sequence[Event]) -> None:
        self._log.append(events, at=self._n_logged)
        for event in events:
            self._fold(event)
            if self._watch is not None:
                self._watch(event)

    def _fold(self, event: Event) -> None:
        if event.table not in self._tables:
            raise RuleError(f"the log has a table {event.table!r} that the run has not")
        session = self._sessions.get(event.table)
        after = evolve(session, event) if session is not None else replay([event])
        self._sessions[event.table] = after
        self._events[event.table].append(event)
        self._n_logged += 1

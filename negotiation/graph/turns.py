"""A run in progress: the log, its fold, and who thinks for whom.

Everything that happens is written to the log first and only then told to whoever watches, so
nothing is ever shown that is not kept.

Tables that are open together go in step: those where the fewest turns were taken are due. At one
moment different parties think at the same time; a party at two tables thinks about one after the
other. What they decide is written down by table and seat, so that a seed gives one log.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from negotiation.agents.negotiator import Answer, Negotiator, NoMove
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import Event, MoveRefused, NoteTaken, TableOpened
from negotiation.domain.moves import Accept, Move
from negotiation.errors import RuleError
from negotiation.graph.programme import Programme, TableSetUp
from negotiation.protocol.closing import answered, closings
from negotiation.protocol.fold import evolve, opened
from negotiation.protocol.referee import decide, forfeit
from negotiation.protocol.session import Session, StandingOffer
from negotiation.protocol.view import View, seen_by, view_for
from negotiation.store.log import EventLog

__all__ = ["REQUEST", "Cursor", "Due", "Turns", "Watcher", "approver_of"]

Watcher: TypeAlias = Callable[[LogEvent], None]

REQUEST = "request"
"""The id under which an approver accepts or rejects what is asked of it."""


class Due(NamedTuple):
    """Somebody who must move now, or sign what was escalated."""

    table: str
    party: str
    is_approver: bool = False


class Cursor(NamedTuple):
    """Where a run is. It is worked out from the log and never the other way round."""

    n_events: int
    table: str
    party: str | None
    """Who is due first; ``None`` when the run is over."""

    @property
    def is_over(self) -> bool:
        """Whether every table has ended."""
        return self.party is None


def approver_of(party: str) -> str:
    """Return the seat that signs for a party."""
    return f"{party}.approver"


class Turns:
    """Plays a programme of tables, one moment at a time."""

    def __init__(
        self, programme: Programme, log: EventLog, *, watch: Watcher | None = None
    ) -> None:
        self._programme = programme
        self._log = log
        self._watch = watch
        self._history: list[LogEvent] = []
        self._events: dict[str, list[Event]] = {}
        self._sessions: dict[str, Session] = {}
        self._n_turns: dict[str, int] = {}
        for event in log.read():
            self._fold(event)

    def settle(self) -> None:
        """Write down what follows without anybody's move: a deadline, an award, the next table."""
        for name in tuple(self._open()):
            table = self._set_up(name)
            self._append(closings(self._sessions[name], table.space, table.house))
        while not self._open():
            events = self._programme.next_events(tuple(self._history))
            if not events:
                return
            self._append(events)

    def cursor(self) -> Cursor:
        """Return where the run is."""
        first = next(iter(self.due()), None)
        table = first.table if first else next(reversed(self._sessions), "")
        return Cursor(len(self._history), table, first.party if first else None)

    def due(self) -> tuple[Due, ...]:
        """Return everybody who is due at this moment, by table and seat."""
        open_tables = self._open()
        least = min((self._n_turns[name] for name in open_tables), default=0)
        found: list[Due] = []
        for name in open_tables:
            if self._n_turns[name] == least:
                asked = self._unanswered(name)
                found += asked or [Due(name, each) for each in self._sessions[name].due_parties]
        return tuple(found)

    @property
    def is_persons_turn(self) -> bool:
        """Whether only people are due."""
        due = self.due()
        return bool(due) and all(self._mind(each) is None for each in due)

    def view(self) -> View:
        """Return what the first who is due may see; people come last."""
        due = self.due()
        if not due:
            raise RuleError("every table has ended")
        return self._view(min(due, key=lambda each: self._mind(each) is None))

    async def take_turn(self) -> None:
        """Let everybody think who is due and no person, and write down what follows."""
        minds = [(each, mind) for each in self.due() if (mind := self._mind(each)) is not None]
        by_party: dict[str, list[tuple[Due, Negotiator]]] = {}
        for due, mind in minds:
            by_party.setdefault(due.party, []).append((due, mind))
        thoughts = await asyncio.gather(
            *(self._think(one_after_another) for one_after_another in by_party.values()),
            return_exceptions=True,
        )
        answers: dict[Due, Answer] = {}
        for thought in thoughts:
            if isinstance(thought, BaseException):
                raise thought
            answers |= thought
        for due, _ in minds:
            self._take(due, answers[due])
        self.settle()

    def answer(self, move: Move) -> None:
        """Take the move of the first person who is due."""
        person = next((each for each in self.due() if self._mind(each) is None), None)
        if person is None:
            raise RuleError("no person is due")
        self._take(person, move)
        self.settle()

    async def _think(self, turns: Iterable[tuple[Due, Negotiator]]) -> dict[Due, Answer]:
        """Let one party think about its tables, one after the other."""
        return {due: await mind.propose(self._view(due)) for due, mind in turns}

    def _take(self, due: Due, answer: Answer) -> None:
        session, table = self._sessions[due.table], self._set_up(due.table)
        if due.is_approver:
            self._sign(due, answer)
        elif isinstance(answer, NoMove):
            self._append(
                forfeit(
                    session,
                    table.space,
                    table.house,
                    party=due.party,
                    reason=answer.reason,
                    owner=answer.owner,
                    n_invalid_replies=answer.n_invalid_replies,
                )
            )
        else:
            self._append(decide(session, table.space, table.house, party=due.party, move=answer))

    def _sign(self, due: Due, answer: Answer) -> None:
        """Take an approver's answer; one that says nothing usable signs nothing."""
        session = self._sessions[due.table]
        signs = isinstance(answer, Move) and isinstance(answer.act, Accept)
        granted = session.escalations[due.party].steps if signs else ()
        reason = answer.message if isinstance(answer, Move) else answer.reason
        self._append([answered(session, due.party, granted, reason=reason)])

    def _view(self, due: Due) -> View:
        session, table = self._sessions[due.table], self._set_up(due.table)
        view = view_for(
            session,
            self._events[due.table],
            due.party,
            has_ladder=due.party in table.ladders,
            elsewhere=self._elsewhere(due),
        )
        if not due.is_approver:
            return view
        asked = session.escalations[due.party]
        request = StandingOffer(
            offer_id=REQUEST, party=due.party, turn=view.turn, outcome=asked.outcome
        )
        return replace(
            view,
            party=approver_of(due.party),
            offers=(request,),
            legal_acts=("accept", "reject"),
        )

    def _elsewhere(self, due: Due) -> tuple[LogEvent, ...]:
        """Return what a party has heard away from a table."""
        heard: list[LogEvent] = []
        for event in self._history:
            table = getattr(event, "table", None)
            if table == due.table or (
                table is not None and due.party not in self._sessions[table].parties
            ):
                continue
            if (seen := seen_by(event, due.party)) is not None:
                heard.append(seen)
        return tuple(heard)

    def _unanswered(self, name: str) -> list[Due]:
        """Return the approvers whose answer is due; the table waits for them."""
        session, table = self._sessions[name], self._set_up(name)
        return [
            Due(name, party, is_approver=True)
            for party, asked in session.escalations.items()
            if asked.due_round <= session.round
            and party not in session.left
            and table.house.answer(name, party, asked) is None
        ]

    def _mind(self, due: Due) -> Negotiator | None:
        """Return who thinks for a seat; ``None`` for a person."""
        table = self._set_up(due.table)
        return (table.approvers if due.is_approver else table.negotiators).get(due.party)

    def _open(self) -> tuple[str, ...]:
        return tuple(name for name, each in self._sessions.items() if each.ending is None)

    def _set_up(self, name: str) -> TableSetUp:
        return self._programme.set_up(name, self._history)

    def _append(self, events: Sequence[LogEvent]) -> None:
        self._log.append(events, at=len(self._history))
        for event in events:
            self._fold(event)
            if self._watch is not None:
                self._watch(event)

    def _fold(self, event: LogEvent) -> None:
        self._history.append(event)
        for each in table_events([event]):
            session = self._sessions.get(each.table)
            if session is None:
                if not isinstance(each, TableOpened):
                    raise RuleError(f"table {each.table!r} was never opened")
                self._sessions[each.table] = opened(each)
            else:
                self._sessions[each.table] = evolve(session, each)
            self._events.setdefault(each.table, []).append(each)
            took = hasattr(each, "turn") and not isinstance(each, MoveRefused | NoteTaken)
            self._n_turns[each.table] = self._n_turns.get(each.table, 0) + took

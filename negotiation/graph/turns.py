"""A run in progress: the log, its fold, and who thinks for whom.

Everything that happens is written to the log first and only then told to whoever watches, so
nothing is ever shown that is not kept.

At one moment different parties think at the same time; a party at two tables thinks about one
after the other. What they decide is written down by table and seat, so that a seed gives one log.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from negotiation.agents.negotiator import Answer, Negotiator, NoMove
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import EscalationDecided, Event, MoveRefused, NoteTaken
from negotiation.domain.moves import Accept, Move
from negotiation.errors import RuleError
from negotiation.graph.moments import REQUEST, Due, Moments, approver_of
from negotiation.graph.programme import Programme
from negotiation.protocol.closing import answered, closings
from negotiation.protocol.referee import decide, forfeit
from negotiation.protocol.session import Session
from negotiation.protocol.view import View
from negotiation.store.log import EventLog

__all__ = ["REQUEST", "Aside", "Cursor", "Due", "Hold", "Turns", "Watcher", "approver_of"]


Watcher: TypeAlias = Callable[[LogEvent], None]

Hold: TypeAlias = Callable[[], Awaitable[None]]
"""Returns when the next moment may begin."""

Aside: TypeAlias = Callable[[Callable[[], None]], Awaitable[None]]
"""Does work that takes long somewhere else, so that the loop has time for others meanwhile."""


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


class Turns:
    """Plays a programme of tables, one moment at a time."""

    def __init__(
        self,
        programme: Programme,
        log: EventLog,
        *,
        watch: Watcher | None = None,
        hold: Hold | None = None,
        aside: Aside | None = None,
    ) -> None:
        self._programme = programme
        self._log = log
        self._watch = watch
        self._hold = hold
        self._aside = aside
        self._moments = Moments(programme)
        for event in log.read():
            self._moments.fold(event)

    async def advance(self) -> None:
        """Settle, and have everything worked out that the next moment needs."""
        await self._look_ahead()
        self.settle()
        await self._look_ahead()

    def settle(self) -> None:
        """Write down what follows without anybody's move: a deadline, an award, the next table."""
        moments = self._moments
        for name in moments.open_tables:
            table = moments.table(name)
            self._append(closings(moments.sessions[name], table.space, table.house))
        while events := self._programme.next_events(moments.history, moments.open_tables):
            self._append(events)

    def cursor(self) -> Cursor:
        """Return where the run is."""
        first = next(iter(self.due()), None)
        table = first.table if first else next(reversed(self._moments.sessions), "")
        return Cursor(len(self._moments.history), table, first.party if first else None)

    def due(self) -> tuple[Due, ...]:
        """Return everybody who must still move at this moment, by table and seat."""
        return self._moments.due

    @property
    def is_persons_turn(self) -> bool:
        """Whether only people are due."""
        due = self.due()
        return bool(due) and all(self._mind(each) is None for each in due)

    @property
    def known(self) -> Sequence[LogEvent]:
        """The log as far as those who are due know it: up to the beginning of the moment."""
        return self._moments.known

    def view(self) -> View:
        """Return what the first who is due may see; people come last."""
        due = self.due()
        if not due:
            raise RuleError("every table has ended")
        return self._moments.view(min(due, key=lambda each: self._mind(each) is None))

    async def take_turn(self) -> None:
        """Let everybody think who is due and no person, and write down what follows."""
        if self._hold is not None:
            await self._hold()
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
        for due, mind in minds:
            has_moved = self._take(due, answers[due])
            while not has_moved:
                has_moved = self._take(due, await mind.propose(self._moments.view(due)))
        await self.advance()

    async def answer(self, move: Move) -> None:
        """Take the move of the first person who is due."""
        person = next((each for each in self.due() if self._mind(each) is None), None)
        if person is None:
            raise RuleError("no person is due")
        self._take(person, move)
        await self.advance()

    async def _look_ahead(self) -> None:
        """Value the open tables aside, or else what opens next. It is kept, and nothing written."""
        if self._aside is None:
            return
        moments = self._moments

        def value() -> None:
            for name in moments.open_tables:
                moments.table(name)
            if not moments.open_tables:
                self._programme.next_events(moments.history, ())

        await self._aside(value)

    async def _think(self, turns: Iterable[tuple[Due, Negotiator]]) -> dict[Due, Answer]:
        """Let one party think about its tables, one after the other."""
        return {due: await mind.propose(self._moments.view(due)) for due, mind in turns}

    def _take(self, due: Due, answer: Answer) -> bool:
        """Write down what follows from an answer; return whether it was a move, or a lost turn."""
        session, table = self._moments.sessions[due.table], self._moments.table(due.table)
        if due.is_approver:
            events: Sequence[Event] = (_signature(session, due.party, answer),)
        elif isinstance(answer, NoMove):
            events = forfeit(
                session,
                table.space,
                table.house,
                party=due.party,
                reason=answer.reason,
                owner=answer.owner,
                n_invalid_replies=answer.n_invalid_replies,
            )
        else:
            events = decide(session, table.space, table.house, party=due.party, move=answer)
        if isinstance(events[0], NoteTaken) and events[0] == self._moments.events[due.table][-1]:
            events = events[1:]  # a process wrote the note of the move and ended
        self._append(events)
        return not isinstance(events[-1], MoveRefused)

    def _mind(self, due: Due) -> Negotiator | None:
        """Return who thinks for a seat; ``None`` for a person."""
        table = self._moments.table(due.table)
        return (table.approvers if due.is_approver else table.negotiators).get(due.party)

    def _append(self, events: Sequence[LogEvent]) -> None:
        self._log.append(events, at=len(self._moments.history))
        for event in events:
            self._moments.fold(event)
            if self._watch is not None:
                self._watch(event)


def _signature(session: Session, party: str, answer: Answer) -> EscalationDecided:
    """Return an approver's answer; one that says nothing usable signs nothing."""
    signs = isinstance(answer, Move) and isinstance(answer.act, Accept)
    granted = session.escalations[party].steps if signs else ()
    reason = answer.message if isinstance(answer, Move) else answer.reason
    return answered(session, party, granted, reason=reason)

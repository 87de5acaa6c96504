"""What the log of a run says of this moment: its tables, who is due, what each of them may know.

Tables that are open together go in step. At one moment everybody who is due at any of them moves
once, by table and seat; a table that waits for a signature has its signer's answer instead. What is
decided at a moment nobody knows before the next, whoever's move is written down first: those who
bid at once, and a person who takes longer than the models, hear nothing that others did not. So a
process that ended in the middle of a moment goes on in it as if nothing had happened.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from negotiation.domain.chronicle import CampaignEvent, LogEvent
from negotiation.domain.events import EscalationDecided, Event, MoveRefused, NoteTaken, TableOpened
from negotiation.errors import RuleError
from negotiation.graph.programme import Programme, TableSetUp
from negotiation.protocol.fold import evolve, opened
from negotiation.protocol.session import Session, StandingOffer
from negotiation.protocol.view import View, seen_by, view_for

__all__ = ["REQUEST", "Due", "Moments", "approver_of"]

REQUEST = "request"
"""The id under which an approver accepts or rejects what is asked of it."""


class Due(NamedTuple):
    """Somebody who must move now, or sign what was escalated."""

    table: str
    party: str
    is_approver: bool = False


def approver_of(party: str) -> str:
    """Return the seat that signs for a party."""
    return f"{party}.approver"


class Moments:
    """Folds a log, and knows who has not moved yet in the moment that has begun."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self.history: list[LogEvent] = []
        self.sessions: dict[str, Session] = {}
        self.events: dict[str, list[Event]] = {}
        """By table, its log."""
        self._waiting: tuple[Due, ...] = ()
        self._before: tuple[int, dict[str, Session], dict[str, int]] = (0, {}, {})
        """Where the moment began: events of the log, sessions, events of each table."""
        self._set_up: dict[str, tuple[int, TableSetUp]] = {}

    @property
    def open_tables(self) -> tuple[str, ...]:
        """The tables whose talks go on, in the order in which they were opened."""
        return tuple(name for name, each in self.sessions.items() if each.ending is None)

    @property
    def due(self) -> tuple[Due, ...]:
        """Everybody who must still move at this moment, by table and seat."""
        return self._waiting or self._everybody()

    @property
    def known(self) -> Sequence[LogEvent]:
        """The log as it was when the moment began."""
        return self.history[: self._before[0]] if self._waiting else self.history

    def table(self, name: str) -> TableSetUp:
        """Return a table as it stood when the moment began."""
        known = self.known
        n_known, table = self._set_up.get(name, (-1, None))
        if table is None or n_known != len(known):
            table = self._programme.set_up(name, known)
            self._set_up[name] = len(known), table
        return table

    def fold(self, event: LogEvent) -> None:
        """Take the next event of the log."""
        mover = _mover(event)
        if mover is not None and not self._waiting:
            self._begin(mover)
        if not isinstance(event, CampaignEvent):
            self._evolve(event)
        self.history.append(event)
        has_moved = mover if not isinstance(event, MoveRefused | NoteTaken) else None
        self._waiting = tuple(
            each
            for each in self._waiting
            if each != has_moved and self.sessions[each.table].ending is None
        )

    def view(self, due: Due) -> View:
        """Return what somebody who is due may see."""
        session, events = self.sessions[due.table], self.events[due.table]
        n_known = len(self.history)
        if self._waiting:
            n_known, sessions, n_events = self._before
            session, since = sessions[due.table], events[n_events[due.table] :]
            tries = [
                each for each in since if isinstance(each, MoveRefused) and _mover(each) == due
            ]
            events = [*events[: n_events[due.table]], *tries]
            for event in tries:
                session = evolve(session, event)
        view = view_for(
            session,
            events,
            due.party,
            has_ladder=due.party in self.table(due.table).ladders,
            elsewhere=self._elsewhere(due, n_known),
        )
        return _approving(view, session) if due.is_approver else view

    def _elsewhere(self, due: Due, n_known: int) -> tuple[LogEvent, ...]:
        """Return what a party has heard away from a table."""
        heard: list[LogEvent] = []
        if len(self.history) == len(self.events[due.table]):
            return ()
        for event in self.history[:n_known]:
            if not isinstance(event, CampaignEvent):
                is_there = due.party in self.sessions[event.table].parties
                if event.table == due.table or not is_there:
                    continue
            if (seen := seen_by(event, due.party)) is not None:
                heard.append(seen)
        return tuple(heard)

    def _begin(self, mover: Due) -> None:
        """Begin a moment, if this is somebody who is due in one."""
        everybody = self._everybody()
        if mover in everybody:
            n_events = {name: len(events) for name, events in self.events.items()}
            self._before = len(self.history), dict(self.sessions), n_events
            self._waiting = everybody

    def _everybody(self) -> tuple[Due, ...]:
        found: list[Due] = []
        for name in self.open_tables:
            asked = self._unsigned(name)
            found += asked or [Due(name, party) for party in self.sessions[name].due_parties]
        return tuple(found)

    def _unsigned(self, name: str) -> list[Due]:
        """Return the approvers whose answer is due; the table waits for them."""
        session = self.sessions[name]
        return [
            Due(name, party, is_approver=True)
            for party, asked in session.escalations.items()
            if asked.due_round <= session.round
            and party not in session.left
            and self.table(name).house.answer(name, party, asked) is None
        ]

    def _evolve(self, event: Event) -> None:
        session = self.sessions.get(event.table)
        if session is not None:
            self.sessions[event.table] = evolve(session, event)
        elif isinstance(event, TableOpened):
            self.sessions[event.table] = opened(event)
        else:
            raise RuleError(f"table {event.table!r} was never opened")
        self.events.setdefault(event.table, []).append(event)


def _mover(event: LogEvent) -> Due | None:
    """Return whose seat an event comes from, or may come from; ``None`` for the referee's own."""
    if isinstance(event, EscalationDecided):
        return Due(event.table, event.party, is_approver=True)
    if isinstance(event, CampaignEvent) or not hasattr(event, "turn"):
        return None
    return Due(event.table, getattr(event, "party", ""))


def _approving(view: View, session: Session) -> View:
    """Return what the approver of a view's party sees: the same, and what was asked of it."""
    asked = session.escalations[view.party]
    request = StandingOffer(
        offer_id=REQUEST, party=view.party, turn=view.turn, outcome=asked.outcome
    )
    return replace(
        view,
        party=approver_of(view.party),
        offers=(request,),
        legal_acts=("accept", "reject"),
    )

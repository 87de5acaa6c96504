"""The state of one table, as a fold over its events.

Two rules hold in this room. Everything that decides whether a move is legal lives in ``session``
and ``referee``. And nothing here knows which role a party plays, so different rules for the two
sides cannot even be written.

Turn ``t`` (from 1) belongs to party ``(t - 1) mod n`` in the order of the table; a round is one
turn of everybody. A refused move and a private note do not use the turn up; every other event of a
party does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Ending,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    TableOpened,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.domain.moves import TalkMode
from negotiation.domain.outcomes import Outcome
from negotiation.errors import RuleError

__all__ = ["Session", "StandingOffer", "evolve", "replay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOffer:
    """The latest offer of a party that has not been turned down."""

    offer_id: str
    party: str
    turn: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A table in the middle of talks."""

    table: str
    parties: tuple[str, ...]
    """In the order of turns."""
    deadline_rounds: int
    talk: TalkMode = "full"
    turn: int = 1
    """The turn that is due, from 1."""
    refusals: int = 0
    """Refused moves in the turn that is due."""
    standing: Mapping[str, StandingOffer] = field(default_factory=dict)
    """By party that made it."""
    ending: Ending | None = None
    agreement: Outcome | None = None

    @property
    def due_party(self) -> str | None:
        """Who moves next; ``None`` when the talks have ended or the last round is over."""
        if self.ending is not None or self.is_out_of_time:
            return None
        return self.parties[(self.turn - 1) % len(self.parties)]

    @property
    def may_offer(self) -> bool:
        """Whether the due party may put an offer forward: without talk only who opens may."""
        return self.talk != "none" or self.turn == 1

    @property
    def round(self) -> int:
        """The round of the turn that is due, from 1."""
        return (self.turn - 1) // len(self.parties) + 1

    @property
    def is_out_of_time(self) -> bool:
        """Whether every round has been played."""
        return self.round > self.deadline_rounds

    def offer_to(self, party: str, offer_id: str) -> StandingOffer | None:
        """Return the standing offer of that id which ``party`` may accept or reject."""
        for offer in self.standing.values():
            if offer.offer_id == offer_id and offer.party != party:
                return offer
        return None

    def offers_to(self, party: str) -> tuple[StandingOffer, ...]:
        """Return the standing offers that ``party`` may accept or reject."""
        return tuple(offer for offer in self.standing.values() if offer.party != party)


def replay(events: Iterable[Event]) -> Session:
    """Fold the events of one table. Raises ``RuleError`` when they cannot follow each other."""
    session: Session | None = None
    for event in events:
        if isinstance(event, TableOpened):
            if session is not None:
                raise RuleError(f"table {event.table!r} was opened twice")
            session = opened(event)
        elif session is None:
            raise RuleError(f"the first event must open the table, found {event.kind!r}")
        else:
            session = evolve(session, event)
    if session is None:
        raise RuleError("no events: the table was never opened")
    return session


def opened(event: TableOpened) -> Session:
    """Return the session that an opening event starts."""
    return Session(
        table=event.table,
        parties=event.parties,
        deadline_rounds=event.deadline_rounds,
        talk=event.talk,
    )


def evolve(session: Session, event: Event) -> Session:
    """Return the session after one more event.

    Raises:
        RuleError: the event cannot follow, which is a bug of ours or an edited log.
    """
    _check_follows(session, event)
    match event:
        case TableOpened():
            raise RuleError(f"table {event.table!r} was opened twice")
        case DeadlinePassed():
            return replace(session, ending=Ending.DEADLINE)
        case MoveRefused():
            is_due = event.party == session.due_party
            return replace(session, refusals=session.refusals + 1) if is_due else session
        case NoteTaken():
            return session
        case Talked() | TurnForfeited():
            return _next_turn(session)
        case OfferMade():
            offer = StandingOffer(
                offer_id=event.offer_id, party=event.party, turn=event.turn, outcome=event.outcome
            )
            return replace(_next_turn(session), standing={**session.standing, event.party: offer})
        case OfferRejected():
            left = {
                party: offer
                for party, offer in session.standing.items()
                if offer.offer_id != event.offer_id
            }
            return replace(_next_turn(session), standing=left)
        case AgreementReached():
            ended = replace(_next_turn(session), ending=Ending.AGREEMENT)
            return replace(ended, agreement=event.outcome)
        case WalkedAway():
            return replace(_next_turn(session), ending=Ending.WALK_AWAY)
        case _:
            assert_never(event)


def _next_turn(session: Session) -> Session:
    return replace(session, turn=session.turn + 1, refusals=0)


def _check_follows(session: Session, event: Event) -> None:
    if event.table != session.table:
        raise RuleError(f"an event of table {event.table!r} in the log of {session.table!r}")
    if session.ending is not None:
        raise RuleError(f"{event.kind!r} after the talks ended by {session.ending.value!r}")
    if isinstance(event, TableOpened):
        return
    if isinstance(event, DeadlinePassed):
        if not session.is_out_of_time:
            raise RuleError(f"the deadline cannot pass in round {session.round}")
        return
    is_refusal = isinstance(event, MoveRefused) and session.due_party is not None
    if is_refusal and event.turn == session.turn:
        return
    if event.party != session.due_party or event.turn != session.turn:
        raise RuleError(
            f"{event.kind!r} by {event.party!r} in turn {event.turn}, but turn {session.turn} "
            f"of {session.due_party!r} is due"
        )
    if isinstance(event, OfferRejected | AgreementReached):
        _check_answers(session, event)


def _check_answers(session: Session, event: OfferRejected | AgreementReached) -> None:
    offer = session.offer_to(event.party, event.offer_id)
    if offer is None:
        raise RuleError(f"{event.kind!r} of offer {event.offer_id!r}, which does not stand")
    if isinstance(event, AgreementReached) and event.outcome != offer.outcome:
        raise RuleError(f"the agreement is not what offer {event.offer_id!r} says")

"""What one party may see of a table.

A view is built from public events and the party's own refusals. It holds no session, no mandate
and no other view, so there is no way back from it to what the counterpart keeps to itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from negotiation.domain.events import Event, MoveRefused, NoteTaken, TurnForfeited
from negotiation.domain.moves import TalkMode
from negotiation.protocol.session import Session, StandingOffer

__all__ = ["ActKind", "View", "as_seen", "is_visible", "view_for"]

ActKind: TypeAlias = Literal["talk", "offer", "accept", "reject", "walk_away"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The table as one party sees it, at the moment it must move."""

    table: str
    party: str
    turn: int
    round: int
    deadline_rounds: int
    talk: TalkMode = "full"
    history: tuple[Event, ...]
    """Public events, and this party's own notes and refused moves, oldest first."""
    own_offer: StandingOffer | None
    offers: tuple[StandingOffer, ...]
    """What this party may accept or reject."""
    legal_acts: tuple[ActKind, ...]

    @property
    def rounds_left(self) -> int:
        """Rounds after this one."""
        return self.deadline_rounds - self.round

    @property
    def is_last_turn(self) -> bool:
        """Whether this party will not be asked again."""
        return self.rounds_left == 0

    @property
    def refusals(self) -> tuple[MoveRefused, ...]:
        """This party's refused moves in the turn that is due."""
        return tuple(
            event
            for event in self.history
            if isinstance(event, MoveRefused) and event.turn == self.turn
        )


def view_for(session: Session, events: Iterable[Event], party: str) -> View:
    """Return what ``party`` may see. ``events`` is the log of the session's table."""
    offers = session.offers_to(party)
    talk: tuple[ActKind, ...] = ("talk",) if session.talk == "full" else ()
    offer: tuple[ActKind, ...] = ("offer",) if session.may_offer else ()
    answers: tuple[ActKind, ...] = ("accept", "reject") if offers else ()
    return View(
        table=session.table,
        party=party,
        turn=session.turn,
        round=session.round,
        deadline_rounds=session.deadline_rounds,
        talk=session.talk,
        history=tuple(visible for event in events if (visible := as_seen(event, party))),
        own_offer=session.standing.get(party),
        offers=offers,
        legal_acts=(*talk, *offer, *answers, "walk_away"),
    )


def is_visible(event: Event, party: str) -> bool:
    """Whether ``party`` may know that ``event`` happened."""
    return not isinstance(event, MoveRefused | NoteTaken) or event.party == party


def as_seen(event: Event, party: str) -> Event | None:
    """Return the event as ``party`` sees it, ``None`` when it must not know of it.

    Why another lost its turn stays private, as its refused moves do.
    """
    if not is_visible(event, party):
        return None
    if isinstance(event, TurnForfeited) and event.party != party:
        return TurnForfeited(table=event.table, turn=event.turn, party=event.party, reason="")
    return event

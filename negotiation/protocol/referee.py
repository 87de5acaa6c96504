"""From a move to events. Pure: the same session and move always give the same events.

An illegal move is an event that its author sees, never an exception. The author may try again in
the same turn; after ``MAX_REFUSALS`` refused moves the turn is forfeited, so that a table always
comes to its end.
"""

from typing import Protocol, TypedDict, assert_never

from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Event,
    FaultOwner,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.domain.moves import Accept, Claim, Move, Offer, Reject, Talk, WalkAway
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.errors import RuleError
from negotiation.protocol.session import Session, evolve

__all__ = ["MAX_REFUSALS", "Guard", "decide", "forfeit"]

MAX_REFUSALS = 3
"""Refused moves in one turn after which it is forfeited."""


class _Place(TypedDict):
    table: str
    turn: int
    party: str


class _Said(TypedDict):
    message: str
    claims: tuple[Claim, ...]


class Guard(Protocol):
    """What a party's own mandate has against binding itself to an outcome."""

    def objections(self, party: str, outcome: Outcome) -> tuple[str, ...]:
        """Return why ``party`` must not offer or accept ``outcome``; empty when it may."""


def decide(
    session: Session, space: OutcomeSpace, guard: Guard, *, party: str, move: Move
) -> tuple[Event, ...]:
    """Turn a move of ``party`` into the events that follow from it.

    Returns:
        One event of the party; before it its private note, if the move brought one; behind it
        ``TurnForfeited`` or ``DeadlinePassed`` when the move was the last straw or the last turn.

    Raises:
        RuleError: the talks have ended, so nobody should have been asked.
    """
    if session.due_party is None:
        raise RuleError(f"the talks at table {session.table!r} are over")
    reasons = _objections(session, space, guard, party=party, move=move)
    if not reasons:
        event = _accepted(session, space, party=party, move=move)
        return (*_note(session, party, move), *_with_deadline(session, event))
    refused = MoveRefused(
        table=session.table, turn=session.turn, party=party, move=move, reasons=reasons
    )
    if party != session.due_party or session.refusals + 1 < MAX_REFUSALS:
        return (refused,)
    after = evolve(session, refused)
    return (refused, *forfeit(after, reason=f"{MAX_REFUSALS} refused moves in one turn"))


def forfeit(
    session: Session, *, reason: str, owner: FaultOwner = "party", n_invalid_replies: int = 0
) -> tuple[Event, ...]:
    """Return the events by which the due party loses its turn, and whose fault it was."""
    if session.due_party is None:
        raise RuleError(f"the talks at table {session.table!r} are over")
    lost = TurnForfeited(
        table=session.table,
        turn=session.turn,
        party=session.due_party,
        reason=reason,
        owner=owner,
        n_invalid_replies=n_invalid_replies,
    )
    return _with_deadline(session, lost)


def _note(session: Session, party: str, move: Move) -> tuple[NoteTaken, ...]:
    """Return what a move brought for its author's eyes only."""
    kept = (move.private_note, move.estimate, move.worded_by, move.n_invalid_replies)
    if not any(kept):
        return ()
    note = NoteTaken(
        table=session.table,
        turn=session.turn,
        party=party,
        note=move.private_note,
        estimate=move.estimate,
        worded_by=move.worded_by,
        n_invalid_replies=move.n_invalid_replies,
    )
    return (note,)


def _with_deadline(session: Session, event: Event) -> tuple[Event, ...]:
    after = evolve(session, event)
    if after.ending is None and after.is_out_of_time:
        return (event, DeadlinePassed(table=session.table))
    return (event,)


def _objections(
    session: Session, space: OutcomeSpace, guard: Guard, *, party: str, move: Move
) -> tuple[str, ...]:
    """Say what makes the move illegal; empty when it is legal."""
    if party not in session.parties:
        return (f"{party!r} does not sit at this table",)
    if party != session.due_party:
        return (f"it is the turn of {session.due_party!r}",)
    if unheard := _unheard(session, move):
        return (unheard,)
    match move.act:
        case Talk():
            return () if move.message.strip() else ("a move without an act needs a message",)
        case WalkAway():
            return ()
        case Offer(outcome=outcome):
            return space.problems(outcome) or guard.objections(party, outcome)
        case Reject(offer_id=offer_id):
            return _unless_standing(session, party, offer_id)
        case Accept(offer_id=offer_id):
            offer = session.offer_to(party, offer_id)
            if offer is None:
                return _unless_standing(session, party, offer_id)
            return guard.objections(party, offer.outcome)
        case _:
            assert_never(move.act)


def _unheard(session: Session, move: Move) -> str | None:
    """Say why the table's way of talking has no room for a move; ``None`` when it has."""
    match move.act:
        case Talk() if session.talk != "full":
            return "nobody speaks at this table: make, accept or reject an offer, or leave"
        case Offer() if not session.may_offer:
            return "there is one offer at this table: accept it, reject it or leave"
        case _:
            return None


def _unless_standing(session: Session, party: str, offer_id: str) -> tuple[str, ...]:
    if session.offer_to(party, offer_id) is not None:
        return ()
    standing = ", ".join(offer.offer_id for offer in session.offers_to(party)) or "none"
    return (f"no offer {offer_id!r} of the counterpart stands; standing: {standing}",)


def _accepted(session: Session, space: OutcomeSpace, *, party: str, move: Move) -> Event:
    """Return the event of a legal move."""
    place: _Place = {"table": session.table, "turn": session.turn, "party": party}
    said: _Said = {"message": "", "claims": ()}
    if session.talk == "full":
        said = {"message": move.message, "claims": move.claims}
    match move.act:
        case Talk():
            return Talked(**place, **said)
        case WalkAway():
            return WalkedAway(**place, **said)
        case Offer(outcome=outcome):
            return OfferMade(
                **place,
                offer_id=f"o{session.turn}",
                outcome=space.canonical(outcome),
                **said,
            )
        case Reject(offer_id=offer_id):
            return OfferRejected(**place, offer_id=offer_id, **said)
        case Accept(offer_id=offer_id):
            offer = session.offer_to(party, offer_id)
            if offer is None:
                raise RuleError(f"offer {offer_id!r} does not stand")
            return AgreementReached(**place, offer_id=offer_id, outcome=dict(offer.outcome), **said)
        case _:
            assert_never(move.act)

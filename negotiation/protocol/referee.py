"""From a move to events. Pure: the same session and move always give the same events.

An illegal move is an event that its author sees, never an exception. The author may try again in
the same turn; after ``MAX_REFUSALS`` refused moves the turn is forfeited, so that a table always
comes to its end.
"""

from typing import TypedDict, assert_never

from negotiation.domain.events import (
    AgreementReached,
    EscalationAsked,
    Event,
    FaultOwner,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Passed,
    Talked,
    TurnForfeited,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.moves import (
    Accept,
    Claim,
    Escalate,
    Move,
    Offer,
    Pass,
    Reject,
    Talk,
    WalkAway,
)
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.errors import RuleError
from negotiation.protocol.authority import escalation_of
from negotiation.protocol.closing import MAX_REFUSALS, closings
from negotiation.protocol.fold import evolve
from negotiation.protocol.house import House
from negotiation.protocol.legality import objections
from negotiation.protocol.session import Session

__all__ = ["MAX_REFUSALS", "decide", "forfeit"]


class _Place(TypedDict):
    table: str
    turn: int
    party: str


class _Said(TypedDict):
    message: str
    claims: tuple[Claim, ...]


def decide(
    session: Session, space: OutcomeSpace, house: House, *, party: str, move: Move
) -> tuple[Event, ...]:
    """Turn a move of ``party`` into the events that follow from it.

    Returns:
        One event of the party; before it its private note, if the move brought one; behind it
        ``TurnForfeited`` when the move was the last straw, and what the referee has to say then:
        answers of the house, bids opened, a last call, an award, the deadline.

    Raises:
        RuleError: the talks have ended, so nobody should have been asked.
    """
    if not session.due_parties:
        raise RuleError(f"the talks at table {session.table!r} are over")
    reasons = objections(session, space, house, party=party, move=move)
    if not reasons:
        event = _accepted(session, space, house, party=party, move=move)
        closed = closings(evolve(session, event), space, house)
        return (*_note(session, party, move), event, *closed)
    turn = session.turn_of(party) if party in session.due_parties else session.turn
    refused = MoveRefused(table=session.table, turn=turn, party=party, move=move, reasons=reasons)
    return (refused, *closings(evolve(session, refused), space, house))


def forfeit(
    session: Session,
    space: OutcomeSpace,
    house: House,
    *,
    party: str,
    reason: str,
    owner: FaultOwner = "party",
    n_invalid_replies: int = 0,
) -> tuple[Event, ...]:
    """Return the events by which a due party loses its turn, and whose fault it was."""
    if party not in session.due_parties:
        raise RuleError(f"{party!r} has no turn to lose at table {session.table!r}")
    lost = TurnForfeited(
        table=session.table,
        turn=session.turn_of(party),
        party=party,
        reason=reason,
        owner=owner,
        n_invalid_replies=n_invalid_replies,
    )
    return (lost, *closings(evolve(session, lost), space, house))


def _note(session: Session, party: str, move: Move) -> tuple[NoteTaken, ...]:
    """Return what a move brought for its author's eyes only."""
    kept = (move.private_note, move.estimate, move.worded_by, move.n_invalid_replies)
    if not any(kept):
        return ()
    note = NoteTaken(
        table=session.table,
        turn=session.turn_of(party),
        party=party,
        note=move.private_note,
        estimate=move.estimate,
        worded_by=move.worded_by,
        n_invalid_replies=move.n_invalid_replies,
    )
    return (note,)


def _accepted(  # noqa: C901, PLR0912 - a case an act
    session: Session, space: OutcomeSpace, house: House, *, party: str, move: Move
) -> Event:
    """Return the event of a legal move."""
    turn = session.turn_of(party)
    place: _Place = {"table": session.table, "turn": turn, "party": party}
    said: _Said = {"message": "", "claims": ()}
    if session.talk == "full":
        said = {"message": move.message, "claims": move.claims}
    match move.act:
        case Talk():
            return Talked(**place, **said)
        case Pass():
            return Passed(**place, **said)
        case WalkAway():
            return WalkedAway(**place, **said)
        case Offer(outcome=outcome):
            return OfferMade(
                **place,
                offer_id=f"o{turn}",
                outcome=space.canonical(outcome),
                is_sealed=session.are_bids_simultaneous,
                **said,
            )
        case Escalate(outcome=outcome):
            asked = escalation_of(session, house, party, space.canonical(outcome))
            return EscalationAsked(
                **place,
                outcome=dict(asked.outcome),
                steps=asked.steps,
                due_round=asked.due_round,
                **said,
            )
        case Reject(offer_id=offer_id):
            if session.protocol == "roundtable":
                return VoteCast(**place, offer_id=offer_id, assents=False, **said)
            return OfferRejected(**place, offer_id=offer_id, **said)
        case Accept(offer_id=offer_id):
            if session.protocol == "roundtable":
                return VoteCast(**place, offer_id=offer_id, assents=True, **said)
            offer = session.offer_to(party, offer_id)
            if offer is None:
                raise RuleError(f"offer {offer_id!r} does not stand")
            return AgreementReached(**place, offer_id=offer_id, outcome=dict(offer.outcome), **said)
        case _:
            assert_never(move.act)

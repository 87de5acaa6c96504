"""The move that a person made, out of the events that it became."""

from collections.abc import Sequence

from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import (
    AgreementReached,
    EscalationAsked,
    EscalationDecided,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Passed,
    Talked,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.moves import (
    Accept,
    Act,
    Escalate,
    Move,
    Offer,
    Pass,
    Reject,
    Talk,
    WalkAway,
)
from negotiation.errors import ReplayDiverged
from negotiation.graph.moments import REQUEST

__all__ = ["recorded_move"]


def recorded_move(events: Sequence[LogEvent], n_before: int) -> Move:
    """Return the move of a person from the events that it became."""
    note = NoteTaken(table="", turn=0, party="")
    for event in events:
        if isinstance(event, MoveRefused):
            return event.move
        if isinstance(event, NoteTaken):
            note = event
            continue
        act = _act_of(event)
        if act is None:
            break
        return Move(
            act=act,
            message=getattr(event, "message", "") or getattr(event, "reason", ""),
            claims=getattr(event, "claims", ()),
            private_note=note.note,
            estimate=note.estimate,
            worded_by=note.worded_by,
            n_invalid_replies=note.n_invalid_replies,
        )
    raise ReplayDiverged(
        f"line {n_before + 1}: a person is due, and the log has no move of one", line=n_before + 1
    )


def _act_of(event: LogEvent) -> Act | None:  # noqa: PLR0911 - one return a kind
    match event:
        case Talked():
            return Talk()
        case OfferMade(outcome=outcome):
            return Offer(outcome=outcome)
        case OfferRejected(offer_id=offer_id):
            return Reject(offer_id=offer_id)
        case Passed():
            return Pass()
        case VoteCast(offer_id=offer_id, assents=True) | AgreementReached(offer_id=offer_id):
            return Accept(offer_id=offer_id)
        case VoteCast(offer_id=offer_id):
            return Reject(offer_id=offer_id)
        case EscalationAsked(outcome=outcome):
            return Escalate(outcome=outcome)
        case EscalationDecided(granted=granted):
            return Accept(offer_id=REQUEST) if granted else Reject(offer_id=REQUEST)
        case WalkedAway():
            return WalkAway()
        case _:
            return None

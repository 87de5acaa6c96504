"""What a party's turn changes at a table, besides that it has been taken."""

from typing import Any, TypeAlias

from negotiation.domain.events import (
    AgreementReached,
    Award,
    Ending,
    EscalationAsked,
    OfferMade,
    OfferRejected,
    Passed,
    Talked,
    TurnForfeited,
    VoteCast,
)
from negotiation.protocol.session import Escalation, Session, StandingOffer, signed_as

__all__ = ["Turn", "changes_of"]

Turn: TypeAlias = (
    Talked
    | Passed
    | TurnForfeited
    | VoteCast
    | OfferMade
    | OfferRejected
    | EscalationAsked
    | AgreementReached
)


def changes_of(session: Session, event: Turn) -> dict[str, Any]:
    """Return what a turn changes besides being taken."""
    match event:
        case VoteCast():
            return {"votes": {**session.votes, event.party: event.assents}}
        case OfferMade():
            return _offered(session, event)
        case OfferRejected():
            left = {
                party: offer
                for party, offer in session.standing.items()
                if offer.offer_id != event.offer_id
            }
            return {"standing": left}
        case EscalationAsked():
            asked = Escalation(outcome=event.outcome, steps=event.steps, due_round=event.due_round)
            return {"escalations": {**session.escalations, event.party: asked}}
        case AgreementReached():
            return _agreed(session, event)
        case _:
            return {}


def _offered(session: Session, event: OfferMade) -> dict[str, Any]:
    offer = StandingOffer(
        offer_id=event.offer_id, party=event.party, turn=event.turn, outcome=event.outcome
    )
    changes: dict[str, Any] = {"standing": {**session.standing, event.party: offer}}
    if event.is_sealed:
        changes["unopened"] = {**session.unopened, event.party: event}
    if session.protocol == "roundtable":
        is_proposal = event.party == session.proposer
        changes["votes"] = {**session.votes, event.party: is_proposal}
        if is_proposal:
            changes["proposal"] = event.party
    return changes


def _agreed(session: Session, event: AgreementReached) -> dict[str, Any]:
    offer = session.offer_to(event.party, event.offer_id)
    if session.tender is None or offer is None:
        return {"ending": Ending.AGREEMENT, "agreement": event.outcome}
    award = Award(party=offer.party, offer_id=offer.offer_id, outcome=event.outcome)
    signed = signed_as(session, offer.party, event.outcome)
    return {"ending": Ending.AGREEMENT, "agreement": signed, "awards": (award,)}

"""What a bubble says of one event: the act, the words, the terms. Pure, as ``talks`` is."""

from typing import Literal, Required, TypeAlias, TypedDict

from negotiation.domain.events import (
    AgreementReached,
    EscalationAsked,
    MoveRefused,
    OfferMade,
    OfferRejected,
    Passed,
    Talked,
    TurnForfeited,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.moves import Accept, Offer, Reject
from ui.views.terms import Term, Terms

__all__ = ["Act", "Content", "Turned", "content_of"]

Act: TypeAlias = Literal[
    "talk", "offer", "bid", "sealed", "proposal", "suggestion", "reject", "accept", "assent",
    "dissent", "pass", "abstain", "escalate", "walk_away", "drop_out", "leave", "refused",
    "forfeited", "revealed", "last_call", "awarded", "carried", "signed", "denied",
]  # fmt: skip
"""What a party did, or what the referee said; each is a key of the catalogue behind ``act_``."""

Turned: TypeAlias = (
    Talked
    | OfferMade
    | OfferRejected
    | Passed
    | VoteCast
    | EscalationAsked
    | AgreementReached
    | WalkedAway
    | MoveRefused
    | TurnForfeited
)
"""What a party did in its turn, but for notes."""


class Content(TypedDict, total=False):
    """The fields of a ``TurnView`` that come from its event."""

    act: Required[Act]
    message: Required[str]
    offer_id: str
    terms: tuple[Term, ...]
    is_unchanged: bool
    reasons: tuple[str, ...]
    is_private: bool


def content_of(terms: Terms, event: Turned, *, is_proposal: bool) -> Content:
    """Return what a bubble says. ``is_proposal`` is for an offer at a round table."""
    match event:
        case OfferMade():
            return {
                "act": _offer_act(terms, event, is_proposal=is_proposal),
                "message": event.message,
                "offer_id": event.offer_id,
                "terms": terms.of_offer(event.party, event.outcome),
                "is_unchanged": terms.is_repeated(event),
            }
        case AgreementReached():
            return {
                "act": "accept",
                "message": event.message,
                "offer_id": event.offer_id,
                "terms": terms.of_agreement(event.outcome),
            }
        case OfferRejected(offer_id=offer_id):
            return {"act": "reject", "message": event.message, "offer_id": offer_id}
        case VoteCast(offer_id=offer_id, assents=assents):
            act: Act = "assent" if assents else "dissent"
            return {"act": act, "message": event.message, "offer_id": offer_id}
        case EscalationAsked(outcome=outcome):
            asked = terms.of_agreement(outcome) if outcome else ()
            content: Content = {"act": "escalate", "message": event.message}
            return {**content, "terms": asked, "is_private": True}
        case TurnForfeited(reason=reason):
            return {"act": "forfeited", "message": "", "reasons": (reason,) if reason else ()}
        case MoveRefused():
            return _refused(terms, event)
        case _:
            return {"act": _plain_act(terms, event), "message": event.message}


def _plain_act(terms: Terms, event: Talked | Passed | WalkedAway) -> Act:
    """Return what a move without terms is called."""
    match event:
        case Passed():
            return "abstain" if terms.table.protocol == "roundtable" else "pass"
        case WalkedAway(party=party):
            if terms.table.protocol == "roundtable":
                return "leave"
            tender = terms.table.tender
            return "walk_away" if tender is None or party == tender.host else "drop_out"
        case Talked():
            return "talk"


def _offer_act(terms: Terms, event: OfferMade, *, is_proposal: bool) -> Act:
    if terms.table.protocol == "tender":
        return "sealed" if event.is_sealed else "bid"
    if terms.table.protocol == "roundtable":
        return "proposal" if is_proposal else "suggestion"
    return "offer"


def _refused(terms: Terms, event: MoveRefused) -> Content:
    content: Content = {
        "act": "refused",
        "message": event.move.message,
        "reasons": event.reasons,
    }
    match event.move.act:
        case Offer(outcome=outcome):
            content["terms"] = terms.of_offer(event.party, outcome)
        case Accept(offer_id=offer_id) | Reject(offer_id=offer_id):
            content["offer_id"] = offer_id
        case _:
            pass
    return content

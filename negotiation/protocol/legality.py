"""Whether a move is legal, and which acts are open to whom."""

from typing import Literal, TypeAlias, assert_never

from negotiation.domain.moves import Accept, Escalate, Move, Offer, Pass, Reject, Talk, WalkAway
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.protocol.authority import beyond_authority, unaskable
from negotiation.protocol.award import best_bid
from negotiation.protocol.house import House
from negotiation.protocol.session import Session, StandingOffer, signed_as

__all__ = ["ActKind", "legal_acts", "objections"]

ActKind: TypeAlias = Literal["talk", "offer", "accept", "reject", "pass", "escalate", "walk_away"]

_STEP_TOLERANCE = 1e-9


def legal_acts(session: Session, party: str, *, has_ladder: bool = False) -> tuple[ActKind, ...]:
    """Return the acts open to a party whose turn it is."""
    is_vote = session.is_final_vote and party != session.proposer and session.proposal is not None
    acts: list[ActKind] = []
    if session.talk == "full" and not is_vote:
        acts.append("talk")
    if session.may_offer(party):
        acts.append("offer")
    if session.offers_to(party):
        acts += ["accept", "reject"]
    if session.protocol in {"tender", "roundtable"} and not is_vote:
        acts.append("pass")
    is_open = party not in session.escalations and session.round < session.last_round
    if has_ladder and is_open and session.talk != "none" and not session.is_presentation:
        acts.append("escalate")
    return (*acts, "walk_away")


def objections(
    session: Session, space: OutcomeSpace, house: House, *, party: str, move: Move
) -> tuple[str, ...]:
    """Say what makes the move illegal; empty when it is legal."""
    if party not in session.parties:
        return (f"{party!r} does not sit at this table",)
    if party not in session.due_parties:
        return (f"it is the turn of {session.due_party!r}",)
    if unheard := _unheard(session, party, move):
        return (unheard,)
    return _act_objections(session, space, house, party=party, move=move)


def _act_objections(
    session: Session, space: OutcomeSpace, house: House, *, party: str, move: Move
) -> tuple[str, ...]:
    match move.act:
        case Talk():
            return () if move.message.strip() else ("a move without an act needs a message",)
        case WalkAway() | Pass():
            return ()
        case Offer(outcome=outcome):
            return space.problems(outcome) or _unofferable(session, house, party, outcome)
        case Escalate(outcome=outcome):
            return space.problems(outcome) or unaskable(session, house, party, outcome)
        case Reject(offer_id=offer_id):
            return _unless_standing(session, party, offer_id)
        case Accept(offer_id=offer_id):
            offer = session.offer_to(party, offer_id)
            if offer is None:
                return _unless_standing(session, party, offer_id)
            return _unsignable(session, house, party, offer)
        case _:
            assert_never(move.act)


def _unofferable(session: Session, house: House, party: str, outcome: Outcome) -> tuple[str, ...]:
    return (
        _no_bid(session, party, outcome)
        or house.objections(party, signed_as(session, party, outcome))
        or beyond_authority(session, house, party, outcome)
    )


def _unsignable(
    session: Session, house: House, party: str, offer: StandingOffer
) -> tuple[str, ...]:
    binding = signed_as(session, offer.party, offer.outcome)
    return house.objections(party, binding) or beyond_authority(
        session, house, party, offer.outcome
    )


def _unheard(session: Session, party: str, move: Move) -> str | None:
    """Say why the table has no room for a move; ``None`` when it has."""
    acts = legal_acts(session, party, has_ladder=True)
    match move.act:
        case Talk() if session.talk != "full":
            return "nobody speaks at this table: make, accept or reject an offer, or leave"
        case Offer() if not session.may_offer(party) and session.protocol == "alternating":
            return "there is one offer at this table: accept it, reject it or leave"
        case (Offer() | Talk() | Pass() | Escalate()) as act if act.kind not in acts:
            return f"you cannot {act.kind} now; open to you: {', '.join(acts)}"
        case _:
            return None


def _no_bid(session: Session, party: str, outcome: Outcome) -> tuple[str, ...]:
    """Say why an outcome is no new bid at a tender."""
    rules = session.tender
    if rules is None:
        return ()
    own = session.offer_of(party)
    if own is not None and own.outcome == outcome:
        return ("that is your bid already: pass to keep it",)
    against = own if rules.bidding != "open" else best_bid(session)
    if rules.award != "price" or against is None:
        return ()
    price, least = outcome[rules.price_issue], against.outcome[rules.price_issue]
    if isinstance(price, str) or isinstance(least, str):
        return ()
    gain = least - price if rules.direction == "falling" else price - least
    if gain > 0 and gain >= rules.min_step - _STEP_TOLERANCE:
        return ()
    sign = -1 if rules.direction == "falling" else 1
    limit = round(least + sign * rules.min_step, 9)
    word = "most" if rules.direction == "falling" else "least"
    return (f"{rules.price_issue} must be at {word} {limit:g} in a new bid",)


def _unless_standing(session: Session, party: str, offer_id: str) -> tuple[str, ...]:
    if session.offer_to(party, offer_id) is not None:
        return ()
    standing = ", ".join(offer.offer_id for offer in session.offers_to(party)) or "none"
    return (f"no offer {offer_id!r} of the counterpart stands; standing: {standing}",)

"""Whether an event can follow what has happened at a table so far."""

from negotiation.domain.events import (
    AgreementReached,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationAsked,
    EscalationDecided,
    Event,
    LastCall,
    MoveRefused,
    OfferMade,
    OfferRejected,
    ProposalCarried,
    TableOpened,
    VoteCast,
)
from negotiation.errors import RuleError
from negotiation.protocol.session import Session

__all__ = ["check_follows"]


def check_follows(session: Session, event: Event) -> None:  # noqa: C901, PLR0912 - a case a kind
    """Raise ``RuleError`` when ``event`` cannot happen now."""
    if event.table != session.table:
        raise RuleError(f"an event of table {event.table!r} in the log of {session.table!r}")
    if session.ending is not None:
        raise RuleError(f"{event.kind!r} after the talks ended by {session.ending.value!r}")
    match event:
        case TableOpened():
            return
        case DeadlinePassed():
            if not (session.is_out_of_time or session.is_closed):
                raise RuleError(f"the deadline cannot pass in round {session.round}")
        case EscalationDecided():
            _check_answer(session, event)
        case BidsRevealed():
            _check_bids(session, event)
        case LastCall():
            if session.tender is None or session.n_calls >= session.n_quiet_rounds:
                raise RuleError(f"there is no last call in round {session.round}")
        case ContractAwarded():
            _check_award(session, event)
        case ProposalCarried():
            _check_carried(session, event)
        case _:
            _check_turn(session, event)


def _check_turn(session: Session, event: Event) -> None:
    party, turn = getattr(event, "party", ""), getattr(event, "turn", 0)
    if isinstance(event, MoveRefused) and session.due_parties and party not in session.due_parties:
        return  # somebody spoke out of turn, and was told so
    if party not in session.due_parties or turn != session.turn_of(party):
        raise RuleError(
            f"{event.kind!r} by {party!r} in turn {turn}, but turn {session.turn} "
            f"of {session.due_party!r} is due"
        )
    if isinstance(event, OfferRejected | AgreementReached | VoteCast):
        _check_answers(session, event)
    if isinstance(event, OfferMade) and (
        not session.may_offer(party) or event.is_sealed != session.are_bids_simultaneous
    ):
        raise RuleError(f"{party!r} cannot make such an offer in round {session.round}")
    if isinstance(event, EscalationAsked) and (
        party in session.escalations or not session.round < event.due_round <= session.last_round
    ):
        raise RuleError(f"{party!r} cannot ask its house for this in round {session.round}")


def _check_answer(session: Session, event: EscalationDecided) -> None:
    asked = session.escalations.get(event.party)
    if asked is None:
        raise RuleError(f"{event.party!r} has asked its house for nothing")
    is_other = (event.outcome, event.steps) != (asked.outcome, asked.steps)
    if is_other or not set(event.granted) <= set(asked.steps) or session.round < asked.due_round:
        raise RuleError(f"this is no answer to what {event.party!r} asked")


def _check_bids(session: Session, event: BidsRevealed) -> None:
    found = {bid.party: (bid.offer_id, bid.outcome) for bid in event.bids}
    sealed = {party: (bid.offer_id, bid.outcome) for party, bid in session.unopened.items()}
    if found != sealed or len(event.bids) != len(found) or session.due_parties:
        raise RuleError("these are not the bids that are to be opened now")


def _check_answers(session: Session, event: OfferRejected | AgreementReached | VoteCast) -> None:
    offer = session.offer_to(event.party, event.offer_id)
    if isinstance(event, VoteCast) != (session.protocol == "roundtable"):
        raise RuleError(f"{event.kind!r} at a table that is {session.protocol!r}")
    if offer is None:
        raise RuleError(f"{event.kind!r} of offer {event.offer_id!r}, which does not stand")
    if isinstance(event, AgreementReached) and event.outcome != offer.outcome:
        raise RuleError(f"the agreement is not what offer {event.offer_id!r} says")


def _check_award(session: Session, event: ContractAwarded) -> None:
    rules = session.tender
    if rules is None or not session.is_closed or rules.award == "choice":
        raise RuleError(f"nothing can be awarded in round {session.round}")
    winners = {award.party for award in event.awards}
    shares = tuple(award.share_fraction for award in event.awards)
    divided = (rules.split_fractions or (1.0,))[: len(shares)]
    if not shares or shares != divided or len(winners) != len(shares):
        raise RuleError(f"the lot cannot be divided into {shares}")
    for award in event.awards:
        bid = session.standing.get(award.party)
        if bid is None or (bid.offer_id, bid.outcome) != (award.offer_id, award.outcome):
            raise RuleError(f"the award to {award.party!r} is not what it bid")


def _check_carried(session: Session, event: ProposalCarried) -> None:
    put = session.standing.get(session.proposal or "")
    carried = (put.offer_id, put.outcome, session.assents) if put and session.is_carried else None
    if (event.offer_id, event.outcome, event.assents) != carried:
        raise RuleError(f"no such proposal was carried in round {session.round}")

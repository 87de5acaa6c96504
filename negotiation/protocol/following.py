"""Whether an event can follow what has happened at a table so far."""

from negotiation.domain.events import (
    AgreementReached,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationDecided,
    Event,
    LastCall,
    MoveRefused,
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
            if event.party not in session.escalations:
                raise RuleError(f"{event.party!r} has asked its house for nothing")
        case BidsRevealed():
            sealed = {session.standing[party].offer_id for party in session.unopened}
            if {bid.offer_id for bid in event.bids} != sealed or session.due_parties:
                raise RuleError("these are not the bids that are to be opened now")
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


def _check_answers(session: Session, event: OfferRejected | AgreementReached | VoteCast) -> None:
    offer = session.offer_to(event.party, event.offer_id)
    if offer is None:
        raise RuleError(f"{event.kind!r} of offer {event.offer_id!r}, which does not stand")
    if isinstance(event, AgreementReached) and event.outcome != offer.outcome:
        raise RuleError(f"the agreement is not what offer {event.offer_id!r} says")


def _check_award(session: Session, event: ContractAwarded) -> None:
    if session.tender is None or not session.is_closed or not event.awards:
        raise RuleError(f"nothing can be awarded in round {session.round}")
    for award in event.awards:
        bid = session.standing.get(award.party)
        if bid is None or (bid.offer_id, bid.outcome) != (award.offer_id, award.outcome):
            raise RuleError(f"the award to {award.party!r} is not what it bid")


def _check_carried(session: Session, event: ProposalCarried) -> None:
    put = session.standing.get(session.proposal or "")
    if not session.is_carried or put is None or put.outcome != event.outcome:
        raise RuleError(f"no such proposal was carried in round {session.round}")

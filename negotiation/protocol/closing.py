"""What the referee says unasked: turns lost, answers that come due, bids opened, the end."""

from negotiation.domain.events import (
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationDecided,
    Event,
    LastCall,
    ProposalCarried,
    RevealedBid,
    TurnForfeited,
)
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.protocol.award import awards_of
from negotiation.protocol.fold import evolve
from negotiation.protocol.house import House
from negotiation.protocol.session import Session, signed_as

__all__ = ["MAX_REFUSALS", "answered", "closings"]

MAX_REFUSALS = 3
"""Refused moves in one turn after which it is forfeited."""


def closings(session: Session, space: OutcomeSpace, house: House) -> tuple[Event, ...]:
    """Return everything that follows now before anybody may move; nothing when nothing does."""
    events: list[Event] = []
    while (event := _next(session, space, house)) is not None:
        events.append(event)
        session = evolve(session, event)
    return tuple(events)


def answered(
    session: Session, party: str, granted: tuple[int, ...], *, reason: str = ""
) -> EscalationDecided:
    """Return the event by which a party's house answers what was asked of it."""
    asked = session.escalations[party]
    return EscalationDecided(
        table=session.table,
        party=party,
        outcome=dict(asked.outcome),
        steps=asked.steps,
        granted=granted,
        reason=reason,
    )


def _next(session: Session, space: OutcomeSpace, house: House) -> Event | None:
    if session.ending is not None:
        return None
    if (lost := _lost(session)) is not None:
        return lost
    if (decided := _decided(session, house)) is not None:
        return decided
    if session.unopened and not session.due_parties:
        return _revealed(session, house)
    if session.is_carried and session.proposal is not None:
        put = session.standing[session.proposal]
        return ProposalCarried(
            table=session.table,
            offer_id=put.offer_id,
            outcome=dict(put.outcome),
            assents=session.assents,
        )
    if session.is_closed:
        return _awarded(session, space, house)
    if session.n_calls < session.n_quiet_rounds:
        return LastCall(table=session.table, round=session.round)
    return DeadlinePassed(table=session.table) if session.is_out_of_time else None


def _lost(session: Session) -> TurnForfeited | None:
    """Return the turn that a party has lost by its refused moves."""
    for party in session.due_parties:
        if session.refused.get(party, 0) >= MAX_REFUSALS:
            return TurnForfeited(
                table=session.table,
                turn=session.turn_of(party),
                party=party,
                reason=f"{MAX_REFUSALS} refused moves in one turn",
            )
    return None


def _decided(session: Session, house: House) -> EscalationDecided | None:
    """Return the first answer that is due and that the house gives by itself."""
    for party in session.parties:
        asked = session.escalations.get(party)
        if asked is None or asked.due_round > session.round or party in session.left:
            continue
        granted = house.answer(session.table, party, asked)
        if granted is not None:
            return answered(session, party, granted)
    return None


def _revealed(session: Session, house: House) -> BidsRevealed:
    order = house.shuffled(
        session.table, session.round, [each for each in session.parties if each in session.unopened]
    )
    bids = [session.unopened[party] for party in order]
    return BidsRevealed(
        table=session.table,
        round=session.round,
        bids=tuple(
            RevealedBid(
                party=bid.party,
                offer_id=bid.offer_id,
                outcome=bid.outcome,
                message=bid.message,
                claims=bid.claims,
            )
            for bid in bids
        ),
    )


def _awarded(
    session: Session, space: OutcomeSpace, house: House
) -> ContractAwarded | DeadlinePassed:
    """Return the award by the tender's rule; the deadline where no bid may win."""
    rules = session.tender
    if rules is not None and rules.award != "choice":
        host = rules.host
        allowed = [
            bid
            for bid in session.bids
            if not house.objections(host, signed_as(session, bid.party, bid.outcome))
            and not house.unsigned(host, bid.outcome, session.signed.get(host, {}))
        ]
        weighed = rules.model_copy(update={"weights": house.weights(session.table)})
        if awards := awards_of(weighed, space, allowed, session.claims):
            return ContractAwarded(table=session.table, awards=awards)
    return DeadlinePassed(table=session.table)

"""From the events of a table to its state: one event after the other, always the same way."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeAlias, assert_never

from negotiation.domain.events import (
    AgreementReached,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    Ending,
    EscalationAsked,
    EscalationDecided,
    Event,
    LastCall,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Passed,
    ProposalCarried,
    TableOpened,
    Talked,
    TurnForfeited,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.moves import Claim
from negotiation.errors import RuleError
from negotiation.protocol.changes import changes_of
from negotiation.protocol.following import check_follows
from negotiation.protocol.session import Session, signed_as

__all__ = ["evolve", "opened", "replay"]


_Ruling: TypeAlias = (
    DeadlinePassed | EscalationDecided | BidsRevealed | LastCall | ContractAwarded | ProposalCarried
)


def replay(events: Iterable[Event]) -> Session:
    """Fold the events of one table. Raises ``RuleError`` when they cannot follow each other."""
    session: Session | None = None
    for event in events:
        if isinstance(event, TableOpened):
            if session is not None:
                raise RuleError(f"table {event.table!r} was opened twice")
            session = opened(event)
        elif session is None:
            raise RuleError(f"the first event must open the table, found {event.kind!r}")
        else:
            session = evolve(session, event)
    if session is None:
        raise RuleError("no events: the table was never opened")
    return session


def opened(event: TableOpened) -> Session:
    """Return the session that an opening event starts."""
    return Session(
        table=event.table,
        parties=event.parties,
        deadline_rounds=event.deadline_rounds,
        talk=event.talk,
        protocol=event.protocol,
        tender=event.tender,
        roundtable=event.roundtable,
        rule=event.agreement,
        offers_stand_rounds=event.offers_stand_rounds,
    )


def evolve(session: Session, event: Event) -> Session:
    """Return the session after one more event.

    Raises:
        RuleError: the event cannot follow, which is a bug of ours or an edited log.
    """
    check_follows(session, event)
    if session.tender is not None and (claims := getattr(event, "claims", ())):
        session = _told(session, getattr(event, "party", ""), claims)
    match event:
        case TableOpened():
            raise RuleError(f"table {event.table!r} was opened twice")
        case MoveRefused():
            return _refused(session, event)
        case NoteTaken():
            return session
        case WalkedAway():
            return _walked(session, event.party)
        case (
            Talked()
            | Passed()
            | TurnForfeited()
            | VoteCast()
            | OfferMade()
            | OfferRejected()
            | EscalationAsked()
            | AgreementReached()
        ):
            return _moved(session, event.party, **changes_of(session, event))
        case _:
            return _ruled(session, event)


def _ruled(session: Session, event: _Ruling) -> Session:
    """Return the session after the referee has had its say."""
    match event:
        case DeadlinePassed():
            return replace(session, ending=Ending.DEADLINE)
        case EscalationDecided():
            return _answered(session, event)
        case BidsRevealed():
            return _settled(replace(session, unopened={}))
        case LastCall():
            return replace(session, n_calls=session.n_calls + 1)
        case ContractAwarded(awards=awards):
            best = awards[0]
            signed = signed_as(session, best.party, best.outcome)
            return replace(session, ending=Ending.AGREEMENT, awards=awards, agreement=signed)
        case ProposalCarried():
            return replace(session, ending=Ending.AGREEMENT, agreement=event.outcome)
        case _:
            assert_never(event)


def _refused(session: Session, event: MoveRefused) -> Session:
    if event.party not in session.due_parties:
        return session
    count = session.refused.get(event.party, 0) + 1
    return replace(session, refused={**session.refused, event.party: count})


def _moved(session: Session, party: str, **changes: Any) -> Session:
    """Return the session after a turn of ``party``; with the last one the round is over."""
    after = replace(
        session,
        moved=session.moved | {party},
        refused={each: count for each, count in session.refused.items() if each != party},
        last_turn=max(session.last_turn, session.turn_of(party)),
        **changes,
    )
    return _settled(after)


def _settled(session: Session) -> Session:
    """Return the session in its next round if this one is over and the referee has had its say."""
    if session.ending is not None or session.waiting or session.unopened or session.is_carried:
        return session
    is_bidding = session.tender is not None and not session.is_presentation
    first, last = session.turn_of(session.order[0]), session.turn_of(session.order[-1])
    is_quiet = (
        is_bidding
        and not session.escalations
        and not any(first <= bid.turn <= last for bid in session.standing.values())
    )
    return replace(
        session,
        round=session.round + 1,
        moved=frozenset(),
        proposal=None,
        votes={},
        n_quiet_rounds=session.n_quiet_rounds + 1 if is_quiet else 0,
        n_calls=session.n_calls if is_quiet else 0,
    )


def _told(session: Session, party: str, claims: tuple[Claim, ...]) -> Session:
    heard = (*session.claims.get(party, ()), *claims)
    return replace(session, claims={**session.claims, party: heard})


def _answered(session: Session, event: EscalationDecided) -> Session:
    signed = {**session.signed.get(event.party, {})}
    signed |= dict.fromkeys(event.granted, event.outcome)
    denied = session.denied.get(event.party, frozenset())
    turned_down = frozenset(event.steps) - frozenset(event.granted)
    return replace(
        session,
        escalations={
            party: each for party, each in session.escalations.items() if party != event.party
        },
        signed={**session.signed, event.party: signed},
        denied={**session.denied, event.party: denied | turned_down},
    )


def _walked(session: Session, party: str) -> Session:
    standing = {each: offer for each, offer in session.standing.items() if each != party}
    left = session.left | {party}
    changes: dict[str, Any] = {"left": left}
    if session.protocol in {"tender", "roundtable"}:
        changes["standing"] = standing
        unopened = session.unopened
        changes["unopened"] = {each: bid for each, bid in unopened.items() if each != party}
    after = replace(session, **changes)
    if _is_over_without(after, party):
        return replace(after, ending=Ending.WALK_AWAY, last_turn=session.turn_of(party))
    return _moved(after, party)


def _is_over_without(session: Session, party: str) -> bool:
    """Whether nobody is left who could come to an agreement after ``party`` has gone."""
    if session.tender is not None:
        bidders = [each for each in session.active if each != session.host]
        return party == session.host or not bidders
    if session.protocol == "roundtable":
        return not session.suffices(session.active)
    return True

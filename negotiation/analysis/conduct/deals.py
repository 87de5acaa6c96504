"""What the talks failed to do: deals missed, good offers refused, a standstill.

At a tender only a host that may choose has an offer to refuse; that no bid comes any more is how a
tender ends, and no standstill. What a round table refused `proposals` finds.
"""

from collections.abc import Iterator, Mapping, Sequence

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.promises import Worth
from negotiation.analysis.conduct.regrets import is_better, left_lying, refused
from negotiation.domain.events import Ending, Event, OfferMade, OfferRejected, WalkedAway
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.fold import replay
from negotiation.protocol.session import Session, StandingOffer, signed_as

__all__ = ["STANDSTILL_ROUNDS", "find_deadlock", "find_irrational_refusals", "find_missed_deals"]

STANDSTILL_ROUNDS = 3
"""Rounds at the end without a new offer from anybody that make a deadlock."""


def find_missed_deals(
    events: Sequence[Event], worth: Worth, reservation: Mapping[str, float], *, has_zopa: bool
) -> Iterator[Finding]:
    """Yield what could have been signed when the talks ended without agreement.

    An offer that still stood and was worth more than its alternative to who could have accepted it
    is a missed offer of that party; of who walked away from it, it is an irrational refusal. Where
    no such offer stood, and yet some outcome was better for everybody, nobody found it.
    """
    session = replay(events)
    if session.ending is None or session.ending is Ending.AGREEMENT:
        return
    left = events[-1].party if isinstance(events[-1], WalkedAway) else None
    missed = [
        (party, offer)
        for party in session.parties
        if (offer := _best_offer(session, party, worth)) is not None
        and is_better(_value(session, party, offer, worth), reservation[party])
    ]
    for party, offer in missed:
        if party == left:
            continue
        yield left_lying(party, offer.offer_id, session)
    if not missed and has_zopa:
        yield Finding(
            kind="missed_zopa",
            table=session.table,
            turn=session.last_turn,
            party=None,
            severity="minor",
            detail="some outcomes were better for everybody, and none was signed",
        )


def find_irrational_refusals(
    events: Sequence[Event], worth: Worth, reservation: Mapping[str, float]
) -> Iterator[Finding]:
    """Yield every good offer that a party turned down, or walked away from, to get less."""
    end = replay(events)
    if end.ending is None or end.protocol == "roundtable":
        return
    for position, event in enumerate(events):
        if not isinstance(event, OfferRejected | WalkedAway):
            continue
        before = replay(events[:position])
        named = event.offer_id if isinstance(event, OfferRejected) else None
        best = _best_offer(before, event.party, worth, offer_id=named)
        if best is None:
            continue
        got = _got(end, event.party, worth, reservation)
        value = _value(before, event.party, best, worth)
        if is_better(value, reservation[event.party]) and is_better(value, got):
            yield refused(event, best.offer_id)


def find_deadlock(events: Sequence[Event]) -> Iterator[Finding]:
    """Yield a finding when nobody made a new offer in the last rounds of talks that failed."""
    session = replay(events)
    turns = STANDSTILL_ROUNDS * len(session.parties)
    if session.protocol == "tender" or session.ending in {None, Ending.AGREEMENT}:
        return
    if session.last_turn < turns:
        return
    first = session.last_turn + 1 - turns
    offers = [event for event in events if isinstance(event, OfferMade)]
    if session.protocol == "roundtable":
        known = [event.outcome for event in offers if event.turn < first]
        since = [event.outcome for event in offers if event.turn >= first]
        is_still = bool(known) and all(outcome in known for outcome in since)
    else:
        is_still = all(_stands_still(offers, party, first) for party in session.parties)
    if is_still:
        yield Finding(
            kind="deadlock",
            table=session.table,
            turn=session.last_turn,
            party=None,
            severity="minor",
            detail=f"no new offer from anybody in the last {STANDSTILL_ROUNDS} rounds",
        )


def _stands_still(offers: Sequence[OfferMade], party: str, first: int) -> bool:
    """Whether a party has made offers and put no new one forward from turn ``first`` on."""
    own = [event for event in offers if event.party == party]
    before = [event.outcome for event in own if event.turn < first]
    since = [event.outcome for event in own if event.turn >= first]
    known: list[Outcome] = [*before[-1:], *since]
    return bool(known) and all(outcome == known[0] for outcome in known)


def _best_offer(
    session: Session, party: str, worth: Worth, *, offer_id: str | None = None
) -> StandingOffer | None:
    """Return the best offer that a party may accept, or the one that is named."""
    offers = [
        offer
        for offer in session.offers_to(party)
        if offer_id is None or offer.offer_id == offer_id
    ]
    return max(offers, key=lambda offer: _value(session, party, offer, worth), default=None)


def _value(session: Session, party: str, offer: StandingOffer, worth: Worth) -> float:
    return worth(party, signed_as(session, offer.party, offer.outcome))


def _got(session: Session, party: str, worth: Worth, reservation: Mapping[str, float]) -> float:
    signed = session.agreement
    return reservation[party] if signed is None else worth(party, signed)

"""What the talks failed to do: deals missed, good offers refused, a standstill."""

from collections.abc import Iterator, Mapping, Sequence

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.promises import Worth
from negotiation.analysis.conduct.sentences import quoted
from negotiation.domain.events import Ending, Event, OfferMade, OfferRejected, WalkedAway
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.fold import replay
from negotiation.protocol.session import Session, StandingOffer

__all__ = ["STANDSTILL_ROUNDS", "find_deadlock", "find_irrational_refusals", "find_missed_deals"]

STANDSTILL_ROUNDS = 3
"""Rounds at the end without a new offer from anybody that make a deadlock."""

_TOLERANCE = 1e-9


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
        if (offer := _best_offer(session.offers_to(party), party, worth)) is not None
        and _is_better(worth(party, offer.outcome), reservation[party])
    ]
    for party, offer in missed:
        if party == left:
            continue
        yield Finding(
            kind="missed_offer",
            table=session.table,
            turn=session.turn - 1,
            party=party,
            detail=f"left {offer.offer_id} on the table, which was worth more than its alternative",
        )
    if not missed and has_zopa:
        yield Finding(
            kind="missed_zopa",
            table=session.table,
            turn=session.turn - 1,
            party=None,
            severity="minor",
            detail="some outcomes were better for everybody, and none was signed",
        )


def find_irrational_refusals(
    events: Sequence[Event], worth: Worth, reservation: Mapping[str, float]
) -> Iterator[Finding]:
    """Yield every good offer that a party turned down, or walked away from, to get less."""
    end = replay(events)
    if end.ending is None:
        return
    for position, event in enumerate(events):
        if not isinstance(event, OfferRejected | WalkedAway):
            continue
        offers = replay(events[:position]).offers_to(event.party)
        if isinstance(event, OfferRejected):
            offers = tuple(offer for offer in offers if offer.offer_id == event.offer_id)
        best = _best_offer(offers, event.party, worth)
        if best is None:
            continue
        got = _got(end, event.party, worth, reservation)
        value = worth(event.party, best.outcome)
        if _is_better(value, reservation[event.party]) and _is_better(value, got):
            act = "rejected" if isinstance(event, OfferRejected) else "walked away from"
            yield Finding(
                kind="irrational_refusal",
                table=event.table,
                turn=event.turn,
                party=event.party,
                quote=quoted(event.message),
                detail=f"{act} {best.offer_id}, which was worth more than what it got",
            )


def find_deadlock(events: Sequence[Event]) -> Iterator[Finding]:
    """Yield a finding when nobody made a new offer in the last rounds of talks that failed."""
    session = replay(events)
    turns = STANDSTILL_ROUNDS * len(session.parties)
    if session.ending in {None, Ending.AGREEMENT} or session.turn - 1 < turns:
        return
    first = session.turn - turns
    offers = [event for event in events if isinstance(event, OfferMade)]
    if all(_stands_still(offers, party, first) for party in session.parties):
        yield Finding(
            kind="deadlock",
            table=session.table,
            turn=session.turn - 1,
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


def _best_offer(offers: Sequence[StandingOffer], party: str, worth: Worth) -> StandingOffer | None:
    return max(offers, key=lambda offer: worth(party, offer.outcome), default=None)


def _got(session: Session, party: str, worth: Worth, reservation: Mapping[str, float]) -> float:
    signed = session.agreement
    return reservation[party] if signed is None else worth(party, signed)


def _is_better(value: float, other: float) -> bool:
    return value > other + _TOLERANCE * max(1.0, abs(other))

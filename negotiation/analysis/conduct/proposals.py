"""Proposals at a round table that failed although enough parties had reason to carry them.

A proposal was within reach when those who were for it, and those to whom it was worth more than
their alternatives, could have carried it together by the table's rule. Then each of the latter who
voted against it, or left over it, and got less in the end refused it without reason; and each who
answered the last proposal of talks that failed with anything but its assent left it on the table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.promises import Worth
from negotiation.analysis.conduct.regrets import is_better, left_lying, refused
from negotiation.domain.events import Event, OfferMade, TableOpened, VoteCast, WalkedAway
from negotiation.protocol.fold import evolve, opened
from negotiation.protocol.session import Session

__all__ = ["find_lost_proposals"]


@dataclass(slots=True)
class _Put:
    """A proposal and its answers."""

    offer: OfferMade
    session: Session
    """When it was put forward."""
    assents: set[str] = field(default_factory=set)
    refusals: list[VoteCast | WalkedAway] = field(default_factory=list)


def find_lost_proposals(
    events: Sequence[Event], worth: Worth, reservation: Mapping[str, float]
) -> Iterator[Finding]:
    """Yield what the parties of a round table refused, or left lying, to get less.

    Args:
        events: the log of a round table, from its opening on.
        worth: of an outcome to a party.
        reservation: worth of each party's alternative.
    """
    puts, end = _proposals(events)
    if end.ending is None:
        return
    signed = end.agreement
    got = {
        party: least if signed is None else worth(party, signed)
        for party, least in reservation.items()
    }
    for put in puts:
        gains = {
            party: value
            for party in put.session.active
            if is_better(value := worth(party, put.offer.outcome), reservation[party])
        }
        if signed == put.offer.outcome or not end.suffices(tuple(put.assents | set(gains))):
            continue
        for refusal in put.refusals:
            party = refusal.party
            if party in gains and is_better(gains[party], got[party]):
                yield refused(refusal, put.offer.offer_id)
        if put is puts[-1] and signed is None:
            answered = put.assents | {refusal.party for refusal in put.refusals}
            for party in gains:
                if party not in answered:
                    yield left_lying(party, put.offer.offer_id, end)


def _proposals(events: Sequence[Event]) -> tuple[list[_Put], Session]:
    """Return every proposal with its answers, in order, and how the table stands at the end."""
    first = events[0]
    if not isinstance(first, TableOpened):
        raise TypeError("a log begins with the opening of its table")
    session, puts = opened(first), list[_Put]()
    for event in events[1:]:
        if isinstance(event, OfferMade) and event.party == session.proposer:
            puts.append(_Put(event, session, {event.party}))
        elif isinstance(event, VoteCast) and puts and event.assents:
            puts[-1].assents.add(event.party)
        elif isinstance(event, VoteCast | WalkedAway) and puts and session.proposal is not None:
            puts[-1].refusals.append(event)
        session = evolve(session, event)
    return puts, session

"""What larger tables did round by round: bids and the best of them, proposals and votes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiation.domain.events import (
    Event,
    OfferMade,
    TableOpened,
    VoteCast,
    WalkedAway,
    round_of,
)
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from negotiation.protocol.award import best_bid
from negotiation.protocol.fold import evolve, opened
from ui.texts import fill, say
from ui.views.talks import PartyView

__all__ = ["BidMark", "best_bids", "bid_marks", "vote_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BidMark:
    """A price on a chart."""

    party: str
    """Who bid it."""
    turn: int
    round: int
    offer_id: str
    price: float
    """In the unit of the issue that the price is."""


def bid_marks(table: Table, events: Sequence[Event]) -> tuple[BidMark, ...]:
    """Return every bid of a tender that may be shown, oldest first; none at another table."""
    if table.tender is None:
        return ()
    made = (event for event in events if isinstance(event, OfferMade))
    return tuple(_mark(table, event, table.tender.price_issue) for event in made)


def best_bids(table: Table, events: Sequence[Event]) -> tuple[BidMark, ...]:
    """Return the best opened bid at the end of every round; ``events`` are all of the table."""
    first, found = events[0], dict[int, BidMark]()
    if not isinstance(first, TableOpened) or table.tender is None:
        return ()
    session, turn = opened(first), 0
    made: dict[str, OfferMade] = {}
    for event in events[1:]:
        if isinstance(event, OfferMade):
            made[event.offer_id] = event
        session = evolve(session, event)
        turn = getattr(event, "turn", turn)
        best = best_bid(session)
        if best is not None and turn:
            round_ = round_of(turn, len(table.parties))
            mark = _mark(table, made[best.offer_id], table.tender.price_issue)
            found[round_] = replace(mark, turn=turn, round=round_)
    return tuple(found.values())


def vote_rows(
    events: Sequence[Event], parties: Sequence[PartyView], language: Language
) -> tuple[tuple[str, ...], ...]:
    """Return a line for every round of a round table: the round, then what each party did.

    Args:
        events: all of its events until the turn that is on the screen.
        parties: the columns.
        language: of the page.
    """
    first = events[0]
    if not isinstance(first, TableOpened):
        return ()
    session, rounds = opened(first), dict[int, dict[str, str]]()
    for event in events[1:]:
        said = ""
        match event:
            case OfferMade(offer_id=offer_id, party=party):
                key = "vote_proposes" if party == session.proposer else "vote_rather"
                said = fill(key, language, offer=offer_id)
            case VoteCast(assents=assents):
                said = say("vote_for" if assents else "vote_against", language)
            case WalkedAway():
                said = say("vote_left", language)
            case _:
                pass
        if said:
            rounds.setdefault(session.round, {})[getattr(event, "party", "")] = said
        session = evolve(session, event)
    return tuple(
        (str(number), *(done.get(party.id, "–") for party in parties))
        for number, done in rounds.items()
    )


def _mark(table: Table, event: OfferMade, issue: str) -> BidMark:
    price = event.outcome[issue]
    if isinstance(price, str):
        raise TypeError("the price of a tender is a number")
    return BidMark(
        party=event.party,
        turn=event.turn,
        round=round_of(event.turn, len(table.parties)),
        offer_id=event.offer_id,
        price=float(price),
    )

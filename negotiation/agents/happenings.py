"""What a model at a tender or a round table is told in its turn: who did what, and what stands."""

import json
from collections.abc import Iterator

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.protocol_texts import PROTOCOL_TEXTS, ProtocolTexts
from negotiation.agents.table_card import name_of
from negotiation.domain.events import (
    BidsRevealed,
    EscalationAsked,
    Event,
    LastCall,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Passed,
    Talked,
    TurnForfeited,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View

__all__ = ["news_at_large_table", "since_own_turn", "standing_at_large_table"]


def since_own_turn(view: View, since_turn: int) -> tuple[Event, ...]:
    """Return what has happened since the seat's own turn of that number; all of it since 0."""
    taken = [
        place
        for place, event in enumerate(view.history)
        if getattr(event, "party", "") == view.party
        and getattr(event, "turn", 0) == since_turn
        and not isinstance(event, MoveRefused | NoteTaken)
    ]
    return view.history[taken[-1] + 1 if taken else 0 :]


def news_at_large_table(brief: SeatBrief, view: View, since_turn: int) -> Iterator[str]:
    """Yield a line for everything that others, or the referee, have done since the own turn."""
    texts = PROTOCOL_TEXTS[brief.language]
    for event in since_own_turn(view, since_turn):
        party = getattr(event, "party", "")
        if party == view.party:
            continue
        name = name_of(brief, party)
        message = getattr(event, "message", "")
        if message:
            yield texts.by.format(name=name, text=json.dumps(message, ensure_ascii=False))
        yield from _deed(brief, texts, event, view=view, name=name)


def _deed(  # noqa: C901, PLR0912 - a case a kind
    brief: SeatBrief, texts: ProtocolTexts, event: Event, *, view: View, name: str
) -> Iterator[str]:
    match event:
        case OfferMade():
            form = texts.bid if view.tender is not None else _proposal_form(texts, event, view)
            terms = literal(event.outcome)
            yield form.format(name=name, offer_id=event.offer_id, terms=terms)
        case Passed():
            yield texts.passed.format(name=name)
        case WalkedAway():
            yield texts.left.format(name=name)
        case EscalationAsked():
            yield texts.asked.format(name=name)
        case VoteCast():
            form = texts.for_it if event.assents else texts.against_it
            yield form.format(name=name, offer_id=event.offer_id)
        case OfferRejected():
            yield texts.rejected.format(name=name, offer_id=event.offer_id)
        case TurnForfeited():
            yield texts.lost.format(name=name)
        case BidsRevealed(bids=bids):
            yield from _revealed(brief, texts, event, view=view)
            if not bids:
                yield texts.none_opened
        case LastCall():
            yield texts.called
        case Talked() | _:
            return


def _proposal_form(texts: ProtocolTexts, event: OfferMade, view: View) -> str:
    """Say whether an offer at a round table was its round's proposal or another's wish."""
    round_number = view.round_of(event.turn)
    is_wish = any(
        isinstance(e, OfferMade) and e.turn < event.turn and view.round_of(e.turn) == round_number
        for e in view.history
    )
    return texts.suggestion if is_wish else texts.proposal


def _revealed(
    brief: SeatBrief, texts: ProtocolTexts, event: BidsRevealed, *, view: View
) -> Iterator[str]:
    for bid in event.bids:
        if bid.party == view.party:
            continue
        name = name_of(brief, bid.party)
        yield texts.bid.format(name=name, offer_id=bid.offer_id, terms=literal(bid.outcome))
        if bid.message:
            yield texts.by.format(name=name, text=json.dumps(bid.message, ensure_ascii=False))


def standing_at_large_table(brief: SeatBrief, view: View, *, is_whole: bool) -> Iterator[str]:
    """Yield how the table stands: the best bid, the proposal, what is asked of the seat now."""
    texts = PROTOCOL_TEXTS[brief.language]
    if is_whole:
        yield from (_told(brief, texts, offer) for offer in view.rival_offers)
    if view.tender is not None:
        yield from _bids(brief, texts, view)
        return
    for put in view.offers:
        if is_whole or put.turn <= view.turn - len(view.others) - 1:
            yield texts.put.format(
                offer_id=put.offer_id,
                name=name_of(brief, put.party),
                terms=literal(put.outcome),
            )
    if view.is_final_vote and view.offers:
        yield texts.vote_now
    elif view.proposer == view.party:
        yield texts.propose_now


def _bids(brief: SeatBrief, texts: ProtocolTexts, view: View) -> Iterator[str]:
    rules, best, own = view.tender, view.best_bid, view.own_offer
    if rules is None:
        return
    issue = rules.price_issue
    if best is not None:
        form = texts.best_own if best.party == view.party else texts.best
        price = literal_value(best.outcome[issue])
        name = name_of(brief, best.party)
        yield form.format(offer_id=best.offer_id, name=name, issue=issue, price=price)
    if own is not None and (best is None or best.party != view.party):
        price = literal_value(own.outcome[issue])
        yield texts.own.format(offer_id=own.offer_id, issue=issue, price=price)


def _told(brief: SeatBrief, texts: ProtocolTexts, offer: StandingOffer) -> str:
    name = name_of(brief, offer.party)
    form = texts.bid if brief.tender is not None else texts.offer
    return form.format(name=name, offer_id=offer.offer_id, terms=literal(offer.outcome))


def literal(outcome: Outcome) -> str:
    """Write terms as an offer must write them."""
    return ", ".join(f"{issue} {literal_value(value)}" for issue, value in outcome.items())


def literal_value(value: object) -> str:
    """Write a value as JSON, a word without quotes."""
    return value if isinstance(value, str) else json.dumps(value)

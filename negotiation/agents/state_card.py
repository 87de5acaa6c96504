"""What a model is told in its turn: what is new, and where the table stands.

Short, since every word of it is sent again with every later turn: an offer of the counterpart is
told by what differs from its last one. What the counterpart says is quoted, so that it cannot be
taken for an instruction.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from negotiation.agents.happenings import news_at_large_table, standing_at_large_table
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.patience import Mood
from negotiation.agents.prompt_texts import PROMPT_TEXTS, PromptTexts
from negotiation.agents.protocol_texts import PROTOCOL_TEXTS
from negotiation.agents.signing_card import signature_lines
from negotiation.agents.table_card import acts_of
from negotiation.domain.events import (
    EscalationAsked,
    Event,
    MoveRefused,
    OfferMade,
    OfferRejected,
    Talked,
    TurnForfeited,
)
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.reasons import reason_in
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View

__all__ = ["render_turn"]


def render_turn(
    brief: SeatBrief,
    view: View,
    *,
    since_turn: int,
    mood: Mood = "calm",
    advice: str = "",
    is_whole: bool = False,
    elsewhere: Sequence[str] = (),
) -> str:
    """Return the message for the turn that is due.

    Args:
        brief: of the seat.
        view: what the seat may see.
        elsewhere: what is new away from the table, in lines.
        since_turn: the seat's own last turn, 0 before the first; it knows what came before.
        mood: how its patience is.
        advice: what its adviser says, if it has one.
        is_whole: whether to spell every standing offer out, for a seat that forgets old turns.
    """
    texts = PROMPT_TEXTS[brief.language]
    head = texts.round.format(round=view.round, deadline=view.deadline_rounds)
    if view.is_last_turn:
        head += texts.last_round
    news = [
        line
        for event in view.history
        for line in _event_lines(brief, texts, event, view=view, since_turn=since_turn)
    ]
    if is_large := view.protocol != "alternating":
        news += news_at_large_table(brief, view, since_turn)
    lines = [head, *(news or ([texts.nothing] if view.turn == 1 else []))]
    lines += elsewhere
    if is_large:
        lines += standing_at_large_table(brief, view, is_whole=is_whole)
    else:
        lines += _standing(texts, view, since_turn=0 if is_whole else since_turn, is_whole=is_whole)
    lines += signature_lines(brief, view, since_turn)
    lines += [texts.thin] if mood == "thin" and view.talk == "full" else []
    lines += [advice] if advice else []
    lines.append(f"{_ledger(brief, texts, view, is_named=not advice)}{_legal(brief, texts, view)}")
    return "\n".join(lines)


def _event_lines(
    brief: SeatBrief, texts: PromptTexts, event: Event, *, view: View, since_turn: int
) -> Iterable[str]:
    """Yield what a seat is told of one event; nothing for what it knew before its last turn."""
    if getattr(event, "party", None) == view.party:
        yield from _own_lines(brief, texts, event, view=view, since_turn=since_turn)
        return
    if view.protocol != "alternating" or not isinstance(
        event, Talked | OfferMade | OfferRejected | TurnForfeited | EscalationAsked
    ):
        return
    if event.turn <= since_turn:
        return
    if isinstance(event, TurnForfeited):
        yield texts.silent
        return
    if event.message:
        yield texts.said.format(text=json.dumps(event.message, ensure_ascii=False))
    if isinstance(event, EscalationAsked):
        yield PROTOCOL_TEXTS[brief.language].they_asked
    if isinstance(event, OfferRejected):
        yield texts.rejected.format(offer_id=event.offer_id)


def _own_lines(
    brief: SeatBrief, texts: PromptTexts, event: Event, *, view: View, since_turn: int
) -> Iterable[str]:
    """Yield what a seat is told of its own failures: a refused move, a turn it has lost.

    And of moves since its last turn, which somebody else made in its place: whoever sat there
    before, or whoever forked the run.
    """
    if isinstance(event, MoveRefused) and event.turn == view.turn and event is view.refusals[-1]:
        yield texts.refused.format(reasons=reason_in(brief.language, "; ".join(event.reasons)))
    elif isinstance(event, TurnForfeited) and event.turn == since_turn:
        yield texts.lost.format(reason=reason_in(brief.language, event.reason).rstrip(".。"))
    elif isinstance(event, Talked | OfferMade | OfferRejected) and event.turn > since_turn:
        if event.message:
            yield texts.own_said.format(text=json.dumps(event.message, ensure_ascii=False))
        if isinstance(event, OfferMade):
            terms = _literal(event.outcome)
            yield texts.own_offer.format(offer_id=event.offer_id, terms=terms)
        elif isinstance(event, OfferRejected):
            yield texts.own_rejected.format(offer_id=event.offer_id)


def _standing(texts: PromptTexts, view: View, *, since_turn: int, is_whole: bool) -> Iterator[str]:
    """Yield the counterpart's offers that may be accepted; terms told before are not told again."""
    for offer in view.offers:
        if offer.turn < since_turn:
            yield texts.still.format(offer_id=offer.offer_id)
            continue
        before = None if is_whole else _offer_before(view, offer)
        if before is not None and before.outcome == offer.outcome:
            yield texts.same.format(offer_id=offer.offer_id, before=before.offer_id)
        else:
            yield texts.theirs.format(offer_id=offer.offer_id, terms=_terms(texts, offer, before))
    if is_whole and view.own_offer is not None:
        terms = _literal(view.own_offer.outcome)
        yield texts.theirs.format(offer_id=view.own_offer.offer_id, terms=terms)


def _offer_before(view: View, offer: StandingOffer) -> OfferMade | None:
    """Return the offer that the same party made before ``offer``."""
    earlier = [
        event
        for event in view.history
        if isinstance(event, OfferMade) and event.party == offer.party and event.turn < offer.turn
    ]
    return earlier[-1] if earlier else None


def _terms(texts: PromptTexts, offer: StandingOffer, before: OfferMade | None) -> str:
    if before is None:
        return _literal(offer.outcome)
    changed = {
        issue: value for issue, value in offer.outcome.items() if before.outcome[issue] != value
    }
    return f"{_literal(changed)}{texts.rest.format(offer_id=before.offer_id)}"


def _literal(outcome: Outcome) -> str:
    return ", ".join(f"{issue} {_value(value)}" for issue, value in outcome.items())


def _value(value: OptionValue) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _ledger(brief: SeatBrief, texts: PromptTexts, view: View, *, is_named: bool) -> str:
    """Return both sides' concessions, with the own offer that stands where advice names none."""
    made = [event for event in view.history if isinstance(event, OfferMade)]
    if not made or view.protocol != "alternating":
        return ""
    own = _moved(brief, [event.outcome for event in made if event.party == brief.own.party])
    theirs = _moved(brief, [event.outcome for event in made if event.party != brief.own.party])
    standing = f" [{view.own_offer.offer_id}]" if view.own_offer is not None and is_named else ""
    return texts.steps.format(own=f"{own}{standing}", theirs=theirs)


def _moved(brief: SeatBrief, offers: Sequence[Outcome]) -> str:
    """Say how often a side changed its offer, and on the estimated issue from where to where."""
    n_steps = sum(before != after for before, after in pairwise(offers))
    issue = brief.estimated_issue
    if issue is None or not n_steps or offers[0][issue] == offers[-1][issue]:
        return str(n_steps)
    return f"{n_steps} ({_value(offers[0][issue])}→{_value(offers[-1][issue])})"


def _legal(brief: SeatBrief, texts: PromptTexts, view: View) -> str:
    """Name the legal acts; where every act is, only that."""
    answerable = "/".join(offer.offer_id for offer in view.offers)
    if view.talk == "full" and set(view.legal_acts) >= set(acts_of(brief)):
        return texts.legal_all
    named = {"accept": f"accept {answerable}", "reject": f"reject {answerable}"}
    return texts.legal.format(acts=", ".join(named.get(act, act) for act in view.legal_acts))

"""From what a strategy chooses to a move: the act, and the persona's words for it."""

from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias, assert_never

from negotiation.agents.choices import Ask, Hold, Leave, Propose, Refuse, Speak, Step, Take
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.speech import Speech
from negotiation.agents.stock_phrases import BareOccasion
from negotiation.domain.events import OfferMade, Passed
from negotiation.domain.moves import (
    Accept,
    Act,
    Claim,
    Escalate,
    Move,
    Offer,
    Pass,
    Reject,
    Talk,
    WalkAway,
)
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import Unit
from negotiation.protocol.view import View

__all__ = ["Occasion", "Voice", "Worded"]

Occasion: TypeAlias = BareOccasion | Literal["offer", "accept", "walk_away"]
"""What a move's words are for."""


class Worded(NamedTuple):
    """A move in the persona's phrases, and what its words are for."""

    move: Move
    occasion: Occasion


class Voice:
    """Turns the steps of one seat into moves."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief
        self._speech = Speech(brief)

    def worded(self, view: View, step: Step) -> Worded:
        """Return the move that a step is."""
        act, occasion = self._act(view, step)
        claims = self._claims() if occasion == "pitch" else ()
        message = self._said(view, act, occasion)
        return Worded(Move(act=act, message=message, claims=claims), occasion)

    def _act(self, view: View, step: Step) -> tuple[Act, Occasion]:
        is_vote = view.protocol == "roundtable" or view.party != self._brief.own.party
        match step:
            case Leave():
                is_bidder = view.tender is not None and not view.is_host
                return WalkAway(), "drop_out" if is_bidder else "walk_away"
            case Take(offer_id=offer_id):
                return Accept(offer_id=offer_id), "assent" if is_vote else "accept"
            case Refuse(offer_id=offer_id):
                return Reject(offer_id=offer_id), "dissent"
            case Propose(index=index):
                return Offer(outcome=self._brief.space.outcome_at(index)), "offer"
            case Ask(outcome=outcome):
                return Escalate(outcome=dict(outcome)), "escalate"
            case Speak(about=about):
                return Talk(), about
            case Hold(is_frozen=is_frozen):
                return _held(view, "frozen" if is_frozen else "wait")
            case _:
                assert_never(step)

    def _said(self, view: View, act: Act, occasion: Occasion) -> str:
        if isinstance(act, Offer):
            return self._offer_message(view, act.outcome)
        if isinstance(act, Pass) and (view.is_host or _has_just_held(view)):
            return ""
        if isinstance(act, Accept) and occasion == "accept":
            offer = next(offer for offer in view.offers if offer.offer_id == act.offer_id)
            return self._speech.accept(offer.outcome)
        match occasion:
            case "offer" | "accept" | "walk_away":
                return self._speech.walk_away()
            case _:
                own = [e for e in view.history if getattr(e, "party", "") == view.party]
                return self._speech.bare(occasion, nth=len(own))

    def _offer_message(self, view: View, outcome: Outcome) -> str:
        own = [e for e in view.history if isinstance(e, OfferMade) and e.party == view.party]
        if not own:
            return self._speech.opening(outcome)
        if view.tender is not None:
            before, is_called = own[-1].outcome, view.is_last_call
            nth = len(own) - 1
            return self._speech.bid(outcome, before=before, nth=nth, is_called=is_called)
        if view.is_last_turn:
            return self._speech.final(outcome)
        held = [later.outcome == earlier.outcome for earlier, later in pairwise(own)]
        if own[-1].outcome == outcome:
            return self._speech.hold(outcome, nth=held.count(True))
        return self._speech.counter(outcome, before=own[-1].outcome, nth=held.count(False))

    def _claims(self) -> tuple[Claim, ...]:
        """Return what a bidder shows of its stock, where the host may weigh it: the truth."""
        tender = self._brief.tender
        if tender is None or tender.award == "price" or self._brief.trade != "selling":
            return ()
        facts = self._brief.mandate.private_facts
        stock = [fact for fact in facts if fact.unit is Unit.GPUS and fact.value is not None]
        return tuple(
            Claim(fact=fact.id, value=fact.value) for fact in stock[:1] if fact.value is not None
        )


def _held(view: View, occasion: BareOccasion) -> tuple[Act, Occasion]:
    """Return the act of a seat that stays where it is, as the table has room for it."""
    if "pass" in view.legal_acts:
        return Pass(), occasion
    if "talk" in view.legal_acts:
        return Talk(), occasion
    if view.own_offer is not None and "offer" in view.legal_acts:
        return Offer(outcome=dict(view.own_offer.outcome)), "offer"
    if view.offers:
        return Reject(offer_id=view.offers[0].offer_id), "dissent"
    return WalkAway(), "walk_away"


def _has_just_held(view: View) -> bool:
    """Whether a party has let its turn before this one go by, too, and was heard then."""
    own = [e for e in view.history if getattr(e, "party", "") == view.party and hasattr(e, "turn")]
    return bool(own) and isinstance(own[-1], Passed) and not view.is_last_call

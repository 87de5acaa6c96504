"""A seat played by a classical strategy that speaks in the persona's voice."""

from itertools import pairwise
from typing import assert_never

from negotiation.agents.chance import seat_rng
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.preferences import Preferences
from negotiation.agents.speech import Speech
from negotiation.agents.strategies import (
    STRATEGIES,
    Bid,
    Choice,
    Leave,
    Propose,
    Situation,
    Take,
)
from negotiation.domain.events import OfferMade
from negotiation.domain.moves import Accept, Move, Offer, WalkAway
from negotiation.domain.scenarios import StrategyName
from negotiation.protocol.view import View

__all__ = ["StrategyNegotiator", "situation_of"]


class StrategyNegotiator:
    """Plays a built-in strategy. Between turns it keeps only what past offers are worth to it."""

    def __init__(self, brief: SeatBrief, strategy: StrategyName) -> None:
        self._brief = brief
        self._policy = STRATEGIES[strategy].policy
        self._speech = Speech(brief)
        self._bids: dict[str, Bid] = {}

    async def propose(self, view: View) -> Move:
        """Return the strategy's move for the turn that is due."""
        preferences = self._brief.preferences
        situation = situation_of(view, preferences, self._bids)
        if not len(preferences.candidates):
            return Move(act=WalkAway(), message=self._speech.walk_away())
        rng = seat_rng(self._brief.seed, view.party, view.turn)
        choice = self._policy(situation, preferences, rng)
        if isinstance(choice, Propose) and "offer" not in view.legal_acts:
            choice = Leave()
        return self._worded(view, situation, choice)

    def _worded(self, view: View, situation: Situation, choice: Choice) -> Move:
        match choice:
            case Leave():
                return Move(act=WalkAway(), message=self._speech.walk_away())
            case Take(offer_id=offer_id):
                offer = next(offer for offer in view.offers if offer.offer_id == offer_id)
                return Move(
                    act=Accept(offer_id=offer_id), message=self._speech.accept(offer.outcome)
                )
            case Propose(index=index):
                outcome = self._brief.space.outcome_at(index)
                return Move(
                    act=Offer(outcome=outcome), message=self._offer_message(view, situation, index)
                )
            case _:
                assert_never(choice)

    def _offer_message(self, view: View, situation: Situation, index: int) -> str:
        space = self._brief.space
        outcome = space.outcome_at(index)
        if not situation.own:
            return self._speech.opening(outcome)
        if view.is_last_turn:
            return self._speech.final(outcome)
        before = situation.own[-1].index
        held = [later.index == earlier.index for earlier, later in pairwise(situation.own)]
        if before == index:
            return self._speech.hold(outcome, nth=held.count(True))
        nth = held.count(False)
        return self._speech.counter(outcome, before=space.outcome_at(before), nth=nth)


def situation_of(view: View, preferences: Preferences, seen: dict[str, Bid]) -> Situation:
    """Return the talk of a view as its party values it; ``seen`` keeps what was valued before."""
    own: list[Bid] = []
    theirs: list[Bid] = []
    for event in view.history:
        if isinstance(event, OfferMade):
            bid = seen.get(event.offer_id) or _bid(event, preferences)
            seen[event.offer_id] = bid
            (own if event.party == view.party else theirs).append(bid)
    standing = next(iter(view.offers), None)
    takeable = standing is not None and preferences.is_allowed(standing.outcome)
    return Situation(
        round=view.round,
        deadline_rounds=view.deadline_rounds,
        own=tuple(own),
        theirs=tuple(theirs),
        standing=seen[standing.offer_id] if standing is not None and takeable else None,
    )


def _bid(event: OfferMade, preferences: Preferences) -> Bid:
    index = preferences.space.index_of(event.outcome)
    return Bid(event.offer_id, index, preferences.value_of(event.outcome))

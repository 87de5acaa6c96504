"""A seat played by a classical strategy that speaks in the persona's voice, at any table."""

from dataclasses import replace

import numpy as np

from negotiation.agents.bidding import TEMPERS, Bidder
from negotiation.agents.chance import seat_rng
from negotiation.agents.choices import (
    Ask,
    Bid,
    Hold,
    Leave,
    Propose,
    Refuse,
    Step,
    Take,
    situation_of,
)
from negotiation.agents.escalating import Authority, Limited
from negotiation.agents.hosting import Host
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.preferences import Preferences
from negotiation.agents.strategies import STRATEGIES, Policy
from negotiation.agents.voice import Voice, Worded
from negotiation.agents.voting import Voter
from negotiation.domain.moves import Move
from negotiation.domain.outcomes import Outcome
from negotiation.domain.scenarios import StrategyName
from negotiation.protocol.view import View

__all__ = ["StrategyNegotiator"]


class StrategyNegotiator:
    """Plays a built-in strategy. Between turns it keeps only what past offers are worth to it."""

    def __init__(
        self, brief: SeatBrief, strategy: StrategyName, *, policy: Policy | None = None
    ) -> None:
        """Take a seat.

        Args:
            brief: what the seat knows.
            strategy: what it plays.
            policy: what it plays between two instead of the strategy's own.
        """
        self._brief = brief
        self._strategy = strategy
        self._policy = policy or STRATEGIES[strategy].policy
        self._voice = Voice(brief)
        self._bids: dict[str, Bid] = {}
        self._limited: Limited = {}

    async def propose(self, view: View) -> Move:
        """Return the strategy's move for the turn that is due."""
        return self.decide(view).move

    def decide(self, view: View) -> Worded:
        """Return the same with what its words are for."""
        return self._voice.worded(view, self._step(view))

    def _step(self, view: View) -> Step:
        brief = self._brief
        if view.party != brief.own.party:
            return self._signature(view)
        if not len(brief.preferences.candidates):
            return Leave()
        rng = seat_rng(brief.seed, view.party, view.turn)
        if view.tender is not None:
            return self._at_tender(view, rng)
        if view.protocol == "roundtable":
            return self._at_roundtable(view, rng)
        return self._between_two(view)

    def _signature(self, view: View) -> Step:
        """Sign for one's party what is worth at least its alternative."""
        (request,) = view.offers
        lots = self._brief.lots.values() or (self._brief.preferences,)
        if any(lot.is_acceptable(request.outcome) for lot in lots):
            return Take(request.offer_id)
        return Refuse(request.offer_id)

    def _at_tender(self, view: View, rng: np.random.Generator) -> Step:
        brief, rules = self._brief, self._brief.tender or view.tender
        if rules is None:
            raise AssertionError("a tender has rules")
        authority = self._authority(view)
        if brief.is_host:
            return Host(view, rules, brief.lots, authority, strategy=self._strategy).step()
        temper = TEMPERS[self._strategy]
        bidder = Bidder(
            view, rules, brief.preferences, authority, temper=temper, draw=float(rng.random())
        )
        return bidder.step()

    def _at_roundtable(self, view: View, rng: np.random.Generator) -> Step:
        brief = self._brief
        voter = Voter(
            view,
            brief.agreement,
            brief.preferences,
            self._authority(view),
            seen=situation_of(view, brief.preferences, self._bids),
            strategy=self._strategy,
            rng=rng,
        )
        return voter.step()

    def _between_two(self, view: View) -> Step:
        """Follow the policy as far as one's authority goes; ask for what lies beyond it."""
        prefs = self._brief.preferences
        authority = self._authority(view)
        reachable = authority.reachable(prefs)
        if not len(reachable.candidates):
            return Leave()
        step = self._chosen(view, reachable)
        outcome = _outcome_of(view, step, prefs)
        if outcome is None or authority.allows(outcome):
            return step
        if authority.can_ask(outcome):
            return Ask(authority.deepest(outcome, reachable))
        within = authority.within(prefs)
        if not len(within.candidates):
            return Hold(is_frozen=True)
        allowed = tuple(offer for offer in view.offers if authority.allows(offer.outcome))
        return self._chosen(replace(view, offers=allowed), within)

    def _chosen(self, view: View, preferences: Preferences) -> Step:
        """Return what the policy chooses over some of the own preferences."""
        is_hard = self._brief.mandate.enforcement == "hard"
        situation = situation_of(view, preferences, self._bids, is_hard=is_hard)
        rng = seat_rng(self._brief.seed, view.party, view.turn)
        choice = self._policy(situation, preferences, rng)
        is_offer = isinstance(choice, Propose)
        return Leave() if is_offer and "offer" not in view.legal_acts else choice

    def _authority(self, view: View) -> Authority:
        return Authority.of(self._brief.mandate, self._brief.preferences, view, self._limited)


def _outcome_of(view: View, step: Step, preferences: Preferences) -> Outcome | None:
    """Return the terms that a step would bind its party to; ``None`` for a step without."""
    match step:
        case Propose(index=index):
            return preferences.space.outcome_at(index)
        case Take(offer_id=offer_id):
            return next(offer.outcome for offer in view.offers if offer.offer_id == offer_id)
        case _:
            return None

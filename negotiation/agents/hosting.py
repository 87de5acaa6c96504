"""How a strategy hosts a tender: it lets the bidders bid, presses them, and chooses."""

from collections.abc import Mapping

from negotiation.agents.choices import Hold, Leave, Speak, Step, Take
from negotiation.agents.escalating import Authority
from negotiation.agents.preferences import Preferences
from negotiation.domain.events import BidsRevealed, OfferMade
from negotiation.domain.moves import Claim
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.protocols import TenderRules
from negotiation.domain.scenarios import StrategyName
from negotiation.protocol.award import awards_of
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View

__all__ = ["Host"]


class Host:
    """The host of a tender in the turn that is due."""

    def __init__(
        self,
        view: View,
        rules: TenderRules,
        lots: Mapping[str, Preferences],
        authority: Authority,
        *,
        strategy: StrategyName,
    ) -> None:
        self._view = view
        self._rules = rules
        self._lots = lots
        self._authority = authority
        self._strategy = strategy

    def step(self) -> Step:
        """Return what the host does."""
        if self._rules.award == "choice" and self._is_time:
            for bid in sorted(self._view.offers, key=self._worth, reverse=True):
                lot = self._lots[bid.party]
                if lot.is_acceptable(bid.outcome) and self._authority.allows(bid.outcome):
                    return Take(bid.offer_id)
        if self._must_cancel:
            return Leave()
        return Speak("press") if self._presses else Hold()

    def _worth(self, bid: StandingOffer) -> float:
        return self._lots[bid.party].value_of(bid.outcome)

    @property
    def _is_time(self) -> bool:
        """Whether to choose now: nothing more comes, or the seat does not wait for more."""
        view = self._view
        if view.is_last_turn or self._rules.bidding == "sealed":
            return True
        if self._strategy in {StrategyName.NAIVE, StrategyName.AGREEABLE}:
            return True
        return bool(view.offers) and self._is_quiet

    @property
    def _is_quiet(self) -> bool:
        """Whether nobody has bid in this round, of which the host's turn is the last."""
        first = self._view.turn - self._view.n_parties + 1
        return not any(
            e.turn >= first if isinstance(e, OfferMade) else e.round == self._view.round
            for e in self._view.history
            if isinstance(e, OfferMade | BidsRevealed)
        )

    @property
    def _must_cancel(self) -> bool:
        """Whether the award that comes next would leave the host worse off than none."""
        view, rules = self._view, self._rules
        if rules.award == "choice" or rules.split_fractions is not None or view.is_presentation:
            return False
        is_final = rules.bidding == "sealed" or view.is_last_turn
        if not (is_final or (view.is_last_call and self._is_quiet)):
            return False
        winners = awards_of(rules, self._space, view.rival_offers, self._claims)
        return any(
            self._lots[each.party].value_of(each.outcome) < self._lots[each.party].reservation_value
            for each in winners
        )

    @property
    def _space(self) -> OutcomeSpace:
        return next(iter(self._lots.values())).space

    @property
    def _claims(self) -> dict[str, tuple[Claim, ...]]:
        told: dict[str, tuple[Claim, ...]] = {}
        for event in self._view.history:
            for each in event.bids if isinstance(event, BidsRevealed) else (event,):
                party, claims = getattr(each, "party", ""), getattr(each, "claims", ())
                told[party] = (*told.get(party, ()), *claims)
        return told

    @property
    def _presses(self) -> bool:
        """Whether to speak: after the presentations, and after every other round with new bids."""
        view = self._view
        if "talk" not in view.legal_acts or view.is_last_turn or self._rules.bidding == "sealed":
            return view.is_presentation and "talk" in view.legal_acts
        return view.is_presentation or (view.round % 2 == 1 and not self._is_quiet)

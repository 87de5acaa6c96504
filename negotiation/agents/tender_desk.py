"""The deal desk at a tender: what the bids are worth to the host, what the next bid to a bidder."""

from dataclasses import replace

from negotiation.agents.advice import Advice, Terms
from negotiation.agents.adviser import Adviser
from negotiation.agents.bidding import Bidder, BidTemper
from negotiation.agents.choices import Propose
from negotiation.agents.escalating import Authority
from negotiation.agents.negotiator import AdviserLevel, SeatBrief
from negotiation.domain.outcomes import Outcome
from negotiation.economics.own import RiskOf
from negotiation.protocol.view import View

__all__ = ["TenderAdviser"]


class TenderAdviser:
    """Looks at a tender for one seat. The same view always gives the same advice."""

    def __init__(self, brief: SeatBrief, level: AdviserLevel, risk: RiskOf | None) -> None:
        self._brief = brief
        self._risk = risk if level == "full" else None
        self._hosted = {party: Adviser(lot, "value", None) for party, lot in brief.lots.items()}

    def advise(self, view: View) -> Advice:
        """Return the figures for the turn that is due."""
        return self._for_host(view) if self._brief.is_host else self._for_bidder(view)

    def _for_host(self, view: View) -> Advice:
        """Weigh the bid that is worth most to the host."""
        lots = self._brief.lots
        prefs = self._brief.preferences
        bids = sorted(
            view.rival_offers, key=lambda bid: lots[bid.party].value_of(bid.outcome), reverse=True
        )
        if not bids:
            return Advice(
                reservation_value=prefs.reservation_value,
                best_value=prefs.best_value,
                has_candidates=len(prefs.candidates) > 0,
                theirs=None,
                is_standing=False,
                own=None,
                crossed=(),
                nearest=None,
            )
        seen = replace(view, offers=(bids[0],), legal_acts=("accept", "reject"))
        return self._hosted[bids[0].party].advise(seen)

    def _for_bidder(self, view: View) -> Advice:
        """Weigh the own bid, and the least one that would lead."""
        prefs = self._brief.preferences
        own = view.own_offer
        advice = Advice(
            reservation_value=prefs.reservation_value,
            best_value=prefs.best_value,
            has_candidates=len(prefs.candidates) > 0,
            theirs=None,
            is_standing=False,
            own=self._terms(own.outcome, own.offer_id) if own is not None else None,
            crossed=(),
            nearest=None,
        )
        rules = view.tender
        if rules is None or "offer" not in view.legal_acts or not len(prefs.candidates):
            return advice
        authority = Authority.of(self._brief.mandate, prefs, view)
        bidder = Bidder(view, rules, prefs, authority, temper=BidTemper(), draw=0.0)
        step = bidder.step()
        if not isinstance(step, Propose):
            return advice
        return replace(advice, counters=(self._terms(prefs.space.outcome_at(step.index)),))

    def _terms(self, outcome: Outcome, offer_id: str | None = None) -> Terms:
        value = self._brief.preferences.value_of(outcome)
        terms = Terms(outcome=outcome, value=value, offer_id=offer_id)
        return terms if self._risk is None else replace(terms, risk=self._risk(outcome))

"""How a table stands for the person who is asked: bids, proposals, signatures, and their worth."""

from collections.abc import Iterator

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.prompts import worth
from negotiation.agents.speech import spoken_terms
from negotiation.app.plan import RunPlan
from negotiation.cli.asking_texts import ASKING_TEXTS
from negotiation.cli.drafting import next_price
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import format_value
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View

__all__ = ["Situation"]


class Situation:
    """One view, in the words of its seat."""

    def __init__(self, plan: RunPlan, brief: SeatBrief, view: View) -> None:
        self._plan = plan
        self._brief = brief
        self._view = view
        self._texts = ASKING_TEXTS[brief.language]

    def value_of(self, offer: StandingOffer) -> float:
        """Return what an offer is worth to the seat; a host knows it for every bidder."""
        lot = self._brief.lots.get(offer.party, self._brief.preferences)
        return lot.value_of(offer.outcome)

    def lines(self) -> Iterator[str]:
        """Yield how the table stands, as far as it is not on the screen already."""
        view = self._view
        match view.protocol:
            case "tender":
                yield from self._tender()
            case "roundtable":
                yield from self._roundtable()
            case _ if self._brief.desk is None:
                for offer in view.offers:
                    yield self._texts["ask_standing"].format(
                        offer_id=offer.offer_id, worth=self._worth(self.value_of(offer))
                    )
            case _:
                pass
        if view.escalation is not None:
            yield self._texts["ask_waiting"].format(terms=self._terms(view.escalation.outcome))
        signed: list[Outcome] = []
        for outcome in view.signed.values():
            if outcome not in signed:
                signed.append(outcome)
                yield self._texts["ask_signed"].format(terms=self._terms(outcome))

    def request_lines(self) -> Iterator[str]:
        """Yield what somebody who signs for the party is asked, and what it would mean."""
        brief, texts = self._brief, self._texts
        (request,) = self._view.offers
        yield texts["ask_request"].format(party=brief.own.name)
        yield f"  {self._terms(request.outcome)}"
        asked = self._view.escalation.steps if self._view.escalation is not None else ()
        for place in asked:
            step = brief.mandate.authority[place]
            issue = brief.space.by_id[step.issue]
            bounds = [
                texts[key].format(bound=format_value(bound, issue.unit, brief.language))
                for key, bound in (("at_least", step.at_least), ("at_most", step.at_most))
                if bound is not None
            ]
            yield "  " + texts["ask_request_step"].format(
                issue=issue.title.in_language(brief.language),
                bound=" ".join(bounds),
                signer=step.signer.in_language(brief.language).rstrip(".。"),
            )
        lots = brief.lots.values() or (brief.preferences,)
        worst = min(lot.value_of(request.outcome) for lot in lots)
        yield texts["ask_request_worth"].format(
            party=brief.own.name,
            worth=self._worth(worst),
            alternative=self._worth(brief.preferences.reservation_value),
        )

    def _tender(self) -> Iterator[str]:
        view, brief, texts = self._view, self._brief, self._texts
        if view.tender is None or view.is_presentation:
            return
        if view.best_bid is None:
            yield texts["ask_no_bid"]
        elif view.best_bid == view.own_offer:
            yield texts["ask_leading"].format(bid=self._terms(view.best_bid.outcome))
        elif not view.is_host:
            bid, party = self._terms(view.best_bid.outcome), view.best_bid.party
            yield texts["ask_best"].format(bid=bid, party=self._name(party))
        if view.is_host:
            bids = view.rival_offers
            for bid_made in bids:
                yield self._offer_of(bid_made)
            if bids:
                least = self._worth(brief.preferences.reservation_value)
                yield texts["ask_alternative"].format(worth=least)
            return
        if view.own_offer is not None and view.own_offer != view.best_bid:
            yield texts["ask_own_bid"].format(bid=self._terms(view.own_offer.outcome))
        price = next_price(brief, view)
        if price is not None:
            issue = brief.space.by_id[view.tender.price_issue]
            limit = issue.show(price, brief.language)
            yield texts[f"ask_step_{view.tender.direction}"].format(limit=limit)

    def _roundtable(self) -> Iterator[str]:
        view, texts = self._view, self._texts
        if view.proposer == view.party:
            yield texts["ask_propose"]
        for offer in view.offers:
            yield texts["ask_proposal"].format(
                party=self._name(offer.party), terms=self._terms(offer.outcome)
            )
        for offer in {each.offer_id: each for each in (*view.offers, *view.rival_offers)}.values():
            yield self._offer_of(offer)
        if view.offers or view.rival_offers:
            least = self._worth(self._brief.preferences.reservation_value)
            yield texts["ask_alternative"].format(worth=least)

    def _offer_of(self, offer: StandingOffer) -> str:
        return self._texts["ask_offer_of"].format(
            offer_id=offer.offer_id,
            party=self._name(offer.party),
            worth=self._worth(self.value_of(offer)),
        )

    def _terms(self, outcome: Outcome) -> str:
        return spoken_terms(self._brief.space, outcome, self._brief.language)

    def _worth(self, value: float) -> str:
        return worth(self._brief, value)

    def _name(self, party: str) -> str:
        return self._plan.scenario.party(party).name.in_language(self._brief.language)

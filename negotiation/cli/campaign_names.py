"""What contracts, parties, prices and months of a campaign are called."""

from collections.abc import Sequence

from negotiation.app.plan import RunPlan
from negotiation.cli.event_texts import month_in
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Language

__all__ = ["CampaignNames"]


class CampaignNames:
    """Names in one language, that of the run unless told otherwise."""

    def __init__(self, plan: RunPlan, language: Language | None = None) -> None:
        self._plan = plan
        self._language: Language = language or plan.language

    def contract(self, contract: str) -> str:
        """Return what a contract is called: its table, with a party where it brought several."""
        scenario, language = self._plan.scenario, self._language
        campaign = scenario.campaign
        first = {each.id: each.title for each in campaign.ledger} if campaign is not None else {}
        if contract in first:
            return first[contract].in_language(language)
        table, _, rest = contract.partition(".")
        title = scenario.table(table).title.in_language(language)
        if not rest:
            return title
        names = {party.id: party.name.in_language(language) for party in scenario.parties}
        return f"{title} · {names.get(rest, rest)}"

    def party(self, party: str) -> str:
        """Return what a party is called."""
        return self._plan.scenario.party(party).name.in_language(self._language)

    def parties(self, parties: Sequence[str]) -> str:
        """Return what several parties are called."""
        return ("、" if self._language == "zh" else ", ").join(map(self.party, parties))

    def price(self, table: str, price: OptionValue) -> str:
        """Write a price of a tender."""
        known = self._plan.scenario.table(table)
        if known.tender is None:
            return str(price)
        return known.space.by_id[known.tender.price_issue].show(price, self._language)

    def month(self, month: int) -> str:
        """Write a month of the world as it stands in a calendar."""
        market = self._plan.scenario.market
        start = market.start_month_index if market is not None else 0
        return month_in(start + month, self._language)

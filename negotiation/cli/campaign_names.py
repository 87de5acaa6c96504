"""What contracts, parties, prices and months of a campaign are called."""

from negotiation.app.plan import RunPlan
from negotiation.cli.event_texts import month_in
from negotiation.domain.quantities import OptionValue

__all__ = ["CampaignNames"]


class CampaignNames:
    """Names in the language of a run."""

    def __init__(self, plan: RunPlan) -> None:
        self._plan = plan

    def contract(self, contract: str) -> str:
        """Return what a contract is called: its table, with a party where it brought several."""
        scenario, language = self._plan.scenario, self._plan.language
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
        return self._plan.scenario.party(party).name.in_language(self._plan.language)

    def price(self, table: str, price: OptionValue) -> str:
        """Write a price of a tender."""
        known = self._plan.scenario.table(table)
        if known.tender is None:
            return str(price)
        return known.space.by_id[known.tender.price_issue].show(price, self._plan.language)

    def month(self, month: int) -> str:
        """Write a month of the world as it stands in a calendar."""
        market = self._plan.scenario.market
        start = market.start_month_index if market is not None else 0
        return month_in(start + month, self._plan.language)

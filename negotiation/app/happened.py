"""What a campaign tells between its phases: news for everybody, and to parties how contracts went.

Prices and regimes come from the world that really happened, up to the month of the phase.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from negotiation.app.worlds import CampaignWorld
from negotiation.domain.campaigns import Campaign, Phase
from negotiation.domain.chronicle import ContractMoved, LogEvent, NewsItem, NewsPublished
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from negotiation.economics.happenings import Happening, HappeningKind
from negotiation.economics.standing import PublicFigures, Standing

__all__ = ["Reporter"]

_NEWS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "card_price": "An A800 now trades at about {value:,.0f} RMB.",
            "market_rent": "Renting a GPU costs about {value:,.0f} RMB a month.",
            "list_price": "The clouds' list price is now {value:,.0f} RMB per GPU-month.",
            "boom": "Everybody trains models and nobody has cards.",
            "squeeze": "Supply has dried up; what is in stock decides.",
            "glut": "There are more cards than work for them.",
            "calm": "The market has calmed down.",
            "rumour": "A new export rule is rumoured; card prices have jumped.",
            "ban": "A new export rule stops shipments of the card.",
        },
        "zh": {
            "card_price": "A800现货价约{value:,.0f}元一张。",
            "market_rent": "市面租金每卡每月约{value:,.0f}元。",
            "list_price": "云厂商目录价调到每卡每月{value:,.0f}元。",
            "boom": "人人训模型，就是没有卡。",
            "squeeze": "货源断了，谁有现货谁说了算。",
            "glut": "卡多活少。",
            "calm": "市场平静下来。",
            "rumour": "传出口新规要来，卡价跳涨。",
            "ban": "出口新规落地，这款卡停止发货。",
        },
    }
)

_MOVES: Mapping[Language, Mapping[HappeningKind, str]] = MappingProxyType(
    {
        "en": {
            "first delivery": "{contract}: the first {gpus:,.0f} cards have come.",
            "all delivered": "{contract}: all {gpus:,.0f} cards have come.",
            "lapsed": "{contract}: {gpus:,.0f} cards never came, and the order has lapsed.",
            "replaced by substitutes": "{contract}: substitutes come for {gpus:,.0f} cards.",
            "cancelled by buyer": "{contract}: the buyer has cancelled.",
            "cancelled by seller": "{contract}: the seller has cancelled.",
            "terminated for lateness": "{contract}: ended by the buyer, for lateness.",
            "left at the ban": "{contract}: the buyer has left it because of the ban.",
            "ended by agreement": "{contract}: ended by agreement.",
            "waits for cards": "{contract}: {gpus:,.0f} GPUs that were due are not there.",
            "customer left": "{contract}: the customer has left.",
            "customer left short of cards": "{contract}: the customer has left, short of cards.",
        },
        "zh": {
            "first delivery": "{contract}：首批{gpus:,.0f}张卡到货。",
            "all delivered": "{contract}：{gpus:,.0f}张卡全部到齐。",
            "lapsed": "{contract}：{gpus:,.0f}张卡始终没到，订单失效。",
            "replaced by substitutes": "{contract}：{gpus:,.0f}张卡改由替代卡补上。",
            "cancelled by buyer": "{contract}：买方取消。",
            "cancelled by seller": "{contract}：卖方取消。",
            "terminated for lateness": "{contract}：买方因逾期解约。",
            "left at the ban": "{contract}：买方因禁令退出。",
            "ended by agreement": "{contract}：双方协商终止。",
            "waits for cards": "{contract}：该到的{gpus:,.0f}张卡没到。",
            "customer left": "{contract}：客户走了。",
            "customer left short of cards": "{contract}：客户等不到卡，走了。",
        },
    }
)


class Reporter:
    """Writes what has become known since the phase before."""

    def __init__(
        self, scenario: Scenario, campaign: Campaign, world: CampaignWorld, language: Language
    ) -> None:
        self._scenario = scenario
        self._campaign = campaign
        self._world = world
        self._language = language

    def report(
        self, phase: Phase, before: int | None, log: Sequence[LogEvent]
    ) -> tuple[LogEvent, ...]:
        """Return the news and the contracts' moves at the opening of a phase.

        Args:
            phase: that opens.
            before: month of the phase before it; ``None`` if it is the first.
            log: until it opens.
        """
        standing = self._world.standing(log, phase.month)
        since = -1 if before is None else before
        items = tuple(self._news(standing, since))
        return (NewsPublished(phase=phase.id, items=items), *self._moves(standing, since, log))

    def _news(self, standing: Standing, since: int) -> Iterator[NewsItem]:
        earlier = standing.figures[since] if since >= 0 else None
        for figures in standing.figures[since + 1 :]:
            yield from self._of_month(figures, earlier)
            for announcement in self._campaign.announcements:
                if announcement.month == figures.month:
                    text = announcement.text.in_language(self._language)
                    yield NewsItem(kind="announcement", month=figures.month, text=text)
            earlier = figures
        now = standing.now
        yield self._item("card_price", now.month, now.card_price_cny_per_gpu)
        yield self._item("market_rent", now.month, now.rent_cny_per_gpu_month)

    def _of_month(self, now: PublicFigures, earlier: PublicFigures | None) -> Iterator[NewsItem]:
        if earlier is None or now.regime != earlier.regime:
            yield self._item(now.regime, now.month)
        if now.is_rumoured:
            yield self._item("rumour", now.month)
        if now.is_ban_jump:
            yield self._item("ban", now.month)
        price = now.list_price_cny_per_gpu_month
        if earlier is not None and price != earlier.list_price_cny_per_gpu_month:
            yield self._item("list_price", now.month, price)

    def _item(self, kind: str, month: int, value: float | None = None) -> NewsItem:
        text = _NEWS[self._language][kind].format(value=value)
        rounded = None if value is None else float(round(value))
        return NewsItem.model_validate(
            {"kind": kind, "month": month, "value": rounded, "text": text}
        )

    def _moves(
        self, standing: Standing, since: int, log: Sequence[LogEvent]
    ) -> Iterator[ContractMoved]:
        """Yield what has not been told yet.

        What is signed in a phase may end a contract in that very month, after the month's report.
        """
        entries = {entry.contract.id: entry for entry in self._world.portfolio(log)}
        told = {(e.contract, e.happening, e.month) for e in log if isinstance(e, ContractMoved)}
        for happening in standing.happenings:
            if happening.contract is None or happening.month < since:
                continue
            if (happening.contract, happening.kind, happening.month) in told:
                continue
            if _is_whole_at_once(happening, standing):
                continue
            entry = entries[happening.contract]
            yield ContractMoved(
                contract=happening.contract,
                parties=entry.parties,
                month=happening.month,
                happening=happening.kind,
                gpus=float(round(happening.gpus)),
                text=self._said(happening, entry.table),
            )

    def _said(self, happening: Happening, source: str) -> str:
        template = _MOVES[self._language].get(happening.kind)
        if template is None:
            return f"{happening.contract}: {happening.kind}"
        return template.format(contract=self._title(source), gpus=happening.gpus)

    def _title(self, source: str) -> str:
        """Return the title of the table or of the contract in the first ledger."""
        titles = {contract.id: contract.title for contract in self._campaign.ledger}
        titles |= {table.id: table.title for table in self._scenario.tables}
        return titles[source].in_language(self._language)


def _is_whole_at_once(happening: Happening, standing: Standing) -> bool:
    """Whether a first delivery is the only one, which is told as such."""
    return happening.kind == "first delivery" and any(
        each.kind == "all delivered"
        and (each.contract, each.month) == (happening.contract, happening.month)
        for each in standing.happenings
    )

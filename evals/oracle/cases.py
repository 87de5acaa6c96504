"""One contract on one future: its terms, its luck, and the book of who paid whom."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.oracle.paths import Path, paths_of
from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.economics.cards import FABRIC_SPEED
from negotiation.economics.hardware import FORM_FACTORS, SKUS, rest_cny_per_gpu
from negotiation.economics.streams import Chance
from negotiation.economics.templates import TEMPLATES, ClauseSpec
from negotiation.economics.world import World
from negotiation.errors import UsageError

__all__ = ["Book", "Card", "Case", "Terms", "make_case", "used_cny"]

DAYS_PER_MONTH = 730 / 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A complete contract: the value of every clause of its template."""

    values: Mapping[str, float | str]
    clauses: Mapping[str, ClauseSpec]

    def number(self, name: str) -> float:
        """Return a numeric clause."""
        return float(self.values[name])

    def word(self, name: str) -> str:
        """Return a clause of words."""
        return str(self.values[name])

    def is_on(self, name: str) -> bool:
        """Say whether a switch is on."""
        return self.word(name) == "on"

    def place(self, name: str) -> int:
        """Return where the word stands in its clause, for tables by position."""
        return self.clauses[name].labels.index(self.word(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card of the contract against an A800."""

    price_multiplier: float
    speed_multiplier: float
    rest_multiplier: float
    is_struck_by_ban: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """Everything that decides what one contract is worth on one future; lists have a month each."""

    setting: ContractSetting
    terms: Terms
    price: float
    card: Card
    path: Path
    chance: Chance
    last: int
    trickle: tuple[float, ...]
    slip_months: float
    site_luck: float
    petition: float
    exits: tuple[float, ...]

    @property
    def months(self) -> range:
        """Every month, signing first."""
        return range(self.last + 1)

    def is_struck(self, month: int) -> bool:
        """Say whether a ban holds that stops the contract's card."""
        return self.path.is_banned[month] and self.card.is_struck_by_ban

    def card_price_cny(self, month: int) -> float:
        """Return the market price of the contract's card."""
        plain = self.path.card_price_cny[month]
        if self.terms.word("sku") == "a800":
            return plain
        return plain * self.card.price_multiplier * math.exp(self.path.other_log[month])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Book:
    """What each party's payments are worth today [CNY]."""

    rates_per_year: Mapping[str, float]
    last: int
    npv_cny: dict[str, float] = field(default_factory=dict)

    def pay(self, payer: str, payee: str, month: int, cny: float) -> None:
        """Write down a payment at the end of ``month``; nothing is seen beyond the last month."""
        if month > self.last:
            return
        for party, received in ((payee, cny), (payer, -cny)):
            if party in self.rates_per_year:
                worth = received * (1 + self.rates_per_year[party]) ** (-month / 12)
                self.npv_cny[party] = self.npv_cny.get(party, 0.0) + worth

    def invoice(self, parties: tuple[str, str], month: int, cny: float, days: float) -> None:
        """Write down an invoice of ``month``, payer to payee, that allows ``days``.

        A time between two months is split between them; the last month settles what is open.
        """
        wait = days / DAYS_PER_MONTH
        whole = int(wait)
        part = wait - whole
        self.pay(*parties, min(month + whole, self.last), (1 - part) * cny)
        self.pay(*parties, min(month + whole + 1, self.last), part * cny)


def make_case(
    setting: ContractSetting, contract: Mapping[str, float | str], world: World, draw: int
) -> Case:
    """Gather what is known of ``contract`` on one draw of ``world``.

    Raises:
        UsageError: if a clause is unknown, or the world does not begin at signing.
    """
    template = TEMPLATES[setting.template]
    if unknown := sorted(set(contract) - set(template.clauses)):
        raise UsageError(f"{setting.template} has no clause {unknown[0]!r}")
    if world.first_month:
        raise UsageError(f"the world must begin at signing, not in month {world.first_month}")
    given = {**setting.fixed, **contract}
    values = {name: given.get(name, spec.default) for name, spec in template.clauses.items()}
    terms = Terms(values=values, clauses=template.clauses)
    last = world.months
    return Case(
        setting=setting,
        terms=terms,
        price=terms.number(template.price),
        card=card_of(terms),
        path=paths_of(setting.market, world.chance, last)[draw],
        chance=world.chance,
        last=last,
        trickle=tuple(world.trickle[draw].tolist()),
        slip_months=float(world.slip_months[draw]),
        site_luck=float(world.site_luck[draw]),
        petition=float(world.petition[draw]),
        exits=exits_of(setting, world, draw),
    )


def exits_of(setting: ContractSetting, world: World, draw: int) -> tuple[float, ...]:
    """Return the luck by which a rental's customer leaves; a purchase has none."""
    if setting.template == "card_supply":
        return ()
    return tuple(world.exits(setting.parties["lab"])[draw].tolist())


def card_of(terms: Terms) -> Card:
    """Return what the scope clauses say of the card."""
    sku, form = SKUS[terms.word("sku")], FORM_FACTORS[terms.word("form_factor")]
    is_split = "same_fabric" in terms.values and terms.word("same_fabric") == "off"
    fabric = FABRIC_SPEED if is_split else 1.0
    return Card(
        price_multiplier=sku.price_multiplier,
        speed_multiplier=sku.speed_multiplier * form.speed_multiplier * fabric,
        rest_multiplier=form.rest_multiplier,
        is_struck_by_ban=sku.is_banned,
    )


def used_cny(
    market: Market, card_price_cny: float, age_months: int, rest_multiplier: float
) -> float:
    """Return what a used card with its share of server and network fetches (R3)."""
    years = age_months / 12
    card = card_price_cny * float(market.residual_card_per_year**years)
    rest = rest_multiplier * rest_cny_per_gpu(market)
    rest *= float(market.residual_rest_per_year**years)
    return card * market.liquidation_card_fraction + rest * market.liquidation_rest_fraction

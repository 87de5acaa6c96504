"""What a cloud makes of the cards it buys (R3): rent, resale, spot, promises downstream."""

from dataclasses import dataclass

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.card_payments import lump
from negotiation.economics.cards import cards_of, market_prices
from negotiation.economics.clauses import Columns
from negotiation.economics.deliveries import installed_gpus
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.futures import Futures
from negotiation.economics.hardware import (
    SUBSTITUTE,
    opex_cny_per_gpu_month,
    rest_cny_per_gpu,
    used_cny_per_gpu,
)
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.rents import rent_mix_cny_per_gpu_month
from negotiation.economics.resale import is_time_to_sell, sold_gpus
from negotiation.economics.shipments import Shipments
from negotiation.economics.spot import LIGHTHOUSE_MONTHS, spot_gpus, spot_price_cny
from negotiation.economics.timing import at_month
from negotiation.economics.world import World, lead_months

__all__ = ["BuyerFleet", "fleet_entries", "simulate_buyer_fleet"]

DOWNSTREAM_RAMP_MONTHS = 4
DOWNSTREAM_TERM_MONTHS = 36
"""What customers of the new cards were promised (R5): four steps after the vendor's lead time."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BuyerFleet:
    """Cards of the cloud, axes (combination, draw, month).

    ``installed_gpus`` are in service at the end of the month, ``idle_gpus`` come in each month
    beyond the need and stay in their boxes, ``substitute_gpus`` are cards of the substitute make in
    service. ``spot_gpus`` (combination,) and ``cover_gpus`` (combination, draw) were bought in the
    market. ``used_gpus`` and ``used_substitute_gpus`` earn rent in the month.
    """

    shipments: Shipments
    installed_gpus: Floats
    idle_gpus: Floats
    substitute_gpus: Floats
    spot_gpus: Floats
    cover_gpus: Floats
    used_gpus: Floats
    used_substitute_gpus: Floats


def simulate_buyer_fleet(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    shipments: Shipments,
    *,
    believed: Futures | None = None,
) -> BuyerFleet:
    """Put the cards to use: up to the need they serve, the rest is for sale.

    ``believed`` are the futures on which the cloud made up its mind at signing about buying at
    spot: by default those of ``world``.
    """
    market, need = setting.market, setting.cloud.need_gpus
    last = world.months
    spot = spot_gpus(setting, columns, believed or world.futures)
    ending = shipments.ending
    missing = columns["gpus"][:, None] - shipments.delivered_gpus[..., -1]
    cover = missing * (ending.by_buyer | ending.by_lateness)
    there = shipments.delivered_gpus + shipments.extra_gpus.cumsum(axis=-1)
    there = there + spot[:, None, None] + lump(cover, ending.month, last).cumsum(axis=-1)
    limit = market.rules.install_limit_gpus_per_month
    placed = installed_gpus(np.minimum(there, need), limit)
    idle = np.diff(np.maximum(there - need, 0), axis=-1, prepend=0.0)
    ratio = columns["substitute_ratio"][:, None]
    substitutes = lump(ratio * shipments.replaced_gpus, shipments.replaced_month, last)
    together = np.minimum(there, need) + substitutes.cumsum(axis=-1)
    substitutes = installed_gpus(together, limit) - placed
    used = np.concatenate([np.zeros_like(placed[..., :1]), placed[..., :-1]], axis=-1)
    used_substitutes = np.zeros_like(used)
    used_substitutes[..., 1:] = np.minimum(substitutes[..., :-1], need - used[..., 1:])
    return BuyerFleet(
        shipments=shipments,
        installed_gpus=placed,
        idle_gpus=idle,
        substitute_gpus=substitutes,
        spot_gpus=spot,
        cover_gpus=cover,
        used_gpus=used,
        used_substitute_gpus=used_substitutes,
    )


def fleet_entries(
    setting: ContractSetting, columns: Columns, world: World, fleet: BuyerFleet
) -> Flows:
    """Return the cloud's flows besides the contract."""
    return [
        *service_flows(setting, columns, world, fleet),
        *capital_flows(setting, columns, world, fleet),
        *downstream_flows(setting, columns, world, fleet),
    ]


def service_flows(
    setting: ContractSetting, columns: Columns, world: World, fleet: BuyerFleet
) -> Flows:
    """Return rent, running costs, and the worth of model customers while cards serve them."""
    market, cloud = setting.market, setting.cloud
    speed = cards_of(columns).speed_multiplier[:, None, None]
    plain = np.minimum(fleet.used_gpus, fleet.spot_gpus[:, None, None])
    served = plain + (fleet.used_gpus - plain) * speed
    served = served + fleet.used_substitute_gpus * SUBSTITUTE.speed_multiplier
    rent = rent_mix_cny_per_gpu_month(setting, world.futures) * market.sellable_fraction
    running = fleet.used_gpus + fleet.used_substitute_gpus
    lighthouse = np.zeros_like(served)
    share = (fleet.installed_gpus + fleet.substitute_gpus)[..., LIGHTHOUSE_MONTHS]
    n_months = LIGHTHOUSE_MONTHS.stop - LIGHTHOUSE_MONTHS.start
    worth = cloud.lighthouse_value_cny / n_months
    lighthouse[..., LIGHTHOUSE_MONTHS] = worth * np.minimum(1, share / cloud.need_gpus)
    return [
        Flow(
            account="rent of cards",
            payer="other customers",
            payee="cloud",
            amount=served * rent * (1 - market.sga_fraction),
        ),
        Flow(
            account="running costs",
            payer="cloud",
            payee="operators",
            amount=running * opex_cny_per_gpu_month(market),
        ),
        Flow(
            account="model customers",
            payer="standing",
            payee="cloud",
            amount=lighthouse,
            is_cash=False,
        ),
    ]


def capital_flows(
    setting: ContractSetting, columns: Columns, world: World, fleet: BuyerFleet
) -> Flows:
    """Return spot purchases, servers and networks, and what all of it fetches in the end."""
    market, cloud = setting.market, setting.cloud
    last, cards = world.months, cards_of(columns)
    prices = market_prices(world.futures, columns)
    own_rest = cards.rest_multiplier[:, None, None]
    # what was bought at spot are A800, whatever the contract is about
    plain = np.minimum(fleet.installed_gpus, fleet.spot_gpus[:, None, None])
    named = np.diff(fleet.installed_gpus - plain, axis=-1, prepend=0.0)
    plain = np.diff(plain, axis=-1, prepend=0.0)
    substitutes = np.diff(fleet.substitute_gpus, axis=-1, prepend=0.0)
    rest = rest_cny_per_gpu(market) * (named * own_rest + plain + substitutes)
    ages = np.arange(last, -1, -1.0)
    a800_price = world.futures.card_price_cny_per_gpu[:, -1:]
    used = named * used_cny_per_gpu(market, prices[..., -1:], ages, own_rest)
    used = used + plain * used_cny_per_gpu(market, a800_price, ages)
    substitute_price = a800_price * SUBSTITUTE.price_multiplier
    used = used + substitutes * used_cny_per_gpu(market, substitute_price, ages)
    ending = fleet.shipments.ending
    markup = 1 + cloud.spot_markup_fraction
    cover = fleet.cover_gpus * markup * at_month(prices, ending.month)
    spot = fleet.spot_gpus[:, None] * spot_price_cny(market, cloud) * np.ones(cover.shape)
    sells = is_time_to_sell(market, cloud, world.futures)
    kept = 1 - market.rules.resale_friction_fraction
    resold = sold_gpus(fleet.idle_gpus, sells) * prices * kept
    return [
        Flow(
            account="spot purchases",
            payer="cloud",
            payee="resale market",
            amount=lump(spot, 0, last) + lump(cover, ending.month, last),
        ),
        Flow(account="servers and network", payer="cloud", payee="makers", amount=rest),
        Flow(
            account="used hardware",
            payer="resale market",
            payee="cloud",
            amount=lump(used.sum(axis=-1), last, last),
        ),
        Flow(account="cards resold", payer="resale market", payee="cloud", amount=resold),
    ]


def downstream_flows(
    setting: ContractSetting, columns: Columns, world: World, fleet: BuyerFleet
) -> Flows:
    """Return what the cloud owes customers whom the cards reach late, and the vendor's part."""
    market, cloud = setting.market, setting.cloud
    steps = np.arange(world.months + 1) - lead_months(market)
    promised = np.clip(steps / DOWNSTREAM_RAMP_MONTHS, 0, 1)
    there = (fleet.used_gpus + fleet.used_substitute_gpus) / cloud.need_gpus
    late = np.maximum(promised - there, 0).cumsum(axis=-1)
    rate, cap = cloud.downstream_ld_fraction_per_week, cloud.downstream_ld_cap_fraction
    owed = np.diff(np.minimum(rate * WEEKS_PER_MONTH * late, cap), axis=-1, prepend=0.0)
    rent = cloud.contracted_rent_list_fraction * market.list_price_cny_per_gpu_month
    value = rent * cloud.need_gpus * cloud.contracted_fraction * DOWNSTREAM_TERM_MONTHS
    # the vendor answers for the part of the need that was ordered from it
    ordered = np.minimum(1, columns["gpus"] / cloud.need_gpus)
    share = (columns["back_to_back_fraction"] * ordered)[:, None, None]
    if (is_open := fleet.shipments.ending.open_months(world.months)) is not None:
        share = share * is_open
    return [
        Flow(
            account="damages to customers",
            payer="cloud",
            payee="other customers",
            amount=owed * value,
        ),
        Flow(
            account="damages back to back",
            payer="vendor",
            payee="cloud",
            amount=owed * value * share,
        ),
    ]

"""The seller's side of a rental before its fees (R3): stock, cards bought, other customers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.availability import Pool
from negotiation.economics.card_payments import lump
from negotiation.economics.cards import cards_of, market_prices
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.hardware import (
    SUBSTITUTE,
    opex_cny_per_gpu_month,
    rest_cny_per_gpu,
    used_cny_per_gpu,
)
from negotiation.economics.reliability import extra_opex_cny_per_gpu_month, spare_fraction
from negotiation.economics.rents import (
    other_rent_cny_per_gpu_month,
    rent_mix_cny_per_gpu_month,
    rerent_cny_per_gpu_month,
)
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.world import World

__all__ = ["fleet_flows", "freed_gpus", "lighthouse_flow", "stock_flows"]

LIGHTHOUSE_FIRST_MONTH, LIGHTHOUSE_LAST_MONTH = 7, 18
"""R3: earned in equal parts over months 7-18."""

LIGHTHOUSE_GPUS = 1_024
"""A lab of this size is a full reference (V36), a smaller one counts in proportion. Assumption."""

JOINT_MARKETING_MULTIPLIER = 1.2
"""What a lent name adds to the worth of a model customer. Assumption."""

NOTHING = np.zeros((1, 1, 1))

ENGINEER_CNY_PER_HOUR = 500.0
"""What an hour of the cloud's engineers costs it. Assumption."""


def stock_flows(setting: ContractSetting, world: World) -> Flows:
    """Return what the cloud's own stock earns with enterprise customers, and what it costs to run.

    The stock itself is sunk.
    """
    market, cloud = setting.market, setting.cloud
    is_later = np.arange(world.months + 1) > 0
    rent = cloud.own_stock_gpus * other_rent_cny_per_gpu_month(market, cloud, world.futures)
    running = cloud.own_stock_gpus * opex_cny_per_gpu_month(market) / market.sellable_fraction
    return [
        Flow(
            account="rent from others",
            payer="other customers",
            payee="cloud",
            amount=(rent * is_later)[None],
        ),
        Flow(
            account="running costs",
            payer="cloud",
            payee="operators",
            amount=np.broadcast_to(running * is_later, (1, *rent.shape)),
        ),
    ]


def fleet_flows(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    *,
    tenancy: Tenancy,
    used: Floats,
    pool: Pool,
) -> Flows:
    """Return what a rental changes for the cloud, without the contract's payments.

    GPUs come from the pool's own stock first, then from cards that a supply contract has paid for,
    and beyond that from cards bought a month ahead of use and sold used at the end. What serves
    this customer, spares included, cannot be let to others; what is bought and idle can; what an
    early departure sets free is let at the re-rent price; what is ended by agreement goes back to
    the stock. ``used`` is the share of the served GPUs
    in use; of the idle ones the part that the lab does not pay for is let as well.
    """
    market, cloud, futures = setting.market, setting.cloud, world.futures
    ordinary = tenancy.served_gpus - tenancy.substitute_gpus
    passed_on, bought = sources_of(ordinary, pool)
    ratio = columns["substitute_ratio"][:, None, None]
    stand_ins = np.maximum.accumulate(tenancy.substitute_gpus, axis=-1)
    substitutes = stand_ins * ratio if ratio.any() else NOTHING
    months = np.arange(world.months + 1)
    is_left = (months > tenancy.exit_month[..., None]) & ~tenancy.by_consent[..., None]
    ours = ordinary - passed_on
    left = is_left * np.maximum.accumulate(ours, axis=-1)
    kept_for_lab = used + (1 - used) * columns["take_or_pay_fraction"][:, None, None]
    held = (ours + ordinary * spare_fraction(columns)[:, None, None]) * kept_for_lab
    let = bought - held - left
    rent = let * other_rent_cny_per_gpu_month(market, cloud, futures)
    rent = rent + left * rerent_cny_per_gpu_month(market, futures)
    kept = market.sellable_fraction * (1 - market.sga_fraction)
    displaced = passed_on * rent_mix_cny_per_gpu_month(setting, futures) * kept
    running = (bought + substitutes) * opex_cny_per_gpu_month(market) / market.sellable_fraction
    watched = extra_opex_cny_per_gpu_month(market.rules, columns)[:, None, None]
    engineers = columns["engineering_hours_per_month"][:, None, None] * ENGINEER_CNY_PER_HOUR
    costs = running + tenancy.served_gpus * watched + engineers * tenancy.is_served
    earned = rent - displaced
    return [
        Flow(account="rent from others", payer="other customers", payee="cloud", amount=earned),
        Flow(account="running costs", payer="cloud", payee="operators", amount=costs),
        *capital_flows(setting, columns, world, (bought, substitutes)),
    ]


def sources_of(ordinary_gpus: Floats, pool: Pool) -> tuple[Floats, Floats]:
    """Return the cards in use that a supply contract has paid for, and the cards bought so far."""
    beyond = np.maximum(0, ordinary_gpus - pool.own_gpus)
    passed_on = np.minimum(beyond, pool.upstream_gpus) if pool.upstream_gpus.any() else NOTHING
    return passed_on, np.maximum.accumulate(beyond - passed_on, axis=-1)


def freed_gpus(tenancy: Tenancy, pool: Pool) -> Floats:
    """Return the cards bought for a customer whose contract has been ended by agreement."""
    if not tenancy.by_consent.any():
        return NOTHING
    _, bought = sources_of(tenancy.served_gpus - tenancy.substitute_gpus, pool)
    months = np.arange(tenancy.is_served.shape[-1])
    is_free = tenancy.by_consent[..., None] & (months > tenancy.exit_month[..., None])
    return np.where(is_free, bought, 0.0)


def capital_flows(
    setting: ContractSetting, columns: Columns, world: World, stocks: tuple[Floats, Floats]
) -> Flows:
    """Return -(b + S + N) a month ahead of use, and the used hardware at the end (R3).

    b = w P_vendor + (1 - w) P[t] (1 + spot markup). ``stocks`` are the cards bought and the
    substitutes among them, cumulative, axes (combination, draw, month).
    """
    market, cloud = setting.market, setting.cloud
    bought, substitutes = stocks
    last, cards = world.months, cards_of(columns)
    prices = market_prices(world.futures, columns)
    plain = world.futures.card_price_cny_per_gpu
    share, markup = cloud.spot_share_fraction, 1 + cloud.spot_markup_fraction
    own_rest = cards.rest_multiplier[:, None, None]
    from_vendor = cloud.card_cost_cny_per_gpu * cards.price_multiplier[:, None, None]
    cost = (1 - share) * from_vendor + share * prices * markup + own_rest * rest_cny_per_gpu(market)
    substitute_cost = plain * SUBSTITUTE.price_multiplier * markup + rest_cny_per_gpu(market)
    ahead = [np.zeros_like(stock) for stock in stocks]
    for early, stock in zip(ahead, (bought, substitutes), strict=True):
        early[..., :-1] = np.diff(stock, axis=-1)
    ages = np.arange(last, -1, -1.0)
    used = ahead[0] * used_cny_per_gpu(market, prices[..., -1:], ages, own_rest)
    substitute_price = plain[:, -1:] * SUBSTITUTE.price_multiplier
    used = used + ahead[1] * used_cny_per_gpu(market, substitute_price, ages)
    phi = market.sellable_fraction
    return [
        Flow(
            account="cards, servers and network",
            payer="cloud",
            payee="makers",
            amount=(ahead[0] * cost + ahead[1] * substitute_cost) / phi,
        ),
        Flow(
            account="used hardware",
            payer="resale market",
            payee="cloud",
            amount=lump(used.sum(axis=-1) / phi, last, last),
        ),
    ]


def lighthouse_flow(
    setting: ContractSetting,
    columns: Columns,
    tenancy: Tenancy,
    *,
    known_months: Floats | None = None,
) -> Flow:
    """Return the worth of a model customer while it stays (R3), less half if it leaves in want.

    A customer of ``known_months`` (1, draw) already has earned that much of it.
    """
    cloud, loss_fraction = setting.cloud, setting.market.rules.lighthouse_loss_fraction
    months = np.arange(tenancy.is_served.shape[-1])
    n_months = int(is_lighthouse(months).sum())
    is_earning = is_lighthouse(months if known_months is None else months + known_months[..., None])
    earned = tenancy.is_served * (is_earning / max(n_months, 1))
    left = tenancy.was_short[..., None] & (months == tenancy.exit_month[..., None])
    scale = cloud.lighthouse_value_cny * np.minimum(1, columns["gpus"] / LIGHTHOUSE_GPUS)
    scale = scale * np.where(is_on(columns["joint_marketing"]), JOINT_MARKETING_MULTIPLIER, 1.0)
    return Flow(
        account="model customer",
        payer="standing",
        payee="cloud",
        amount=scale[:, None, None] * (earned - loss_fraction * left),
        is_cash=False,
    )


def is_lighthouse(months: NDArray[Any]) -> NDArray[np.bool_]:
    """Say in which months after the first signing a customer is worth its name (R3)."""
    return (months >= LIGHTHOUSE_FIRST_MONTH) & (months <= LIGHTHOUSE_LAST_MONTH)

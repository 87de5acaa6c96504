"""The seller's side of a rental before its fees (R3): stock, cards bought, other customers."""

import numpy as np

from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile
from negotiation.economics.clauses import Columns
from negotiation.economics.discounting import Floats, discount_factors, npv_cny
from negotiation.economics.futures import REGIMES, Futures
from negotiation.economics.hardware import (
    opex_cny_per_gpu_month,
    rest_cny_per_gpu,
    used_cny_per_gpu,
)
from negotiation.economics.reliability import EXTRA_OPEX_CNY_PER_GPU_MONTH, SPARE_FRACTION
from negotiation.economics.tenancy import Tenancy

__all__ = ["fleet_npv_cny", "lighthouse_npv_cny", "other_rent_cny_per_gpu_month"]

LIGHTHOUSE_FIRST_MONTH, LIGHTHOUSE_LAST_MONTH = 7, 18
LIGHTHOUSE_LOSS_FRACTION = 0.5
"""R3: earned in equal parts over months 7-18; half is lost if the lab leaves for lack of cards."""

LIGHTHOUSE_GPUS = 1_024
"""A lab of this size is a full reference (V36), a smaller one counts in proportion. Assumption."""


def fleet_npv_cny(
    market: Market,
    cloud: CloudProfile,
    *,
    columns: Columns,
    tenancy: Tenancy,
    futures: Futures,
) -> Floats:
    """Return the cloud's NPV without the contract's payments, axes (combination, draw).

    Own stock is sunk. Cards beyond it are bought as they come into use, a month ahead, and sold
    used at the end. Every GPU that does not serve this customer, spares of the service level
    taken off, is offered to enterprise customers.
    """
    level = columns["sla"].astype(int)
    months = futures.banned.shape[1] - 1
    factors = discount_factors(cloud.discount_rate_per_year, months)
    served = tenancy.served_gpus
    bought = np.maximum.accumulate(np.maximum(0, served - cloud.own_stock_gpus), axis=-1)
    worth = card_npv_cny_per_gpu(market, cloud, futures) / market.sellable_fraction
    capital = (np.diff(bought, axis=-1, prepend=0.0)[..., 1:] * worth).sum(axis=-1)
    pool = cloud.own_stock_gpus + bought
    free = pool - served * (1 + SPARE_FRACTION[level][:, None, None])
    opex = pool * opex_cny_per_gpu_month(market) / market.sellable_fraction
    watch = served * EXTRA_OPEX_CNY_PER_GPU_MONTH[level][:, None, None]
    cashflow = free * other_rent_cny_per_gpu_month(market, cloud, futures) - opex - watch
    cashflow[..., 0] = 0
    lighthouse = lighthouse_npv_cny(cloud, columns, tenancy, factors)
    total: Floats = npv_cny(cashflow, factors) + capital + lighthouse
    return total


def other_rent_cny_per_gpu_month(market: Market, cloud: CloudProfile, futures: Futures) -> Floats:
    """Return occ(s) x d_other x L less selling cost, axes (draw, month) (R3, displaced revenue)."""
    boom, calm = cloud.other_occupancy_boom_fraction, cloud.other_occupancy_calm_fraction
    occupancy = np.array([boom if name in {"boom", "squeeze"} else calm for name in REGIMES])
    rent = cloud.other_rent_list_fraction * market.list_price_cny_per_gpu_month
    kept: Floats = occupancy[futures.regime] * rent * (1 - market.sga_fraction)
    return kept


def card_npv_cny_per_gpu(market: Market, cloud: CloudProfile, futures: Futures) -> Floats:
    """Return -(b + S + N) v^t + v^T salvage for a card paid at the end of month t (R3).

    b = w P_vendor + (1 - w) P[t] (1 + spot markup). Axes (draw, month), months 0 to T - 1.
    """
    months = futures.banned.shape[1] - 1
    factors = discount_factors(cloud.discount_rate_per_year, months)
    price = futures.card_price_cny_per_gpu
    spot = price[:, :-1] * (1 + cloud.spot_markup_fraction)
    share = cloud.spot_share_fraction
    cost = (1 - share) * cloud.card_cost_cny_per_gpu + share * spot
    cost += rest_cny_per_gpu(market)
    salvage = used_cny_per_gpu(market, price[:, -1:], np.arange(months, 0, -1.0))
    worth: Floats = factors[-1] * salvage - factors[:-1] * cost
    return worth


def lighthouse_npv_cny(
    cloud: CloudProfile, columns: Columns, tenancy: Tenancy, factors: Floats
) -> Floats:
    """Return the worth of a model customer while it stays (R3), axes (combination, draw)."""
    months = np.arange(len(factors))
    is_earning = (months >= LIGHTHOUSE_FIRST_MONTH) & (months <= LIGHTHOUSE_LAST_MONTH)
    earned = npv_cny(tenancy.is_served * is_earning / is_earning.sum(), factors)
    lost = LIGHTHOUSE_LOSS_FRACTION * tenancy.left_short * factors[tenancy.exit_month]
    scale = cloud.lighthouse_value_cny * np.minimum(1, columns["gpus"] / LIGHTHOUSE_GPUS)
    worth: Floats = scale[:, None] * (earned - lost)
    return worth

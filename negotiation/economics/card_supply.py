"""Template ``card_supply``: a cloud buys cards from their vendor.

What the contract does not cover is covered by each side's alternative, so that contracts of
different size compare: the cloud buys the rest of its need at spot if that pays (R4), the vendor
sells the rest of its allotment to the queue (R6). A contract of zero cards is the alternative.
"""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile
from negotiation.economics.affine import AffineNpv, join_npvs
from negotiation.economics.clauses import Columns
from negotiation.economics.deliveries import (
    Supply,
    delivered_fractions,
    fill_per_month,
    installed_gpus,
    simulate_supply,
)
from negotiation.economics.discounting import Floats, discount_factors, npv_cny
from negotiation.economics.futures import Futures, simulate_futures
from negotiation.economics.hardware import (
    opex_cny_per_gpu_month,
    rest_cny_per_gpu,
    used_cny_per_gpu,
)
from negotiation.economics.refusal import sale_through_fraction
from negotiation.economics.risk import appraise_draws
from negotiation.economics.shipments import LONG_STOP_MONTHS, Shipments, simulate_shipments

__all__ = [
    "HORIZON_MONTHS",
    "capital_cny_per_gpu",
    "payment_slope",
    "rental_cny_per_gpu",
    "simulate_card_supply",
    "spot_gpus",
]

HORIZON_MONTHS = 48
"""Cards are rented until then and sold used: 36 months after a year of trickle. Assumption."""

REFUND_INTEREST_PER_YEAR = 0.08
"""On the prepayment of what never came: nobody gains by not delivering. Assumption."""

LIGHTHOUSE_MONTHS = slice(7, 19)
"""R3: the lighthouse value is earned in equal parts over months 7-18."""

COMBINATIONS_PER_CHUNK = 32
"""Bounds the memory and keeps arrays of axes (combination, draw, month) near the cache."""


def simulate_card_supply(setting: ContractSetting, columns: Columns) -> tuple[AffineNpv, AffineNpv]:
    """Return the NPV of cloud and vendor, affine in the price per GPU, for each combination."""
    futures = simulate_futures(setting.market, HORIZON_MONTHS)
    supply = simulate_supply(setting.market, futures.banned)
    cloud, vendor = [], []
    for start in range(0, len(columns["gpus"]), COMBINATIONS_PER_CHUNK):
        here = slice(start, start + COMBINATIONS_PER_CHUNK)
        chunk = {name: column[here] for name, column in columns.items()}
        shipments = simulate_shipments(setting, chunk, supply)
        cloud.append(cloud_npv(setting, chunk, shipments, futures))
        vendor.append(vendor_npv(setting, chunk, shipments, supply))
    return join_npvs(cloud), join_npvs(vendor)


def payment_slope(gpus: Floats, prepaid: Floats, shipments: Shipments, factors: Floats) -> Floats:
    """Return the present value of the card payments per unit of price, axes (combination, draw).

    A share is prepaid at signing, the rest falls due on delivery, and the prepayment of what never
    came returns at the long stop, with interest.
    """
    delivered = shipments.delivered_gpus
    arriving = npv_cny(np.diff(delivered, axis=-1, prepend=0.0), factors)
    missing = gpus[:, None] - delivered[:, :, LONG_STOP_MONTHS]
    share = prepaid[:, None]
    interest = (1 + REFUND_INTEREST_PER_YEAR) ** (LONG_STOP_MONTHS / 12)
    refund = share * interest * factors[LONG_STOP_MONTHS] * missing
    slope: Floats = share * gpus[:, None] + (1 - share) * arriving - refund
    return slope


def rental_cny_per_gpu(market: Market, cloud: CloudProfile, futures: Futures) -> Floats:
    """Return the present value of renting a card out in month t (R3), axes (draw, month).

    v^t (rent phi (1 - sga) - opex); a part of the rent is contracted at a share of list, the rest
    is at market.
    """
    factors = discount_factors(cloud.discount_rate_per_year, HORIZON_MONTHS)
    contracted = cloud.contracted_rent_list_fraction * market.list_price_cny_per_gpu_month
    at_market = np.minimum(futures.rent_cny_per_gpu_month, market.list_price_cny_per_gpu_month)
    share = cloud.contracted_fraction
    rent = share * contracted + (1 - share) * at_market
    kept = market.sellable_fraction * (1 - market.sga_fraction)
    rental: Floats = factors * (rent * kept - opex_cny_per_gpu_month(market))
    return rental


def capital_cny_per_gpu(market: Market, cloud: CloudProfile, futures: Futures) -> Floats:
    """Return -(S + N) v^t + v^T salvage of a card installed at the end of month t (R3).

    Its price is apart. Axes (draw, month).
    """
    factors = discount_factors(cloud.discount_rate_per_year, HORIZON_MONTHS)
    ages = np.arange(HORIZON_MONTHS, -1, -1.0)
    salvage = used_cny_per_gpu(market, futures.card_price_cny_per_gpu[:, -1:], ages)
    capital: Floats = factors[-1] * salvage - rest_cny_per_gpu(market) * factors
    return capital


def spot_gpus(setting: ContractSetting, futures: Futures, gpus: Floats) -> Floats:
    """Return the cards bought at spot at signing: the rest of the need, if they are to be had.

    Spot pays if one card's risk-adjusted NPV, lighthouse value included, is positive.
    """
    market, cloud = setting.market, setting.cloud
    rented = rental_cny_per_gpu(market, cloud, futures)[:, 1:].sum(axis=-1)
    worth = rented + capital_cny_per_gpu(market, cloud, futures)[:, 0]
    npv = worth + lighthouse_slope(cloud) - spot_price_cny(setting)
    score = appraise_draws(npv[None, :], cloud.risk_aversion_fraction).value_cny[0]
    wanted: Floats = np.clip(cloud.need_gpus - gpus, 0, cloud.spot_stock_gpus)
    return wanted * float(score > 0)


def spot_price_cny(setting: ContractSetting) -> float:
    """Return the spot price at signing: paid in full, delivered at once (R4)."""
    return setting.market.card_price_cny_per_gpu * (1 + setting.cloud.spot_markup_fraction)


def lighthouse_slope(cloud: CloudProfile) -> float:
    """Return the lighthouse value of one card in service from the start [CNY per GPU]."""
    factors = discount_factors(cloud.discount_rate_per_year, HORIZON_MONTHS)
    earned = float(factors[LIGHTHOUSE_MONTHS].mean())
    return cloud.lighthouse_value_cny * earned / cloud.need_gpus


def cloud_npv(
    setting: ContractSetting, columns: Columns, shipments: Shipments, futures: Futures
) -> AffineNpv:
    """Return the buyer's NPV: rent, salvage and lighthouse value less spot and contract payments.

    Cards beyond the need stand idle.
    """
    market, cloud = setting.market, setting.cloud
    factors = discount_factors(cloud.discount_rate_per_year, HORIZON_MONTHS)
    gpus = columns["gpus"]
    spot = spot_gpus(setting, futures, gpus)
    installed = installed_gpus(shipments.delivered_gpus + spot[:, None, None])
    added = np.diff(installed, axis=-1, prepend=0.0)
    cards = (added * capital_cny_per_gpu(market, cloud, futures)).sum(axis=-1)
    in_use = np.minimum(installed[:, :, :-1], cloud.need_gpus)
    cards += (in_use * rental_cny_per_gpu(market, cloud, futures)[:, 1:]).sum(axis=-1)
    served = np.minimum(1, installed[:, :, LIGHTHOUSE_MONTHS] / cloud.need_gpus)
    lighthouse = cloud.lighthouse_value_cny * (served * factors[LIGHTHOUSE_MONTHS]).mean(axis=-1)
    damages = gpus[:, None] * npv_cny(shipments.ld_fraction, factors)
    paid = payment_slope(gpus, columns["prepayment_fraction"], shipments, factors)
    return AffineNpv(
        base_cny=cards + lighthouse - spot[:, None] * spot_price_cny(setting),
        slope=damages - paid,
    )


def vendor_npv(
    setting: ContractSetting, columns: Columns, shipments: Shipments, supply: Supply
) -> AffineNpv:
    """Return the seller's NPV (R6): this contract, and the rest of the allotment to the queue.

    On top of cash: damages weigh 1 + rho by precedent, cash in advance earns a premium for the time
    that such an order usually takes, and cards that come earlier than usual cost goodwill with
    those who wait for them.
    """
    vendor, market = setting.vendor, setting.market
    factors = discount_factors(vendor.discount_rate_per_year, HORIZON_MONTHS)
    gpus, prepaid = columns["gpus"], columns["prepayment_fraction"]
    delivered = shipments.delivered_gpus
    received = payment_slope(gpus, prepaid, shipments, factors)
    damages = gpus[:, None] * npv_cny(shipments.ld_fraction, factors)
    advance = (gpus[:, None, None] - shipments.usual_gpus)[:, :, :LONG_STOP_MONTHS]
    advance_months = npv_cny(advance, factors[:LONG_STOP_MONTHS])
    premium = prepaid[:, None] * vendor.financing_premium_per_year / 12 * advance_months
    favoured = np.maximum(delivered - shipments.usual_gpus, 0)
    goodwill = vendor.displacement_cny_per_gpu_month * market.scarcity_fraction
    costs = vendor.unit_cost_cny_per_gpu * npv_cny(
        np.diff(delivered, axis=-1, prepend=0.0), factors
    )
    rest = vendor.allotment_gpus - delivered[:, :, -1]
    return AffineNpv(
        base_cny=rest * queue_cny_per_gpu(setting, supply)
        - costs
        - goodwill * npv_cny(favoured, factors),
        slope=received + premium - damages * (1 + vendor.precedent_multiplier),
    )


def queue_cny_per_gpu(setting: ContractSetting, supply: Supply) -> Floats:
    """Return the present value of a card sold to the other buyers in the queue (R6), axis (draw,).

    It leaves when the whole allotment would: the ban does not reach the rest of the world.
    """
    vendor, market = setting.vendor, setting.market
    factors = discount_factors(vendor.discount_rate_per_year, HORIZON_MONTHS)
    ones = np.ones(1)
    world = Supply(
        slip_months=supply.slip_months,
        trickle=supply.trickle,
        banned=np.zeros_like(supply.banned),
    )
    fill = fill_per_month(market, ones * vendor.allotment_gpus)
    sold = delivered_fractions(market, world, fill=fill, slip_multiplier=ones, evenness=0 * ones)
    margin = vendor.queue_price_cny_per_gpu - vendor.unit_cost_cny_per_gpu
    timing = npv_cny(np.diff(sold[0], axis=-1, prepend=0.0), factors)
    return margin * sale_through_fraction(vendor, market) * timing

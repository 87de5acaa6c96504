"""Cards bought at spot at signing: the rest of the need, if that pays (R4)."""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile
from negotiation.economics.clauses import Columns
from negotiation.economics.discounting import Floats, discount_factors
from negotiation.economics.futures import Futures
from negotiation.economics.hardware import (
    opex_cny_per_gpu_month,
    rest_cny_per_gpu,
    used_cny_per_gpu,
)
from negotiation.economics.rents import rent_mix_cny_per_gpu_month
from negotiation.economics.risk import appraise_draws

__all__ = ["LIGHTHOUSE_MONTHS", "spot_gpus", "spot_price_cny"]

LIGHTHOUSE_MONTHS = slice(7, 19)
"""R3: the lighthouse value is earned in equal parts over months 7-18."""


def spot_gpus(setting: ContractSetting, columns: Columns, futures: Futures) -> Floats:
    """Return the cards bought at spot at signing: the rest of the need, if they are to be had.

    Spot pays if one A800's risk-adjusted NPV, lighthouse value included, is positive (R4).
    """
    market, cloud = setting.market, setting.cloud
    factors = discount_factors(cloud.discount_rate_per_year, futures.months)
    kept = market.sellable_fraction * (1 - market.sga_fraction)
    earned = rent_mix_cny_per_gpu_month(setting, futures) * kept - opex_cny_per_gpu_month(market)
    used = used_cny_per_gpu(
        market, futures.card_price_cny_per_gpu[:, -1], np.array(float(futures.months))
    )
    npv = earned[:, 1:] @ factors[1:] + factors[-1] * used - rest_cny_per_gpu(market)
    npv = npv + lighthouse_cny_per_gpu(cloud, factors) - spot_price_cny(market, cloud)
    score = appraise_draws(npv[None, :], cloud.risk_aversion_fraction).value_cny[0]
    wanted: Floats = np.clip(cloud.need_gpus - columns["gpus"], 0, cloud.spot_stock_gpus)
    return wanted * float(score > 0)


def spot_price_cny(market: Market, cloud: CloudProfile) -> float:
    """Return the spot price at signing: paid in full, delivered at once (R4)."""
    return market.card_price_cny_per_gpu * (1 + cloud.spot_markup_fraction)


def lighthouse_cny_per_gpu(cloud: CloudProfile, factors: Floats) -> float:
    """Return the lighthouse value of one card in service from the start [CNY per GPU]."""
    return cloud.lighthouse_value_cny * float(factors[LIGHTHOUSE_MONTHS].mean()) / cloud.need_gpus

"""What a GPU costs to run (R2) and what it fetches when sold used (R3)."""

import numpy as np

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats

__all__ = ["HOURS_PER_MONTH", "opex_cny_per_gpu_month", "rest_cny_per_gpu", "used_cny_per_gpu"]

HOURS_PER_MONTH = 730
"""Section 3.0."""


def opex_cny_per_gpu_month(market: Market) -> float:
    """Return power, colocation and operations (R2) [CNY per GPU-month]."""
    power_kwh = market.used_kw_per_gpu * market.pue_multiplier * HOURS_PER_MONTH
    housing_cny = market.reserved_kw_per_gpu * market.colocation_cny_per_kw_month
    return power_kwh * market.tariff_cny_per_kwh + housing_cny + market.operations_cny_per_gpu_month


def rest_cny_per_gpu(market: Market) -> float:
    """Return S + N, the share of server and network [CNY per GPU]."""
    return market.server_cny_per_gpu + market.network_cny_per_gpu


def used_cny_per_gpu(market: Market, card_price_cny: Floats, age_months: Floats) -> Floats:
    """Return P a_c^y q_c + (S + N) a_s^y q_s with y the age in years (R3); the arrays broadcast."""
    years = np.asarray(age_months, dtype=np.float64) / 12
    kept = market.residual_card_per_year**years * market.liquidation_card_fraction
    rest_kept = market.residual_rest_per_year**years * market.liquidation_rest_fraction
    used: Floats = card_price_cny * kept + rest_cny_per_gpu(market) * rest_kept
    return used

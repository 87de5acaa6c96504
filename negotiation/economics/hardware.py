"""What a GPU is and costs to run (R2), and what it fetches when sold used (R3)."""

from typing import NamedTuple

import numpy as np

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats

__all__ = ["FORM_FACTORS", "HOURS_PER_MONTH", "SKUS", "SUBSTITUTE", "FormFactor", "Sku"]
__all__ += ["opex_cny_per_gpu_month", "rest_cny_per_gpu", "used_cny_per_gpu"]

HOURS_PER_MONTH = 730
"""Section 3.0."""


class Sku(NamedTuple):
    """A card: its price and training speed against the A800, and whether the ban of 2023 hits it.

    Speed counts dense bf16 operations and halves the lead of what is not memory bound.
    """

    price_multiplier: float
    speed_multiplier: float
    is_banned: bool


SKUS: dict[str, Sku] = {
    "a800": Sku(1.0, 1.0, is_banned=True),
    "h800": Sku(2.5, 2.6, is_banned=True),
    "h20": Sku(1.35, 0.47, is_banned=False),
    "ascend_910b": Sku(1.65, 0.80, is_banned=False),
}
"""R1 and 2.1-2.2: H800 about 185 k, H20 about 96 k, Ascend 910B about 120 k against 72 k; H20 148
against 312 TFLOPS (public). The speeds of H800 and 910B in training are assumptions."""

SUBSTITUTE = SKUS["h20"]
"""What replaces a banned card."""


class FormFactor(NamedTuple):
    """How cards are built in: what they lose in training, and what the rest of a server costs."""

    speed_multiplier: float
    rest_multiplier: float


FORM_FACTORS: dict[str, FormFactor] = {"sxm": FormFactor(1, 1), "pcie": FormFactor(0.85, 0.8)}
"""Assumptions."""


def opex_cny_per_gpu_month(market: Market) -> float:
    """Return power, colocation and operations (R2) [CNY per GPU-month]."""
    power_kwh = market.used_kw_per_gpu * market.pue_multiplier * HOURS_PER_MONTH
    housing_cny = market.reserved_kw_per_gpu * market.colocation_cny_per_kw_month
    return power_kwh * market.tariff_cny_per_kwh + housing_cny + market.operations_cny_per_gpu_month


def rest_cny_per_gpu(market: Market) -> float:
    """Return S + N, the share of server and network [CNY per GPU]."""
    return market.server_cny_per_gpu + market.network_cny_per_gpu


def used_cny_per_gpu(
    market: Market,
    card_price_cny: Floats,
    age_months: Floats,
    rest_multiplier: Floats | float = 1.0,
) -> Floats:
    """Return P a_c^y q_c + (S + N) a_s^y q_s with y the age in years (R3); the arrays broadcast."""
    years = np.asarray(age_months, dtype=np.float64) / 12
    kept = market.residual_card_per_year**years * market.liquidation_card_fraction
    rest_kept = market.residual_rest_per_year**years * market.liquidation_rest_fraction
    used: Floats = card_price_cny * kept + rest_multiplier * rest_cny_per_gpu(market) * rest_kept
    return used

"""What GPUs earn outside the contract at hand (R2, R3): three rents, axes (draw, month)."""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import REGIMES, Futures, rent_margins

__all__ = [
    "lost_margin_cny_per_gpu_month",
    "other_rent_cny_per_gpu_month",
    "rent_mix_cny_per_gpu_month",
    "rerent_cny_per_gpu_month",
]


def rent_mix_cny_per_gpu_month(setting: ContractSetting, futures: Futures) -> Floats:
    """Return what customers of the new cards pay (R3), axes (draw, month).

    A part of the rent is contracted at a share of list, the rest is at market, list at most.
    """
    cloud = setting.cloud
    contracted = cloud.contracted_rent_list_fraction * setting.market.list_price_cny_per_gpu_month
    at_market = np.minimum(futures.rent_cny_per_gpu_month, futures.list_price_cny_per_gpu_month)
    share = cloud.contracted_fraction
    rent: Floats = share * contracted + (1 - share) * at_market
    return rent


def other_rent_cny_per_gpu_month(market: Market, cloud: CloudProfile, futures: Futures) -> Floats:
    """Return occ(s) x d_other x L less selling cost, axes (draw, month) (R3, displaced revenue)."""
    boom, calm = cloud.other_occupancy_boom_fraction, cloud.other_occupancy_calm_fraction
    occupancy = np.array([boom if name in {"boom", "squeeze"} else calm for name in REGIMES])
    rent = cloud.other_rent_list_fraction * market.list_price_cny_per_gpu_month
    kept: Floats = occupancy[futures.regime] * rent * (1 - market.sga_fraction)
    return kept


def rerent_cny_per_gpu_month(market: Market, futures: Futures) -> Floats:
    """Return 0.9 x min(R, 0.6 L) less selling cost, axes (draw, month): after a departure (R3)."""
    rules = market.rules
    most = rules.rerent_list_cap_fraction * futures.list_price_cny_per_gpu_month
    rent = rules.rerent_fraction * np.minimum(futures.rent_cny_per_gpu_month, most)
    kept: Floats = rent * (1 - market.sga_fraction)
    return kept


def lost_margin_cny_per_gpu_month(market: Market, futures: Futures) -> Floats:
    """Return what a cloud loses by a card that is not there, axes (draw, month).

    The scarcity margin in the market rent, R m / (1 + m): the rest of the rent would have paid for
    the card.
    """
    margins = np.maximum(0, rent_margins(market))
    lost: Floats = futures.rent_cny_per_gpu_month * (margins / (1 + margins))[futures.regime]
    return lost

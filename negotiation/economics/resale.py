"""Hoarding and resale (R13): when a holder sells, and what waiting would have paid."""

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import Futures
from negotiation.economics.hardware import opex_cny_per_gpu_month, rest_cny_per_gpu

__all__ = ["believed_growth_log", "hoard_gain_cny", "is_time_to_sell", "rent_then_sell_cny"]
__all__ += ["sold_gpus"]

TREND_MONTHS = 3
"""Over which a trend follower reads the trend. Assumption."""


def hoard_gain_cny(
    market: Market, price: Floats, *, buy_month: int, months: int, rate_per_year: float
) -> Floats:
    """Return P[t+k] (1 - friction) - P[t] (1 + r)^(k/12), axis (draw,): money made by waiting."""
    sold = price[:, buy_month + months] * (1 - market.rules.resale_friction_fraction)
    paid: Floats = price[:, buy_month] * (1 + rate_per_year) ** (months / 12)
    return sold - paid


def rent_then_sell_cny(
    market: Market,
    price: Floats,
    rent_cny_per_gpu_month: Floats,
    *,
    buy_month: int,
    months: int,
    rate_per_year: float,
) -> Floats:
    """Return what renting a card out for ``months`` and selling it used leaves, axis (draw,).

    Sum of v^j (R phi (1 - sga) - opex), a used card, less its price and the wear of S and N.
    """
    kept = market.sellable_fraction * (1 - market.sga_fraction)
    net = rent_cny_per_gpu_month[:, buy_month + 1 : buy_month + months + 1] * kept
    net = net - opex_cny_per_gpu_month(market)
    factors = (1 + rate_per_year) ** (-np.arange(1, months + 1) / 12)
    years = months / 12
    used = price[:, buy_month + months] * market.residual_card_per_year**years
    used = used * market.liquidation_card_fraction * factors[-1]
    wear = rest_cny_per_gpu(market) * (1 - market.residual_rest_per_year**years)
    gain: Floats = (net * factors).sum(axis=-1) + used - price[:, buy_month] - wear
    return gain


def believed_growth_log(market: Market, cloud: CloudProfile, futures: Futures) -> Floats:
    """Return what a cloud thinks that the card price does next month, axes (draw, month).

    A trend follower expects the last three months to go on, a fundamentalist the pull towards the
    fundamental, an insider knows; the cloud's beliefs are a mixture (F63).
    """
    log_price = np.log(futures.card_price_cny_per_gpu)
    months = np.arange(futures.months + 1)
    back = np.maximum(months - TREND_MONTHS, 0)
    trend = (log_price - log_price[:, back]) / np.maximum(months - back, 1)
    ages = market.start_month_index + months
    fundamental = np.log(market.fundamental_cny_per_gpu)
    fundamental = fundamental - market.fundamental_fall_log_per_month * ages
    pull = market.reversion_calm_per_month * (fundamental - log_price)
    known = np.diff(log_price, axis=1, append=log_price[:, -1:])
    share, foresight = cloud.belief_trend_fraction, cloud.belief_foresight_fraction
    public = share * trend + (1 - share) * pull
    growth: Floats = foresight * known + (1 - foresight) * public
    return growth


def is_time_to_sell(market: Market, cloud: CloudProfile, futures: Futures) -> NDArray[np.bool_]:
    """Say when a holder sells: its believed growth is below its cost of money (R13)."""
    hurdle = np.log1p(cloud.discount_rate_per_year) / 12
    sells: NDArray[np.bool_] = believed_growth_log(market, cloud, futures) < hurdle
    sells[:, -1] = True
    return sells


def sold_gpus(idle_gpus: Floats, sells: NDArray[np.bool_]) -> Floats:
    """Return the cards sold each month of those that come in idle, axes (combination, draw, month).

    ``idle_gpus`` come in each month; in a month of sale everything held goes, in the last month
    too.
    """
    sold = np.zeros_like(idle_gpus)
    if not idle_gpus.any():
        return sold
    held = np.zeros(idle_gpus.shape[:-1])
    for month in range(idle_gpus.shape[-1]):
        held = held + idle_gpus[..., month]
        sold[..., month] = np.where(sells[:, month], held, 0.0)
        held = held - sold[..., month]
    return sold

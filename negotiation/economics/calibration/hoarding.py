"""Buy cards and wait (V21-V23, V46), by the resale rules that clouds hoard by (R13)."""

import numpy as np

from negotiation.economics.calibration.bench import HISTORY, Bench
from negotiation.economics.calibration.ratios import ratio
from negotiation.economics.resale import hoard_gain_cny, rent_then_sell_cny

__all__ = ["v21", "v22", "v23", "v46"]

MID_2023, GLUT_MONTH = 3, 16
HOARD_MONTHS = 6
CHEAP_LIST_FRACTION = 0.20


def mean_gain_cny(bench: Bench, buy_month: int) -> float:
    """Return what six months of waiting bring on average, at the cloud's rate [CNY]."""
    gain = hoard_gain_cny(
        bench.market(HISTORY),
        bench.world(HISTORY).futures.card_price_cny_per_gpu,
        buy_month=buy_month,
        months=HOARD_MONTHS,
        rate_per_year=bench.parameters.cloud.discount_rate_per_year,
    )
    return float(gain.mean())


def hoard_return(bench: Bench, buy_month: int) -> float:
    """Return that gain over what the cards cost."""
    prices = bench.world(HISTORY).futures.card_price_cny_per_gpu
    return mean_gain_cny(bench, buy_month) / float(prices[:, buy_month].mean())


def rented_over_hoarded(bench: Bench, list_fraction: float | None) -> float:
    """Return the mean gain of rent-then-sell over that of hoarding, from mid-2023.

    The rent is a share of list, the market's where ``list_fraction`` is ``None``.
    """
    market, futures = bench.market(HISTORY), bench.world(HISTORY).futures
    rent = futures.rent_cny_per_gpu_month
    if list_fraction is not None:
        rent = np.full_like(rent, list_fraction * market.list_price_cny_per_gpu_month)
    gain = rent_then_sell_cny(
        market,
        futures.card_price_cny_per_gpu,
        rent,
        buy_month=MID_2023,
        months=HOARD_MONTHS,
        rate_per_year=bench.parameters.cloud.discount_rate_per_year,
    )
    return ratio(float(gain.mean()), mean_gain_cny(bench, MID_2023))


def v21(bench: Bench) -> float:
    """Return the return of hoarding from mid-2023."""
    return hoard_return(bench, MID_2023)


def v22(bench: Bench) -> float:
    """Return the return of hoarding from the glut, 2024-07."""
    return hoard_return(bench, GLUT_MONTH)


def v23(bench: Bench) -> float:
    """Return rent at market, then sell used, against hoarding."""
    return rented_over_hoarded(bench, None)


def v46(bench: Bench) -> float:
    """Return rent at 20 % of list, then sell used, against hoarding."""
    return rented_over_hoarded(bench, CHEAP_LIST_FRACTION)

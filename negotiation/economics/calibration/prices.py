"""Card prices and rents (V01-V07, V24, V50), straight from the futures that contracts meet."""

import numpy as np

from negotiation.economics.calibration.bench import BOOM, CALM, HISTORY, Bench
from negotiation.economics.discounting import Floats

__all__ = ["v01", "v02", "v03", "v04", "v05", "v06", "v07", "v24", "v50"]

MID_2023, JULY_2023, EARLY_2024 = 3, 4, 11
"""Months after 2023-03 (section 5)."""

FALL_MONTHS = 10
DOUBLED_MULTIPLIER = 2.1
YEAR_MONTHS = 12


def median_price_k_cny(bench: Bench, month: int) -> float:
    """Return the median card price of a month in historical mode [k CNY]."""
    prices = bench.world(HISTORY).futures.card_price_cny_per_gpu
    return float(np.median(prices[:, month])) / 1e3


def median_rent_cny(bench: Bench) -> Floats:
    """Return the median market rent in historical mode [CNY per GPU-month], axis (month,)."""
    rents: Floats = np.median(bench.world(HISTORY).futures.rent_cny_per_gpu_month, axis=0)
    return rents


def v01(bench: Bench) -> float:
    """Return the median card price in 2023-06 [k CNY]."""
    return median_price_k_cny(bench, MID_2023)


def v02(bench: Bench) -> float:
    """Return the median card price in 2023-07, the month of the rumour [k CNY]."""
    return median_price_k_cny(bench, JULY_2023)


def v03(bench: Bench) -> float:
    """Return the median card price in 2024-02 [k CNY]."""
    return median_price_k_cny(bench, EARLY_2024)


def v04(bench: Bench) -> float:
    """Return how many times the price of 2023-06 that is."""
    return v03(bench) / v01(bench)


def v05(bench: Bench) -> float:
    """Return the market rent in 2023-03 as a share of list."""
    return float(median_rent_cny(bench)[0]) / bench.parameters.market.list_price_cny_per_gpu_month


def v06(bench: Bench) -> float:
    """Return the market rent of 2024-02 over that of 2023-03."""
    rent = median_rent_cny(bench)
    return float(rent[EARLY_2024] / rent[0])


def v07(bench: Bench) -> float:
    """Return how much of its peak the median rent loses within ten months."""
    rent = median_rent_cny(bench)
    peak = int(rent.argmax())
    return float(1 - rent[peak : peak + FALL_MONTHS + 1].min() / rent[peak])


def v24(bench: Bench) -> float:
    """Return the share of boom paths that reach 2.1 times their start within eight months."""
    prices = bench.world(BOOM).futures.card_price_cny_per_gpu
    return float((prices.max(axis=1) >= DOUBLED_MULTIPLIER * prices[:, 0]).mean())


def v50(bench: Bench) -> float:
    """Return E[P12 / P0] from a calm start."""
    prices = bench.world(CALM).futures.card_price_cny_per_gpu
    return float((prices[:, YEAR_MONTHS] / prices[:, 0]).mean())

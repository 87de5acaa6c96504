"""The market on one future, month after month, from raw random numbers (R1, R2)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from negotiation.domain.market import Market
from negotiation.economics.futures import SIGMA_LOG_PER_MONTH
from negotiation.economics.hardware import opex_cny_per_gpu_month, rest_cny_per_gpu
from negotiation.economics.regimes import (
    GLUT_MONTH,
    REGIMES,
    RUMOUR_MONTH,
    SQUEEZE_MONTH,
    TRANSITIONS,
)
from negotiation.economics.streams import Chance

__all__ = ["Path", "paths_of", "rent_margin_fraction"]

SIGMAS: dict[str, float] = dict(zip(REGIMES, SIGMA_LOG_PER_MONTH, strict=True))


class Raw(NamedTuple):
    """Raw chance of one future, a number a month."""

    regime: Sequence[float]
    price: Sequence[float]
    rumour: Sequence[float]
    jump_size: Sequence[float]
    other_make: Sequence[float]
    repricing: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One future of the market, a value a month; ``other_log`` is the drift of other makes."""

    regime: tuple[str, ...]
    is_banned: tuple[bool, ...]
    card_price_cny: tuple[float, ...]
    rent_cny: tuple[float, ...]
    list_price_cny: tuple[float, ...]
    other_log: tuple[float, ...]


@lru_cache(maxsize=16)
def paths_of(market: Market, chance: Chance, months: int) -> tuple[Path, ...]:
    """Return every future of ``chance``, in the order of its draws."""
    streams = (
        chance.uniforms("regimes", months).tolist(),
        chance.normals("prices", months).tolist(),
        chance.uniforms("jumps", months).tolist(),
        chance.normals("bans", months).tolist(),
        chance.normals("skus", months).tolist(),
        chance.uniforms("reprices", months).tolist(),
    )
    return tuple(
        make_path(market, months, Raw(*(stream[draw] for stream in streams)))
        for draw in range(chance.draws)
    )


def make_path(market: Market, months: int, raw: Raw) -> Path:
    """Walk one future through its months."""
    regime = [start_regime(market)]
    is_banned = [market.price_mode == "historical" and market.start_month_index >= SQUEEZE_MONTH]
    is_banned[0] = is_banned[0] or regime[0] == "squeeze"
    price_log = [math.log(market.card_price_cny_per_gpu)]
    rent = [fair_rent_cny(market, regime[0], market.card_price_cny_per_gpu)]
    list_price, other_log = [market.list_price_cny_per_gpu_month], [0.0]
    raised_cny = list_price[0] * (1 + market.rules.list_repricing_fraction)
    for month in range(1, months + 1):
        before = regime[-1]
        regime.append(next_regime(market, before, month, raw.regime[month]))
        is_banned.append(is_banned[-1] or regime[-1] == "squeeze")
        price_log.append(
            price_log[-1]
            + drift_log(market, before, month - 1, price_log[-1])
            + SIGMAS[before] * market.volatility_multiplier * raw.price[month]
            + jump_log(market, (before, regime[-1]), month, raw)
        )
        fair = fair_rent_cny(market, regime[-1], math.exp(price_log[-1]))
        rent.append(rent[-1] + market.rent_stickiness_per_month * (fair - rent[-1]))
        is_raised = is_list_raised(market, regime[-1], raw.repricing[month])
        list_price.append(raised_cny if is_raised else list_price[-1])
        rho = market.rules.sku_correlation
        own = rho * raw.price[month] + math.sqrt(1 - rho * rho) * raw.other_make[month]
        sigma = SIGMAS[before] * market.volatility_multiplier
        other_log.append(other_log[-1] + sigma * (own - raw.price[month]))
    return Path(
        regime=tuple(regime),
        is_banned=tuple(is_banned),
        card_price_cny=tuple(math.exp(value) for value in price_log),
        rent_cny=tuple(rent),
        list_price_cny=tuple(list_price),
        other_log=tuple(other_log),
    )


def start_regime(market: Market) -> str:
    """Return the regime at signing."""
    if market.price_mode == "stable":
        return "calm"
    if market.price_mode == "historical":
        return calendar_regime(market.start_month_index)
    return market.regime_at_start


def calendar_regime(calendar_month: int) -> str:
    """Return what history brought, months after 2023-03."""
    if calendar_month < SQUEEZE_MONTH:
        return "boom"
    return "squeeze" if calendar_month < GLUT_MONTH else "glut"


def next_regime(market: Market, before: str, month: int, luck: float) -> str:
    """Return the regime of ``month``: calm, the calendar's, or a step of the chain."""
    if market.price_mode == "stable":
        return "calm"
    if market.price_mode == "historical":
        return calendar_regime(market.start_month_index + month)
    odds = dict(zip(REGIMES, TRANSITIONS[REGIMES.index(before)], strict=True))
    if before == "boom":
        ban = min(market.ban_hazard_per_month, odds["boom"])
        odds["boom"] -= ban
        odds["squeeze"] += ban
    so_far = 0.0
    for name in REGIMES[:-1]:
        so_far += odds[name]
        if luck < so_far:
            return name
    return REGIMES[-1]


def drift_log(market: Market, regime: str, month: int, price_log: float) -> float:
    """Return what is expected of the log price after ``month``: trend and pull (R1)."""
    if market.price_mode == "stable":
        return 0.0
    trend = market.drift_log_per_month if regime in {"boom", "squeeze"} else 0.0
    if market.price_mode == "stochastic" and regime == "boom":
        trend -= 0.5 * market.rumour_hazard_per_month * market.rumour_jump_log
    reversion = {
        "calm": market.reversion_calm_per_month,
        "glut": market.reversion_glut_per_month,
    }.get(regime, 0.0)
    age = market.start_month_index + month
    fair_log = math.log(market.fundamental_cny_per_gpu)
    fair_log -= market.fundamental_fall_log_per_month * age
    return trend - reversion * (price_log - fair_log)


def jump_log(market: Market, regimes: tuple[str, str], month: int, raw: Raw) -> float:
    """Return the jump of the log price in ``month``, by rumour and by ban (R1)."""
    before, now = regimes
    if market.price_mode == "historical":
        is_rumour = market.start_month_index + month == RUMOUR_MONTH
    else:
        is_rumour = now == "boom" and raw.rumour[month] < market.rumour_hazard_per_month
    jump = 0.0
    if is_rumour:
        jump += market.rumour_jump_log + market.rumour_jump_sd_log * raw.jump_size[month]
    if now == "squeeze" and before != "squeeze":
        jump += market.ban_jump_log + market.ban_jump_sd_log * raw.jump_size[month]
    return jump


def fair_rent_cny(market: Market, regime: str, card_price_cny: float) -> float:
    """Return R*, what rent tends to (R2) [CNY per GPU-month]."""
    invested = card_price_cny + rest_cny_per_gpu(market)
    yearly = invested * (market.capital_rate_per_year + market.depreciation_per_year)
    monthly = yearly / 12 + opex_cny_per_gpu_month(market)
    return monthly / market.sellable_fraction * (1 + rent_margin_fraction(market, regime))


def rent_margin_fraction(market: Market, regime: str) -> float:
    """Return m(s), the margin of rent over user cost (R2)."""
    return {
        "calm": market.rent_margin_calm_fraction,
        "boom": market.rent_margin_boom_fraction,
        "squeeze": market.rent_margin_squeeze_fraction,
        "glut": market.rent_margin_glut_fraction,
    }[regime]


def is_list_raised(market: Market, regime: str, luck: float) -> bool:
    """Say whether the cloud raises its list price: once at most, in a squeeze (R2)."""
    hit = luck < market.rules.list_repricing_hazard_per_month
    return hit and regime == "squeeze" and market.price_mode != "stable"

"""Futures of the market: regimes, card prices (R1), market rent and list price (R2), export bans.

All arrays have the axes (draw, month) with month 0 = signing.
"""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats
from negotiation.economics.hardware import opex_cny_per_gpu_month, rest_cny_per_gpu
from negotiation.economics.regimes import (
    BOOM,
    CALM,
    GLUT,
    REGIMES,
    SQUEEZE,
    banned_before,
    jumps_log,
    simulate_regimes,
    simulate_rumours,
    with_past,
)
from negotiation.economics.streams import Chance

__all__ = ["BOOM", "CALM", "GLUT", "REGIMES", "SQUEEZE", "Futures", "rent_margins"]
__all__ += ["simulate_futures"]

SIGMA_LOG_PER_MONTH = (0.03, 0.05, 0.06, 0.05)
"""R1, by regime; assumption."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Futures:
    """Simulated paths, axes (draw, month).

    ``banned`` is true from the month in which an export ban stops the card's licence, ``rumoured``
    in months in which a rumour of one drives the price; ``other_noise_log`` is how far a card of
    another make has drifted from the A800's moves.
    """

    regime: NDArray[np.int64]
    banned: NDArray[np.bool_]
    rumoured: NDArray[np.bool_]
    card_price_cny_per_gpu: Floats
    rent_cny_per_gpu_month: Floats
    list_price_cny_per_gpu_month: Floats
    other_noise_log: Floats

    def __post_init__(self) -> None:
        shapes = {getattr(self, field.name).shape for field in fields(self)}
        if len(shapes) != 1:
            raise ValueError(f"paths differ in shape: {sorted(shapes)}")

    @property
    def months(self) -> int:
        """The last month."""
        return int(self.regime.shape[1]) - 1

    def since(self, month: int) -> "Futures":
        """Return the same paths with ``month`` as month 0."""
        return Futures(
            **{field.name: getattr(self, field.name)[:, month:] for field in fields(self)}
        )

    def on_draws(self, draws: NDArray[np.intp]) -> "Futures":
        """Return the paths of some draws."""
        return Futures(**{field.name: getattr(self, field.name)[draws] for field in fields(self)})


class Past(NamedTuple):
    """The known months of the one world that has happened, axes (1, month)."""

    regime: NDArray[np.int64]
    rumoured: NDArray[np.bool_]
    banned: NDArray[np.bool_]
    log_price: Floats
    list_price: Floats


def simulate_futures(market: Market, months: int, chance: Chance | None = None) -> Futures:
    """Simulate ``market.draws`` paths of ``months`` months after signing.

    After a known past they go on from its last month by the market's own ``price_mode``.
    """
    chance = chance or Chance(seed=market.seed, draws=market.draws)
    return futures_and_log_price(market, months, chance)[0]


def futures_and_log_price(market: Market, months: int, chance: Chance) -> tuple[Futures, Floats]:
    """Return the paths, and the logarithm of the card price that they were made of."""
    past = past_of(market, months, chance)
    regime = simulate_regimes(market, months, chance, past and past.regime)
    noise = chance.normals("prices", months)
    rumoured = simulate_rumours(market, regime, chance, past and past.rumoured)
    jumps = jumps_log(market, regime, chance, rumoured)
    log_price = simulate_log_prices(
        market, regime, noise, jumps=jumps, known=past and past.log_price
    )
    price: Floats = np.exp(log_price)
    rho = market.rules.sku_correlation
    sigma = np.array(SIGMA_LOG_PER_MONTH)[regime] * market.volatility_multiplier
    own = (rho - 1) * noise + np.sqrt(1 - rho**2) * chance.normals("skus", months)
    drift = np.zeros(regime.shape)
    drift[:, 1:] = (sigma[:, :-1] * own[:, 1:]).cumsum(axis=1)
    before = banned_before(market) if past is None else past.banned[:, -1:]
    banned = np.logical_or.accumulate(regime == SQUEEZE, axis=1) | before
    futures = Futures(
        regime=regime,
        banned=with_past(banned, past and past.banned),
        rumoured=rumoured,
        card_price_cny_per_gpu=price,
        rent_cny_per_gpu_month=simulate_rents(market, regime, price),
        list_price_cny_per_gpu_month=simulate_list_prices(
            market, regime, chance, past and past.list_price
        ),
        other_noise_log=drift,
    )
    return futures, log_price


def past_of(market: Market, months: int, chance: Chance) -> Past | None:
    """Return the known world by the rule that it ran by; ``None`` where nothing is known."""
    if chance.known is None:
        return None
    mode = chance.known_mode or market.price_mode
    before = market.model_copy(update={"price_mode": mode})
    happened, log_price = futures_and_log_price(before, months, chance.known)
    seen = slice(0, chance.known_months + 1)
    return Past(
        happened.regime[:, seen],
        happened.rumoured[:, seen],
        happened.banned[:, seen],
        log_price[:, seen],
        happened.list_price_cny_per_gpu_month[:, seen],
    )


def simulate_log_prices(
    market: Market,
    regime: NDArray[np.int64],
    noise: Floats,
    *,
    jumps: Floats,
    known: Floats | None = None,
) -> Floats:
    """Return the logarithm of the card price P [CNY per GPU] (R1).

    ln P[t+1] = ln P[t] + mu(s) - theta(s) (ln P[t] - ln F[t]) + sigma(s) eps[t+1] + jumps[t+1].
    """
    shape = regime.shape
    is_stable = market.price_mode == "stable"
    mu = np.array([0.0, market.drift_log_per_month, market.drift_log_per_month, 0.0])
    if market.price_mode == "stochastic":
        mu[BOOM] -= 0.5 * market.rumour_hazard_per_month * market.rumour_jump_log
    theta = np.array([market.reversion_calm_per_month, 0, 0, market.reversion_glut_per_month])
    mu, theta = mu * (not is_stable), theta * (not is_stable)
    sigma = np.array(SIGMA_LOG_PER_MONTH) * market.volatility_multiplier
    ages = market.start_month_index + np.arange(shape[1])
    fundamental = np.log(market.fundamental_cny_per_gpu)
    fundamental = fundamental - market.fundamental_fall_log_per_month * ages
    log_price = np.empty(shape)
    log_price[:, 0] = np.log(market.card_price_cny_per_gpu)
    log_price = with_past(log_price, known)
    for month in range(0 if known is None else known.shape[1] - 1, shape[1] - 1):
        now, state = log_price[:, month], regime[:, month]
        pull = theta[state] * (now - fundamental[month])
        surprise = sigma[state] * noise[:, month + 1] + jumps[:, month + 1]
        log_price[:, month + 1] = now + mu[state] - pull + surprise
    return log_price


def rent_margins(market: Market) -> Floats:
    """Return m(s), the margin of rent over user cost, by regime (R2)."""
    return np.array(
        [
            market.rent_margin_calm_fraction,
            market.rent_margin_boom_fraction,
            market.rent_margin_squeeze_fraction,
            market.rent_margin_glut_fraction,
        ]
    )


def simulate_rents(market: Market, regime: NDArray[np.int64], price: Floats) -> Floats:
    """Return the market rent R [CNY per GPU-month] (R2).

    R* = [(P + S + N)(r + delta)/12 + opex] / phi x (1 + m(s)); R[t+1] = R[t] + lambda (R* - R[t]).
    """
    margins = rent_margins(market)
    capital = price + rest_cny_per_gpu(market)
    yearly = market.capital_rate_per_year + market.depreciation_per_year
    cost = (capital * yearly / 12 + opex_cny_per_gpu_month(market)) / market.sellable_fraction
    target = cost * (1 + margins[regime])
    rent: Floats = target.copy()
    for month in range(1, price.shape[1]):
        before = rent[:, month - 1]
        gap = target[:, month] - before
        rent[:, month] = before + market.rent_stickiness_per_month * gap
    return rent


def simulate_list_prices(
    market: Market, regime: NDArray[np.int64], chance: Chance, known: Floats | None = None
) -> Floats:
    """Return the list price L [CNY per GPU-month] (R2): raised once at most, in a squeeze."""
    months = regime.shape[1] - 1
    rules = market.rules
    hits = chance.uniforms("reprices", months) < rules.list_repricing_hazard_per_month
    hits &= (regime == SQUEEZE) & (np.arange(months + 1) > 0) & (market.price_mode != "stable")
    if known is not None:
        hits = with_past(hits, known > market.list_price_cny_per_gpu_month)
    more = rules.list_repricing_fraction * np.logical_or.accumulate(hits, axis=1)
    lifted: Floats = market.list_price_cny_per_gpu_month * (1 + more)
    return lifted

"""Futures of the market: regimes, card prices (R1), market rent and list price (R2), export bans.

All arrays have the axes (draw, month) with month 0 = signing.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats
from negotiation.economics.hardware import opex_cny_per_gpu_month, rest_cny_per_gpu
from negotiation.economics.streams import Chance

__all__ = ["BOOM", "CALM", "GLUT", "REGIMES", "SQUEEZE", "Futures", "rent_margins"]
__all__ += ["simulate_futures"]

REGIMES = ("calm", "boom", "squeeze", "glut")
CALM, BOOM, SQUEEZE, GLUT = range(4)

SIGMA_LOG_PER_MONTH = (0.03, 0.05, 0.06, 0.05)
"""R1, by regime; assumption."""

TRANSITIONS = ((0.95, 0.04, 0.01, 0.0), (0.08, 0.87, 0.0, 0.05), (0.0, 0.0, 0.85, 0.15),
               (0.12, 0.01, 0.01, 0.86))  # fmt: skip
"""R1, row = from; the ban hazard moves mass from boom to squeeze. Calibrated."""

SQUEEZE_MONTH, GLUT_MONTH, RUMOUR_MONTH = 7, 15, 4
"""Historical mode, months after 2023-03 (section 5): ban 2023-10, glut 2024-06, rumour 2023-07."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Futures:
    """Simulated paths, axes (draw, month).

    ``banned`` is true from the month in which an export ban stops the card's licence;
    ``other_noise_log`` is how far a card of another make has drifted from the A800's moves.
    """

    regime: NDArray[np.int64]
    banned: NDArray[np.bool_]
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


def simulate_futures(market: Market, months: int, chance: Chance | None = None) -> Futures:
    """Simulate ``market.draws`` paths of ``months`` months after signing."""
    chance = chance or Chance(seed=market.seed, draws=market.draws)
    regime = simulate_regimes(market, months, chance)
    noise = chance.normals("prices", months)
    price = simulate_card_prices(market, regime, chance, noise)
    rho = market.rules.sku_correlation
    sigma = np.array(SIGMA_LOG_PER_MONTH)[regime] * market.volatility_multiplier
    own = (rho - 1) * noise + np.sqrt(1 - rho**2) * chance.normals("skus", months)
    drift = np.zeros(regime.shape)
    drift[:, 1:] = (sigma[:, :-1] * own[:, 1:]).cumsum(axis=1)
    return Futures(
        regime=regime,
        banned=np.logical_or.accumulate(regime == SQUEEZE, axis=1) | banned_before(market),
        card_price_cny_per_gpu=price,
        rent_cny_per_gpu_month=simulate_rents(market, regime, price),
        list_price_cny_per_gpu_month=simulate_list_prices(market, regime, chance),
        other_noise_log=drift,
    )


def banned_before(market: Market) -> bool:
    """Say whether the ban was in force before signing (historical mode only)."""
    return market.price_mode == "historical" and market.start_month_index >= SQUEEZE_MONTH


def simulate_regimes(market: Market, months: int, chance: Chance) -> NDArray[np.int64]:
    """Return the regime of each month (R1): the calendar's, calm, or a Markov chain."""
    shape = (chance.draws, months + 1)
    if market.price_mode == "stable":
        return np.full(shape, CALM)
    if market.price_mode == "historical":
        calendar = market.start_month_index + np.arange(months + 1)
        past = np.where(calendar < GLUT_MONTH, SQUEEZE, GLUT)
        return np.broadcast_to(np.where(calendar < SQUEEZE_MONTH, BOOM, past), shape).copy()
    rows = np.array(TRANSITIONS)
    hazard = min(market.ban_hazard_per_month, rows[BOOM, BOOM])
    rows[BOOM, BOOM] -= hazard
    rows[BOOM, SQUEEZE] += hazard
    edges = rows.cumsum(axis=1)[:, :-1]
    uniforms = chance.uniforms("regimes", months)
    regime = np.full(shape, REGIMES.index(market.regime_at_start))
    for month in range(months):
        row = edges[regime[:, month]]
        regime[:, month + 1] = (uniforms[:, month + 1, None] >= row).sum(axis=1)
    return regime


def simulate_card_prices(
    market: Market, regime: NDArray[np.int64], chance: Chance, noise: Floats
) -> Floats:
    """Return the card price P [CNY per GPU] (R1).

    ln P[t+1] = ln P[t] + mu(s) - theta(s) (ln P[t] - ln F[t]) + sigma(s) eps[t+1] + jumps[t+1].
    """
    shape = regime.shape
    is_stable = market.price_mode == "stable"
    mu = np.array([0.0, market.drift_log_per_month, market.drift_log_per_month, 0.0])
    if market.price_mode == "stochastic":
        mu[BOOM] -= 0.5 * market.rumour_hazard_per_month * market.rumour_jump_log
    theta = np.array([market.reversion_calm_per_month, 0, 0, market.reversion_glut_per_month])
    theta *= not is_stable
    sigma = np.array(SIGMA_LOG_PER_MONTH) * market.volatility_multiplier
    jumps = jumps_log(market, regime, chance)
    ages = market.start_month_index + np.arange(shape[1])
    fundamental = np.log(market.fundamental_cny_per_gpu)
    fundamental = fundamental - market.fundamental_fall_log_per_month * ages
    log_price = np.empty(shape)
    log_price[:, 0] = np.log(market.card_price_cny_per_gpu)
    for month in range(shape[1] - 1):
        now, state = log_price[:, month], regime[:, month]
        pull = theta[state] * (now - fundamental[month])
        surprise = sigma[state] * noise[:, month + 1] + jumps[:, month + 1]
        log_price[:, month + 1] = now + mu[state] - pull + surprise
    price: Floats = np.exp(log_price)
    return price


def jumps_log(market: Market, regime: NDArray[np.int64], chance: Chance) -> Floats:
    """Return the log price jumps by rumours and bans (R1); none in stable mode."""
    months = regime.shape[1] - 1
    is_ban = np.zeros(regime.shape, dtype=bool)
    is_ban[:, 1:] = (regime[:, 1:] == SQUEEZE) & (regime[:, :-1] != SQUEEZE)
    if market.price_mode == "historical":
        calendar = market.start_month_index + np.arange(months + 1)
        is_rumour = np.broadcast_to(calendar == RUMOUR_MONTH, regime.shape)
    else:
        rumours = chance.uniforms("jumps", months)
        is_rumour = (rumours < market.rumour_hazard_per_month) & (regime == BOOM)
    sizes = chance.normals("bans", months)
    rumour_size = market.rumour_jump_log + market.rumour_jump_sd_log * sizes
    ban_size = market.ban_jump_log + market.ban_jump_sd_log * sizes
    jumps: Floats = is_rumour * rumour_size + is_ban * ban_size
    return jumps


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


def simulate_list_prices(market: Market, regime: NDArray[np.int64], chance: Chance) -> Floats:
    """Return the list price L [CNY per GPU-month] (R2): raised once at most, in a squeeze."""
    months = regime.shape[1] - 1
    rules = market.rules
    hits = chance.uniforms("reprices", months) < rules.list_repricing_hazard_per_month
    hits &= (regime == SQUEEZE) & (np.arange(months + 1) > 0)
    raised = np.logical_or.accumulate(hits, axis=1) & (market.price_mode != "stable")
    more = rules.list_repricing_fraction * raised.astype(np.float64)
    lifted: Floats = market.list_price_cny_per_gpu_month * (1 + more)
    return lifted

"""Regimes of the market (R1): the calendar's, calm, or a Markov chain; rumours, bans, their jumps.

All arrays have the axes (draw, month) with month 0 = signing.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market, Regime
from negotiation.economics.discounting import Floats
from negotiation.economics.streams import Chance

__all__ = ["BOOM", "CALM", "GLUT", "REGIMES", "SQUEEZE", "banned_before", "jumps_log"]
__all__ += ["regime_name", "simulate_regimes", "simulate_rumours", "with_past"]

REGIMES: tuple[Regime, ...] = ("calm", "boom", "squeeze", "glut")
CALM, BOOM, SQUEEZE, GLUT = range(4)

TRANSITIONS = ((0.95, 0.04, 0.01, 0.0), (0.08, 0.87, 0.0, 0.05), (0.0, 0.0, 0.85, 0.15),
               (0.12, 0.01, 0.01, 0.86))  # fmt: skip
"""R1, row = from; the ban hazard moves mass from boom to squeeze. Calibrated."""

SQUEEZE_MONTH, GLUT_MONTH, RUMOUR_MONTH = 7, 15, 4
"""Historical mode, months after 2023-03 (section 5): ban 2023-10, glut 2024-06, rumour 2023-07."""


def regime_name(regime: int) -> Regime:
    """Return what a regime's number stands for."""
    return REGIMES[regime]


Kind = TypeVar("Kind", bound=np.generic)


def with_past(paths: NDArray[Kind], known: NDArray[Kind] | None) -> NDArray[Kind]:
    """Return paths whose first months, in every draw, are those that are known.

    ``known`` has axes (1, month); ``None`` leaves the paths as they are.
    """
    if known is not None:
        paths[:, : known.shape[1]] = known
    return paths


def banned_before(market: Market) -> bool:
    """Say whether the ban was in force before signing (historical mode only)."""
    return market.price_mode == "historical" and market.start_month_index >= SQUEEZE_MONTH


def simulate_regimes(
    market: Market, months: int, chance: Chance, known: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Return the regime of each month (R1): the calendar's, calm, or a Markov chain."""
    shape = (chance.draws, months + 1)
    if market.price_mode == "stable":
        return with_past(np.full(shape, CALM), known)
    if market.price_mode == "historical":
        calendar = market.start_month_index + np.arange(months + 1)
        later = np.where(calendar < GLUT_MONTH, SQUEEZE, GLUT)
        regimes = np.where(calendar < SQUEEZE_MONTH, BOOM, later)
        return with_past(np.broadcast_to(regimes, shape).copy(), known)
    rows = np.array(TRANSITIONS)
    hazard = min(market.ban_hazard_per_month, rows[BOOM, BOOM])
    rows[BOOM, BOOM] -= hazard
    rows[BOOM, SQUEEZE] += hazard
    edges = rows.cumsum(axis=1)[:, :-1]
    uniforms = chance.uniforms("regimes", months)
    regime = with_past(np.full(shape, REGIMES.index(market.regime_at_start)), known)
    for month in range(0 if known is None else known.shape[1] - 1, months):
        row = edges[regime[:, month]]
        regime[:, month + 1] = (uniforms[:, month + 1, None] >= row).sum(axis=1)
    return regime


def simulate_rumours(
    market: Market,
    regime: NDArray[np.int64],
    chance: Chance,
    known: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Say in which months a rumour of a ban drives the price (R1); never in stable mode."""
    months = regime.shape[1] - 1
    if market.price_mode == "historical":
        calendar = market.start_month_index + np.arange(months + 1)
        is_rumour = np.broadcast_to(calendar == RUMOUR_MONTH, regime.shape).copy()
    else:
        drawn = chance.uniforms("jumps", months)
        is_rumour = (drawn < market.rumour_hazard_per_month) & (regime == BOOM)
    return with_past(is_rumour, known)


def jumps_log(
    market: Market, regime: NDArray[np.int64], chance: Chance, is_rumour: NDArray[np.bool_]
) -> Floats:
    """Return the log price jumps by rumours and bans (R1); none in stable mode."""
    months = regime.shape[1] - 1
    is_ban = np.zeros(regime.shape, dtype=bool)
    is_ban[:, 1:] = (regime[:, 1:] == SQUEEZE) & (regime[:, :-1] != SQUEEZE)
    sizes = chance.normals("bans", months)
    rumour_size = market.rumour_jump_log + market.rumour_jump_sd_log * sizes
    ban_size = market.ban_jump_log + market.ban_jump_sd_log * sizes
    jumps: Floats = is_rumour * rumour_size + is_ban * ban_size
    return jumps

"""How a rental goes: promised handover, cards that come late (R4), a customer who leaves (R5).

Axes are (combination, draw, month); month t is the month in use, paid at its end, so what arrives
by the end of month t - 1 can be used in month t.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile
from negotiation.economics.clauses import Columns
from negotiation.economics.deliveries import (
    delivered_fractions,
    fill_per_month,
    installed_gpus,
    simulate_supply,
)
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import Futures
from negotiation.economics.streams import make_stream

__all__ = ["Tenancy", "exit_hazards", "simulate_tenancy"]

RAMP_MONTHS = np.array([1.0, 3.0, 6.0])
"""immediate, three_months, six_months: even steps to full handover."""

HAZARD_BASE, HAZARD_SHORT, SHORT_TOLERANCE, HAZARD_MEMORY = 0.01, 0.22, 0.10, 0.25
"""h0, h1, tol, h_mem of R5, per month; calibrated to F17, F37, F45."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tenancy:
    """What is promised, what is in use, and how long the customer is there.

    ``is_gap`` marks the month after an early exit, when the lab moves and computes nowhere.
    ``left_short`` (combination, draw) marks exits after a shortage, ``exit_month`` says when (0 for
    never). ``late_fraction`` is what is promised and not there, as a share of the contract.
    """

    served_gpus: Floats
    is_served: NDArray[np.bool_]
    is_gap: NDArray[np.bool_]
    exit_month: NDArray[np.int64]
    left_short: NDArray[np.bool_]
    late_fraction: Floats


def simulate_tenancy(
    market: Market, cloud: CloudProfile, columns: Columns, futures: Futures
) -> Tenancy:
    """Simulate handover and exits of each contract."""
    gpus, term = columns["gpus"][:, None, None], columns["term_months"][:, None, None]
    months = np.arange(futures.banned.shape[1])
    steps = RAMP_MONTHS[columns["ramp"].astype(int)][:, None, None]
    promised = gpus * np.minimum(1, months / steps)
    available = available_gpus(market, cloud, futures)
    have = np.minimum(promised, available)
    short = 1 - have / np.maximum(promised, 1e-9)
    short[..., 0] = 0
    short = np.where(promised > 0, short, 0.0)
    hazards = exit_hazards(short, cloud.rival_stock_fraction)
    patience = make_exponentials(market)
    stays = np.empty(short.shape, dtype=bool)
    stays[..., 0] = True
    stays[..., 1:] = hazards.cumsum(axis=-1)[..., :-1] < patience[:, None]
    in_term = (months >= 1) & (months <= term)
    is_served = stays & in_term & (gpus > 0)
    was_there = np.roll(stays, 1, axis=-1)
    is_gap = ~stays & was_there & in_term & (gpus > 0)
    late = np.where(is_served & (gpus > 0), (promised - have) / np.maximum(gpus, 1e-9), 0.0)
    was_short = np.logical_or.accumulate(short > SHORT_TOLERANCE, axis=-1)
    return Tenancy(
        served_gpus=have * is_served,
        is_served=is_served,
        is_gap=is_gap,
        exit_month=np.where(is_gap.any(axis=-1), is_gap.argmax(axis=-1), 0),
        left_short=np.any(is_gap & was_short, axis=-1),
        late_fraction=late,
    )


def available_gpus(market: Market, cloud: CloudProfile, futures: Futures) -> Floats:
    """Return what the cloud can hand to this customer in each month, axes (1, draw, month).

    Its free stock at once, and a share of each tranche of the order that it placed earlier (F87).
    """
    ones = np.ones(1)
    arrived = delivered_fractions(
        market,
        simulate_supply(market, futures.banned),
        fill=fill_per_month(market, ones * cloud.order_gpus),
        slip_multiplier=ones,
        evenness=0 * ones,
        elapsed_months=cloud.order_age_months,
    )
    tranches = cloud.tranche_share_fraction * cloud.order_gpus * arrived
    by_start = np.concatenate([np.zeros_like(tranches[..., :1]), tranches[..., :-1]], axis=-1)
    available: Floats = cloud.own_stock_gpus + installed_gpus(by_start)
    return available


def exit_hazards(short_fraction: Floats, rival_stock_fraction: float) -> Floats:
    """Return h = h0 + h1 max(0, short - tol) stock_rival (1 + h_mem mem) per month (R5).

    ``mem`` counts the months so far with a shortage above the tolerance.
    """
    beyond = np.maximum(0, short_fraction - SHORT_TOLERANCE)
    memory = (short_fraction > SHORT_TOLERANCE).cumsum(axis=-1)
    hazards: Floats = HAZARD_BASE + HAZARD_SHORT * beyond * rival_stock_fraction * (
        1 + HAZARD_MEMORY * memory
    )
    hazards[..., 0] = 0
    return hazards


def make_exponentials(market: Market) -> Floats:
    """Return the integrated hazard at which each path's customer leaves, axis (draw,).

    One draw from each of as many equal slices of probability: less noise, same law.
    """
    stream = make_stream(market.seed, "exits")
    n = market.draws
    uniforms = (stream.permutation(n) + stream.random(n)) / n
    patience: Floats = -np.log1p(-uniforms)
    return patience

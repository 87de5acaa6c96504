"""The vendor's deliveries (R4), and how fast a cloud can install them.

Scarcity X = min(1, backlog / 12 months) blends two worlds: at X = 1 the long lead, the slip and the
monthly trickle of 2023; at X = 0 a month's lead and everything at once, with the odd late order.
Fractions are of the order; axes are (order, draw, month), cumulative at the end of the month.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats
from negotiation.economics.streams import make_stream

__all__ = [
    "INSTALL_LIMIT_GPUS_PER_MONTH",
    "Supply",
    "allocation_multiplier",
    "delivered_fractions",
    "fill_per_month",
    "installed_gpus",
    "lead_months",
    "simulate_supply",
]

LEAD_CALM_MONTHS, LEAD_SCARCE_MONTHS = 1.0, 4.0
"""R4, F38 and the ~1 month before the wave in 2.2. Public and seed."""

SLIP_SCARCE_MONTHS, SLIP_SCARCE_SHAPE = 3.5, 12.25
"""Gamma with mean 3.5 and standard deviation 1 month (F38). Seed."""

LATE_CALM_FRACTION, SLIP_CALM_LATE_MONTHS = 0.15, 2.0
"""At X = 0, 15 % of orders are late, by 2 months on average: mean 0.3 (R4). Assumption."""

EARLY_START_MONTHS = 1.5
"""R4: the trickle begins before the date that a small order is complete. Calibrated."""

FILL_SHAPE = 4.0
SMALL_ORDER_GPUS, LARGE_ORDER_GPUS = 1_000, 10_000
FILL_SMALL, FILL_LARGE, FILL_CALM = 0.40, 0.14, 1.0
"""Mean monthly fill (R4): small and large orders in scarcity, calibrated; calm, assumption."""

BANNED_FILL_MULTIPLIER = 0.05
"""What an export ban leaves of the monthly fill (section 5, V27). Public."""

INSTALL_LIMIT_GPUS_PER_MONTH = 2_400
"""80 GPUs a day and site (F68). Seed."""

WEIGHT_STRATEGIC, WEIGHT_PREPAID, WEIGHT_HISTORY, WEIGHT_INSISTS = 0.8, 0.5, 0.4, -3.0
"""Exponents of the allocation weight (R4). Assumptions."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supply:
    """What chance does to any order.

    The slip has axis (draw,); the trickle, around 1, and the ban have axes (draw, month).
    """

    slip_months: Floats
    trickle: Floats
    banned: NDArray[np.bool_]


def simulate_supply(market: Market, banned: NDArray[np.bool_]) -> Supply:
    """Draw slips and monthly trickles on their own streams."""
    stream = make_stream(market.seed, "slips")
    n = market.draws
    scarce = SLIP_SCARCE_MONTHS * stream.gamma(SLIP_SCARCE_SHAPE, 1 / SLIP_SCARCE_SHAPE, n)
    is_late = stream.random(n) < LATE_CALM_FRACTION
    calm = is_late * stream.exponential(SLIP_CALM_LATE_MONTHS, n)
    scarcity = market.scarcity_fraction
    return Supply(
        slip_months=scarcity * scarce + (1 - scarcity) * calm,
        trickle=make_stream(market.seed, "fills").gamma(FILL_SHAPE, 1 / FILL_SHAPE, banned.shape),
        banned=banned,
    )


def lead_months(market: Market) -> float:
    """Return the lead time that the vendor quotes [months]."""
    spread = LEAD_SCARCE_MONTHS - LEAD_CALM_MONTHS
    return LEAD_CALM_MONTHS + spread * market.scarcity_fraction


def fill_per_month(market: Market, gpus: Floats) -> Floats:
    """Return the mean share of an order that arrives a month: large orders fill slowly (R4)."""
    sizes = np.log([SMALL_ORDER_GPUS, LARGE_ORDER_GPUS])
    scarce = np.interp(np.log(np.maximum(gpus, 1)), sizes, [FILL_SMALL, FILL_LARGE])
    fill: Floats = market.scarcity_fraction * scarce + (1 - market.scarcity_fraction) * FILL_CALM
    return fill


def allocation_multiplier(
    *,
    scarcity_fraction: float,
    queue_share_fraction: float,
    strategic: Floats,
    prepaid_fraction: Floats,
    history_fraction: float,
    insists: NDArray[np.bool_],
) -> Floats:
    """Return this buyer's allocation against an average buyer's (R4), axis (order,).

    w = exp(0.8 strategic + 0.5 prepaid + 0.4 history - 3 X insists) against others of weight 1.
    ``insists`` says that the contract has a damages clause with a positive rate and cap.
    """
    exponent = WEIGHT_STRATEGIC * strategic + WEIGHT_PREPAID * prepaid_fraction
    exponent = exponent + WEIGHT_HISTORY * history_fraction
    weight = np.exp(exponent + WEIGHT_INSISTS * scarcity_fraction * insists)
    share: Floats = weight / (queue_share_fraction * weight + 1 - queue_share_fraction)
    return share


def delivered_fractions(
    market: Market,
    supply: Supply,
    *,
    fill: Floats,
    slip_multiplier: Floats,
    evenness: Floats,
    elapsed_months: float = 0.0,
) -> Floats:
    """Return the delivered share of each order, axes (order, draw, month).

    Deliveries begin at lead + slip - 1.5 X months after ordering and go on at ``fill`` a month
    times the trickle; ``evenness`` 1 takes the chance out of it. ``elapsed_months`` have passed
    since the order; what came before signing is not counted.
    """
    early = EARLY_START_MONTHS * market.scarcity_fraction + elapsed_months
    begin = lead_months(market) - early + slip_multiplier[:, None] * supply.slip_months
    months = np.arange(supply.trickle.shape[1])
    is_open = np.clip(months - np.maximum(begin, 0)[:, :, None], 0, 1)
    trickle = 1 + (supply.trickle - 1) * (1 - evenness[:, None, None])
    licence = np.where(supply.banned, BANNED_FILL_MULTIPLIER, 1.0)
    arrivals = fill[:, None, None] * is_open * trickle * licence
    delivered: Floats = np.minimum(1.0, arrivals.cumsum(axis=-1))
    return delivered


def installed_gpus(delivered_gpus: Floats) -> Floats:
    """Return cumulative GPUs in service after the installation limit (F68), month on the last axis.

    >>> installed_gpus(np.array([0.0, 3000.0, 3000.0])).tolist()
    [0.0, 2400.0, 3000.0]
    """
    limit = INSTALL_LIMIT_GPUS_PER_MONTH * (1.0 + np.arange(delivered_gpus.shape[-1]))
    behind = np.minimum.accumulate(delivered_gpus - limit, axis=-1)
    installed: Floats = np.minimum(behind, 0.0) + limit
    return installed

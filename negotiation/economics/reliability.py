"""Failures, goodput and service-level credits (R8, R10).

Three service levels: ``standard`` has no spare nodes and no credits (list terms exclude GPU types,
[64]); ``enhanced`` keeps hot spares and pays uptime credits by tier; ``goodput`` adds watched
restarts and credits on the whole cluster's goodput.
"""

from dataclasses import dataclass

import numpy as np

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats
from negotiation.economics.streams import make_stream

__all__ = [
    "EXTRA_OPEX_CNY_PER_GPU_MONTH",
    "SPARE_FRACTION",
    "Service",
    "failure_rates",
    "goodput_fraction",
    "simulate_service",
]

STANDARD, ENHANCED, GOODPUT = range(3)

FAILURES_PER_GPU_DAY = 5e-4
"""lambda of R8. Public (2.6)."""

FAILURE_SPREAD_LOG = 0.5
"""Spread between sites, around a mean of lambda. Assumption inside the range of 2.6."""

NEW_HARDWARE_MONTHS, NEW_HARDWARE_MULTIPLIER = 2, 2.0
"""R8: twice the failures in the first two months. Public [55]."""

SAVE_HOURS = 40 / 3600
"""C, time to save a checkpoint [9]. Public."""

RESTART_HOURS = np.array([0.5, 0.5, 0.1])
"""R by service level: default of section 4; a watched restart takes minutes. Assumption."""

REPAIR_HOURS = np.array([84.0, 4.0, 4.0])
"""Node repair: 3.5 days without spares, 4 hours with a hot one (R8). Public [56]."""

SPARE_FRACTION = np.array([0.0, 0.02, 0.03])
"""Spare nodes beyond the usual share 1 - phi. Assumption, R10 allows 0-10 %."""

EXTRA_OPEX_CNY_PER_GPU_MONTH = np.array([0.0, 20.0, 150.0])
"""Staff on watch. Assumption."""

GPUS_PER_NODE, HOURS_PER_MONTH, DAYS_PER_MONTH = 8, 730.0, 730.0 / 24

CREDIT_TIERS = ((0.999, 0.0), (0.99, 0.10), (0.95, 0.25), (0.0, 1.0))
"""R10: credit as a share of the fee while uptime is at least the first number."""

GOODPUT_TARGET_FRACTION, GOODPUT_CREDIT_MULTIPLIER = 0.95, 2.0
"""R10: credit = (target - goodput) x fee x factor 1-3. Assumptions."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Service:
    """What a level of service gives, axes (combination, draw, month).

    Credits are a share of the fee.
    """

    useful_hours_per_gpu_month: Floats
    credit_fraction: Floats


def failure_rates(market: Market, months: int) -> Floats:
    """Return failures per GPU-day, axes (draw, month): a site's luck, doubled while it is new."""
    normals = make_stream(market.seed, "failures").standard_normal(market.draws)
    luck = np.exp(FAILURE_SPREAD_LOG * normals - FAILURE_SPREAD_LOG**2 / 2)
    age = np.arange(months + 1)
    young = np.where(age <= NEW_HARDWARE_MONTHS, NEW_HARDWARE_MULTIPLIER, 1.0)
    return FAILURES_PER_GPU_DAY * luck[:, None] * young


def goodput_fraction(
    rate_per_gpu_day: Floats, gpus: Floats, restart_hours: Floats | float, save_hours: float
) -> Floats:
    """Return max(0, 1 - C/tau - (tau/2 + R)/M) at Young's interval tau = sqrt(2 C M) (R8).

    M = 24 / (lambda n) hours between failures; the arrays broadcast.
    """
    failures_per_hour = rate_per_gpu_day * gpus / 24
    waste = np.sqrt(2 * save_hours * failures_per_hour) + restart_hours * failures_per_hour
    goodput: Floats = np.maximum(0.0, 1 - waste)
    return goodput


def simulate_service(rates: Floats, gpus: Floats, level: Floats) -> Service:
    """Return what ``level`` of service gives on clusters of ``gpus``, axis (combination,)."""
    index = level.astype(int)
    repair_hours = REPAIR_HOURS[index][:, None, None]
    restart_hours = RESTART_HOURS[index][:, None, None]
    goodput = goodput_fraction(rates, gpus[:, None, None], restart_hours, SAVE_HOURS)
    node_failures_per_hour = rates * GPUS_PER_NODE / 24
    availability = 1 / (1 + node_failures_per_hour * repair_hours)
    uptime_credit = credit_of_uptime(1 - REPAIR_HOURS[ENHANCED] / HOURS_PER_MONTH)
    hit_nodes = 1 - np.exp(-rates * GPUS_PER_NODE * DAYS_PER_MONTH)
    credit = (index >= ENHANCED)[:, None, None] * hit_nodes * uptime_credit
    shortfall = np.maximum(0, GOODPUT_TARGET_FRACTION - goodput)
    credit = credit + (index == GOODPUT)[:, None, None] * GOODPUT_CREDIT_MULTIPLIER * shortfall
    return Service(
        useful_hours_per_gpu_month=HOURS_PER_MONTH * availability * goodput,
        credit_fraction=np.minimum(1, credit),
    )


def credit_of_uptime(uptime_fraction: float) -> float:
    """Return the share of the fee credited at this uptime (R10).

    >>> credit_of_uptime(0.995)
    0.1
    """
    return next(credit for floor, credit in CREDIT_TIERS if uptime_fraction >= floor)

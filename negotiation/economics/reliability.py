"""Failures, goodput and service-level credits (R8, R10).

Three service levels: ``standard`` has no spare nodes and no credits (list terms exclude GPU types,
[64]); ``enhanced`` keeps hot spares and pays uptime credits by tier; ``goodput`` adds watched
restarts and credits on the whole cluster's goodput.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.rules import Rules
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.hardware import HOURS_PER_MONTH
from negotiation.economics.world import World

__all__ = ["Service", "extra_opex_cny_per_gpu_month", "failure_rates", "goodput_fraction"]
__all__ += ["hours_between_failures", "unsaved_wall_hours"]
__all__ += ["job_loss_gpu_hours", "simulate_service", "spare_fraction", "uptime_credit_fraction"]
__all__ += ["young_interval_hours"]

STANDARD, ENHANCED, GOODPUT = range(3)
NO_SUPPORT, STANDARD_SUPPORT, DEDICATED = range(3)

SPARE_FRACTION = np.array([0.0, 0.02, 0.03])
"""Spare nodes beyond the usual share 1 - phi. Assumption, R10 allows 0-10 %."""

WATCH_CNY_PER_GPU_MONTH = np.array([0.0, 20.0, 150.0])
SUPPORT_CNY_PER_GPU_MONTH = np.array([0.0, 60.0, 150.0])
FAST_STORAGE_CNY_PER_GPU_MONTH = 30.0
"""Staff on watch by service level, support by level, fast checkpoint storage. Assumptions."""

SUPPORTED_RESTART_MULTIPLIER = np.array([1.0, 0.6, 0.3])
"""Of the restart time, with somebody to call. Assumption."""

REPAIR_CALL_CNY_PER_GPU_HOUR = 0.5
"""A month of repair an hour faster than by level costs this. Assumption."""

SPARE_POOL_SCALE = 0.02
"""Spares at which the repair time falls to a third (1/e). Assumption."""

GPUS_PER_NODE, DAYS_PER_MONTH = 8, 730.0 / 24

TIER_SHIFT = np.array([0.999, 0.99, 0.9995, 0.9999])
"""Uptime from which nothing is credited, by clause; R10 has 99.9."""

CREDIT_STEPS = ((0.99, 0.10), (0.95, 0.25), (0.0, 1.0))
"""R10: credit as a share of the fee while uptime is at least the first number, below the tier."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Service:
    """What a level of service gives, axes (combination, draw, month).

    Hours are useful GPU-hours of an A800 in one cluster; credits are a share of the fee.
    """

    useful_hours_per_gpu_month: Floats
    credit_fraction: Floats


def failure_rates(world: World) -> Floats:
    """Return failures per GPU-day, axes (draw, month): a site's luck, higher while it is new."""
    return rates_by_age(world)[:, is_old(world)]


def is_old(world: World) -> NDArray[np.intp]:
    """Return 0 while hardware is new and 1 afterwards, axis (month,)."""
    age = np.arange(world.months + 1)
    return (age > world.market.rules.new_hardware_months).astype(np.intp)


def rates_by_age(world: World) -> Floats:
    """Return failures per GPU-day of new and of old hardware, axes (draw, age)."""
    rules = world.market.rules
    factors = np.array([rules.new_hardware_multiplier, 1.0])
    rates: Floats = rules.failures_per_gpu_day * world.site_luck[:, None] * factors
    return rates


def hours_between_failures(rate_per_gpu_day: float, gpus: float) -> float:
    """Return M = 24 / (lambda n) (R8) [h].

    >>> hours_between_failures(5e-4, 1000)
    48.0
    """
    return 24 / (rate_per_gpu_day * gpus)


def unsaved_wall_hours(work_hours: float, between_hours: float) -> float:
    """Return E[wall] = M (exp(H / M) - 1) for work without checkpoints (R8) [h]."""
    return between_hours * float(np.expm1(work_hours / between_hours))


def young_interval_hours(
    rate_per_gpu_day: Floats | float, gpus: Floats | float, save_hours: float
) -> Floats:
    """Return Young's checkpoint interval tau* = sqrt(2 C M) with M = 24 / (lambda n) [h]."""
    interval: Floats = np.sqrt(2 * save_hours * 24 / (np.asarray(rate_per_gpu_day) * gpus))
    return interval


def goodput_fraction(
    rate_per_gpu_day: Floats | float,
    gpus: Floats | float,
    restart_hours: Floats | float,
    save_hours: Floats | float,
    *,
    interval_hours: Floats | float | None = None,
) -> Floats:
    """Return max(0, 1 - C/tau - (tau/2 + R)/M) (R8); tau is Young's interval unless given.

    M = 24 / (lambda n) hours between failures; the arrays broadcast.
    """
    failures_per_hour = np.asarray(rate_per_gpu_day) * gpus / 24
    if interval_hours is None:
        waste = np.sqrt(2 * save_hours * failures_per_hour) + restart_hours * failures_per_hour
    else:
        waste = save_hours / np.asarray(interval_hours)
        waste = waste + (np.asarray(interval_hours) / 2 + restart_hours) * failures_per_hour
    goodput: Floats = np.maximum(0.0, 1 - waste)
    return goodput


def simulate_service(world: World, columns: Columns) -> Service:
    """Return what the service clauses give on clusters of ``gpus``."""
    rules, rates = world.market.rules, rates_by_age(world)
    level = columns["sla"].astype(int)
    repair = repair_hours(rules, columns)[:, None, None]
    saves = np.where(is_on(columns["checkpoint_storage"]), rules.save_fast_hours, rules.save_hours)
    restart = np.where(level == GOODPUT, rules.restart_watched_hours, rules.restart_hours)
    restart = restart * SUPPORTED_RESTART_MULTIPLIER[columns["support"].astype(int)]
    goodput = goodput_fraction(
        rates, columns["gpus"][:, None, None], restart[:, None, None], saves[:, None, None]
    )
    availability = 1 / (1 + rates * GPUS_PER_NODE / 24 * repair)
    hit_nodes = 1 - np.exp(-rates * GPUS_PER_NODE * DAYS_PER_MONTH)
    uptime = 1 - np.minimum(repair, HOURS_PER_MONTH) / HOURS_PER_MONTH
    steps = uptime_credit_fraction(uptime, TIER_SHIFT[columns["uptime_tier"].astype(int)])
    credit = (level >= ENHANCED)[:, None, None] * hit_nodes * steps
    shortfall = np.maximum(0, columns["goodput_target_fraction"][:, None, None] - goodput)
    promised = (columns["goodput_credit_multiplier"] * (level == GOODPUT))[:, None, None]
    hours = HOURS_PER_MONTH * availability * goodput
    credited = np.minimum(1, credit + promised * shortfall)
    when = is_old(world)
    return Service(useful_hours_per_gpu_month=hours[..., when], credit_fraction=credited[..., when])


def repair_hours(rules: Rules, columns: Columns) -> Floats:
    """Return how long a broken node is out: by level, by clause if shorter, less with spares."""
    by_level = np.where(columns["sla"] >= ENHANCED, rules.repair_spare_hours, rules.repair_hours)
    agreed = columns["repair_hours"]
    hours = np.where(agreed > 0, np.minimum(agreed, by_level), by_level)
    shorter: Floats = hours * np.exp(-columns["spare_pool_fraction"] / SPARE_POOL_SCALE)
    return shorter


def spare_fraction(columns: Columns) -> Floats:
    """Return the spare GPUs held for each GPU served, axis (combination,)."""
    spares: Floats = SPARE_FRACTION[columns["sla"].astype(int)] + columns["spare_pool_fraction"]
    return spares


def extra_opex_cny_per_gpu_month(rules: Rules, columns: Columns) -> Floats:
    """Return what the service clauses cost the cloud besides spares, axis (combination,)."""
    by_level = np.where(columns["sla"] >= ENHANCED, rules.repair_spare_hours, rules.repair_hours)
    agreed = np.where(columns["repair_hours"] > 0, columns["repair_hours"], by_level)
    faster = np.maximum(0, by_level - agreed)
    cost: Floats = (
        WATCH_CNY_PER_GPU_MONTH[columns["sla"].astype(int)]
        + SUPPORT_CNY_PER_GPU_MONTH[columns["support"].astype(int)]
        + FAST_STORAGE_CNY_PER_GPU_MONTH * is_on(columns["checkpoint_storage"])
        + REPAIR_CALL_CNY_PER_GPU_HOUR * faster
    )
    return cost


def uptime_credit_fraction(uptime_fraction: Floats, tier: Floats) -> Floats:
    """Return the share of the fee credited at this uptime (R10), nothing from the tier on.

    ``tier`` has axis (combination,), ``uptime_fraction`` (combination, ...).

    >>> uptime_credit_fraction(np.array([[[0.995]]]), np.array([0.999])).item()
    0.1
    """
    floors = np.array([floor for floor, _ in CREDIT_STEPS])
    granted = np.array([credit for _, credit in CREDIT_STEPS])
    step = (uptime_fraction[..., None] < floors[:-1]).sum(axis=-1)
    met = uptime_fraction >= tier[:, None, None]
    credit: Floats = np.where(met, 0.0, granted[step])
    return credit


def job_loss_gpu_hours(stops: float, gpus: float, stall_hours: float) -> float:
    """Return what a training job loses when each stop stalls all of it (R10) [GPU-h]."""
    return stops * gpus * stall_hours

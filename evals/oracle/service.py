"""Failures, goodput, service levels and their credits (R8, R10), a month at a time."""

import math

from evals.oracle.cases import Case
from negotiation.economics.hardware import HOURS_PER_MONTH
from negotiation.economics.reliability import (
    CREDIT_STEPS,
    FAST_STORAGE_CNY_PER_GPU_MONTH,
    GPUS_PER_NODE,
    REPAIR_CALL_CNY_PER_GPU_HOUR,
    SPARE_FRACTION,
    SPARE_POOL_SCALE,
    SUPPORT_CNY_PER_GPU_MONTH,
    SUPPORTED_RESTART_MULTIPLIER,
    TIER_SHIFT,
    WATCH_CNY_PER_GPU_MONTH,
)

__all__ = ["credit_fraction", "elsewhere_hours", "extra_cost_cny", "spare_fraction", "useful_hours"]

DAYS_PER_MONTH, HOURS_PER_DAY = 730 / 24, 24


def failures_per_gpu_day(case: Case, month: int) -> float:
    """Return how often a GPU fails at this site: more often while it is new."""
    rules = case.setting.market.rules
    is_new = month <= rules.new_hardware_months
    rate = rules.failures_per_gpu_day * case.site_luck
    return rate * rules.new_hardware_multiplier if is_new else rate


def goodput(rate_per_gpu_day: float, gpus: float, restart_hours: float, save_hours: float) -> float:
    """Return the useful share of a job that saves at Young's interval tau* = sqrt(2 C M)."""
    failures_per_hour = rate_per_gpu_day * gpus / HOURS_PER_DAY
    if failures_per_hour == 0:
        return 1.0
    between_hours = 1 / failures_per_hour
    interval = math.sqrt(2 * save_hours * between_hours)
    saving = save_hours / interval if save_hours > 0 else 0.0
    return max(0.0, 1 - saving - (interval / 2 + restart_hours) / between_hours)


def availability(rate_per_gpu_day: float, repair_hours: float) -> float:
    """Return the share of the time in which a node is up."""
    return 1 / (1 + rate_per_gpu_day * GPUS_PER_NODE / HOURS_PER_DAY * repair_hours)


def elsewhere_hours(case: Case, month: int) -> float:
    """Return the useful hours of a GPU rented elsewhere, at standard service."""
    rules, rate = case.setting.market.rules, failures_per_gpu_day(case, month)
    gpus = case.setting.lab.alternative_stock_gpus
    useful = goodput(rate, gpus, rules.restart_hours, rules.save_hours)
    return HOURS_PER_MONTH * availability(rate, rules.repair_hours) * useful


def contract_goodput(case: Case, month: int) -> float:
    """Return the goodput of a job on the whole contract, under its service clauses."""
    terms, rules = case.terms, case.setting.market.rules
    is_fast = terms.word("checkpoint_storage") == "fast"
    is_watched = terms.word("sla") == "goodput"
    restart = rules.restart_watched_hours if is_watched else rules.restart_hours
    restart *= float(SUPPORTED_RESTART_MULTIPLIER[terms.place("support")])
    rate = failures_per_gpu_day(case, month)
    save = rules.save_fast_hours if is_fast else rules.save_hours
    return goodput(rate, terms.number("gpus"), restart, save)


def level_repair_hours(case: Case) -> float:
    """Return how long a broken node is out by the service level alone."""
    rules = case.setting.market.rules
    return rules.repair_hours if case.terms.word("sla") == "standard" else rules.repair_spare_hours


def contract_repair_hours(case: Case) -> float:
    """Return how long a broken node is out: by clause if that is shorter, less with spares."""
    hours, agreed = level_repair_hours(case), case.terms.number("repair_hours")
    if 0 < agreed < hours:
        hours = agreed
    return hours * math.exp(-case.terms.number("spare_pool_fraction") / SPARE_POOL_SCALE)


def useful_hours(case: Case, month: int) -> float:
    """Return the useful hours of a GPU of the contract as if an A800 in one network."""
    up = availability(failures_per_gpu_day(case, month), contract_repair_hours(case))
    return HOURS_PER_MONTH * up * contract_goodput(case, month)


def credit_fraction(case: Case, month: int) -> float:
    """Return the share of the fee that is credited in a month (R10)."""
    terms = case.terms
    if terms.word("sla") == "standard":
        return 0.0
    rate = failures_per_gpu_day(case, month)
    hit_nodes = 1 - math.exp(-rate * GPUS_PER_NODE * DAYS_PER_MONTH)
    down_hours = min(contract_repair_hours(case), HOURS_PER_MONTH)
    credit = hit_nodes * uptime_credit(case, 1 - down_hours / HOURS_PER_MONTH)
    if terms.word("sla") == "goodput":
        missed = terms.number("goodput_target_fraction") - contract_goodput(case, month)
        credit += terms.number("goodput_credit_multiplier") * max(0.0, missed)
    return min(1.0, credit)


def uptime_credit(case: Case, uptime_fraction: float) -> float:
    """Return the credit of a node at this uptime: nothing from the tier on."""
    if uptime_fraction >= float(TIER_SHIFT[case.terms.place("uptime_tier")]):
        return 0.0
    for floor, credit in CREDIT_STEPS:
        if uptime_fraction >= floor:
            return credit
    return CREDIT_STEPS[-1][1]


def spare_fraction(case: Case) -> float:
    """Return the spare GPUs held for each GPU served."""
    by_level = float(SPARE_FRACTION[case.terms.place("sla")])
    return by_level + case.terms.number("spare_pool_fraction")


def extra_cost_cny(case: Case) -> float:
    """Return what the service clauses cost the cloud besides spares [CNY per GPU-month]."""
    terms, by_level = case.terms, level_repair_hours(case)
    cost = float(WATCH_CNY_PER_GPU_MONTH[terms.place("sla")])
    cost += float(SUPPORT_CNY_PER_GPU_MONTH[terms.place("support")])
    if terms.word("checkpoint_storage") == "fast":
        cost += FAST_STORAGE_CNY_PER_GPU_MONTH
    agreed = terms.number("repair_hours")
    if 0 < agreed < by_level:
        cost += REPAIR_CALL_CNY_PER_GPU_HOUR * (by_level - agreed)
    return cost

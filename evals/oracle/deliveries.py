"""How an order comes in from the vendor (R4), and how fast a cloud installs it (F68)."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from evals.oracle.cases import Case
from negotiation.domain.market import Market
from negotiation.economics.deliveries import LARGE_ORDER_GPUS, SMALL_ORDER_GPUS

__all__ = ["Order", "between", "delivered_shares", "fill_per_month", "install", "lead_months"]


class Order(NamedTuple):
    """An order at the vendor. A ``stops_at_ban`` order comes to a trickle while a ban holds."""

    fill_per_month: float
    stops_at_ban: bool
    slip_multiplier: float = 1.0
    evenness: float = 0.0
    start_months: float = 0.0
    waits_for_lead: bool = True
    elapsed_months: float = 0.0


def between(value: float, points: Sequence[float], heights: Sequence[float]) -> float:
    """Return the height at ``value`` on straight lines between points, level beyond the ends."""
    if value <= points[0]:
        return heights[0]
    for left in range(len(points) - 1):
        if value <= points[left + 1]:
            part = (value - points[left]) / (points[left + 1] - points[left])
            return heights[left] + part * (heights[left + 1] - heights[left])
    return heights[-1]


def lead_months(market: Market) -> float:
    """Return the lead time that the vendor quotes."""
    calm, scarce = market.rules.lead_calm_months, market.rules.lead_scarce_months
    return calm + (scarce - calm) * market.scarcity_fraction


def fill_per_month(market: Market, gpus: float) -> float:
    """Return the mean share of an order that comes in a month: large orders fill slowly."""
    rules, scarcity = market.rules, market.scarcity_fraction
    sizes = (math.log(SMALL_ORDER_GPUS), math.log(LARGE_ORDER_GPUS))
    fills = (rules.fill_small_per_month, rules.fill_large_per_month)
    scarce = between(math.log(max(gpus, 1.0)), sizes, fills)
    return scarcity * scarce + (1 - scarcity) * rules.fill_calm_per_month


def delivered_shares(case: Case, order: Order) -> list[float]:
    """Return the share of an order that is there at the end of each month.

    A ban leaves little of the fill, unless the order was old when it struck.
    """
    market = case.setting.market
    rules = market.rules
    begin = -order.elapsed_months
    if order.waits_for_lead:
        early = rules.early_start_months * market.scarcity_fraction
        slip = order.slip_multiplier * case.slip_months
        begin = lead_months(market) - early - order.elapsed_months + slip
    begin = max(begin, order.start_months)
    stops = order.stops_at_ban and not is_spared(case, order)
    arrived = 0.0
    shares: list[float] = []
    for month in case.months:
        open_part = min(1.0, max(0.0, month - begin))
        luck = 1 + (case.trickle[month] - 1) * (1 - order.evenness)
        is_stopped = stops and case.path.is_banned[month]
        licence = rules.banned_fill_fraction if is_stopped else 1.0
        arrived += order.fill_per_month * open_part * luck * licence
        shares.append(min(1.0, arrived))
    return shares


def is_spared(case: Case, order: Order) -> bool:
    """Say whether an order is delivered in spite of a ban: if it was old enough by then (F58)."""
    for month in case.months:
        if case.path.is_banned[month]:
            age_months = order.elapsed_months + month
            return month > 0 and age_months >= case.setting.market.rules.ban_spares_months
    return False


def install(there_gpus: Sequence[float], limit_gpus_per_month: float) -> list[float]:
    """Return what is in service at the end of each month: no more than the limit is added."""
    installed = 0.0
    service: list[float] = []
    for there in there_gpus:
        installed = min(there, installed + limit_gpus_per_month)
        service.append(installed)
    return service

"""A rental followed from handover to departure (R4, R5), month after month."""

import math

from evals.oracle.cases import Case
from evals.oracle.deliveries import Order, delivered_shares, fill_per_month, install
from evals.oracle.stays import (
    Memory,
    Stay,
    market_rent_cny,
    reason_to_leave,
    rent_cny,
    wants_renewal,
)
from negotiation.economics.availability import FIRST_REFUSAL_MULTIPLIER
from negotiation.economics.card_options import OPTION_MONTH
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.tenancy import ESTIMATE_GRACE_MONTHS, RAMP_MONTHS

__all__ = ["follow_stay", "own_stock_gpus"]


def follow_stay(case: Case) -> Stay:
    """Follow the customer month by month."""
    terms, stay, memory = case.terms, Stay(), Memory()
    start = terms.number("start_months")
    end = start + terms.number("term_months")
    option_month = math.ceil(start + OPTION_MONTH)
    available = available_gpus(case)
    for month in case.months:
        memory.months_struck += case.is_struck(month)
        in_term = month > start and (month <= end or memory.is_renewed)
        is_served = in_term and terms.number("gpus") > 0 and not memory.ended_by
        stay.is_served.append(is_served)
        stay.is_renewal.append(is_served and month > end)
        short = 0.0
        if is_served:
            short = serve(case, stay, memory, (month, available[month]))
            memory.ended_by = reason_to_leave(case, memory, month, short)
        else:
            for column in (stay.served_gpus, stay.substitute_gpus, stay.late_fraction):
                column.append(0.0)
        if month == option_month:
            memory.takes_option = rent_cny(case) < market_rent_cny(case, month)
        if month == math.floor(end):
            memory.is_renewed = wants_renewal(case, month)
        if is_served and memory.ended_by and month < case.last:
            part_early(case, stay, memory, (month, short, end))
    return stay


def part_early(case: Case, stay: Stay, memory: Memory, parting: tuple[int, float, float]) -> None:
    """Note that the customer goes while the contract would have gone on."""
    month, short, end = parting
    if month + 1 <= end or memory.is_renewed:
        stay.left_month, stay.left_by = month, memory.ended_by
        stay.was_short = short > case.setting.market.rules.short_tolerance_fraction


def serve(case: Case, stay: Stay, memory: Memory, month_and_free: tuple[int, float]) -> float:
    """Hand over what there is and return the share of the promise that is missing.

    Substitutes stand in for all that is missing once they exist after a ban. An option taken
    earlier brings more as far as the cloud has it.
    """
    month, available = month_and_free
    terms, rules = case.terms, case.setting.market.rules
    gpus = terms.number("gpus")
    promised = promised_gpus(case, month, 0.0)
    have = min(promised, available)
    exists = memory.months_struck > rules.substitute_delay_months
    substitutes = promised - have if exists and terms.number("substitute_ratio") > 0 else 0.0
    extra = 0.0
    if memory.takes_option:
        extra = min(terms.number("option_gpus_fraction") * gpus, max(available - have, 0.0))
    grace = terms.number("grace_weeks") / WEEKS_PER_MONTH
    if terms.word("delivery_firmness") == "estimate":
        grace += ESTIMATE_GRACE_MONTHS
    due = promised_gpus(case, month, grace)
    stay.served_gpus.append(have + substitutes + extra)
    stay.substitute_gpus.append(substitutes)
    stay.late_fraction.append(max(due - have - substitutes, 0.0) / gpus)
    return (promised - have - substitutes) / promised if promised > 0 else 0.0


def promised_gpus(case: Case, month: int, delay_months: float) -> float:
    """Return what is promised to be in use in a month, in even steps to all of it."""
    terms = case.terms
    steps = float(RAMP_MONTHS[terms.place("ramp")])
    waited = month - terms.number("start_months") - delay_months
    return terms.number("gpus") * min(1.0, max(0.0, waited / steps))


def own_stock_gpus(case: Case) -> float:
    """Return the free stock that fits the contract: it is A800."""
    return case.setting.cloud.own_stock_gpus if case.terms.word("sku") == "a800" else 0.0


def available_gpus(case: Case) -> list[float]:
    """Return what the cloud can hand to this customer in each month.

    Free stock at once; a share of each tranche of an earlier order and what is bought at spot for
    this customer, as it is installed. What arrives in a month can be used in the next.
    """
    cloud, market = case.setting.cloud, case.setting.market
    order = Order(
        fill_per_month(market, cloud.order_gpus),
        stops_at_ban=case.card.is_struck_by_ban,
        elapsed_months=cloud.order_age_months,
    )
    share = cloud.tranche_share_fraction
    if case.terms.is_on("right_of_first_refusal"):
        share = min(1.0, share * FIRST_REFUSAL_MULTIPLIER)
    arrived = [0.0, *delivered_shares(case, order)[:-1]]
    limit = market.rules.install_limit_gpus_per_month
    bought = [
        cloud.spot_cover_gpus if month > cloud.spot_cover_month else 0.0 for month in case.months
    ]
    there = [share * cloud.order_gpus * arrived[month] + bought[month] for month in case.months]
    own = own_stock_gpus(case)
    return [own + installed for installed in install(there, limit)]

"""A card order from signing to its end (R4, R11): deliveries, lateness, rights that end it."""

import math
from dataclasses import dataclass

from evals.oracle.cases import Case
from evals.oracle.courts import Damages, has_damages
from evals.oracle.deliveries import Order, delivered_shares, fill_per_month, lead_months
from evals.oracle.paths import rent_margin_fraction
from negotiation.economics.card_options import OPTION_MONTH
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.shipments import (
    BAN_WEIGHTS,
    EVENNESS,
    FILL_MULTIPLIERS,
    PROMISE_SCARCE_MONTHS,
    PROMISE_SHIFT_MONTHS,
    SLIP_MULTIPLIERS,
    STRATEGIC,
)

__all__ = ["OrderCourse", "follow_order", "lost_margin_cny"]


@dataclass(slots=True, kw_only=True, eq=False)
class OrderCourse:
    """How an order went; cards are counted, a number a month, and nothing comes after the end.

    ``ended_by`` is ``ban``, ``buyer``, ``lateness``, ``seller``, ``substitutes`` or ``long_stop``.
    """

    arriving_gpus: list[float]
    usual_gpus: list[float]
    ended_month: int
    ended_by: str
    is_banned_by_end: bool
    missing_gpus: float
    replaced_gpus: float
    option_month: int
    option_gpus: float
    damages: Damages


def follow_order(case: Case, contract_price_cny: list[float]) -> OrderCourse:
    """Follow the order month by month; the price of the day decides on rights."""
    gpus, rules = case.terms.number("gpus"), case.setting.market.rules
    shares = delivered_shares(case, placed_order(case))
    late = [max(promised_share(case, m) - shares[m], 0.0) for m in case.months]
    ended_month, ended_by = find_end(case, (shares, late), contract_price_cny)
    weight = float(BAN_WEIGHTS[case.terms.place("ban_risk")])
    damages = Damages(case=case, ban_weight=weight)
    arriving: list[float] = []
    there = 0.0
    for month in case.months:
        is_open = month <= ended_month
        loss = gpus * lost_margin_cny(case, month)
        damages.add_month(late[month] if is_open else 0.0, loss)
        now = shares[month] if is_open else there
        arriving.append(gpus * now - gpus * there)
        there = now
    usual = delivered_shares(case, usual_order(case))
    struck = [month for month in case.months if case.is_struck(month)]
    option_month, option_gpus = find_option(case, contract_price_cny, (ended_month, ended_by))
    missing = gpus * (1 - there)
    return OrderCourse(
        arriving_gpus=arriving,
        usual_gpus=[gpus * usual[min(m, rules.long_stop_months)] for m in case.months],
        ended_month=ended_month,
        ended_by=ended_by,
        is_banned_by_end=bool(struck) and struck[0] <= ended_month,
        missing_gpus=missing,
        replaced_gpus=missing if ended_by == "substitutes" else 0.0,
        option_month=option_month,
        option_gpus=option_gpus,
        damages=damages,
    )


def lost_margin_cny(case: Case, month: int) -> float:
    """Return what a cloud loses by a card that is not there: the margin in the market rent.

    The rest of the rent would have paid for the card.
    """
    margin = max(0.0, rent_margin_fraction(case.setting.market, case.path.regime[month]))
    return case.path.rent_cny[month] * margin / (1 + margin) * case.card.speed_multiplier


def usual_order(case: Case) -> Order:
    """Return the same order without any favour: same card, direct, place in the queue by turn."""
    fill = fill_per_month(case.setting.market, case.terms.number("gpus"))
    return Order(fill, stops_at_ban=case.card.is_struck_by_ban)


def placed_order(case: Case) -> Order:
    """Return the order as the contract has it: channel, schedule and place in the queue.

    Spot that is paid in full is there at once, whatever chance and schedule say.
    """
    terms, market = case.terms, case.setting.market
    schedule, channel = terms.place("delivery_schedule"), terms.word("channel")
    evenness = float(EVENNESS[schedule])
    if channel == "direct":
        fill = fill_per_month(market, terms.number("gpus")) * allocation(case)
        fill *= float(FILL_MULTIPLIERS[schedule])
    elif channel == "spot" and terms.number("prepayment_fraction") >= 1:
        fill = evenness = 1.0
    else:
        fill = market.rules.fill_grey_per_month
    return Order(
        fill,
        stops_at_ban=case.card.is_struck_by_ban and channel == "direct",
        slip_multiplier=float(SLIP_MULTIPLIERS[schedule]),
        evenness=evenness,
        start_months=terms.number("start_months"),
        waits_for_lead=channel == "direct",
    )


def allocation(case: Case) -> float:
    """Return this buyer's allocation against an average buyer's in the vendor's queue."""
    terms, market, vendor = case.terms, case.setting.market, case.setting.vendor
    rules = market.rules
    exponent = rules.weight_strategic * float(STRATEGIC[terms.place("allocation_priority")])
    exponent += rules.weight_prepaid * terms.number("prepayment_fraction")
    exponent += rules.weight_history * vendor.history_fraction
    if has_damages(case) or passes_damages_on(case):
        exponent -= rules.weight_insists * market.scarcity_fraction
    weight, part = math.exp(exponent), vendor.queue_share_fraction
    return weight / (part * weight + 1 - part)


def passes_damages_on(case: Case) -> bool:
    """Say whether the vendor can come to bear what the cloud owes its own customers."""
    cloud = case.setting.cloud
    owes = cloud.downstream_ld_fraction_per_week > 0 and cloud.downstream_ld_cap_fraction > 0
    return owes and case.terms.number("back_to_back_fraction") > 0


def promised_share(case: Case, month: int) -> float:
    """Return the share that is due by the end of a month, grace over."""
    terms, market = case.terms, case.setting.market
    schedule = terms.place("delivery_schedule")
    begin = 0.0
    if terms.word("channel") == "direct":
        begin = lead_months(market) + float(PROMISE_SHIFT_MONTHS[schedule])
    begin = max(begin, terms.number("start_months"))
    begin += terms.number("grace_weeks") / WEEKS_PER_MONTH
    scarce_months = float(PROMISE_SCARCE_MONTHS[schedule])
    length = 1 + (scarce_months - 1) * market.scarcity_fraction
    return min(1.0, max(0.0, (month - begin) / length))


def find_end(
    case: Case, progress: tuple[list[float], list[float]], contract_price_cny: list[float]
) -> tuple[int, str]:
    """Return when and why nothing more comes.

    In the same month a ban goes before the buyer, then lateness, the seller, substitutes and the
    long stop.
    """
    shares, late = progress
    rules = case.setting.market.rules
    long_stop = min(rules.long_stop_months, case.last)
    months_late, ban_month = 0, None
    for month in case.months:
        months_late += late[month] > 0
        if ban_month is None and case.is_struck(month):
            ban_month = month
        if month >= 1 and shares[month] < 1:
            weeks_late = WEEKS_PER_MONTH * months_late
            if right := used_right(case, month, contract_price_cny[month], weeks_late):
                return month, right
        has_substitutes = case.terms.number("substitute_ratio") > 0 and ban_month is not None
        if has_substitutes and month == (ban_month or 0) + rules.substitute_delay_months:
            return month, "substitutes"
        if month == long_stop:
            break
    return long_stop, "long_stop"


def used_right(case: Case, month: int, contract_cny: float, weeks_late: float) -> str:
    """Return who ends a contract that still waits for cards, or nobody."""
    terms, setting = case.terms, case.setting
    market_cny = case.card_price_cny(month)
    to_buy = market_cny * (1 + setting.cloud.spot_markup_fraction)
    to_sell = market_cny * (1 - setting.market.rules.resale_friction_fraction)
    buyer_fee = terms.number("buyer_cancellation_fee_fraction")
    seller_fee = terms.number("seller_cancellation_fee_fraction")
    allowed_weeks = terms.number("termination_weeks")
    if terms.is_on("ban_exit") and case.is_struck(month):
        return "ban"
    if buyer_fee < 1 and to_buy < contract_cny * (1 - buyer_fee):
        return "buyer"
    if 0 < allowed_weeks < weeks_late and to_buy <= contract_cny:
        return "lateness"
    if seller_fee < 1 and to_sell > contract_cny * (1 + seller_fee):
        return "seller"
    return ""


def find_option(
    case: Case, contract_price_cny: list[float], end: tuple[int, str]
) -> tuple[int, float]:
    """Return when cards come by option, and how many.

    The buyer takes them if the market is then above its price; a ban or an early end may stop them.
    """
    ended_month, ended_by = end
    arrival = OPTION_MONTH + math.ceil(lead_months(case.setting.market))
    if arrival > case.last:
        return arrival, 0.0
    pays = case.card_price_cny(OPTION_MONTH) > contract_price_cny[OPTION_MONTH]
    is_alive = ended_month >= arrival or ended_by == "long_stop"
    if not pays or not is_alive or case.is_struck(arrival):
        return arrival, 0.0
    return arrival, case.terms.number("option_gpus_fraction") * case.terms.number("gpus")

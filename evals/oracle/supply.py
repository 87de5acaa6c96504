"""The book of a card purchase: what cloud and vendor pay each other and everybody else."""

import math

from evals.oracle.cases import Book, Case
from evals.oracle.courts import paid_share
from evals.oracle.deliveries import Order, between, delivered_shares, fill_per_month
from evals.oracle.prices import cap_prices, indexed_prices
from evals.oracle.supply_fleet import keep_fleet_book
from evals.oracle.supply_order import OrderCourse, follow_order, lost_margin_cny
from negotiation.economics.hardware import SUBSTITUTE
from negotiation.economics.refusal import BACKLOG_MONTHS, RESALE_FRACTIONS, YIELD_FRACTIONS

__all__ = ["keep_supply_book"]


def keep_supply_book(case: Case, book: Book) -> None:
    """Write down everything that follows from the purchase of cards."""
    setting = case.setting
    signed = indexed_prices(
        case,
        case.price,
        quoted_in=case.path.card_price_cny,
        signing_days=setting.cloud.signing_days,
    )
    course = follow_order(case, signed)
    like = setting.vendor.queue_price_cny_per_gpu * case.card.price_multiplier
    fall = setting.market.fundamental_fall_log_per_month
    invoiced = cap_prices(
        case,
        signed,
        like_cny=[like * math.exp(-fall * month) for month in case.months],
        market=[case.card_price_cny(month) for month in case.months],
    )
    pay_for_cards(case, book, course, invoiced)
    settle_end(case, book, course, invoiced)
    pay_damages(case, book, course)
    keep_vendor_book(case, book, course)
    keep_fleet_book(case, book, course)


def pay_for_cards(case: Case, book: Book, course: OrderCourse, invoiced: list[float]) -> None:
    """Write down prepayment, invoices, and the state's share of both (R9, R6)."""
    terms, vendor = case.terms, case.setting.vendor
    gpus, share = terms.number("gpus"), terms.number("prepayment_fraction")
    to_vendor, to_state = ("cloud", "vendor"), ("vendor", "state")
    prepaid = share * gpus * invoiced[0]
    book.pay(*to_vendor, 0, prepaid)
    book.pay(*to_state, 0, vendor.revenue_share_fraction * prepaid)
    for month in case.months:
        arriving = course.arriving_gpus[month]
        if course.ended_by == "substitutes" and month == course.ended_month:
            arriving += course.replaced_gpus
        billed = arriving * (1 - share)
        if month == course.option_month:
            billed += course.option_gpus
        cny, days = billed * invoiced[month], terms.number("payment_days")
        book.invoice(to_vendor, month, cny, days)
        book.invoice(to_state, month, vendor.revenue_share_fraction * cny, days)


def settle_end(case: Case, book: Book, course: OrderCourse, invoiced: list[float]) -> None:
    """Write down deposit, refund of what never came, and cancellation fees (R9)."""
    terms, rules, end = case.terms, case.setting.market.rules, course.ended_month
    deposit = terms.number("deposit_fraction") * terms.number("gpus") * invoiced[0]
    book.pay("cloud", "vendor", 0, deposit)
    if course.ended_by != "buyer":
        book.pay("vendor", "cloud", end, deposit)
    missing = course.missing_gpus - course.replaced_gpus
    refund = terms.number("prepayment_fraction") * missing * invoiced[0]
    refund *= (1 + rules.refund_interest_per_year) ** (end / 12)
    if course.is_banned_by_end:
        refund *= terms.number("ban_refund_fraction")
    book.pay("vendor", "cloud", end, refund)
    share = case.setting.vendor.revenue_share_fraction
    book.pay("state", "vendor", end, share * refund)
    if end > case.last:
        return
    cancelled = missing * invoiced[end]
    if course.ended_by == "buyer":
        fee = terms.number("buyer_cancellation_fee_fraction")
        book.pay("cloud", "vendor", end, fee * cancelled)
    elif course.ended_by == "seller":
        fee = terms.number("seller_cancellation_fee_fraction")
        book.pay("vendor", "cloud", end, fee * cancelled)


def pay_damages(case: Case, book: Book, course: OrderCourse) -> None:
    """Write down the vendor's damages after the court, and what the precedent costs it (R11)."""
    setting, gpus = case.setting, case.terms.number("gpus")
    rules, scarcity = setting.market.rules, setting.market.scarcity_fraction
    value = gpus * case.price
    calm_months = rules.slip_calm_late_fraction * rules.slip_calm_late_months
    foreseen = rules.slip_scarce_months * scarcity + (1 - scarcity) * calm_months
    share = paid_share(
        case,
        owed_cny=course.damages.total_fraction * value,
        loss_cny=course.damages.loss_cny,
        expected_loss_cny=foreseen * gpus * lost_margin_cny(case, 0),
        value_cny=value,
    )
    for month, owed_fraction in enumerate(course.damages.owed_fraction):
        paid = share * owed_fraction * value
        book.pay("vendor", "cloud", month, paid)
        book.pay("vendor", "standing", month, setting.vendor.precedent_multiplier * paid)


def keep_vendor_book(case: Case, book: Book, course: OrderCourse) -> None:
    """Write down the vendor's costs, its sales elsewhere, and what favours cost or earn (R6)."""
    setting, terms = case.setting, case.terms
    vendor, market, end = setting.vendor, setting.market, course.ended_month
    unit_cost = vendor.unit_cost_cny_per_gpu * case.card.price_multiplier
    substitutes = terms.number("substitute_ratio") * course.replaced_gpus
    substitute_cost = vendor.unit_cost_cny_per_gpu * SUBSTITUTE.price_multiplier
    book.pay("vendor", "makers", end, substitutes * substitute_cost)
    resold = course.missing_gpus if course.ended_by == "seller" else 0.0
    if resold:
        kept = case.card_price_cny(end) * (1 - market.rules.resale_friction_fraction)
        book.pay("resale market", "vendor", end, resold * (kept - unit_cost))
    yearly = terms.number("prepayment_fraction") * vendor.financing_premium_per_year
    there = 0.0
    for month in case.months:
        arriving = course.arriving_gpus[month]
        there += arriving
        if month == course.option_month:
            arriving += course.option_gpus
        book.pay("vendor", "makers", month, unit_cost * arriving)
        favoured = max(there - course.usual_gpus[month], 0.0)
        goodwill = vendor.displacement_cny_per_gpu_month * market.scarcity_fraction
        book.pay("vendor", "standing", month, goodwill * favoured)
        if month < market.rules.long_stop_months:
            waiting = terms.number("gpus") - course.usual_gpus[month]
            book.pay("standing", "vendor", month, yearly / 12 * waiting * case.price)
    sell_to_queue(case, book, there + course.option_gpus + resold)


def sell_to_queue(case: Case, book: Book, gone_gpus: float) -> None:
    """Write down the margin of the allotment's rest, sold to other buyers as it comes (R6).

    The allotment is A800; what has gone under the contract counts by its price. The ban does not
    reach the rest of the world.
    """
    vendor, market = case.setting.vendor, case.setting.market
    margin = vendor.queue_price_cny_per_gpu - vendor.unit_cost_cny_per_gpu
    margin *= sale_through_fraction(case)
    rest = vendor.allotment_gpus - gone_gpus * case.card.price_multiplier
    order = Order(fill_per_month(market, vendor.allotment_gpus), stops_at_ban=False)
    before = 0.0
    for month, share in enumerate(delivered_shares(case, order)):
        book.pay("other customers", "vendor", month, margin * rest * (share - before))
        before = share


def sale_through_fraction(case: Case) -> float:
    """Return what is left of the margin when the vendor turns to another buyer (R6)."""
    vendor, backlog = case.setting.vendor, case.setting.market.backlog_months
    resold, yields = vendor.queue_resale_fraction, vendor.buyer_yields_fraction
    if resold is None:
        resold = between(backlog, BACKLOG_MONTHS, RESALE_FRACTIONS)
    if yields is None:
        yields = between(backlog, BACKLOG_MONTHS, YIELD_FRACTIONS)
    return yields + (1 - yields) * (resold - vendor.resale_friction_fraction)

"""The book of a rental: what lab and cloud pay each other and everybody else."""

import math

from evals.oracle.cases import Book, Case
from evals.oracle.courts import Damages, paid_share
from evals.oracle.lab import keep_lab_book, used_parts
from evals.oracle.prices import cap_prices, indexed_prices
from evals.oracle.rental_fleet import keep_rental_fleet_book
from evals.oracle.service import credit_fraction
from evals.oracle.stays import Stay, market_rent_cny, rent_cny
from evals.oracle.tenancy import follow_stay
from negotiation.economics.compute_rental import BAN_WEIGHTS

__all__ = ["keep_rental_book"]


def keep_rental_book(case: Case, book: Book) -> None:
    """Write down everything that follows from a rental."""
    stay = follow_stay(case)
    used = used_parts(case, stay)
    pay_rent(case, book, stay, used)
    pay_in_advance(case, book, stay)
    pay_for_parting(case, book, stay)
    pay_damages(case, book, stay)
    keep_lab_book(case, book, stay, used)
    keep_rental_fleet_book(case, book, stay, used)


def rent_of_the_day(case: Case) -> list[float]:
    """Return the rent under the contract in each month [CNY per GPU-month] (R9)."""
    path, market = case.path, case.setting.market
    rents = indexed_prices(
        case,
        rent_cny(case),
        quoted_in=path.rent_cny,
        signing_days=case.setting.lab.signing_days,
    )
    if case.terms.word("price_unit") == "list":
        signed_list = market.list_price_cny_per_gpu_month
        rents = [rents[m] * (path.list_price_cny[m] / signed_list) for m in case.months]
    speed = case.card.speed_multiplier
    at_market = [min(path.rent_cny[m], path.list_price_cny[m]) for m in case.months]
    return cap_prices(
        case,
        rents,
        like_cny=[rent * speed for rent in at_market],
        market=[rent * speed for rent in path.rent_cny],
    )


def pay_rent(case: Case, book: Book, stay: Stay, used: list[float]) -> None:
    """Write down the fees, service credits taken off, and what selling costs the cloud.

    What is not used is paid in part only. A renewal may have a rate of its own.
    """
    terms, market, rents = case.terms, case.setting.market, rent_of_the_day(case)
    anew = terms.number("renewal_list_price_fraction")
    for month in case.months:
        rent = rents[month]
        if stay.is_renewal[month] and anew > 0:
            rent = anew * market.list_price_cny_per_gpu_month
        paid_for = used[month] + (1 - used[month]) * terms.number("take_or_pay_fraction")
        fee = stay.served_gpus[month] * paid_for * rent * (1 - credit_fraction(case, month))
        days = terms.number("payment_days")
        book.invoice(("lab", "cloud"), month, fee, days)
        book.invoice(("cloud", "operators"), month, market.sga_fraction * fee, days)


def pay_in_advance(case: Case, book: Book, stay: Stay) -> None:
    """Write down prepayment and deposit, what they settle, and what returns at the end (R9).

    Invoices at the base rent draw the prepayment down: all of them in part, or the last ones in
    full. Cash in advance is worth a premium to the cloud.
    """
    terms, cloud = case.terms, case.setting.cloud
    share, over = terms.number("prepayment_fraction"), end_month(case, stay)
    value = rent_cny(case) * terms.number("gpus") * terms.number("term_months")
    book.pay("lab", "cloud", 0, share * value)
    billed, left = 0.0, share * value
    was_struck = False
    for month in case.months:
        if not stay.is_renewal[month]:
            billed = min(billed + stay.served_gpus[month] * rent_cny(case), value)
        settled = share * billed
        if terms.word("drawdown") == "last":
            settled = max(0.0, billed - (1 - share) * value)
        drawn = settled - (share * value - left)
        left -= drawn
        book.pay("cloud", "lab", month, drawn)
        if month < over:
            premium = cloud.financing_premium_per_year / 12 * max(left, 0.0)
            book.pay("standing", "cloud", month, premium)
            was_struck = was_struck or case.is_struck(month)
    if was_struck:
        left *= terms.number("ban_refund_fraction")
    book.pay("cloud", "lab", over, left)
    deposit = terms.number("deposit_fraction") * value
    book.pay("lab", "cloud", 0, deposit)
    if stay.left_by != "lab":
        book.pay("cloud", "lab", over, deposit)


def end_month(case: Case, stay: Stay) -> int:
    """Return the month in which prepayment and deposit are settled."""
    if stay.left_month is not None and stay.left_month < term_end(case):
        return stay.left_month
    return min(math.floor(term_end(case)), case.last)


def term_end(case: Case) -> float:
    """Return the last month of the term."""
    return case.terms.number("start_months") + case.terms.number("term_months")


def pay_for_parting(case: Case, book: Book, stay: Stay) -> None:
    """Write down the fees for leaving early (R5, R11)."""
    if stay.left_month is None:
        return
    terms, month = case.terms, stay.left_month
    rent = rent_cny(case) * terms.number("gpus")
    rest = max(term_end(case) - month, 0.0) * rent
    if stay.left_by == "rival":
        months = terms.number("anti_poach_fee_months")
        months += 0.0 if stay.was_short else terms.number("exit_fee_months")
        book.pay("lab", "cloud", month, months * rent)
    elif stay.left_by == "lab":
        fee = terms.number("buyer_cancellation_fee_fraction")
        book.pay("lab", "cloud", month, fee * rest)
    elif stay.left_by == "cloud":
        fee = terms.number("seller_cancellation_fee_fraction")
        book.pay("cloud", "lab", month, fee * rest)


def pay_damages(case: Case, book: Book, stay: Stay) -> None:
    """Write down the damages for late handover after the court, and what the vendor bears (R11)."""
    terms, setting = case.terms, case.setting
    rules, gpus = setting.market.rules, terms.number("gpus")
    damages = Damages(case=case, ban_weight=float(BAN_WEIGHTS[terms.place("ban_risk")]))
    dearer = setting.lab.alternative_rent_multiplier
    rents = [market_rent_cny(case, month) * dearer for month in case.months]
    for month in case.months:
        damages.add_month(stay.late_fraction[month], gpus * rents[month])
    value = rent_cny(case) * gpus * terms.number("term_months")
    foreseen_months = rules.slip_scarce_months * setting.market.scarcity_fraction
    share = paid_share(
        case,
        owed_cny=damages.total_fraction * value,
        loss_cny=damages.loss_cny,
        expected_loss_cny=foreseen_months * gpus * rents[0],
        value_cny=value,
    )
    for month, owed_fraction in enumerate(damages.owed_fraction):
        paid = share * owed_fraction * value
        book.pay("cloud", "lab", month, paid)
        passed_on = setting.cloud.order_back_to_back_fraction * paid
        book.pay("vendor", "cloud", month, passed_on)

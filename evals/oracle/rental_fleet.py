"""What a rental means for the cloud besides fees (R3): cards, other customers, running costs."""

from evals.oracle.cases import Book, Case, used_cny
from evals.oracle.service import extra_cost_cny, spare_fraction
from evals.oracle.stays import Stay
from evals.oracle.tenancy import own_stock_gpus
from negotiation.economics.fleet import (
    ENGINEER_CNY_PER_HOUR,
    JOINT_MARKETING_MULTIPLIER,
    LIGHTHOUSE_FIRST_MONTH,
    LIGHTHOUSE_GPUS,
    LIGHTHOUSE_LAST_MONTH,
)
from negotiation.economics.hardware import SUBSTITUTE, opex_cny_per_gpu_month, rest_cny_per_gpu

__all__ = ["keep_rental_fleet_book"]


def keep_rental_fleet_book(case: Case, book: Book, stay: Stay, used: list[float]) -> None:
    """Write down the cloud's stock, its purchases, and what it lets to others, month by month.

    Own stock first, then cards bought a month ahead of use. What this customer uses or pays for,
    with its spares, cannot be let to others; after an early departure what it had at most is let at
    the re-rent price.
    """
    market, cloud, own = case.setting.market, case.setting.cloud, own_stock_gpus(case)
    running = opex_cny_per_gpu_month(market) / market.sellable_fraction
    bought = substitutes = most_served = 0.0
    for month in case.months:
        ordinary = stay.served_gpus[month] - stay.substitute_gpus[month]
        more = max(ordinary - own - bought, 0.0)
        stand_ins = stay.substitute_gpus[month] * case.terms.number("substitute_ratio")
        more_substitutes = max(stand_ins - substitutes, 0.0)
        buy_ahead(case, book, month, (more, more_substitutes))
        bought, substitutes = bought + more, substitutes + more_substitutes
        most_served = max(most_served, ordinary)
        if month == 0:
            continue
        left = most_served if stay.is_gone(month) else 0.0
        kept_part = used[month] + (1 - used[month]) * case.terms.number("take_or_pay_fraction")
        at_work = ordinary * kept_part * (1 + spare_fraction(case))
        free = cloud.own_stock_gpus + bought - at_work - left
        earned = free * other_rent_cny(case, month) + left * rerent_cny(case, month)
        book.pay("other customers", "cloud", month, earned)
        pool = cloud.own_stock_gpus + bought + substitutes
        costs = pool * running + stay.served_gpus[month] * extra_cost_cny(case)
        if stay.is_served[month]:
            hours = case.terms.number("engineering_hours_per_month")
            costs += hours * ENGINEER_CNY_PER_HOUR
        book.pay("cloud", "operators", month, costs)
    earn_reputation(case, book, stay)


def buy_ahead(case: Case, book: Book, month: int, gpus: tuple[float, float]) -> None:
    """Buy cards and substitutes a month before use, and note what they fetch at the end.

    Some cards come from the vendor, some at spot; the sellable share decides how many are needed.
    """
    more, more_substitutes = gpus
    if more == 0 and more_substitutes == 0:
        return
    market, cloud, paid_in = case.setting.market, case.setting.cloud, month - 1
    card, spot_share = case.card, cloud.spot_share_fraction
    markup, rest = 1 + cloud.spot_markup_fraction, rest_cny_per_gpu(market)
    price = (1 - spot_share) * cloud.card_cost_cny_per_gpu * card.price_multiplier
    price += spot_share * case.card_price_cny(paid_in) * markup
    cost = more * (price + card.rest_multiplier * rest)
    substitute_price = SUBSTITUTE.price_multiplier * case.path.card_price_cny[paid_in]
    cost += more_substitutes * (substitute_price * markup + rest)
    book.pay("cloud", "makers", paid_in, cost / market.sellable_fraction)
    age, last = case.last - paid_in, case.last
    fetched = more * used_cny(market, case.card_price_cny(last), age, card.rest_multiplier)
    end_price = case.path.card_price_cny[last] * SUBSTITUTE.price_multiplier
    fetched += more_substitutes * used_cny(market, end_price, age, 1.0)
    book.pay("resale market", "cloud", last, fetched / market.sellable_fraction)


def other_rent_cny(case: Case, month: int) -> float:
    """Return what enterprise customers leave for an offered GPU, selling cost taken off."""
    market, cloud = case.setting.market, case.setting.cloud
    is_busy = case.path.regime[month] in {"boom", "squeeze"}
    occupied = (
        cloud.other_occupancy_boom_fraction if is_busy else cloud.other_occupancy_calm_fraction
    )
    rent = cloud.other_rent_list_fraction * market.list_price_cny_per_gpu_month
    return occupied * rent * (1 - market.sga_fraction)


def rerent_cny(case: Case, month: int) -> float:
    """Return what a GPU brings that an early departure sets free, selling cost taken off."""
    market, path = case.setting.market, case.path
    most = market.rules.rerent_list_cap_fraction * path.list_price_cny[month]
    rent = market.rules.rerent_fraction * min(path.rent_cny[month], most)
    return rent * (1 - market.sga_fraction)


def earn_reputation(case: Case, book: Book, stay: Stay) -> None:
    """Write down the worth of a model customer while it stays, and what its leaving in want costs.

    A lab of full size that lends its name counts most.
    """
    rules, terms = case.setting.market.rules, case.terms
    worth = case.setting.cloud.lighthouse_value_cny
    worth *= min(1.0, terms.number("gpus") / LIGHTHOUSE_GPUS)
    if terms.is_on("joint_marketing"):
        worth *= JOINT_MARKETING_MULTIPLIER
    # short horizons see fewer of the months, and earn all of the worth in them
    seen = range(LIGHTHOUSE_FIRST_MONTH, min(LIGHTHOUSE_LAST_MONTH, case.last) + 1)
    for month in seen:
        if stay.is_served[month]:
            book.pay("standing", "cloud", month, worth / len(seen))
    if stay.was_short and stay.left_month is not None:
        loss = rules.lighthouse_loss_fraction * worth
        book.pay("cloud", "standing", stay.left_month, loss)

"""What a cloud makes of the cards it has bought (R3, R13): rent, resale, promises to customers."""

import math
from functools import lru_cache
from typing import NamedTuple

from evals.oracle.cases import Book, Case, used_cny
from evals.oracle.deliveries import install, lead_months
from evals.oracle.paths import Path, paths_of
from evals.oracle.supply_order import OrderCourse
from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile
from negotiation.economics.buyer_fleet import DOWNSTREAM_RAMP_MONTHS, DOWNSTREAM_TERM_MONTHS
from negotiation.economics.hardware import SUBSTITUTE, opex_cny_per_gpu_month, rest_cny_per_gpu
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.resale import TREND_MONTHS
from negotiation.economics.risk import TAIL_FRACTION
from negotiation.economics.streams import Chance

__all__ = ["keep_fleet_book", "rent_mix_cny"]

LIGHTHOUSE_MONTHS = range(7, 19)


class Fleet(NamedTuple):
    """Cards in service at the end of each month, by make, and cards beyond the need as they come.

    ``spot`` are the A800s bought at signing for what the contract leaves uncovered.
    """

    own: list[float]
    spot: list[float]
    substitutes: list[float]
    idle: list[float]

    def used(self, month: int, need_gpus: float) -> tuple[float, float, float]:
        """Return the cards of each make that earn rent in a month: in service when it began."""
        if month == 0:
            return 0.0, 0.0, 0.0
        own, spot = self.own[month - 1], self.spot[month - 1]
        return own, spot, min(self.substitutes[month - 1], need_gpus - own - spot)


def keep_fleet_book(case: Case, book: Book, course: OrderCourse) -> None:
    """Write down what the cards cost and earn after they have been bought."""
    fleet = build_fleet(case, book, course)
    earn_rent(case, book, fleet)
    pay_for_servers(case, book, fleet)
    resell_idle(case, book, fleet)
    pay_customers_who_wait(case, book, fleet)


def build_fleet(case: Case, book: Book, course: OrderCourse) -> Fleet:
    """Put cards into service up to the need; pay for those bought in the market."""
    cloud, market, end = case.setting.cloud, case.setting.market, course.ended_month
    spot = spot_gpus(case)
    markup = 1 + cloud.spot_markup_fraction
    book.pay("cloud", "resale market", 0, spot * market.card_price_cny_per_gpu * markup)
    cover = course.missing_gpus if course.ended_by in {"buyer", "lateness"} else 0.0
    if cover:
        book.pay("cloud", "resale market", end, cover * markup * case.card_price_cny(end))
    there, idle, in_need = spot, [], []
    stand_ins = case.terms.number("substitute_ratio") * course.replaced_gpus
    for month in case.months:
        surplus = max(there - cloud.need_gpus, 0.0)
        there += course.arriving_gpus[month]
        there += course.option_gpus if month == course.option_month else 0.0
        there += cover if month == end else 0.0
        idle.append(max(there - cloud.need_gpus, 0.0) - surplus)
        in_need.append(min(there, cloud.need_gpus))
    limit = market.rules.install_limit_gpus_per_month
    service = install(in_need, limit)
    from_spot = install([spot] * len(service), limit)
    # substitutes wait until the other cards are in
    together = install([in_need[m] + (stand_ins if m >= end else 0.0) for m in case.months], limit)
    return Fleet(
        own=[both - first for both, first in zip(service, from_spot, strict=True)],
        spot=from_spot,
        substitutes=[both - first for both, first in zip(together, service, strict=True)],
        idle=idle,
    )


def spot_gpus(case: Case) -> float:
    """Return the A800s bought at signing for the uncovered need, if they pay on all futures."""
    setting = case.setting
    if not is_spot_worth_it(setting.market, setting.cloud, case.chance, case.last):
        return 0.0
    uncovered = max(setting.cloud.need_gpus - case.terms.number("gpus"), 0.0)
    return min(uncovered, setting.cloud.spot_stock_gpus)


@lru_cache(maxsize=16)
def is_spot_worth_it(market: Market, cloud: CloudProfile, chance: Chance, last: int) -> bool:
    """Say whether one A800 bought at spot has a positive value, risk included (R4, R14)."""
    npvs = sorted(spot_npv_cny(market, cloud, path) for path in paths_of(market, chance, last))
    expected = math.fsum(npvs) / len(npvs)
    n_worst = math.ceil(TAIL_FRACTION * len(npvs))
    worst = math.fsum(npvs[:n_worst]) / n_worst
    return expected - cloud.risk_aversion_fraction * (expected - worst) > 0


def spot_npv_cny(market: Market, cloud: CloudProfile, path: Path) -> float:
    """Return what one A800 in service from signing brings on one future [CNY]."""
    last = len(path.rent_cny) - 1
    growth: float = 1 + cloud.discount_rate_per_year
    kept = market.sellable_fraction * (1 - market.sga_fraction)
    npv: float = -market.card_price_cny_per_gpu * (1 + cloud.spot_markup_fraction)
    npv -= rest_cny_per_gpu(market)
    for month in range(1, last + 1):
        net = rent_mix_cny(market, cloud, path, month) * kept - opex_cny_per_gpu_month(market)
        npv += net * growth ** (-month / 12)
    npv += used_cny(market, path.card_price_cny[last], last, 1.0) * growth ** (-last / 12)
    seen: list[float] = [growth ** (-month / 12) for month in LIGHTHOUSE_MONTHS if month <= last]
    return npv + cloud.lighthouse_value_cny * (sum(seen) / len(seen)) / cloud.need_gpus


def rent_mix_cny(market: Market, cloud: CloudProfile, path: Path, month: int) -> float:
    """Return what customers of the new cards pay: a part as signed, the rest at market (R3)."""
    signed = cloud.contracted_rent_list_fraction * market.list_price_cny_per_gpu_month
    at_market = min(path.rent_cny[month], path.list_price_cny[month])
    return cloud.contracted_fraction * signed + (1 - cloud.contracted_fraction) * at_market


def earn_rent(case: Case, book: Book, fleet: Fleet) -> None:
    """Write down rent, running costs, and the worth of model customers."""
    market, cloud = case.setting.market, case.setting.cloud
    kept = market.sellable_fraction * (1 - market.sga_fraction)
    a_month = cloud.lighthouse_value_cny / len(LIGHTHOUSE_MONTHS)
    for month in case.months:
        own, spot, substitutes = fleet.used(month, cloud.need_gpus)
        speed = own * case.card.speed_multiplier + spot
        speed += substitutes * SUBSTITUTE.speed_multiplier
        rent = rent_mix_cny(market, cloud, case.path, month)
        book.pay("other customers", "cloud", month, speed * rent * kept)
        running = (own + spot + substitutes) * opex_cny_per_gpu_month(market)
        book.pay("cloud", "operators", month, running)
        if month in LIGHTHOUSE_MONTHS:
            there = fleet.own[month] + fleet.spot[month] + fleet.substitutes[month]
            book.pay("standing", "cloud", month, a_month * min(1.0, there / cloud.need_gpus))


def pay_for_servers(case: Case, book: Book, fleet: Fleet) -> None:
    """Write down servers and networks as cards go in, and what all of it fetches in the end."""
    market, path, last = case.setting.market, case.path, case.last
    plain = path.card_price_cny[last]
    makes = (
        (fleet.own, case.card_price_cny(last), case.card.rest_multiplier),
        (fleet.spot, plain, 1.0),
        (fleet.substitutes, plain * SUBSTITUTE.price_multiplier, 1.0),
    )
    for service, end_price, rest_multiplier in makes:
        before = 0.0
        for month in case.months:
            added = service[month] - before
            before = service[month]
            rest = rest_cny_per_gpu(market) * rest_multiplier
            book.pay("cloud", "makers", month, added * rest)
            fetched = added * used_cny(market, end_price, last - month, rest_multiplier)
            book.pay("resale market", "cloud", last, fetched)


def resell_idle(case: Case, book: Book, fleet: Fleet) -> None:
    """Write down the sale of cards beyond the need, when the cloud no longer trusts the price."""
    kept = 1 - case.setting.market.rules.resale_friction_fraction
    held = 0.0
    for month in case.months:
        held += fleet.idle[month]
        if is_time_to_sell(case, month):
            book.pay("resale market", "cloud", month, held * kept * case.card_price_cny(month))
            held = 0.0


def is_time_to_sell(case: Case, month: int) -> bool:
    """Say whether the growth that the cloud believes in is below its cost of money (R13)."""
    market, cloud, price = case.setting.market, case.setting.cloud, case.path.card_price_cny
    if month == case.last:
        return True
    now = math.log(price[month])
    back = max(month - TREND_MONTHS, 0)
    trend = (now - math.log(price[back])) / max(month - back, 1)
    fair = math.log(market.fundamental_cny_per_gpu)
    fair -= market.fundamental_fall_log_per_month * (market.start_month_index + month)
    pull = market.reversion_calm_per_month * (fair - now)
    public = cloud.belief_trend_fraction * trend + (1 - cloud.belief_trend_fraction) * pull
    known = math.log(price[month + 1]) - now
    foresight = cloud.belief_foresight_fraction
    growth = foresight * known + (1 - foresight) * public
    return growth < math.log1p(cloud.discount_rate_per_year) / 12


def pay_customers_who_wait(case: Case, book: Book, fleet: Fleet) -> None:
    """Write down what customers of the new cards get for waiting, and the vendor's part of it."""
    market, cloud = case.setting.market, case.setting.cloud
    rent = cloud.contracted_rent_list_fraction * market.list_price_cny_per_gpu_month
    value = rent * cloud.need_gpus * cloud.contracted_fraction * DOWNSTREAM_TERM_MONTHS
    ordered = min(1.0, case.terms.number("gpus") / cloud.need_gpus)
    passed_on = case.terms.number("back_to_back_fraction") * ordered
    months_late = owed_before = 0.0
    for month in case.months:
        promised = (month - lead_months(market)) / DOWNSTREAM_RAMP_MONTHS
        there = sum(fleet.used(month, cloud.need_gpus)) / cloud.need_gpus
        months_late += max(min(1.0, max(0.0, promised)) - there, 0.0)
        weekly = cloud.downstream_ld_fraction_per_week * WEEKS_PER_MONTH
        owed = min(weekly * months_late, cloud.downstream_ld_cap_fraction)
        due = (owed - owed_before) * value
        owed_before = owed
        book.pay("cloud", "other customers", month, due)
        book.pay("vendor", "cloud", month, passed_on * due)

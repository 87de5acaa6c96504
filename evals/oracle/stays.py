"""What a rental's course is made of: the stay, what is remembered, and who may leave (R4, R5)."""

import math
from dataclasses import dataclass, field

from evals.oracle.cases import Case
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.poaching import LOCKING_FEE_MONTHS

__all__ = ["Memory", "Stay", "market_rent_cny", "reason_to_leave", "rent_cny", "wants_renewal"]


@dataclass(slots=True, kw_only=True, eq=False)
class Stay:
    """How a rental went, a value a month.

    ``served_gpus`` are in use by the customer, ``substitute_gpus`` of them stand-ins for banned
    cards. ``left_month`` is the last month of a customer who leaves while the contract would have
    gone on, for the reason ``left_by``: ``right``, ``lab``, ``cloud`` or ``rival``.
    """

    served_gpus: list[float] = field(default_factory=list)
    substitute_gpus: list[float] = field(default_factory=list)
    late_fraction: list[float] = field(default_factory=list)
    is_served: list[bool] = field(default_factory=list)
    is_renewal: list[bool] = field(default_factory=list)
    left_month: int | None = None
    left_by: str = ""
    was_short: bool = False

    def is_gone(self, month: int) -> bool:
        """Say whether the customer has left early before ``month``."""
        return self.left_month is not None and month > self.left_month


@dataclass(slots=True, kw_only=True, eq=False)
class Memory:
    """What has happened so far: months of shortage and of a ban, option, renewal, an end."""

    months_short: int = 0
    months_struck: int = 0
    takes_option: bool = False
    is_renewed: bool = False
    ended_by: str = ""


def rent_cny(case: Case) -> float:
    """Return the signed rent [CNY per GPU-month]."""
    return case.price * case.setting.market.list_price_cny_per_gpu_month


def market_rent_cny(case: Case, month: int) -> float:
    """Return the market rent of cards of the same speed [CNY per GPU-month]."""
    return case.path.rent_cny[month] * case.card.speed_multiplier


def wants_renewal(case: Case, month: int) -> bool:
    """Say whether the lab stays when its term ends in ``month``."""
    terms = case.terms
    if terms.word("renewal") == "option":
        later = terms.number("renewal_list_price_fraction") or case.price
        rent = later * case.setting.market.list_price_cny_per_gpu_month
        return rent < market_rent_cny(case, month)
    return terms.word("renewal") == "automatic"


def reason_to_leave(case: Case, memory: Memory, month: int, short_fraction: float) -> str:
    """Return why the contract ends with ``month``, if it does.

    A right of the lab goes before its cancellation, that before the cloud's, that before a rival.
    """
    terms, tolerance = case.terms, case.setting.market.rules.short_tolerance_fraction
    is_short = short_fraction > tolerance
    memory.months_short += is_short
    allowed_weeks = terms.number("termination_weeks")
    is_ripe = 0 < allowed_weeks < WEEKS_PER_MONTH * memory.months_short
    is_freed = terms.is_on("ban_exit") and case.is_struck(month)
    if is_short and (is_ripe or is_freed):
        return "right"
    if month < terms.number("start_months") + terms.number("term_months"):
        rent, market_rent = rent_cny(case), market_rent_cny(case, month)
        lab_fee = terms.number("buyer_cancellation_fee_fraction")
        if lab_fee < 1 and rent - market_rent > lab_fee * rent:
            return "lab"
        cloud_fee = terms.number("seller_cancellation_fee_fraction")
        if cloud_fee < 1 and market_rent - rent > cloud_fee * rent:
            return "cloud"
    hazard = exit_hazard(case, memory, month, short_fraction)
    return "rival" if case.exits[month] < 1 - math.exp(-hazard) else ""


def exit_hazard(case: Case, memory: Memory, month: int, short_fraction: float) -> float:
    """Return how strongly the customer is pulled away in a month, locks taken off (R5)."""
    terms, cloud, rules = case.terms, case.setting.cloud, case.setting.market.rules
    is_restocked = cloud.rival_restock_month is not None and month >= cloud.rival_restock_month
    means = cloud.rival_restock_fraction if is_restocked else cloud.rival_stock_fraction
    beyond = max(0.0, short_fraction - rules.short_tolerance_fraction)
    hazard = rules.exit_base_per_month
    hazard += (
        rules.exit_short_per_month
        * beyond
        * means
        * (1 + rules.exit_memory_per_month * memory.months_short)
    )
    asked = cloud.rival_list_fraction * case.card.speed_multiplier
    hazard += rules.exit_price_per_month * max(0.0, case.price - asked)
    left = 1.0
    if terms.is_on("exclusivity"):
        left -= rules.lock_exclusivity_fraction
    fee = max(terms.number("exit_fee_months"), terms.number("anti_poach_fee_months"))
    if fee >= LOCKING_FEE_MONTHS:
        left -= rules.lock_exit_fee_fraction
    return hazard * left

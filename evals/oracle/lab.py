"""A lab's compute month by month (R7): training, useful hours, rent elsewhere, what it uses."""

import math
from dataclasses import dataclass, field

from evals.oracle.cases import Book, Case
from evals.oracle.service import elsewhere_hours, useful_hours
from evals.oracle.stays import Stay, rent_cny
from negotiation.economics.hardware import SUBSTITUTE
from negotiation.economics.lab_use import JOINT_MARKETING_COST_CNY

__all__ = ["keep_lab_book", "used_parts"]


@dataclass(slots=True, kw_only=True, eq=False)
class Training:
    """The way to the first model: when it is done, if ever, within which month."""

    work_hours: float
    done_hours: float = 0.0
    done_month: int | None = None
    done_at: float = field(default=math.inf)

    def add_month(self, month: int, hours: float) -> float:
        """Spend a month's hours on the work and return what is left over."""
        self.done_hours += hours
        if self.done_month is not None:
            return hours
        if self.done_hours < self.work_hours:
            return 0.0
        beyond = self.done_hours - self.work_hours
        self.done_month = month
        self.done_at = month - (beyond / hours if hours > 0 else 0.0)
        return beyond


def hour_worth_cny(case: Case, month: int) -> float:
    """Return what a useful hour is worth past the first model, by the funding climate."""
    lab = case.setting.lab
    funding = {"calm": lab.funding_calm_fraction, "glut": lab.funding_glut_fraction}
    worth = lab.compute_value_cny_per_gpu_hour * funding.get(case.path.regime[month], 1.0)
    return worth * math.exp(-lab.compute_value_decay_per_month * month)


def contract_hours(case: Case, stay: Stay, month: int) -> float:
    """Return the useful A800-hours of what is served in a month."""
    substitutes = stay.substitute_gpus[month]
    worth = (stay.served_gpus[month] - substitutes) * case.card.speed_multiplier
    ratio = case.terms.number("substitute_ratio")
    worth += substitutes * ratio * SUBSTITUTE.speed_multiplier
    return worth * useful_hours(case, month)


def used_parts(case: Case, stay: Stay) -> list[float]:
    """Return the share of what is served that the lab uses, each month: all or nothing.

    It trains its first model with everything; then it leaves idle what is worth less than the rent
    that take-or-pay lets it save.
    """
    training = Training(work_hours=case.setting.lab.work_gpu_hours)
    saved_part = 1 - case.terms.number("take_or_pay_fraction")
    parts: list[float] = []
    for month in case.months:
        hours = contract_hours(case, stay, month)
        was_training = training.done_month is None
        training.add_month(month, hours)
        saved = saved_part * rent_cny(case) * stay.served_gpus[month]
        is_worth_it = hour_worth_cny(case, month) * hours >= saved
        parts.append(1.0 if was_training or is_worth_it else 0.0)
    return parts


def keep_lab_book(case: Case, book: Book, stay: Stay, used: list[float]) -> None:
    """Write down what compute brings the lab, its burn, rent elsewhere, and the bundle."""
    lab, training = case.setting.lab, Training(work_hours=case.setting.lab.work_gpu_hours)
    for month in case.months:
        served_hours = contract_hours(case, stay, month) * used[month]
        gpus = rentable_gpus(case, stay, month)
        hours_each = elsewhere_hours(case, month)
        rent = lab.alternative_rent_multiplier * case.path.rent_cny[month]
        worth = hour_worth_cny(case, month)
        if training.done_month is not None and worth * hours_each < rent:
            gpus = 0.0
        book.pay("lab", "other suppliers", month, gpus * rent)
        usable = gpus * (1 - moving_loss(case, stay, month))
        spare = training.add_month(month, served_hours + usable * hours_each)
        book.pay("own use", "lab", month, spare * worth)
        if training.done_month == month:
            bring_payoff(case, book, training)
        if month > 0:
            burning = min(1.0, max(0.0, training.done_at - (month - 1)))
            book.pay("lab", "operators", month, lab.burn_cny_per_month * burning)
        if stay.is_served[month]:
            helped = case.terms.number("engineering_hours_per_month")
            book.pay("own use", "lab", month, helped * lab.engineering_value_cny_per_hour)
    if case.terms.is_on("joint_marketing") and case.terms.number("gpus") > 0:
        book.pay("lab", "standing", 0, JOINT_MARKETING_COST_CNY)


def bring_payoff(case: Case, book: Book, training: Training) -> None:
    """Write down what the first model brings; its worth decays twice as fast when cash runs low.

    It falls due within a month and is carried to its end at the lab's own rate.
    """
    lab, done_at = case.setting.lab, training.done_at
    month = math.ceil(done_at)
    rent = lab.alternative_rent_multiplier * case.path.rent_cny[0]
    monthly = lab.burn_cny_per_month + lab.need_gpus * rent
    alarm = max(0.0, lab.cash_cny / max(monthly, 1e-9) - lab.runway_alarm_months)
    decay = lab.milestone_decay_per_month * (done_at + max(0.0, done_at - alarm))
    carried = (1 + lab.discount_rate_per_year) ** ((month - done_at) / 12)
    book.pay("own use", "lab", month, lab.milestone_value_cny * math.exp(-decay) * carried)


def rentable_gpus(case: Case, stay: Stay, month: int) -> float:
    """Return what the lab can rent elsewhere: the rest of its need, late and limited.

    The whole contract binds while it is served, and one month more while the lab moves; an
    exclusive contract binds everything.
    """
    lab, terms = case.setting.lab, case.terms
    if month <= lab.alternative_delay_months:
        return 0.0
    bound = 0.0
    if stay.is_served[month]:
        bound = lab.need_gpus if terms.is_on("exclusivity") else terms.number("gpus")
    elif stay.left_month is not None and month == stay.left_month + 1:
        bound = terms.number("gpus")
    waited = max(0.0, month - lab.alternative_delay_months - 1)
    stock = lab.alternative_stock_gpus + lab.alternative_growth_gpus_per_month * waited
    return min(max(lab.need_gpus - bound, 0.0), stock)


def moving_loss(case: Case, stay: Stay, month: int) -> float:
    """Return the share of work elsewhere that moving there costs, after an early exit (R5)."""
    if stay.left_month is None or not stay.is_gone(month):
        return 0.0
    since = month - stay.left_month - 1
    return min(1.0, max(0.0, case.setting.market.rules.switching_months - since))

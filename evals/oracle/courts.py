"""Damages for lateness: what the clause says month by month, and what a court leaves (R11)."""

from dataclasses import dataclass, field

from evals.oracle.cases import Case
from negotiation.domain.rules import Rules
from negotiation.economics.lateness import WEEKS_PER_MONTH

__all__ = ["Damages", "has_damages", "paid_share"]


def has_damages(case: Case) -> bool:
    """Say whether the damages clause can ever pay."""
    terms = case.terms
    return terms.number("ld_fraction_per_week") > 0 and terms.number("ld_cap_fraction") > 0


@dataclass(slots=True, kw_only=True, eq=False)
class Damages:
    """A damages clause at work. ``owed_fraction`` is a share of the contract value, each month."""

    case: Case
    ban_weight: float
    """The share that the seller answers for while a ban holds."""
    owed_fraction: list[float] = field(default_factory=list)
    loss_cny: float = 0.0
    months_late: int = 0
    part_months: float = 0.0
    total_fraction: float = 0.0

    def add_month(self, late_fraction: float, loss_cny: float) -> None:
        """Let a month pass in which ``late_fraction`` of the order is late.

        ``loss_cny`` is what going without the whole order would have cost.
        """
        terms, month = self.case.terms, len(self.owed_fraction)
        counted = late_fraction * (self.ban_weight if self.case.is_struck(month) else 1.0)
        if counted > 0:
            self.months_late += 1
        is_broad = terms.word("force_majeure") == "broad"
        if is_broad and self.months_late <= terms.number("force_majeure_months"):
            counted = 0.0
        self.loss_cny += counted * loss_cny
        is_whole = terms.word("ld_base") == "whole"
        self.part_months += float(counted > 0) if is_whole else counted
        weeks = WEEKS_PER_MONTH * self.part_months
        cap = min(terms.number("ld_cap_fraction"), terms.number("liability_cap_fraction"))
        total = min(terms.number("ld_fraction_per_week") * weeks, cap)
        self.owed_fraction.append(total - self.total_fraction)
        self.total_fraction = total


def paid_share(
    case: Case, *, owed_cny: float, loss_cny: float, expected_loss_cny: float, value_cny: float
) -> float:
    """Return what is paid of what the clause says; vouchers count for less than money."""
    terms, rules = case.terms, case.setting.market.rules
    if owed_cny <= 0:
        return 0.0
    most_for_loss = min(loss_cny, terms.number("liability_cap_fraction") * value_cny)
    if terms.word("law") == "us":
        reasonable = rules.ld_penalty_multiplier * max(expected_loss_cny, loss_cny)
        paid = most_for_loss if owed_cny > reasonable else owed_cny
    else:
        paid = paid_in_prc(rules, case.petition, (owed_cny, loss_cny), most_for_loss)
    voucher = rules.credit_use_fraction if terms.word("ld_remedy") == "credit" else 1.0
    return paid / owed_cny * voucher


def paid_in_prc(
    rules: Rules, petition: float, owed_and_loss_cny: tuple[float, float], most_for_loss: float
) -> float:
    """Return what is paid in the PRC: cut to 1.3 times the loss, or raised to it, on petition."""
    owed, loss = owed_and_loss_cny
    if owed > rules.ld_excess_multiplier * loss:
        is_cut = petition < rules.ld_reduction_petition_fraction
        return rules.ld_excess_multiplier * loss if is_cut else owed
    if owed < loss and petition < rules.ld_raise_petition_fraction:
        return max(owed, most_for_loss)
    return owed

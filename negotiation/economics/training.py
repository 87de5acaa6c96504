"""What compute is worth to a model lab (R7): a first model, then a flow."""

from typing import NamedTuple

import numpy as np

from negotiation.domain.profiles import LabProfile
from negotiation.economics.discounting import Floats, discount_factors, npv_cny

__all__ = ["Milestone", "compute_worth_cny", "hourly_worth_cny", "reach_milestone"]


class Milestone(NamedTuple):
    """Months until the work is done, and the hours left over; infinite months if never."""

    months: Floats
    spare_hours: Floats


def reach_milestone(useful_hours: Floats, work_hours: float) -> Milestone:
    """Spend the first ``work_hours`` on the milestone, interpolating within the month.

    ``useful_hours`` has months on its last axis, month 0 unused; ``spare_hours`` has its shape.
    """
    done = useful_hours.cumsum(axis=-1)
    is_done = done >= work_hours
    last = is_done.argmax(axis=-1)
    reached = is_done.any(axis=-1)
    done_then = np.take_along_axis(done, last[..., None], axis=-1)[..., 0]
    hours_then = np.take_along_axis(useful_hours, last[..., None], axis=-1)[..., 0]
    left_over = np.divide(
        done_then - work_hours, hours_then, out=np.zeros_like(done_then), where=hours_then > 0
    )
    months = np.where(reached, last - left_over, np.inf)
    spare = np.diff(np.maximum(0, done - work_hours), axis=-1, prepend=0.0)
    return Milestone(months, spare)


def compute_worth_cny(lab: LabProfile, useful_hours: Floats) -> Floats:
    """Return the present value of ``useful_hours`` before any rent (R7).

    V0 exp(-kappa tau) v^tau - sum of b v^t until tau + sum of v^t w0 exp(-decay t) spare hours.
    """
    horizon = useful_hours.shape[-1] - 1
    factors = discount_factors(lab.discount_rate_per_year, horizon)
    milestone = reach_milestone(useful_hours, lab.work_gpu_hours)
    tau = milestone.months
    rate = np.log1p(lab.discount_rate_per_year) / 12 + lab.milestone_decay_per_month
    payoff = lab.milestone_value_cny * np.exp(-rate * tau)
    burning = np.clip(tau[..., None] - np.arange(-1, horizon), 0, 1)
    burning[..., 0] = 0
    burnt = lab.burn_cny_per_month * npv_cny(burning, factors)
    worth: Floats = payoff - burnt
    worth += npv_cny(milestone.spare_hours * hourly_worth_cny(lab, horizon), factors)
    return worth


def hourly_worth_cny(lab: LabProfile, months: int) -> Floats:
    """Return w0 exp(-decay t), the worth of a useful hour past the milestone, axis (month,)."""
    decay = np.exp(-lab.compute_value_decay_per_month * np.arange(months + 1))
    worth: Floats = lab.compute_value_cny_per_gpu_hour * decay
    return worth

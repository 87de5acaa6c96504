"""What compute is worth to a model lab (R7): a first model, then a flow."""

from typing import NamedTuple

import numpy as np

from negotiation.domain.profiles import LabProfile
from negotiation.economics.discounting import Floats

__all__ = ["Milestone", "burning_fractions", "hourly_worth_cny", "payoff_cny", "reach_milestone"]
__all__ += ["runway_months"]


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


def runway_months(lab: LabProfile, rent_cny_per_gpu_month: float) -> float:
    """Return how long the cash lasts, cash / (b + compute), the need at market rent (R7)."""
    monthly = lab.burn_cny_per_month + lab.need_gpus * rent_cny_per_gpu_month
    return lab.cash_cny / max(monthly, 1e-9)


def payoff_cny(lab: LabProfile, months: Floats, alarm_month: float) -> Floats:
    """Return V0 exp(-kappa tau) at completion (R7); kappa doubles after ``alarm_month``."""
    decayed = months + np.maximum(0.0, months - max(0.0, alarm_month))
    payoff: Floats = lab.milestone_value_cny * np.exp(-lab.milestone_decay_per_month * decayed)
    return payoff


def burning_fractions(months: Floats, horizon: int) -> Floats:
    """Return the part of each month that the milestone is still ahead, axes (..., month)."""
    burning = np.clip(months[..., None] - np.arange(-1, horizon), 0, 1)
    burning[..., 0] = 0
    return burning


def hourly_worth_cny(lab: LabProfile, months: int) -> Floats:
    """Return w0 exp(-decay t), the worth of a useful hour past the milestone, axis (month,)."""
    decay = np.exp(-lab.compute_value_decay_per_month * np.arange(months + 1))
    worth: Floats = lab.compute_value_cny_per_gpu_hour * decay
    return worth

"""What a lab uses of what it rents, and what each hour is worth to it (R7, take-or-pay of R9)."""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.profiles import LabProfile
from negotiation.economics.cards import cards_of
from negotiation.economics.clauses import Columns
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import CALM, GLUT, Futures
from negotiation.economics.hardware import SUBSTITUTE
from negotiation.economics.reliability import Service
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.training import hourly_worth_cny, reach_milestone

__all__ = ["hour_worth_cny", "served_hours", "used_fraction"]


def hour_worth_cny(lab: LabProfile, futures: Futures) -> Floats:
    """Return w0 exp(-decay t) x funding(regime), the worth of a useful hour, axes (draw, month)."""
    funding = np.ones(4)
    funding[CALM], funding[GLUT] = lab.funding_calm_fraction, lab.funding_glut_fraction
    worth: Floats = hourly_worth_cny(lab, futures.months) * funding[futures.regime]
    return worth


def served_hours(columns: Columns, tenancy: Tenancy, service: Service) -> Floats:
    """Return the useful A800-hours of what is served, axes (combination, draw, month)."""
    speed = cards_of(columns).speed_multiplier[:, None, None]
    hours = tenancy.served_gpus * speed
    ratio = columns["substitute_ratio"]
    if ratio.any():
        gained = ratio[:, None, None] * SUBSTITUTE.speed_multiplier - speed
        hours = hours + tenancy.substitute_gpus * gained
    useful: Floats = hours * service.useful_hours_per_gpu_month
    return useful


def used_fraction(
    setting: ContractSetting,
    columns: Columns,
    futures: Futures,
    *,
    tenancy: Tenancy,
    service: Service,
) -> Floats:
    """Return the share of the served GPUs that the lab uses, axes (combination, draw, month).

    Everything until its first model is trained; then, where take-or-pay leaves something to save,
    only while an hour is worth more than what using it costs.
    """
    share = columns["take_or_pay_fraction"]
    if (share == 1).all():
        return np.ones((1, 1, 1))
    hours = served_hours(columns, tenancy, service)
    done = reach_milestone(hours, setting.lab.work_gpu_hours).months
    is_training = np.arange(futures.months + 1) <= np.ceil(done)[..., None]
    worth = hour_worth_cny(setting.lab, futures) * hours
    rent = columns["path_price"] * setting.market.list_price_cny_per_gpu_month
    saved = ((1 - share) * rent)[:, None, None] * tenancy.served_gpus
    return np.where(is_training | (worth >= saved), 1.0, 0.0)

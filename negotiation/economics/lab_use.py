"""A lab's side of a rental before its fees (R7): training, useful hours, rent paid elsewhere."""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.profiles import LabProfile
from negotiation.domain.rules import Rules
from negotiation.economics.availability import Compute
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.hardware import HOURS_PER_MONTH
from negotiation.economics.reliability import GPUS_PER_NODE, failure_rates, goodput_fraction
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.timing import NEVER
from negotiation.economics.training import (
    Milestone,
    burning_fractions,
    payoff_cny,
    reach_milestone,
    runway_months,
)
from negotiation.economics.usage import hour_worth_cny
from negotiation.economics.world import World

__all__ = ["bound_gpus", "bundle_flows", "elsewhere_hours_per_gpu_month", "lab_flows"]
__all__ += ["first_model", "moving_fractions", "rentable_gpus"]

JOINT_MARKETING_COST_CNY = 2e6
"""What lending its name costs a lab. Assumption."""


def lab_flows(setting: ContractSetting, world: World, compute: Compute) -> Flows:
    """Return what compute is worth to the lab, its burn, and the rent it pays elsewhere.

    Elsewhere it rents what it lacks until the milestone, and afterwards only while a useful hour is
    worth its rent.
    """
    lab, futures = setting.lab, world.futures
    elsewhere = elsewhere_hours_per_gpu_month(lab, world)
    rented = rentable_gpus(lab, compute.bound_gpus)
    usable = rented * (1 - compute.moving_fraction)
    milestone = first_model(lab, world, compute)
    rent = lab.alternative_rent_multiplier * futures.rent_cny_per_gpu_month
    worth = hour_worth_cny(lab, futures)
    is_needed = np.arange(world.months + 1) <= np.ceil(milestone.months)[..., None]
    is_rented = (worth * elsewhere >= rent) | is_needed
    total = compute.hours + usable * is_rented * elsewhere
    spare = reach_milestone(total, lab.work_gpu_hours).spare_hours
    burn = lab.burn_cny_per_month * burning_fractions(milestone.months, world.months)
    alarm = runway_months(lab, float(rent[0, 0])) - lab.runway_alarm_months
    return [
        Flow(
            account="first model",
            payer="own use",
            payee="lab",
            amount=payoff_flow(lab, milestone.months, alarm, world.months),
        ),
        Flow(account="compute", payer="own use", payee="lab", amount=spare * worth),
        Flow(account="burn", payer="lab", payee="operators", amount=burn),
        Flow(
            account="rent elsewhere",
            payer="lab",
            payee="other suppliers",
            amount=rented * is_rented * rent,
        ),
    ]


def first_model(lab: LabProfile, world: World, compute: Compute) -> Milestone:
    """Return when the first model is trained, on everything that the lab can get."""
    rented = rentable_gpus(lab, compute.bound_gpus) * (1 - compute.moving_fraction)
    elsewhere = rented * elsewhere_hours_per_gpu_month(lab, world)
    return reach_milestone(compute.hours + elsewhere, lab.work_gpu_hours)


def bundle_flows(lab: LabProfile, columns: Columns, tenancy: Tenancy) -> Flows:
    """Return what a bundle is worth to the lab: engineers who help, a name that is lent."""
    hours = columns["engineering_hours_per_month"][:, None, None] * tenancy.is_served
    marketing = np.zeros((len(columns["gpus"]), 1, tenancy.is_served.shape[-1]))
    marketing[:, 0, 0] = JOINT_MARKETING_COST_CNY * is_on(columns["joint_marketing"])
    marketing[:, 0, 0] *= columns["gpus"] > 0
    return [
        Flow(
            account="engineering help",
            payer="own use",
            payee="lab",
            amount=hours * lab.engineering_value_cny_per_hour,
        ),
        Flow(account="lent name", payer="lab", payee="standing", amount=marketing, is_cash=False),
    ]


def payoff_flow(lab: LabProfile, months: Floats, alarm_month: float, last: int) -> Floats:
    """Return the payoff in the month in which the model is done, axes (combination, draw, month).

    It is carried from within that month to its end at the lab's own rate.
    """
    done = np.where(np.isfinite(months), np.ceil(months), NEVER)
    until = np.where(np.isfinite(months), months, 0.0)
    carried = (1 + lab.discount_rate_per_year) ** ((np.minimum(done, last) - until) / 12)
    amount = payoff_cny(lab, until, alarm_month) * carried
    flow: Floats = amount[..., None] * (np.arange(last + 1) == done[..., None])
    return flow


def elsewhere_hours_per_gpu_month(lab: LabProfile, world: World) -> Floats:
    """Return the useful hours of a GPU rented elsewhere, standard service, axes (draw, month)."""
    rules, rates = world.market.rules, failure_rates(world)
    goodput = goodput_fraction(
        rates, lab.alternative_stock_gpus, rules.restart_hours, rules.save_hours
    )
    availability = 1 / (1 + rates * GPUS_PER_NODE / 24 * rules.repair_hours)
    hours: Floats = HOURS_PER_MONTH * availability * goodput
    return hours


def rentable_gpus(lab: LabProfile, bound_gpus: Floats) -> Floats:
    """Return what the lab can rent elsewhere: the rest of its need, late and limited (F44, F45)."""
    months = np.arange(bound_gpus.shape[-1])
    waited = np.maximum(0, months - lab.alternative_delay_months - 1)
    stock = lab.alternative_stock_gpus + lab.alternative_growth_gpus_per_month * waited
    rentable: Floats = np.clip(lab.need_gpus - bound_gpus, 0, stock)
    return rentable * (months > lab.alternative_delay_months)


def bound_gpus(lab: LabProfile, columns: Columns, tenancy: Tenancy) -> Floats:
    """Return the part of the need that a contract binds, axes (combination, draw, month).

    The whole contract counts while it is served, and while the lab moves; an exclusive contract
    binds everything.
    """
    bound = np.where(is_on(columns["exclusivity"]), lab.need_gpus, columns["gpus"])
    held = bound[:, None, None] * tenancy.is_served
    gpus: Floats = np.maximum(held, columns["gpus"][:, None, None] * tenancy.is_gap)
    return gpus


def moving_fractions(rules: Rules, tenancy: Tenancy) -> Floats:
    """Return the work lost elsewhere by moving there, in the months after an early exit (R5)."""
    exited = (tenancy.exit_month < NEVER) & ~tenancy.stays
    since = np.arange(tenancy.is_served.shape[-1]) - (tenancy.exit_month + 1)[..., None]
    lost = np.where(since >= 0, np.clip(rules.switching_months - since, 0, 1), 0.0)
    return np.where(exited[..., None], lost, 0.0)

"""How a rental goes: promised handover, cards that come late (R4), a customer who leaves (R5).

Axes are (combination, draw, month); month t is the month in use, paid at its end, so what arrives
by the end of month t - 1 can be used in month t.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.rules import Rules
from negotiation.economics.cards import market_rents, struck_by_ban
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.shipments import OPTION_MONTH
from negotiation.economics.tenancy_rights import (
    cancellation_months,
    is_renewed,
    ripe_month,
    rival_list_fractions,
    terms_end,
)
from negotiation.economics.timing import NEVER, first_month
from negotiation.economics.world import World

__all__ = ["Tenancy", "exit_hazards", "promised_gpus", "rival_stock", "simulate_tenancy"]

RAMP_MONTHS = np.array([1.0, 3.0, 6.0, 4.0])
"""immediate, three_months, six_months, four_months: even steps to full handover."""

ESTIMATE_GRACE_MONTHS = 2.0
"""An estimated date has this much grace. Assumption, as for the vendor's estimates."""

LOCKING_FEE_MONTHS = 3
"""R5: from this exit fee on, the customer is half bound."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tenancy:
    """What is promised, what is in use, and how long the customer is there.

    ``served_gpus`` are handed over, ``substitute_gpus`` of them (in cards promised) by substitutes.
    ``is_gap`` marks the month after an early exit, when the lab moves. ``late_fraction`` is what is
    due, grace over, and not there. The last fields have axes (combination, draw): the month of an
    early exit (``NEVER`` for none) and why: short of cards, by a right, cancelled by either side.
    """

    served_gpus: Floats
    substitute_gpus: Floats
    is_served: NDArray[np.bool_]
    is_gap: NDArray[np.bool_]
    is_renewal: NDArray[np.bool_]
    late_fraction: Floats
    exit_month: NDArray[np.int64]
    was_short: NDArray[np.bool_]
    by_right: NDArray[np.bool_]
    by_lab: NDArray[np.bool_]
    by_cloud: NDArray[np.bool_]

    def of(self, rows: NDArray[np.intp]) -> "Tenancy":
        """Return some of the combinations; an axis of length 1 serves all."""
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        return Tenancy(
            **{name: array[rows] if len(array) > 1 else array for name, array in arrays.items()}
        )

    def at_pairs(self, rows: NDArray[np.intp], draws: NDArray[np.intp]) -> "Tenancy":
        """Return one combination whose draws are these pairs of combination and draw."""
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        n_rows, n_draws = self.exit_month.shape
        return Tenancy(
            **{
                name: np.broadcast_to(array, (n_rows, n_draws, *array.shape[2:]))[rows, draws][None]
                for name, array in arrays.items()
            }
        )


def promised_gpus(columns: Columns, months: int, delay_months: Floats | float = 0.0) -> Floats:
    """Return what is promised to be in use, axes (combination, 1, month)."""
    steps = RAMP_MONTHS[columns["ramp"].astype(int)][:, None, None]
    start = (columns["start_months"] + delay_months)[:, None, None]
    share = np.clip((np.arange(months + 1) - start) / steps, 0, 1)
    promised: Floats = columns["gpus"][:, None, None] * share
    return promised


def rival_stock(setting: ContractSetting, months: int) -> Floats:
    """Return the rival's means to poach, axis (month,) (R5, F50)."""
    cloud = setting.cloud
    restock = NEVER if cloud.rival_restock_month is None else cloud.rival_restock_month
    is_later = np.arange(months + 1) >= restock
    return np.where(is_later, cloud.rival_restock_fraction, cloud.rival_stock_fraction)


def simulate_tenancy(
    setting: ContractSetting, columns: Columns, world: World, available: Floats
) -> Tenancy:
    """Simulate handover and exits of each contract.

    ``available`` are the GPUs that the cloud can hand to this customer, axes
    (1 or combination, draw, month).
    """
    rules, gpus = setting.market.rules, columns["gpus"][:, None, None]
    months = np.arange(world.months + 1)
    in_term = terms(setting, columns, world)
    promised = promised_gpus(columns, world.months)
    struck = struck_by_ban(world.futures, columns)
    have = np.minimum(promised, available)
    substitutes = substituted_gpus(rules, columns, struck, promised - have)
    missing = promised - have - substitutes
    short = np.where(promised > 0, missing / np.maximum(promised, 1e-9), 0.0)
    is_short = in_term & (short > rules.short_tolerance_fraction)
    taken = taken_option(setting, columns, world, available - have)
    hazards = exit_hazards(rules, np.where(in_term, short, 0.0), rival_stock(setting, world.months))
    hazards = (hazards + price_hazard(setting, columns)[:, None, None]) * lock(rules, columns)
    patience = -np.log1p(-world.exits(setting.parties["lab"]))
    leaves = in_term & (hazards > patience)
    lab_cancels, cloud_cancels = cancellation_months(setting, columns, world)
    right = ripe_month(columns, is_short, struck)
    candidates = np.stack(
        np.broadcast_arrays(right, lab_cancels, cloud_cancels, first_month(leaves))
    )
    last = candidates.min(axis=0)
    reason = candidates.argmin(axis=0)
    is_served = in_term & (months <= last[..., None])
    exited = is_served.any(axis=-1) & (last < world.months) & after_in_term(in_term, last)
    due = promised_gpus(columns, world.months, grace_months(columns))
    late = np.maximum(np.minimum(due, promised) - have - substitutes, 0) / np.maximum(gpus, 1e-9)
    exit_month = np.where(exited, last, NEVER)
    at_exit = months == exit_month[..., None]
    return Tenancy(
        served_gpus=(have + substitutes + taken) * is_served,
        substitute_gpus=substitutes * is_served,
        is_served=is_served,
        is_gap=months == (exit_month + 1)[..., None],
        is_renewal=is_served & (months > terms_end(columns)[:, None, None]),
        late_fraction=np.where(is_served, late, 0.0),
        exit_month=exit_month,
        was_short=(is_short & at_exit).any(axis=-1),
        by_right=exited & (reason == 0),
        by_lab=exited & (reason == 1),
        by_cloud=exited & (reason == 2),  # noqa: PLR2004 - positions in the list above
    )


def terms(setting: ContractSetting, columns: Columns, world: World) -> NDArray[np.bool_]:
    """Return the months covered, renewal included, axes (combination, draw, month)."""
    months = np.arange(world.months + 1)
    renewed = is_renewed(setting, columns, world)[..., None]
    begun = months > columns["start_months"][:, None, None]
    lasts = (months <= terms_end(columns)[:, None, None]) | renewed
    return begun & lasts & (columns["gpus"] > 0)[:, None, None]


def after_in_term(in_term: NDArray[np.bool_], month: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say whether the contract would have gone on after ``month``, axes (combination, draw)."""
    next_month = np.minimum(month + 1, in_term.shape[-1] - 1)
    shape = (*np.broadcast_shapes(in_term.shape[:-1], month.shape), in_term.shape[-1])
    return np.take_along_axis(np.broadcast_to(in_term, shape), next_month[..., None], axis=-1)[
        ..., 0
    ]


def grace_months(columns: Columns) -> Floats:
    """Return the delay without consequence, axis (combination,)."""
    estimate = ESTIMATE_GRACE_MONTHS * is_on(columns["delivery_firmness"])
    grace: Floats = columns["grace_weeks"] / WEEKS_PER_MONTH + estimate
    return grace


def substituted_gpus(
    rules: Rules, columns: Columns, struck: NDArray[np.bool_], missing: Floats
) -> Floats:
    """Return the promised cards that substitutes stand in for, once they exist after a ban."""
    agreed = columns["substitute_ratio"] > 0
    if not agreed.any():
        return np.zeros((1, 1, 1))
    since = struck.cumsum(axis=-1) > rules.substitute_delay_months
    return np.where(since & agreed[:, None, None], missing, 0.0)


def taken_option(setting: ContractSetting, columns: Columns, world: World, free: Floats) -> Floats:
    """Return the GPUs that the lab takes by option, as far as the cloud has them.

    It decides in the option month, for a price below the market rent of that month.
    """
    share = columns["option_gpus_fraction"]
    if not share.any():
        return np.zeros((1, 1, 1))
    months = np.arange(world.months + 1)
    decided = np.ceil(columns["start_months"] + OPTION_MONTH)[:, None, None]
    rent = (columns["path_price"] * setting.market.list_price_cny_per_gpu_month)[:, None, None]
    cheap = rent < market_rents(world.futures, columns)
    is_then = (cheap & (months == decided)).any(axis=-1, keepdims=True)
    wanted = (share * columns["gpus"])[:, None, None]
    taken: Floats = np.minimum(wanted, np.maximum(free, 0)) * (is_then & (months > decided))
    return taken


def exit_hazards(rules: Rules, short_fraction: Floats, rival_stock_fraction: Floats) -> Floats:
    """Return h = h0 + h1 max(0, short - tol) stock_rival (1 + h_mem mem) per month (R5).

    ``mem`` counts the months so far with a shortage above the tolerance, this one included.
    """
    beyond = np.maximum(0, short_fraction - rules.short_tolerance_fraction)
    memory = (short_fraction > rules.short_tolerance_fraction).cumsum(axis=-1)
    pull = rules.exit_short_per_month * beyond * rival_stock_fraction
    hazards: Floats = rules.exit_base_per_month + pull * (1 + rules.exit_memory_per_month * memory)
    return hazards


def price_hazard(setting: ContractSetting, columns: Columns) -> Floats:
    """Return h_p max(0, d - d_rival) (R5), axis (combination,)."""
    gap = np.maximum(0, columns["path_price"] - rival_list_fractions(setting, columns))
    hazard: Floats = setting.market.rules.exit_price_per_month * gap
    return hazard


def lock(rules: Rules, columns: Columns) -> Floats:
    """Return what exclusivity and exit fees leave of the hazard (R5), axes (combination, 1, 1)."""
    fee = np.maximum(columns["exit_fee_months"], columns["anti_poach_fee_months"])
    left: Floats = (
        1
        - rules.lock_exclusivity_fraction * is_on(columns["exclusivity"])
        - rules.lock_exit_fee_fraction * (fee >= LOCKING_FEE_MONTHS)
    )
    return left[:, None, None]

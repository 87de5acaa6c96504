"""How a rental goes: promised handover, cards that come late (R4), a customer who leaves (R5).

Axes are (combination, draw, month); month t is the month in use, paid at its end, so what arrives
by the end of month t - 1 can be used in month t.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.rules import Rules
from negotiation.economics.availability import Parting
from negotiation.economics.card_options import OPTION_MONTH
from negotiation.economics.cards import market_rents, struck_by_ban
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.poaching import exit_hazards, lock, price_hazard, rival_stock
from negotiation.economics.tenancy_rights import (
    cancellation_months,
    is_renewed,
    ripe_month,
    terms_end,
)
from negotiation.economics.timing import NEVER, first_month
from negotiation.economics.world import World

__all__ = ["Tenancy", "promised_gpus", "simulate_tenancy"]

RAMP_MONTHS = np.array([1.0, 3.0, 6.0, 4.0])
"""immediate, three_months, six_months, four_months: even steps to full handover."""

ESTIMATE_GRACE_MONTHS = 2.0
"""An estimated date has this much grace. Assumption, as for the vendor's estimates."""

BY_RIGHT, BY_LAB, BY_CLOUD, _, BY_CONSENT = range(5)
"""Why a customer goes, in the order in which it counts within a month; ``_``: a rival wins it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tenancy:
    """What is promised, what is in use, and how long the customer is there.

    ``served_gpus`` are handed over, ``substitute_gpus`` of them (in cards promised) by substitutes.
    ``is_gap`` marks the month after an early exit, when the lab moves. ``late_fraction`` is what is
    due, grace over, and not there. The last fields have axes (combination, draw): the month of an
    early exit (``NEVER`` for none) and why: short of cards, by a right, cancelled by either side,
    ended by agreement; ``stays`` says that the lab then goes on with the same cloud, ``goes_over``
    that it then signs with another.
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
    by_consent: NDArray[np.bool_]
    stays: NDArray[np.bool_]
    goes_over: NDArray[np.bool_]

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


def simulate_tenancy(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    available: Floats,
    *,
    parting: Parting | None = None,
) -> Tenancy:
    """Simulate handover and exits of each contract.

    ``available`` are the GPUs that the cloud can hand to this customer, axes
    (1 or combination, draw, month). ``parting`` ends a contract that has not ended by itself.
    """
    rules, months = setting.market.rules, np.arange(world.months + 1)
    in_term, struck = terms(setting, columns, world), struck_by_ban(world.futures, columns)
    promised = promised_gpus(columns, world.months)
    have = np.minimum(promised, available)
    substitutes = substituted_gpus(rules, columns, struck, promised - have)
    short = (promised - have - substitutes) / np.maximum(promised, 1e-9)
    short = np.where(promised > 0, short, 0.0)
    is_short = in_term & (short > rules.short_tolerance_fraction)
    poached = is_poached(setting, columns, world, np.where(in_term, short, 0.0)) & in_term
    right = ripe_month(columns, is_short, struck), first_month(poached)
    ends = departures(setting, columns, world, rights=right, parting=parting)
    last, reason = ends.min(axis=0), ends.argmin(axis=0)
    is_served = in_term & (months <= last[..., None])
    by_consent = (reason == BY_CONSENT) & (in_term & (months > last[..., None])).any(axis=-1)
    exited = is_served.any(axis=-1) & (last < world.months) & after_in_term(in_term, last)
    exit_month = np.where(exited | by_consent, last, NEVER)
    late = late_fractions(columns, promised, have, substitutes)
    stays = by_consent & (parting is not None and parting.stays)
    goes_over = by_consent & (parting is not None and parting.goes_over)
    taken = taken_option(setting, columns, world, available - have)
    return Tenancy(
        served_gpus=(have + substitutes + taken) * is_served,
        substitute_gpus=substitutes * is_served,
        is_served=is_served,
        is_gap=(months == (exit_month + 1)[..., None]) & ~stays[..., None],
        is_renewal=is_served & (months > terms_end(columns)[:, None, None]),
        late_fraction=np.where(is_served, late, 0.0),
        exit_month=exit_month,
        was_short=(is_short & (months == exit_month[..., None])).any(axis=-1)
        & (~by_consent | goes_over),
        by_right=exited & (reason == BY_RIGHT),
        by_lab=exited & (reason == BY_LAB),
        by_cloud=exited & (reason == BY_CLOUD),
        by_consent=by_consent,
        stays=stays,
        goes_over=goes_over,
    )


def late_fractions(columns: Columns, promised: Floats, have: Floats, substitutes: Floats) -> Floats:
    """Return what is due, grace over, and not there, axes (combination, draw, month)."""
    due = promised_gpus(columns, promised.shape[-1] - 1, grace_months(columns))
    gpus = np.maximum(columns["gpus"][:, None, None], 1e-9)
    late: Floats = np.maximum(np.minimum(due, promised) - have - substitutes, 0) / gpus
    return late


def departures(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    *,
    rights: tuple[NDArray[np.int64], NDArray[np.int64]],
    parting: Parting | None,
) -> NDArray[np.int64]:
    """Return when the customer would go for each reason, axes (reason, combination, draw).

    ``rights`` are when a right to leave has ripened and when a rival wins.
    """
    right, poached = rights
    lab_cancels, cloud_cancels = cancellation_months(setting, columns, world)
    agreed = np.full((1, 1), parting.month if parting else NEVER)
    return np.stack(np.broadcast_arrays(right, lab_cancels, cloud_cancels, poached, agreed))


def is_poached(
    setting: ContractSetting, columns: Columns, world: World, short_fraction: Floats
) -> NDArray[np.bool_]:
    """Say in which months a rival would win the lab (R5), axes (combination, draw, month)."""
    rules = setting.market.rules
    hazards = exit_hazards(rules, short_fraction, rival_stock(setting, world.months))
    hazards = (hazards + price_hazard(setting, columns)[:, None, None]) * lock(rules, columns)
    patience = -np.log1p(-world.exits(setting.parties["lab"]))
    leaves: NDArray[np.bool_] = hazards > patience
    return leaves


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

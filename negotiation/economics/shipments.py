"""What a vendor ships under a supply contract (R4): promised, delivered, ended early, replaced.

Axes are (combination, draw, month); GPUs are cumulative at the end of the month.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.card_options import option_arrival, option_gpus
from negotiation.economics.cards import cards_of, market_prices, struck_by_ban
from negotiation.economics.clauses import Columns
from negotiation.economics.deliveries import (
    Pace,
    Rival,
    allocation_by_month,
    allocation_weight,
    delivered_fractions,
    fill_per_month,
)
from negotiation.economics.discounting import Floats
from negotiation.economics.endings import Ending, find_ending
from negotiation.economics.lateness import (
    WEEKS_PER_MONTH,
    Lateness,
    excused,
    has_damages,
    owed_fractions,
)
from negotiation.economics.timing import NEVER, at_month
from negotiation.economics.world import World, lead_months

__all__ = [
    "Shipments",
    "Span",
    "order_weight",
    "promised_fractions",
    "simulate_shipments",
]

STRATEGIC = np.array([0.0, 0.5, 1.0])
"""Strategic weight (R4) that standard, preferred and first priority buy. Assumption."""

SLIP_MULTIPLIERS = np.array([1.0, 0.85, 0.55])
FILL_MULTIPLIERS = np.array([1.0, 1.0, 1.2])
EVENNESS = np.array([0.0, 0.5, 0.25])
"""best_efforts, monthly_batches, front_loaded: what dated batches do to slip, fill and its chance.
Assumptions."""

PROMISE_SHIFT_MONTHS = np.array([2.0, 0.0, -1.0])
PROMISE_SCARCE_MONTHS = np.array([4.0, 4.0, 2.0])
"""When the promised line starts against the lead time (an estimate has two months of grace), and
how long it is at X = 1 (one month at X = 0). Assumptions."""

DIRECT, GREY, SPOT = range(3)

BAN_WEIGHTS = np.array([0.0, 0.5, 1.0])
"""buyer, shared, seller: the share of a ban's delay that the seller answers for."""


class Span(NamedTuple):
    """When an order holds: until both end it, counted from its signing, and since when it waits."""

    ended_month: int = NEVER
    elapsed_months: float = 0.0


ALWAYS = Span()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shipments:
    """How an order goes.

    ``delivered_gpus`` are the cards ordered, ``usual_gpus`` the same order without any favour;
    ``extra_gpus`` come by option in the month of the axis, ``replaced_gpus`` (combination, draw)
    are made good by substitutes in ``replaced_month``.
    """

    delivered_gpus: Floats
    usual_gpus: Floats
    lateness: Lateness
    ending: Ending
    extra_gpus: Floats
    replaced_gpus: Floats
    replaced_month: NDArray[np.int64]


def order_weight(setting: ContractSetting, columns: Columns) -> Floats:
    """Return the allocation weight of an order (R4), axis (combination,)."""
    cloud = setting.cloud
    owes = min(cloud.downstream_ld_fraction_per_week, cloud.downstream_ld_cap_fraction) > 0
    insists = has_damages(columns) | ((columns["back_to_back_fraction"] > 0) & owes)
    return allocation_weight(
        setting.market.rules,
        scarcity_fraction=setting.market.scarcity_fraction,
        columns={
            "strategic": STRATEGIC[columns["allocation_priority"].astype(int)],
            "prepaid": columns["prepayment_fraction"],
            "history": setting.vendor.history_fraction,
            "insists": insists.astype(np.float64),
        },
    )


def simulate_shipments(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    *,
    unit_price: Floats,
    rivals: tuple[Rival, ...] = (),
    span: Span = ALWAYS,
) -> Shipments:
    """Ship each order by R4 and let its damages clause run (R11).

    ``unit_price`` is the price of the day under the contract [CNY], for the rights that depend on
    it; it may be zero where no such right exists.
    """
    gpus = columns["gpus"]
    delivered, usual = arrivals(setting, columns, world, rivals=rivals, span=span)
    promised = promised_fractions(setting, columns, world.months)
    late = np.maximum(promised - delivered, 0)
    prices = unit_price, market_prices(world.futures, columns)
    ending = find_ending(
        setting,
        columns,
        world,
        progress=(late, delivered),
        prices=prices,
        ended_month=span.ended_month,
    )
    delivered = freeze(delivered, ending.month)
    replaced = np.where(ending.is_replaced, 1 - delivered[..., -1], 0.0)
    arrival = option_arrival(setting, span.ended_month)
    return Shipments(
        delivered_gpus=gpus[:, None, None] * delivered,
        usual_gpus=gpus[:, None, None] * freeze(usual, np.minimum(ending.long_stop, NEVER)),
        lateness=lateness_of(columns, world, late, ending),
        ending=ending,
        extra_gpus=option_gpus(columns, world, ending, arrival=arrival, prices=prices),
        replaced_gpus=gpus[:, None] * replaced,
        replaced_month=np.where(ending.is_replaced, ending.month, NEVER),
    )


def arrivals(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    *,
    rivals: tuple[Rival, ...],
    span: Span,
) -> tuple[Floats, Floats]:
    """Return the delivered share of each order, and that of the same order without any favour."""
    pace = pace_of(setting, columns, rivals, months=world.months)
    pace = pace._replace(elapsed_months=span.elapsed_months)
    fill = fill_per_month(setting.market, columns["gpus"])
    usual_pace = Pace.plain(fill, elapsed_months=span.elapsed_months)
    usual_pace = usual_pace._replace(is_licensed=~cards_of(columns).is_banned)
    return (
        delivered_fractions(world, pace, setting.market),
        delivered_fractions(world, usual_pace, setting.market),
    )


def lateness_of(columns: Columns, world: World, late: Floats, ending: Ending) -> Lateness:
    """Return what is late while the order is open, and what of it counts (R11)."""
    months = np.arange(world.months + 1)
    open_still = months <= np.minimum(ending.month, world.months)[..., None]
    late = np.where(open_still, late, 0.0)
    is_struck = struck_by_ban(world.futures, columns)
    weights = BAN_WEIGHTS[columns["ban_risk"].astype(int)]
    counted = excused(late, columns, is_struck, weights)
    return Lateness(
        late_fraction=late,
        owed_fraction=owed_fractions(counted, columns),
        loss_gpu_months=columns["gpus"][:, None, None] * counted,
    )


def pace_of(
    setting: ContractSetting, columns: Columns, rivals: tuple[Rival, ...], *, months: int
) -> Pace:
    """Return how each order comes in: channel, schedule and place in the queue."""
    rules = setting.market.rules
    schedule = columns["delivery_schedule"].astype(int)
    channel = columns["channel"].astype(int)
    favour = allocation_by_month(
        order_weight(setting, columns), setting.vendor.queue_share_fraction, rivals, months
    )
    by_month = (slice(None), None) if favour.ndim > 1 else slice(None)
    usual = fill_per_month(setting.market, columns["gpus"])[by_month]
    fill = usual * favour * FILL_MULTIPLIERS[schedule][by_month]
    is_paid = columns["prepayment_fraction"] >= 1
    fill = np.where(((channel == SPOT) & is_paid)[by_month], 1.0, fill)
    is_little = (channel == GREY) | ((channel == SPOT) & ~is_paid)
    fill = np.where(is_little[by_month], rules.fill_grey_per_month, fill)
    is_direct = channel == DIRECT
    return Pace(
        fill=fill,
        slip_multiplier=SLIP_MULTIPLIERS[schedule],
        evenness=np.where((channel == SPOT) & is_paid, 1.0, EVENNESS[schedule]),
        start_months=columns["start_months"],
        is_direct=is_direct,
        is_licensed=~(cards_of(columns).is_banned & is_direct),
    )


def promised_fractions(setting: ContractSetting, columns: Columns, months: int) -> Floats:
    """Return the cumulative share due, grace included: a straight line, axes (order, 1, month).

    Direct orders are promised from the lead time on, the others at once.
    """
    schedule = columns["delivery_schedule"].astype(int)
    scarcity = setting.market.scarcity_fraction
    start = lead_months(setting.market) + PROMISE_SHIFT_MONTHS[schedule]
    start = np.where(columns["channel"] == DIRECT, start, 0.0)
    start = np.maximum(start, columns["start_months"]) + columns["grace_weeks"] / WEEKS_PER_MONTH
    length = 1 + (PROMISE_SCARCE_MONTHS[schedule] - 1) * scarcity
    elapsed = np.arange(months + 1) - start[:, None, None]
    promised: Floats = np.clip(elapsed / length[:, None, None], 0, 1)
    return promised


def freeze(delivered: Floats, month: NDArray[np.int64] | int) -> Floats:
    """Return cumulative deliveries of which nothing comes after ``month``."""
    last = np.minimum(month, delivered.shape[-1] - 1)
    shape = np.broadcast_shapes(np.shape(last), delivered.shape[:-1])
    at_end = at_month(delivered, np.broadcast_to(last, shape))
    frozen: Floats = np.minimum(delivered, at_end[..., None])
    return frozen

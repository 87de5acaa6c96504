"""What a vendor ships under a supply contract (R4): promised, delivered, ended early, replaced.

Axes are (combination, draw, month); GPUs are cumulative at the end of the month.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.cards import cards_of, market_prices, struck_by_ban
from negotiation.economics.clauses import Columns, is_on
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

__all__ = ["OPTION_MONTH", "Shipments", "order_weight", "promised_fractions", "simulate_shipments"]

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
OPTION_MONTH = 6
"""When an option on more GPUs falls due. Assumption."""

BAN_WEIGHTS = np.array([0.0, 0.5, 1.0])
"""buyer, shared, seller: the share of a ban's delay that the seller answers for."""


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
    ended_month: int = NEVER,
) -> Shipments:
    """Ship each order by R4 and let its damages clause run (R11).

    ``unit_price`` is the price of the day under the contract [CNY], for the rights that depend on
    it; it may be zero where no such right exists. After ``ended_month`` nothing comes any more.
    """
    gpus = columns["gpus"]
    delivered = delivered_fractions(
        world, pace_of(setting, columns, rivals, months=world.months), setting.market
    )
    usual_pace = Pace.plain(fill_per_month(setting.market, gpus))
    usual_pace = usual_pace._replace(is_licensed=~cards_of(columns).is_banned)
    usual = delivered_fractions(world, usual_pace, setting.market)
    promised = promised_fractions(setting, columns, world.months)
    late = np.maximum(promised - delivered, 0)
    prices = market_prices(world.futures, columns)
    ending = find_ending(
        setting,
        columns,
        world,
        progress=(late, delivered),
        prices=(unit_price, prices),
        ended_month=ended_month,
    )
    months = np.arange(world.months + 1)
    open_still = months <= np.minimum(ending.month, world.months)[..., None]
    late = np.where(open_still, late, 0.0)
    is_struck = struck_by_ban(world.futures, columns)
    weights = BAN_WEIGHTS[columns["ban_risk"].astype(int)]
    counted = excused(late, columns, is_struck, weights)
    delivered = freeze(delivered, ending.month)
    replaced = np.where(ending.is_replaced, 1 - delivered[..., -1], 0.0)
    return Shipments(
        delivered_gpus=gpus[:, None, None] * delivered,
        usual_gpus=gpus[:, None, None] * freeze(usual, np.minimum(ending.long_stop, NEVER)),
        lateness=Lateness(
            late_fraction=late,
            owed_fraction=owed_fractions(counted, columns),
            loss_gpu_months=gpus[:, None, None] * counted,
        ),
        ending=ending,
        extra_gpus=option_gpus(
            columns,
            world,
            ending,
            arrival=option_arrival(setting, ended_month),
            prices=(unit_price, prices),
        ),
        replaced_gpus=gpus[:, None] * replaced,
        replaced_month=np.where(ending.is_replaced, ending.month, NEVER),
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


def option_arrival(setting: ContractSetting, ended_month: int) -> int:
    """Return when cards taken by option come; never if the contract has been ended by then."""
    arrival = OPTION_MONTH + int(np.ceil(lead_months(setting.market)))
    return arrival if arrival <= ended_month else NEVER


def option_gpus(
    columns: Columns,
    world: World,
    ending: Ending,
    *,
    arrival: int,
    prices: tuple[Floats, Floats],
) -> Floats:
    """Return the cards that arrive by option in each month, axes (combination, draw, month).

    The buyer takes them when the market is above its price in the option month; they come after the
    lead time, in month ``arrival``, all at once, if no ban or ending is in the way. ``prices`` are
    those of the contract and of the market.
    """
    share = columns["option_gpus_fraction"]
    shape = (len(share), world.chance.draws, world.months + 1)
    extra = np.zeros(shape)
    if not share.any() or arrival > world.months:
        return extra
    unit_price, market = prices
    contract = np.broadcast_to(unit_price, np.broadcast_shapes(unit_price.shape, market.shape))
    taken = market[..., OPTION_MONTH] > contract[..., OPTION_MONTH]
    struck = world.futures.banned[:, arrival] & cards_of(columns).is_banned[:, None]
    taken = taken & ~struck & ((ending.month >= arrival) | (ending.is_lapse))
    extra[..., arrival] = taken * (share * columns["gpus"])[:, None]
    return extra


def is_any_right(columns: Columns) -> NDArray[np.bool_]:
    """Say where a right depends on the price: options, cancellations, termination for lateness."""
    return (
        (columns["option_gpus_fraction"] > 0)
        | (columns["buyer_cancellation_fee_fraction"] < 1)
        | (columns["seller_cancellation_fee_fraction"] < 1)
        | is_on(columns["termination_weeks"])
    )

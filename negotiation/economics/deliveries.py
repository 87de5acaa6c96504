"""The vendor's deliveries (R4), and how fast a cloud can install them.

Scarcity X = min(1, backlog / 12 months) blends two worlds: at X = 1 the long lead, the slip and the
monthly trickle of 2023; at X = 0 a month's lead and everything at once, with the odd late order.
Fractions are of the order; axes are (order, draw, month), cumulative at the end of the month.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.domain.rules import Rules
from negotiation.economics.discounting import Floats
from negotiation.economics.timing import NEVER, first_month
from negotiation.economics.world import World, lead_months

__all__ = ["Pace", "Rival", "allocation_by_month", "allocation_multiplier", "allocation_weight"]
__all__ += ["delivered_fractions", "fill_per_month", "installed_gpus"]

SMALL_ORDER_GPUS, LARGE_ORDER_GPUS = 1_000, 10_000


class Pace(NamedTuple):
    """How an order comes in: every field has axis (order,).

    ``fill`` is the mean share a month, with axes (order, month) where others join or leave the
    queue; ``slip_multiplier`` scales the slip, ``evenness`` 1 takes the chance out of the trickle,
    nothing comes before ``start_months``; ``is_direct`` orders wait for the vendor's lead time,
    ``is_licensed`` ones do not mind the ban. ``elapsed_months`` have passed since the order was
    placed.
    """

    fill: Floats
    slip_multiplier: Floats
    evenness: Floats
    start_months: Floats
    is_direct: NDArray[np.bool_]
    is_licensed: NDArray[np.bool_]
    elapsed_months: float = 0.0

    @staticmethod
    def plain(fill: Floats, *, is_licensed: bool = False, elapsed_months: float = 0.0) -> "Pace":
        """Return orders that nobody favours."""
        ones, is_direct = np.ones(len(fill)), np.ones(len(fill), dtype=bool)
        licences = is_direct & is_licensed
        return Pace(fill, ones, 0 * ones, 0 * ones, is_direct, licences, elapsed_months)


class Rival(NamedTuple):
    """Another order in the vendor's queue: its part of it and its weight, axis (order,).

    ``joined_month`` and ``left_month`` count from the signing of the order that it competes with.
    """

    queue_fraction: Floats
    weight: Floats
    joined_month: int = 0
    left_month: int = NEVER

    def is_there(self, month: int) -> bool:
        """Say whether cards that come in ``month`` are shared with it."""
        return self.joined_month < max(month, 1) and month <= self.left_month


def fill_per_month(market: Market, gpus: Floats) -> Floats:
    """Return the mean share of an order that arrives a month: large orders fill slowly (R4)."""
    rules = market.rules
    sizes = np.log([SMALL_ORDER_GPUS, LARGE_ORDER_GPUS])
    fills = [rules.fill_small_per_month, rules.fill_large_per_month]
    scarce = np.interp(np.log(np.maximum(gpus, 1)), sizes, fills)
    scarcity = market.scarcity_fraction
    fill: Floats = scarcity * scarce + (1 - scarcity) * rules.fill_calm_per_month
    return fill


def allocation_weight(
    rules: Rules, *, scarcity_fraction: float, columns: Mapping[str, Floats | float]
) -> Floats:
    """Return w = exp(0.8 strategic + 0.5 prepaid + 0.4 history - 3 X insists) (R4), axis (order,).

    ``columns`` has ``strategic``, ``prepaid``, ``history`` and ``insists``; the last says that the
    contract can make the vendor pay for being late.
    """
    exponent = rules.weight_strategic * columns["strategic"]
    exponent = exponent + rules.weight_prepaid * columns["prepaid"]
    exponent = exponent + rules.weight_history * columns["history"]
    exponent = exponent - rules.weight_insists * scarcity_fraction * columns["insists"]
    weight: Floats = np.exp(exponent)
    return weight


def allocation_multiplier(
    weight: Floats, queue_fraction: float, rivals: tuple[Rival, ...] = ()
) -> Floats:
    """Return this buyer's allocation against an average buyer's (R4), axis (order,).

    a_i = A B_i w_i / sum B_j w_j: this buyer, the named rivals, and the rest of the queue with
    weight 1.
    """
    named = queue_fraction + sum(rival.queue_fraction for rival in rivals)
    total = queue_fraction * weight + sum(rival.queue_fraction * rival.weight for rival in rivals)
    share: Floats = weight * np.maximum(named, 1.0) / (total + np.maximum(0.0, 1 - named))
    return share


def allocation_by_month(
    weight: Floats, queue_fraction: float, rivals: tuple[Rival, ...], months: int
) -> Floats:
    """Return ``allocation_multiplier``; with axes (order, month) where the queue changes."""
    groups = [
        tuple(rival for rival in rivals if rival.is_there(month)) for month in range(months + 1)
    ]
    if all(len(group) == len(rivals) for group in groups):
        return allocation_multiplier(weight, queue_fraction, rivals)
    shares = {}
    for group in groups:
        key = tuple(map(id, group))
        if key not in shares:
            share = allocation_multiplier(weight, queue_fraction, group)
            shares[key] = np.broadcast_to(share, np.broadcast_shapes(share.shape, weight.shape))
    n_rows = max(len(share) for share in shares.values())
    return np.stack(
        [np.broadcast_to(shares[tuple(map(id, group))], (n_rows,)) for group in groups], axis=-1
    )


def delivered_fractions(world: World, pace: Pace, market: Market | None = None) -> Floats:
    """Return the delivered share of each order, axes (order, draw, month).

    Deliveries begin at lead + slip - 1.5 X months after ordering and go on at ``fill`` a month
    times the trickle. What came before signing is not counted. A ban leaves 5 % of the fill, except
    of orders that were old when it struck. ``market`` is that in which they were placed, by default
    the world's.
    """
    market = market or world.market
    rules = market.rules
    early = rules.early_start_months * market.scarcity_fraction + pace.elapsed_months
    slips = world.slips.at(market.scarcity_fraction)
    begin = lead_months(market) - early + pace.slip_multiplier[:, None] * slips
    begin = np.where(pace.is_direct[:, None], begin, -pace.elapsed_months)
    begin = np.maximum(begin, np.maximum(pace.start_months, 0)[:, None])
    months = np.arange(world.trickle.shape[1])
    is_open = np.clip(months - begin[:, :, None], 0, 1)
    trickle = 1 + (world.trickle - 1) * (1 - pace.evenness[:, None, None])
    banned = world.futures.banned & ~is_spared(world, pace.elapsed_months)[:, None]
    stopped = banned & ~pace.is_licensed[:, None, None]
    licence = np.where(stopped, rules.banned_fill_fraction, 1.0)
    fill = pace.fill[:, None, None] if pace.fill.ndim == 1 else pace.fill[:, None, :]
    arrivals = fill * is_open * trickle * licence
    delivered: Floats = np.minimum(1.0, arrivals.cumsum(axis=-1))
    return delivered


def is_spared(world: World, elapsed_months: float) -> NDArray[np.bool_]:
    """Say whether an order was old enough at the ban to be delivered (F58), axis (draw,)."""
    ban_month = first_month(world.futures.banned)
    age_months = ban_month + elapsed_months
    return (ban_month > 0) & (age_months >= world.market.rules.ban_spares_months)


def installed_gpus(delivered_gpus: Floats, limit_gpus_per_month: float) -> Floats:
    """Return cumulative GPUs in service after the installation limit (F68), month on the last axis.

    >>> installed_gpus(np.array([0.0, 3000.0, 3000.0]), 2400.0).tolist()
    [0.0, 2400.0, 3000.0]
    """
    limit = limit_gpus_per_month * (1.0 + np.arange(delivered_gpus.shape[-1]))
    behind = np.minimum.accumulate(delivered_gpus - limit, axis=-1)
    installed: Floats = np.minimum(behind, 0.0) + limit
    return installed

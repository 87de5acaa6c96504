"""What a cloud can hand to one customer: stock, tranches, what it buys at spot (R4, F87)."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.cards import cards_of
from negotiation.economics.clauses import Columns, distinct, is_on
from negotiation.economics.deliveries import (
    Pace,
    delivered_fractions,
    fill_per_month,
    installed_gpus,
)
from negotiation.economics.discounting import Floats
from negotiation.economics.timing import later
from negotiation.economics.world import World

__all__ = ["Compute", "Parting", "Pool", "RentalContext", "available_gpus", "pool_of"]
__all__ += ["start_of_month"]

FIRST_REFUSAL_MULTIPLIER = 2.0
"""What a right of first refusal makes of this customer's share of a tranche. Assumption."""


class Parting(NamedTuple):
    """A contract ends by agreement, in a month after its signing.

    The lab ``stays`` with the same cloud by another contract and nothing moves, or it ``goes_over``
    to another cloud, signs there in the same month and owes what the old contract asks for that.
    """

    month: int
    stays: bool
    goes_over: bool = False


class Compute(NamedTuple):
    """What all its contracts give a lab, axes (combination, draw, month).

    ``hours`` are the useful hours that it uses, ``bound_gpus`` the part of its need that it cannot
    fill elsewhere, ``moving_fraction`` the work lost by moving.
    """

    hours: Floats
    bound_gpus: Floats
    moving_fraction: Floats

    def beside(self, other: "Compute") -> "Compute":
        """Return what two contracts give together."""
        return Compute(
            self.hours + other.hours,
            self.bound_gpus + other.bound_gpus,
            np.maximum(self.moving_fraction, other.moving_fraction),
        )

    def later(self, months: int) -> "Compute":
        """Return the same with empty months before it."""
        return Compute(*(later(array, months) for array in self))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RentalContext:
    """What other signed contracts mean for a rental, axes (1 or combination, draw, month).

    ``upstream_gpus`` have come in under the cloud's supply contracts, ``taken_gpus`` serve
    customers who signed earlier, ``freed_gpus`` were bought for customers whose contracts have been
    ended by agreement. ``lab`` is what the lab gets by its other contracts, in the months of
    ``lab_world``, which begins ``lab_months`` before the signing: its one training run goes on.
    """

    upstream_gpus: Floats
    taken_gpus: Floats
    freed_gpus: Floats
    lab: Compute
    lab_world: World
    lab_months: int = 0
    known_months: Floats | None = None
    """For how long the lab has been this cloud's customer by a contract that this one replaces,
    axes (1, draw); ``None`` if there is none."""
    parting: Parting | None = None


class Pool(NamedTuple):
    """What the cloud has for a customer without buying, axes (1 or combination, draw, month)."""

    own_gpus: Floats
    upstream_gpus: Floats


def pool_of(setting: ContractSetting, columns: Columns, context: RentalContext | None) -> Pool:
    """Return own stock and upstream cards that earlier customers have left."""
    own = own_stock_gpus(setting, columns)[:, None, None]
    if context is None:
        return Pool(own, np.zeros((1, 1, 1)))
    if context.freed_gpus.any():
        own = own + context.freed_gpus
    beyond = np.maximum(0, context.taken_gpus - own)
    return Pool(
        np.maximum(0, own - context.taken_gpus), np.maximum(0, context.upstream_gpus - beyond)
    )


def available_gpus(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    context: RentalContext | None = None,
) -> Floats:
    """Return what the cloud can hand to this customer in each month.

    Its free stock at once, a share of each tranche of the order that it placed earlier, what it
    buys at spot for this customer, and what its supply contracts have brought, less what customers
    who signed earlier have. Axes (1 or combination, draw, month).
    """
    keys = {
        "struck": cards_of(columns).is_banned.astype(np.float64),
        "own": own_stock_gpus(setting, columns),
        "first": is_on(columns["right_of_first_refusal"]).astype(np.float64),
    }
    kinds, position = distinct(keys, keys)
    cloud, market = setting.cloud, setting.market
    fill = fill_per_month(market, np.full(len(kinds["own"]), cloud.order_gpus))
    pace = Pace.plain(fill, elapsed_months=cloud.order_age_months)
    pace = pace._replace(is_licensed=kinds["struck"] == 0)
    wanted = np.where(kinds["first"] > 0, FIRST_REFUSAL_MULTIPLIER, 1.0)
    share = np.minimum(1, cloud.tranche_share_fraction * wanted)[:, None, None]
    tranches = share * cloud.order_gpus * start_of_month(delivered_fractions(world, pace, market))
    bought = cloud.spot_cover_gpus * (np.arange(world.months + 1) > cloud.spot_cover_month)
    arriving = installed_gpus(tranches + bought, market.rules.install_limit_gpus_per_month)
    available: Floats = kinds["own"][:, None, None] + arriving
    if len(available) > 1:
        available = available[position]
    if context is None:
        return available
    if context.freed_gpus.any():
        available = available + context.freed_gpus
    return np.maximum(0, available + context.upstream_gpus - context.taken_gpus)


def own_stock_gpus(setting: ContractSetting, columns: Columns) -> Floats:
    """Return the free stock that fits the contract: it is A800, axis (combination,)."""
    return np.where(columns["sku"] == 0, setting.cloud.own_stock_gpus, 0.0)


def start_of_month(cumulative: Floats) -> Floats:
    """Return what had arrived by the end of the month before."""
    return np.concatenate([np.zeros_like(cumulative[..., :1]), cumulative[..., :-1]], axis=-1)

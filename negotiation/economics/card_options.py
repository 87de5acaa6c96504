"""Options and other rights on cards that depend on their price."""

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.cards import cards_of
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.endings import Ending
from negotiation.economics.timing import NEVER
from negotiation.economics.world import World, lead_months

__all__ = ["OPTION_MONTH", "is_any_right", "option_arrival", "option_gpus"]

OPTION_MONTH = 6
"""When an option on more GPUs falls due. Assumption."""


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

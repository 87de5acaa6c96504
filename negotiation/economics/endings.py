"""How a supply contract ends before its cards are all there: rights that buyer and seller have."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.cards import struck_by_ban
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.timing import NEVER, first_month
from negotiation.economics.world import World

__all__ = ["Ending", "find_ending"]

AT_BAN, BY_BUYER, BY_LATENESS, BY_SELLER, REPLACED, LAPSE, BY_CONSENT = range(7)
"""Reasons, in the order in which they count within a month."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ending:
    """When nothing more is delivered, and why; axes (combination, draw).

    Exactly one reason holds: the long stop (``is_lapse``), substitutes (``is_replaced``), the
    buyer's cancellation or termination, the seller's cancellation, the buyer's exit at a ban, or
    the word of both.
    """

    month: NDArray[np.int64]
    long_stop: int
    is_lapse: NDArray[np.bool_]
    is_replaced: NDArray[np.bool_]
    by_buyer: NDArray[np.bool_]
    by_lateness: NDArray[np.bool_]
    by_seller: NDArray[np.bool_]
    by_consent: NDArray[np.bool_]
    is_banned: NDArray[np.bool_]
    """A ban had struck by then."""

    def open_months(self, months: int) -> NDArray[np.bool_] | None:
        """Say where no consent has ended it, axes (combination, draw, month); ``None`` if always.

        The month of the ending itself still counts.
        """
        if not self.by_consent.any():
            return None
        last = np.where(self.by_consent, self.month, NEVER)
        return np.arange(months + 1) <= last[..., None]


def find_ending(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    *,
    progress: tuple[Floats, Floats],
    prices: tuple[Floats, Floats],
    ended_month: int = NEVER,
) -> Ending:
    """Return how each order ends.

    The buyer cancels when the market, markup and fee included, is below the contract; it terminates
    for lateness when the right has ripened and the market is no dearer; it leaves at a ban if the
    contract says so. The seller cancels when the market pays it more, the fee included. The
    earliest comes first; in the same month ban, buyer, lateness, seller, substitutes, long stop,
    and last what both have agreed, which ends nothing that has ended by itself.

    Args:
        setting: the contract's setting.
        columns: its clauses.
        world: what happens.
        progress: late and delivered fractions, axes (combination, draw, month).
        prices: under the contract and in the market [CNY], the same axes.
        ended_month: when both end it by agreement.
    """
    candidates = endings_by_reason(setting, columns, world, progress, prices)
    consent = consent_month(progress[1], ended_month)
    candidates = np.concatenate([candidates, np.broadcast_to(consent, candidates.shape[1:])[None]])
    month = candidates.min(axis=0)
    reason = candidates.argmin(axis=0)
    struck_by_then = first_month(struck_by_ban(world.futures, columns)) <= month
    return Ending(
        month=month,
        long_stop=world.market.rules.long_stop_months,
        is_lapse=reason == LAPSE,
        is_replaced=reason == REPLACED,
        by_buyer=reason == BY_BUYER,
        by_lateness=reason == BY_LATENESS,
        by_seller=reason == BY_SELLER,
        by_consent=reason == BY_CONSENT,
        is_banned=struck_by_then,
    )


def consent_month(delivered: Floats, ended_month: int) -> NDArray[np.int64]:
    """Return when both end an order: only while some of it is still to come."""
    if ended_month >= delivered.shape[-1]:
        return np.full(delivered.shape[:-1], NEVER)
    return np.where(delivered[..., ended_month] < 1, ended_month, NEVER)


def endings_by_reason(  # noqa: PLR0917  the arguments of find_ending
    setting: ContractSetting,
    columns: Columns,
    world: World,
    progress: tuple[Floats, Floats],
    prices: tuple[Floats, Floats],
) -> NDArray[np.int64]:
    """Return when each reason would end an order, axes (reason, combination, draw)."""
    rules = world.market.rules
    late, delivered = progress
    contract, market = prices
    # a right is only worth using while something is still to come
    waiting = (np.arange(world.months + 1) >= 1) & (delivered < 1)
    struck = struck_by_ban(world.futures, columns)
    to_buy = market * (1 + setting.cloud.spot_markup_fraction)
    to_sell = market * (1 - rules.resale_friction_fraction)
    buyer_fee = columns["buyer_cancellation_fee_fraction"][:, None, None]
    seller_fee = columns["seller_cancellation_fee_fraction"][:, None, None]
    allowed = columns["termination_weeks"][:, None, None]
    ripe = (allowed > 0) & (WEEKS_PER_MONTH * (late > 0).cumsum(axis=-1) > allowed)
    ban_month = first_month(struck)
    can_replace = (columns["substitute_ratio"] > 0)[:, None] & (ban_month < NEVER)
    replaced = np.where(can_replace, ban_month + rules.substitute_delay_months, NEVER)
    return np.stack(
        np.broadcast_arrays(
            first_month(struck & waiting & is_on(columns["ban_exit"])[:, None, None]),
            first_month(waiting & (buyer_fee < 1) & (to_buy < contract * (1 - buyer_fee))),
            first_month(waiting & ripe & (to_buy <= contract)),
            first_month(waiting & (seller_fee < 1) & (to_sell > contract * (1 + seller_fee))),
            np.where(replaced <= world.months, replaced, NEVER),
            np.full(delivered.shape[:-1], min(rules.long_stop_months, world.months)),
        )
    )

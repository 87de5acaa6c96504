"""Rights that end or lengthen a rental: cancellation, termination, exit at a ban, renewal."""

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.cards import cards_of, market_rents
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.timing import NEVER, at_month, first_month
from negotiation.economics.world import World

__all__ = [
    "cancellation_months",
    "is_only_poached",
    "is_renewed",
    "ripe_month",
    "terms_end",
    "uses_price",
]


def terms_end(columns: Columns) -> Floats:
    """Return the last month of the term, axis (combination,)."""
    end: Floats = columns["start_months"] + columns["term_months"]
    return end


def uses_price(setting: ContractSetting, columns: Columns) -> NDArray[np.bool_]:
    """Say where the price decides how the rental goes, axis (combination,).

    Above the rival's price it drives the customer away (R5); it also decides on cancellations,
    options, renewal at the old price, and what is not worth using.
    """
    is_dear = columns["list_price_fraction"] > rival_list_fractions(setting, columns)
    return is_dear | has_price_rights(columns)


def is_only_poached(setting: ContractSetting, columns: Columns) -> NDArray[np.bool_]:
    """Say where all that the price decides is how soon a rival wins the customer."""
    is_dear = columns["list_price_fraction"] > rival_list_fractions(setting, columns)
    return is_dear & ~has_price_rights(columns)


def has_price_rights(columns: Columns) -> NDArray[np.bool_]:
    """Say where a right or a choice depends on the price, axis (combination,)."""
    renews = (columns["renewal"] == 1) & (columns["renewal_list_price_fraction"] == 0)
    decides: NDArray[np.bool_] = (
        (columns["buyer_cancellation_fee_fraction"] < 1)
        | (columns["seller_cancellation_fee_fraction"] < 1)
        | (columns["option_gpus_fraction"] > 0)
        | (columns["take_or_pay_fraction"] < 1)
        | is_on(columns["mfn"])
        | is_on(columns["benchmark"])
        | renews
    )
    return decides


def rival_list_fractions(setting: ContractSetting, columns: Columns) -> Floats:
    """Return what a rival asks for cards of that speed, share of list (R5), axis (combination,)."""
    asked: Floats = setting.cloud.rival_list_fraction * cards_of(columns).speed_multiplier
    return asked


def is_renewed(setting: ContractSetting, columns: Columns, world: World) -> NDArray[np.bool_]:
    """Say whether the lab stays after the term, axes (combination, draw).

    An automatic renewal binds it; with an option it stays if the rent is then below the market.
    """
    end = terms_end(columns).astype(int)
    later = np.where(
        columns["renewal_list_price_fraction"] > 0,
        columns["renewal_list_price_fraction"],
        columns["path_price"],
    )
    rent = later * setting.market.list_price_cny_per_gpu_month
    ended = np.broadcast_to(end[:, None], (len(end), world.chance.draws))
    market_rent = at_month(market_rents(world.futures, columns), ended)
    renewal = columns["renewal"][:, None]
    stays: NDArray[np.bool_] = (renewal == 2) | ((renewal == 1) & (rent[:, None] < market_rent))  # noqa: PLR2004
    return stays


def cancellation_months(
    setting: ContractSetting, columns: Columns, world: World
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return when lab and cloud cancel for money, axes (combination, draw).

    The lab when the rest of the term is dearer than the market by more than its fee, the cloud when
    it is cheaper by more than its own; the fee is a share of the rent that is left.
    """
    lab_fee = columns["buyer_cancellation_fee_fraction"][:, None, None]
    cloud_fee = columns["seller_cancellation_fee_fraction"][:, None, None]
    if (lab_fee == 1).all() and (cloud_fee == 1).all():
        never = np.full((1, 1), NEVER)
        return never, never
    rent = (columns["path_price"] * setting.market.list_price_cny_per_gpu_month)[:, None, None]
    months = np.arange(world.months + 1)
    inside = (months > columns["start_months"][:, None, None]) & (
        months < terms_end(columns)[:, None, None]
    )
    market_rent = market_rents(world.futures, columns)
    by_lab = inside & (lab_fee < 1) & (rent - market_rent > lab_fee * rent)
    by_cloud = inside & (cloud_fee < 1) & (market_rent - rent > cloud_fee * rent)
    return first_month(by_lab), first_month(by_cloud)


def ripe_month(
    columns: Columns, short: NDArray[np.bool_], struck: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return when the lab may and does leave a cloud that is short, axes (combination, draw).

    After the agreed weeks of shortage, or in the first short month of a ban.
    """
    allowed = columns["termination_weeks"][:, None, None]
    if not allowed.any() and not is_on(columns["ban_exit"]).any():
        return np.full((1, 1), NEVER)
    ripe = (allowed > 0) & short & (WEEKS_PER_MONTH * short.cumsum(axis=-1) > allowed)
    freed = struck & short & is_on(columns["ban_exit"])[:, None, None]
    return np.minimum(first_month(ripe | freed), NEVER)

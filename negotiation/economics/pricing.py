"""What becomes of a price after signing (R9): quote validity, index, best price, re-opening.

Multipliers of the signed price, axes (combination, draw, month).
"""

import numpy as np
from numpy.typing import NDArray

from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import Futures
from negotiation.economics.timing import at_month, first_month, streak

__all__ = ["capped_price", "index_multiplier", "is_capped", "quote_multiplier", "re_opening"]

DAYS_PER_MONTH = 30


def quote_multiplier(market_price: Floats, columns: Columns, signing_days: float) -> Floats:
    """Return what the quote has become when the buyer signs, axes (combination, draw, 1).

    A quote that lapses before ``signing_days`` are over follows the market for the rest of them.
    """
    exposed = np.maximum(0, signing_days - columns["quote_validity_days"]) / DAYS_PER_MONTH
    if not exposed.any():
        return np.ones((len(exposed), 1, 1))
    move = market_price[:, 1] / market_price[:, 0]
    multiplier: Floats = move[None, :, None] ** exposed[:, None, None]
    return multiplier


def index_multiplier(futures: Futures, columns: Columns, strike_month: int = 0) -> Floats:
    """Return clip(1 + beta (Z[k] / Z[strike] - 1), floor, cap) (R9).

    Z is the card price or the market rent, k the last month at which the index was read.
    """
    beta = columns["index_beta"]
    months = np.arange(futures.months + 1)
    if not beta.any():
        return np.ones((len(beta), 1, 1))
    period = columns["index_period_months"][:, None]
    read = (months // period * period).astype(int)
    inputs = np.stack([futures.card_price_cny_per_gpu, futures.rent_cny_per_gpu_month])
    inputs = inputs / inputs[:, :, strike_month, None]
    which = columns["index_input"].astype(int)
    followed = np.stack([inputs[z][:, when] for z, when in zip(which, read, strict=True)])
    moved = 1 + beta[:, None, None] * (followed - 1)
    floor, cap = columns["index_floor"], columns["index_cap"]
    clipped: Floats = np.clip(moved, floor[:, None, None], cap[:, None, None])
    return clipped


def is_capped(columns: Columns) -> NDArray[np.bool_]:
    """Return where the price itself decides what is paid: best-price and benchmark clauses."""
    return is_on(columns["mfn"]) | is_on(columns["benchmark"])


def re_opening(
    price: Floats, market_price: Floats, fraction: float, months: int
) -> NDArray[np.int64]:
    """Return the month in which the benchmark clause re-opens the price, axes (combination, draw).

    The market has been below ``fraction`` of the price for ``months`` months.
    """
    return first_month(streak(market_price < fraction * price, months))


def capped_price(
    price: Floats,
    columns: Columns,
    *,
    like_price: Floats,
    market_price: Floats,
    benchmark: tuple[float, int],
) -> Floats:
    """Return the price after benchmark and most-favoured-customer clauses (R9).

    Benchmark: from its re-opening on, the market price of that month. Most favoured: never above
    ``like_price``. Axes (combination, draw, month), all in the same money.
    """
    like_price, market_price = np.broadcast_arrays(like_price, market_price)
    shape = np.broadcast_shapes(price.shape, market_price.shape)
    paid = np.broadcast_to(price, shape)
    if is_on(columns["benchmark"]).any():
        opened = re_opening(paid, market_price, *benchmark)
        opened = np.where(is_on(columns["benchmark"])[:, None], opened, shape[-1])
        new = at_month(market_price, opened)[..., None]
        paid = np.where(np.arange(shape[-1]) >= opened[..., None], np.minimum(paid, new), paid)
    return np.where(is_on(columns["mfn"])[:, None, None], np.minimum(paid, like_price), paid)

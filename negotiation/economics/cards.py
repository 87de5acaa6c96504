"""The card that a contract names: its market price, its speed, whether a ban strikes it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.economics.clauses import Columns
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import Futures
from negotiation.economics.hardware import FORM_FACTORS, SKUS

__all__ = ["Cards", "cards_of", "market_prices", "market_rents", "struck_by_ban"]

FABRIC_SPEED = 0.85
"""What cards in several networks lose in training. Assumption."""

_PRICES = np.array([sku.price_multiplier for sku in SKUS.values()])
_SPEEDS = np.array([sku.speed_multiplier for sku in SKUS.values()])
_IS_BANNED = np.array([sku.is_banned for sku in SKUS.values()])
_FORM_SPEEDS = np.array([form.speed_multiplier for form in FORM_FACTORS.values()])
_FORM_RESTS = np.array([form.rest_multiplier for form in FORM_FACTORS.values()])


class Cards(NamedTuple):
    """The cards of each contract against an A800, axis (combination,)."""

    price_multiplier: Floats
    speed_multiplier: Floats
    rest_multiplier: Floats
    is_banned: NDArray[np.bool_]


def cards_of(columns: Columns) -> Cards:
    """Return what the scope clauses say of the cards."""
    sku, form = columns["sku"].astype(np.intp), columns["form_factor"].astype(np.intp)
    speed = _SPEEDS[sku] * _FORM_SPEEDS[form]
    if "same_fabric" in columns:
        speed *= np.where(columns["same_fabric"] > 0, FABRIC_SPEED, 1.0)
    return Cards(_PRICES[sku], speed, _FORM_RESTS[form], _IS_BANNED[sku])


def market_prices(futures: Futures, columns: Columns) -> Floats:
    """Return the market price of each contract's card [CNY], axes (combination, draw, month).

    One row serves all where every contract is about the A800.
    """
    sku = columns["sku"]
    own: Floats = futures.card_price_cny_per_gpu[None]
    if not sku.any():
        return own
    multiplier = cards_of(columns).price_multiplier[:, None, None]
    drift = np.where((sku > 0)[:, None, None], np.exp(futures.other_noise_log), 1.0)
    priced: Floats = own * multiplier * drift
    return priced


def market_rents(futures: Futures, columns: Columns) -> Floats:
    """Return the market rent of cards of each contract's speed [CNY per GPU-month].

    Axes (combination, draw, month); one row serves all where every contract is about the A800.
    """
    speed, rent = cards_of(columns).speed_multiplier, futures.rent_cny_per_gpu_month
    if (speed == 1).all():
        return rent[None]
    faster: Floats = rent * speed[:, None, None]
    return faster


def struck_by_ban(futures: Futures, columns: Columns) -> NDArray[np.bool_]:
    """Return where a ban keeps each contract's card away, axes (combination, draw, month).

    One row serves all where every contract is about banned cards.
    """
    is_banned = cards_of(columns).is_banned
    if is_banned.all():
        return futures.banned[None]
    return futures.banned & is_banned[:, None, None]

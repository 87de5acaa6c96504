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

_SKUS = tuple(SKUS.values())
_FORMS = tuple(FORM_FACTORS.values())


class Cards(NamedTuple):
    """The cards of each contract against an A800, axis (combination,)."""

    price_multiplier: Floats
    speed_multiplier: Floats
    rest_multiplier: Floats
    is_banned: NDArray[np.bool_]


def cards_of(columns: Columns) -> Cards:
    """Return what the scope clauses say of the cards."""
    skus = [_SKUS[int(sku)] for sku in columns["sku"]]
    forms = [_FORMS[int(form)] for form in columns["form_factor"]]
    fabric = columns.get("same_fabric", np.zeros(len(skus)))
    speeds = [sku.speed_multiplier * form.speed_multiplier
              for sku, form in zip(skus, forms, strict=True)]  # fmt: skip
    return Cards(
        np.array([sku.price_multiplier for sku in skus]),
        np.array(speeds) * np.where(fabric > 0, FABRIC_SPEED, 1.0),
        np.array([form.rest_multiplier for form in forms]),
        np.array([sku.is_banned for sku in skus]),
    )


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

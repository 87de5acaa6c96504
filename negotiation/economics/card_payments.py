"""What a cloud pays for its cards, and when (R9): prepayment, deposit, invoices, refunds, fees."""

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.cards import cards_of, market_prices
from negotiation.economics.clauses import Columns
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.pricing import (
    capped_price,
    index_multiplier,
    is_capped,
    quote_multiplier,
)
from negotiation.economics.shipments import Shipments
from negotiation.economics.timing import at_month, paid_later
from negotiation.economics.world import World

__all__ = ["lump", "payment_flows", "price_multiplier", "unit_price_cny"]


def quoted(setting: ContractSetting, columns: Columns, world: World) -> Floats:
    """Return what the quote has become at signing, axes (combination, draw, 1)."""
    prices = world.futures.card_price_cny_per_gpu
    return quote_multiplier(prices, columns, setting.cloud.signing_days)


def unit_price_cny(setting: ContractSetting, columns: Columns, world: World) -> Floats:
    """Return the price of the day where it decides the path [CNY], indexed but never re-opened."""
    multiplier = quoted(setting, columns, world) * index_multiplier(world.futures, columns)
    price: Floats = columns["path_price"][:, None, None] * multiplier
    return np.broadcast_to(price, (*price.shape[:-1], world.months + 1))


def price_multiplier(setting: ContractSetting, columns: Columns, world: World) -> Floats:
    """Return the invoiced price against the signed one, axes (combination, draw, month).

    Like customers pay what the queue pays, falling with the fundamental.
    """
    market = setting.market
    multiplier = quoted(setting, columns, world) * index_multiplier(world.futures, columns)
    if not is_capped(columns).any():
        return multiplier
    price = np.maximum(columns["path_price"], 1e-9)[:, None, None]
    fall = np.exp(-market.fundamental_fall_log_per_month * np.arange(world.months + 1))
    like = setting.vendor.queue_price_cny_per_gpu * cards_of(columns).price_multiplier
    capped = capped_price(
        price * multiplier,
        columns,
        like_price=like[:, None, None] * fall,
        market_price=market_prices(world.futures, columns),
        benchmark=(market.rules.benchmark_fraction, market.rules.benchmark_months),
    )
    relative: Floats = np.where(is_capped(columns)[:, None, None], capped / price, multiplier)
    return relative


def lump(amount: Floats, month: NDArray[np.int64] | int, months: int) -> Floats:
    """Return one payment for each path in its month, axes (combination, draw, month)."""
    placed: Floats = amount[..., None] * (np.arange(months + 1) == np.asarray(month)[..., None])
    return placed


def payment_flows(
    setting: ContractSetting, columns: Columns, shipments: Shipments, multiplier: Floats
) -> Flows:
    """Return what cloud and vendor pay each other for the cards, per unit of price.

    A share is prepaid, the rest is invoiced as cards arrive. When the contract ends the prepayment
    of what never came returns with interest, less what the ban clause lets the vendor keep. The
    deposit returns then too, unless the buyer cancelled.
    """
    rules, ending = setting.market.rules, shipments.ending
    gpus, share = columns["gpus"][:, None], columns["prepayment_fraction"][:, None]
    delivered = shipments.delivered_gpus
    last = delivered.shape[-1] - 1
    arriving = np.diff(delivered, axis=-1, prepend=0.0)
    arriving = arriving + lump(shipments.replaced_gpus, shipments.replaced_month, last)
    billed = arriving * (1 - share[..., None]) + shipments.extra_gpus
    invoices = paid_later(billed * multiplier, columns["payment_days"])
    missing = gpus - delivered[..., -1] - shipments.replaced_gpus
    interest = (1 + rules.refund_interest_per_year) ** (ending.month / 12)
    kept = np.where(ending.is_banned, columns["ban_refund_fraction"][:, None], 1.0)
    signed = multiplier[..., 0]
    refund = share * missing * signed * kept * interest
    deposit = columns["deposit_fraction"][:, None] * gpus * signed * np.ones(missing.shape)
    fees = fee_amounts(columns, shipments, missing, multiplier)

    def from_cloud(account: str, amount: Floats) -> Flow:
        return Flow(account=account, payer="cloud", payee="vendor", amount=amount, per_price=True)

    return [
        from_cloud("prepayment", lump(share * gpus * signed * np.ones(missing.shape), 0, last)),
        from_cloud("card payments", invoices),
        from_cloud("refund", -lump(refund, ending.month, last)),
        from_cloud(
            "deposit",
            lump(deposit, 0, last) - lump(deposit * ~ending.by_buyer, ending.month, last),
        ),
        from_cloud("cancellation", lump(fees, ending.month, last)),
    ]


def fee_amounts(
    columns: Columns, shipments: Shipments, missing: Floats, multiplier: Floats
) -> Floats:
    """Return the cancellation fee per unit of price, buyer to seller, axes (combination, draw)."""
    ending = shipments.ending
    shape = (*missing.shape, shipments.delivered_gpus.shape[-1])
    price = at_month(np.broadcast_to(multiplier, shape), ending.month)
    from_buyer = ending.by_buyer * columns["buyer_cancellation_fee_fraction"][:, None]
    from_seller = ending.by_seller * columns["seller_cancellation_fee_fraction"][:, None]
    fees: Floats = (from_buyer - from_seller) * missing * price
    return fees

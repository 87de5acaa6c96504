"""The vendor's side of a supply contract besides what the cloud pays (R6)."""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.card_payments import lump
from negotiation.economics.cards import cards_of, market_prices
from negotiation.economics.clauses import Columns
from negotiation.economics.deliveries import Pace, delivered_fractions, fill_per_month
from negotiation.economics.discounting import Floats
from negotiation.economics.endings import Ending
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.hardware import SUBSTITUTE
from negotiation.economics.refusal import sale_through_fraction
from negotiation.economics.shipments import Shipments
from negotiation.economics.timing import at_month
from negotiation.economics.world import World

__all__ = ["queue_arrivals", "vendor_flows"]


def vendor_flows(
    setting: ContractSetting, columns: Columns, world: World, shipments: Shipments
) -> Flows:
    """Return costs, the rest of the allotment sold to the queue, and what favours cost or earn.

    Cards that come earlier than usual cost goodwill with those who wait; cash in advance earns a
    premium for the time that such an order usually takes. A vendor that cancels sells what is
    missing in the market at once.
    """
    vendor, market = setting.vendor, setting.market
    cards, ending = cards_of(columns), shipments.ending
    gpus, delivered = columns["gpus"][:, None, None], shipments.delivered_gpus
    last = delivered.shape[-1] - 1
    arriving = np.diff(delivered, axis=-1, prepend=0.0) + shipments.extra_gpus
    cost = vendor.unit_cost_cny_per_gpu * cards.price_multiplier[:, None, None] * arriving
    ratio = columns["substitute_ratio"][:, None]
    substitutes = lump(ratio * shipments.replaced_gpus, shipments.replaced_month, last)
    cost = cost + vendor.unit_cost_cny_per_gpu * SUBSTITUTE.price_multiplier * substitutes
    missing = gpus[..., 0] - delivered[..., -1]
    sold = missing * ending.by_seller
    kept = 1 - market.rules.resale_friction_fraction
    proceeds = sold * kept * at_month(market_prices(world.futures, columns), ending.month)
    # every card that leaves by this contract is one of its make that the queue does not get
    gone = delivered[..., -1] + shipments.extra_gpus.sum(axis=-1) + sold
    rest = vendor.allotment_gpus - gone * cards.price_multiplier[:, None]
    freed = missing * ending.by_consent * cards.price_multiplier[:, None]
    queue = queue_sales(setting, world, ending, rest=rest, freed=freed)
    favoured = np.maximum(delivered - shipments.usual_gpus, 0)
    goodwill = vendor.displacement_cny_per_gpu_month * market.scarcity_fraction * favoured
    gained = sold * (vendor.unit_cost_cny_per_gpu * cards.price_multiplier)[:, None]
    return [
        Flow(account="cost of goods", payer="vendor", payee="makers", amount=cost),
        Flow(account="sold elsewhere", payer="other customers", payee="vendor", amount=queue),
        Flow(
            account="sold in the market",
            payer="resale market",
            payee="vendor",
            amount=lump(proceeds - gained, ending.month, last),
        ),
        Flow(account="goodwill", payer="vendor", payee="standing", amount=goodwill, is_cash=False),
        Flow(
            account="cash in advance",
            payer="standing",
            payee="vendor",
            amount=advance_premium(setting, columns, shipments),
            per_price=True,
            is_cash=False,
        ),
    ]


def advance_premium(setting: ContractSetting, columns: Columns, shipments: Shipments) -> Floats:
    """Return what the prepayment is worth to the vendor while it holds it, per unit of price."""
    months = np.arange(shipments.usual_gpus.shape[-1])
    waiting = columns["gpus"][:, None, None] - shipments.usual_gpus
    waiting = np.where(months < shipments.ending.long_stop, waiting, 0.0)
    yearly = columns["prepayment_fraction"] * setting.vendor.financing_premium_per_year
    if (is_open := shipments.ending.open_months(len(months) - 1)) is not None:
        waiting = np.where(is_open, waiting, 0.0)
    premium: Floats = yearly[:, None, None] / 12 * waiting
    return premium


def queue_sales(
    setting: ContractSetting, world: World, ending: Ending, *, rest: Floats, freed: Floats
) -> Floats:
    """Return what the queue pays over cost for the ``rest`` of the allotment [CNY].

    Of it ``freed`` came free when both ended the contract. Axes (combination, draw, month).
    """
    vendor = setting.vendor
    margin = vendor.queue_price_cny_per_gpu - vendor.unit_cost_cny_per_gpu
    margin *= sale_through_fraction(vendor, setting.market)
    arrivals = queue_arrivals(setting, world)
    queue: Floats = (margin * rest)[..., None] * arrivals
    if ending.by_consent.any():
        queue = queue + (margin * freed)[..., None] * (resumed(arrivals, ending) - arrivals)
    return queue


def resumed(arrivals: Floats, ending: Ending) -> Floats:
    """Return when cards go to the queue that consent has freed, share a month.

    They are spread as the rest of the allotment is from then on; where that has all gone, in the
    next month.
    """
    last = arrivals.shape[-1] - 1
    after = arrivals * (np.arange(last + 1) > ending.month[..., None])
    total = after.sum(axis=-1, keepdims=True)
    at_once = lump(np.ones(ending.month.shape), np.minimum(ending.month + 1, last), last)
    return np.where(total > 0, after / np.maximum(total, 1e-300), at_once)


def queue_arrivals(setting: ContractSetting, world: World) -> Floats:
    """Return how the allotment would leave for other buyers, share a month, axes (draw, month).

    The ban does not reach the rest of the world.
    """
    fill = fill_per_month(setting.market, np.array([setting.vendor.allotment_gpus]))
    sold = delivered_fractions(world, Pace.plain(fill, is_licensed=True), setting.market)
    arrivals: Floats = np.diff(sold[0], axis=-1, prepend=0.0)
    return arrivals

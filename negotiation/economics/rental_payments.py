"""What a lab pays for a rental, and when (R9): fees, prepayment, deposit, fees of parting."""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.card_payments import lump
from negotiation.economics.cards import cards_of, market_rents, struck_by_ban
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.pricing import (
    capped_price,
    index_multiplier,
    is_capped,
    quote_multiplier,
)
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.tenancy_rights import terms_end
from negotiation.economics.timing import NEVER, paid_later
from negotiation.economics.world import World

__all__ = ["advance_flows", "fee_flows", "fee_multiplier", "parting_flows"]


def fee_multiplier(setting: ContractSetting, columns: Columns, world: World) -> Floats:
    """Return the invoiced rent against the signed one, axes (combination, draw, month).

    Like customers pay the market rent of the day, list at most.
    """
    futures, market = world.futures, setting.market
    quoted = quote_multiplier(futures.rent_cny_per_gpu_month, columns, setting.lab.signing_days)
    list_price = market.list_price_cny_per_gpu_month
    of_list = futures.list_price_cny_per_gpu_month / list_price
    floating = is_on(columns["price_unit"])[:, None, None]
    multiplier = quoted * index_multiplier(futures, columns) * np.where(floating, of_list, 1.0)
    if not is_capped(columns).any():
        return multiplier
    rents = market_rents(futures, columns)
    speed = cards_of(columns).speed_multiplier[:, None, None]
    price = np.maximum(columns["path_price"], 1e-9)[:, None, None] * list_price
    capped = capped_price(
        price * multiplier,
        columns,
        like_price=np.minimum(rents, futures.list_price_cny_per_gpu_month * speed),
        market_price=rents,
        benchmark=(market.rules.benchmark_fraction, market.rules.benchmark_months),
    )
    relative: Floats = np.where(is_capped(columns)[:, None, None], capped / price, multiplier)
    return relative


def fee_flows(
    setting: ContractSetting, columns: Columns, world: World, *, tenancy: Tenancy, charged: Floats
) -> Flows:
    """Return the rent of ``charged`` GPUs, axes (combination, draw, month), and its selling cost.

    After a renewal at a rate of its own the rent no longer depends on the price.
    """
    market = setting.market
    list_price = market.list_price_cny_per_gpu_month
    days = columns["payment_days"]
    later = columns["renewal_list_price_fraction"][:, None, None]
    anew = tenancy.is_renewal & (later > 0)
    multiplier = fee_multiplier(setting, columns, world)
    fees = paid_later(np.where(anew, 0.0, charged * list_price * multiplier), days)
    flows = sold("rent", fees, market.sga_fraction, per_price=True)
    if anew.any():
        renewed = paid_later(np.where(anew, charged * list_price * later, 0.0), days)
        flows += sold("rent after renewal", renewed, market.sga_fraction, per_price=False)
    return flows


def sold(account: str, fees: Floats, sga_fraction: float, *, per_price: bool) -> Flows:
    """Return fees from the lab to the cloud and what selling costs the cloud."""
    return [
        Flow(account=account, payer="lab", payee="cloud", amount=fees, per_price=per_price),
        Flow(
            account="selling cost",
            payer="cloud",
            payee="operators",
            amount=sga_fraction * fees,
            per_price=per_price,
        ),
    ]


def advance_flows(
    setting: ContractSetting, columns: Columns, world: World, tenancy: Tenancy
) -> Flows:
    """Return prepayment and deposit per unit of price (R9).

    The prepayment is paid at signing and settles invoices at the base rent, pro rata or the last
    ones; the rest returns when the contract ends, less what the ban clause lets the cloud keep.
    Cash in advance is worth a premium to the cloud.
    """
    list_price = setting.market.list_price_cny_per_gpu_month
    last = world.months
    total = (list_price * columns["gpus"] * columns["term_months"])[:, None]
    share = columns["prepayment_fraction"][:, None]
    used = np.where(tenancy.is_renewal, 0.0, tenancy.served_gpus) * list_price
    drawn = drawdown(columns, used, total)
    over = np.minimum(tenancy.exit_month, np.minimum(terms_end(columns), last).astype(int)[:, None])
    struck = struck_by_ban(world.futures, columns)
    months = np.arange(last + 1)
    is_over = months >= over[..., None]
    rest = share * total - drawn.sum(axis=-1)
    was_struck = (struck & ~is_over).any(axis=-1)
    kept = np.where(was_struck, columns["ban_refund_fraction"][:, None], 1.0)
    everywhere = np.ones(rest.shape)
    balance = np.where(is_over, 0.0, share[..., None] * total[..., None] - drawn.cumsum(axis=-1))
    balance = np.maximum(balance, 0.0)
    deposit = columns["deposit_fraction"][:, None] * total * everywhere
    by_lab = tenancy.by_lab
    returned = drawn + lump(rest * kept, over, last)

    def from_lab(account: str, amount: Floats) -> Flow:
        return Flow(account=account, payer="lab", payee="cloud", amount=amount, per_price=True)

    return [
        from_lab("prepayment", lump(share * total * everywhere, 0, last)),
        from_lab("prepayment used", -returned),
        from_lab("deposit", lump(deposit, 0, last) - lump(deposit * ~by_lab, over, last)),
        Flow(
            account="cash in advance",
            payer="standing",
            payee="cloud",
            amount=setting.cloud.financing_premium_per_year / 12 * balance,
            per_price=True,
            is_cash=False,
        ),
    ]


def drawdown(columns: Columns, used: Floats, total: Floats) -> Floats:
    """Return the prepayment that each month's invoice uses, axes (combination, draw, month)."""
    share = columns["prepayment_fraction"][:, None, None]
    before_last = (1 - share) * total[..., None]
    # an option may bring more invoices than the contract value; the prepayment covers no more
    billed = np.minimum(used.cumsum(axis=-1), total[..., None])
    settled = np.where(
        is_on(columns["drawdown"])[:, None, None],
        np.maximum(0, billed - before_last),
        share * billed,
    )
    drawn: Floats = np.diff(settled, axis=-1, prepend=0.0)
    return drawn


def parting_flows(
    setting: ContractSetting, columns: Columns, world: World, tenancy: Tenancy
) -> Flows:
    """Return the fees for leaving early, per unit of price (R5, R11).

    A lab that leaves a cloud which serves it pays the exit fee; one that a rival wins, also by a
    contract that replaces this one, pays the poaching fee; who cancels pays a share of the rent
    that was left. Ending by agreement costs nothing.
    """
    rent = (setting.market.list_price_cny_per_gpu_month * columns["gpus"])[:, None]
    exits = tenancy.exit_month < NEVER
    is_poached = exits & ~tenancy.by_right & ~tenancy.by_lab & ~tenancy.by_cloud
    is_poached &= ~tenancy.by_consent | tenancy.goes_over
    fee = rent * columns["exit_fee_months"][:, None] * (is_poached & ~tenancy.was_short)
    fee = fee + rent * columns["anti_poach_fee_months"][:, None] * is_poached
    left = np.maximum(terms_end(columns)[:, None] - tenancy.exit_month, 0) * rent
    cancelled = tenancy.by_lab * columns["buyer_cancellation_fee_fraction"][:, None]
    cancelled = cancelled - tenancy.by_cloud * columns["seller_cancellation_fee_fraction"][:, None]
    return [
        Flow(
            account="parting",
            payer="lab",
            payee="cloud",
            amount=lump(fee + left * cancelled, tenancy.exit_month, world.months),
            per_price=True,
        )
    ]

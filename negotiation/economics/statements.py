"""Statements of account: every flow of contracts in money, prices applied and courts heard."""

from dataclasses import replace

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import Columns
from negotiation.economics.courts import settled_fraction
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.ledgers import DamagesDue, Entries
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.world import World

__all__ = ["in_money", "party_cashflow_cny", "settled_damages"]


def in_money(setting: ContractSetting, columns: Columns, entries: Entries, world: World) -> Flows:
    """Return the flows of ``entries`` in CNY, axes (combination, draw, month).

    Damages are what a court leaves of them.
    """
    price = columns[TEMPLATES[setting.template].price]
    flows = list(entries.flows)
    if entries.damages is not None:
        flows += settled_damages(entries.damages, price, world)
    return [priced(flow, price[:, None, None]) for flow in flows]


def settled_damages(due: DamagesDue, price: Floats, world: World) -> Flows:
    """Return the damages per unit of price after the court."""
    owed = due.lateness.owed_fraction.sum(axis=-1) * due.value_per_price[:, None]
    loss = (due.lateness.loss_gpu_months * due.loss_cny_per_gpu_month).sum(axis=-1)
    share = settled_fraction(
        world.market.rules,
        due.columns,
        owed_cny=price[:, None] * owed,
        loss_cny=loss,
        expected_loss_cny=due.expected_loss_cny[:, None],
        value_cny=price * due.value_per_price,
        petition=world.petition,
    )
    return [replace(flow, amount=flow.amount * share[..., None]) for flow in due.flows]


def priced(flow: Flow, price: Floats) -> Flow:
    """Return a flow in money."""
    if not flow.per_price:
        return flow
    return replace(flow, amount=flow.amount * price, per_price=False)


def party_cashflow_cny(flows: Flows, party: str) -> Floats:
    """Return the net cash that ``party`` gets each month, worth that is not cash left out."""
    net = sum(
        flow.amount * (float(flow.payee == party) - float(flow.payer == party))
        for flow in flows
        if flow.is_cash and party in {flow.payee, flow.payer}
    )
    return np.asarray(net, dtype=np.float64)

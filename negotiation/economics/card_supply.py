"""Template ``card_supply``: a cloud buys cards from their vendor.

What the contract does not cover is covered by each side's alternative, so that contracts of
different size compare: the cloud buys the rest of its need at spot if that pays (R4), the vendor
sells the rest of its allotment to the queue (R6). A contract of zero cards is the alternative.
"""

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.buyer_fleet import BuyerFleet, fleet_entries, simulate_buyer_fleet
from negotiation.economics.card_payments import payment_flows, price_multiplier, unit_price_cny
from negotiation.economics.cards import cards_of
from negotiation.economics.clauses import Columns
from negotiation.economics.deliveries import Rival
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.ledgers import DamagesDue, Entries
from negotiation.economics.rents import lost_margin_cny_per_gpu_month
from negotiation.economics.shipments import ALWAYS, Shipments, Span, simulate_shipments
from negotiation.economics.vendor_book import vendor_flows
from negotiation.economics.world import World

__all__ = ["card_supply_entries", "ship", "supply_entries_of"]

REVENUE = {"prepayment", "card payments", "refund"}
"""The accounts that a revenue share is taken from."""


def card_supply_entries(
    setting: ContractSetting, columns: Columns, world: World, rivals: tuple[Rival, ...] = ()
) -> Entries:
    """Return every flow of the contract and of what both sides do besides.

    ``columns["path_price"]`` is the price where it decides the path, and 0 elsewhere.
    """
    shipments = ship(setting, columns, world, rivals)
    fleet = simulate_buyer_fleet(setting, columns, world, shipments)
    return supply_entries_of(setting, columns, world, fleet)


def ship(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    rivals: tuple[Rival, ...],
    *,
    span: Span = ALWAYS,
) -> Shipments:
    """Ship the orders of ``columns`` while they hold."""
    unit_price = unit_price_cny(setting, columns, world)
    return simulate_shipments(
        setting,
        columns,
        world,
        unit_price=unit_price,
        rivals=rivals,
        span=span,
    )


def supply_entries_of(
    setting: ContractSetting, columns: Columns, world: World, fleet: BuyerFleet
) -> Entries:
    """Return the flows of orders, with what the cloud made of the cards that came."""
    shipments = fleet.shipments
    multiplier = price_multiplier(setting, columns, world)
    flows = payment_flows(setting, columns, shipments, multiplier)
    flows += state_flows(setting, flows)
    flows += vendor_flows(setting, columns, world, shipments)
    flows += fleet_entries(setting, columns, world, fleet)
    return Entries(flows, damages_due(setting, columns, world, shipments))


def state_flows(setting: ContractSetting, payments: Flows) -> Flows:
    """Return the state's share of what the cards bring in, refunds taken off (R6)."""
    share = setting.vendor.revenue_share_fraction
    if share == 0:
        return []
    return [
        Flow(
            account="revenue share",
            payer="vendor",
            payee="state",
            amount=share * flow.amount,
            per_price=True,
        )
        for flow in payments
        if flow.account in REVENUE
    ]


def damages_due(
    setting: ContractSetting, columns: Columns, world: World, shipments: Shipments
) -> DamagesDue:
    """Return the vendor's damages for lateness, with what a precedent costs it besides (R6)."""
    value = columns["gpus"]
    owed = shipments.lateness.owed_fraction * value[:, None, None]
    flows: Flows = [
        Flow(account="damages", payer="vendor", payee="cloud", amount=owed, per_price=True)
    ]
    if rho := setting.vendor.precedent_multiplier:
        flows.append(
            Flow(
                account="precedent",
                payer="vendor",
                payee="standing",
                amount=rho * owed,
                per_price=True,
                is_cash=False,
            )
        )
    rules, scarcity = setting.market.rules, setting.market.scarcity_fraction
    foreseen_months = rules.slip_scarce_months * scarcity + (1 - scarcity) * (
        rules.slip_calm_late_fraction * rules.slip_calm_late_months
    )
    loss = lost_margin_cny_per_gpu_month(setting.market, world.futures)
    loss = loss * cards_of(columns).speed_multiplier[:, None, None]
    return DamagesDue(
        columns=columns,
        lateness=shipments.lateness,
        flows=flows,
        value_per_price=value,
        loss_cny_per_gpu_month=loss,
        expected_loss_cny=foreseen_months * value * loss[:, 0, 0],
    )

"""Template ``compute_rental``: a model lab rents GPUs from a cloud.

What the contract does not cover is covered by each side's alternative: the lab rents the rest of
its need elsewhere at market rent, late and in limited number; the cloud rents what it has to
enterprise customers. A contract of zero GPUs is the alternative.
"""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.availability import (
    Compute,
    RentalContext,
    available_gpus,
    pool_of,
)
from negotiation.economics.cards import market_rents, struck_by_ban
from negotiation.economics.clauses import Columns
from negotiation.economics.fleet import fleet_flows, lighthouse_flow, stock_flows
from negotiation.economics.flows import Flow, Flows, sliced
from negotiation.economics.lab_use import (
    bound_gpus,
    bundle_flows,
    lab_flows,
    moving_fractions,
)
from negotiation.economics.lateness import Lateness, excused, owed_fractions
from negotiation.economics.ledgers import DamagesDue, Entries
from negotiation.economics.reliability import simulate_service
from negotiation.economics.rental_payments import advance_flows, fee_flows, parting_flows
from negotiation.economics.tenancy import Tenancy, simulate_tenancy
from negotiation.economics.usage import served_hours, used_fraction
from negotiation.economics.world import World

__all__ = ["compute_of", "damages_entries", "fee_entries", "parting_entries", "service_entries"]
__all__ += ["tenancy_of", "use_entries"]

BAN_WEIGHTS = np.array([1.0, 0.5, 0.0])
"""seller, shared, buyer: the share of a ban's delay that the cloud answers for."""


def tenancy_of(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    context: RentalContext | None = None,
) -> Tenancy:
    """Return how the contracts go, beside the other signed contracts of ``context``."""
    available = available_gpus(setting, columns, world, context)
    return simulate_tenancy(
        setting, columns, world, available, parting=context.parting if context else None
    )


def use_entries(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    tenancy: Tenancy,
    *,
    context: RentalContext | None = None,
) -> Entries:
    """Return what the GPUs do for each side before the contract's payments.

    The lab's whole compute and the cloud's own stock are in it.
    """
    compute = compute_of(setting, columns, world, tenancy)
    if context is None:
        flows = lab_flows(setting, world, compute)
    else:
        together = compute.later(context.lab_months).beside(context.lab)
        flows = sliced(lab_flows(setting, context.lab_world, together), context.lab_months)
    return Entries(
        flows
        + stock_flows(setting, world)
        + service_entries(setting, columns, world, tenancy, context=context).flows
    )


def compute_of(
    setting: ContractSetting, columns: Columns, world: World, tenancy: Tenancy
) -> Compute:
    """Return what one contract gives the lab."""
    service = simulate_service(world, columns)
    used = used_fraction(setting, columns, world.futures, tenancy=tenancy, service=service)
    return Compute(
        served_hours(columns, tenancy, service) * used,
        bound_gpus(setting.lab, columns, tenancy),
        moving_fractions(world.market.rules, tenancy),
    )


def service_entries(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    tenancy: Tenancy,
    *,
    context: RentalContext | None = None,
) -> Entries:
    """Return what one contract changes for the cloud, and its bundle."""
    service = simulate_service(world, columns)
    used = used_fraction(setting, columns, world.futures, tenancy=tenancy, service=service)
    pool = pool_of(setting, columns, context)
    known = None if context is None else context.known_months
    return Entries(
        bundle_flows(setting.lab, columns, tenancy)
        + fleet_flows(setting, columns, world, tenancy=tenancy, used=used, pool=pool)
        + [lighthouse_flow(setting, columns, tenancy, known_months=known)]
    )


def fee_entries(
    setting: ContractSetting, columns: Columns, world: World, tenancy: Tenancy
) -> Entries:
    """Return the fees less service credits (R9, R10)."""
    service = simulate_service(world, columns)
    used = used_fraction(setting, columns, world.futures, tenancy=tenancy, service=service)
    taken = used + (1 - used) * columns["take_or_pay_fraction"][:, None, None]
    charged = tenancy.served_gpus * taken * (1 - service.credit_fraction)
    return Entries(fee_flows(setting, columns, world, tenancy=tenancy, charged=charged))


def parting_entries(
    setting: ContractSetting, columns: Columns, world: World, tenancy: Tenancy
) -> Entries:
    """Return prepayment and deposit, and the fees of parting early (R9, R11)."""
    flows = advance_flows(setting, columns, world, tenancy)
    return Entries(flows + parting_flows(setting, columns, world, tenancy))


def damages_entries(
    setting: ContractSetting, columns: Columns, world: World, tenancy: Tenancy
) -> Entries:
    """Return the damages for late handover, and what the cloud's own order hands on (R11).

    A column ``passed_on_fraction``, axes (combination, 1, month), says what its supply contracts
    hand on instead.
    """
    struck = struck_by_ban(world.futures, columns)
    weights = BAN_WEIGHTS[columns["ban_risk"].astype(int)]
    counted = excused(tenancy.late_fraction, columns, struck, weights)
    list_price = setting.market.list_price_cny_per_gpu_month
    value = list_price * columns["gpus"] * columns["term_months"]
    lateness = Lateness(
        late_fraction=tenancy.late_fraction,
        owed_fraction=owed_fractions(counted, columns),
        loss_gpu_months=columns["gpus"][:, None, None] * counted,
    )
    owed = lateness.owed_fraction * value[:, None, None]
    own_order = np.array([setting.cloud.order_back_to_back_fraction])
    passed_on = columns.get("passed_on_fraction", own_order[:, None, None])
    flows: Flows = [
        Flow(account="damages", payer="cloud", payee="lab", amount=owed, per_price=True),
        Flow(
            account="damages back to back",
            payer="vendor",
            payee="cloud",
            amount=owed * passed_on,
            per_price=True,
        ),
    ]
    rent = market_rents(world.futures, columns) * setting.lab.alternative_rent_multiplier
    rules, scarcity = setting.market.rules, setting.market.scarcity_fraction
    foreseen = rules.slip_scarce_months * scarcity * columns["gpus"] * rent[:, 0, 0]
    return Entries(
        [],
        DamagesDue(
            columns=columns,
            lateness=lateness,
            flows=flows,
            value_per_price=value,
            loss_cny_per_gpu_month=rent,
            expected_loss_cny=foreseen,
        ),
    )

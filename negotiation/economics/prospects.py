"""What to expect of a contract besides its value (R14): cash, deliveries, model, departure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.card_supply import ship
from negotiation.economics.clauses import Columns, fill_columns
from negotiation.economics.compute_rental import compute_of, tenancy_of
from negotiation.economics.discounting import Floats
from negotiation.economics.hardware import opex_cny_per_gpu_month, rest_cny_per_gpu
from negotiation.economics.lab_use import first_model
from negotiation.economics.simulator import values_of, world_of
from negotiation.economics.statements import in_money, party_cashflow_cny
from negotiation.economics.strands import entries_of, path_columns
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.tenancy import promised_gpus
from negotiation.economics.tenancy_rights import terms_end
from negotiation.economics.timing import NEVER
from negotiation.economics.world import World

__all__ = ["CASH_PERCENTILES", "Margins", "Prospects", "margins_of", "prospects_of"]

CASH_PERCENTILES = (5, 50, 95)

BOOK_LIFE_MONTHS, BOOK_RESIDUAL_FRACTION = 60, 0.10
"""R3: straight line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """A cloud's margin on a GPU-month at the signed rent: on its books, and at replacement cost.

    Replacement takes the card price of today and the median of a year from now (F78).
    ``carriers_per_gpu`` is the cross-subsidy (R3, F72): how many GPUs let to others at their usual
    rent make up for one under the contract, against the cloud's alternative; 0 if it carries
    itself, ``None`` if the others earn nothing.
    """

    book_cny_per_gpu_month: float
    replacement_cny_per_gpu_month: float
    replacement_in_a_year_cny_per_gpu_month: float
    carriers_per_gpu: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prospects:
    """Expectations of one contract.

    ``cash_cny`` has, by role, the 5th, 50th and 95th percentile of the cumulative cash of every
    month, axes (percentile, month). Shares are of draws, months are medians over the draws in which
    the thing happens, ``None`` where it never does.
    """

    cash_cny: Mapping[str, Floats]
    delivered_fraction: float
    model_fraction: float | None
    model_months: float | None
    departure_fraction: float | None
    departure_months: float | None
    margins: Margins | None


def prospects_of(
    setting: ContractSetting, contract: Mapping[str, float | str], world: World | None = None
) -> Prospects:
    """Return what to expect of one contract and of what both sides do besides.

    Raises:
        UsageError: if a clause is unknown or a value lies outside it.
    """
    world = world or world_of(setting)
    clauses = {name: np.array([value]) for name, value in contract.items()}
    columns = path_columns(setting, fill_columns(setting, clauses))
    flows = in_money(setting, columns, entries_of(setting, columns, world), world)
    cash = {
        role: np.percentile(
            np.broadcast_to(
                party_cashflow_cny(flows, role), (1, world.chance.draws, world.months + 1)
            )[0].cumsum(axis=-1),
            CASH_PERCENTILES,
            axis=0,
        )
        for role in TEMPLATES[setting.template].roles
    }
    if setting.template == "card_supply":
        return supply_prospects(setting, columns, world, cash)
    return rental_prospects(setting, columns, world, cash)


def supply_prospects(
    setting: ContractSetting, columns: Columns, world: World, cash: Mapping[str, Floats]
) -> Prospects:
    """Return the prospects of a supply contract: the share of the order that ever comes."""
    delivered = ship(setting, columns, world, ()).delivered_gpus[0, :, -1]
    ordered = float(columns["gpus"][0])
    return Prospects(
        cash_cny=cash,
        delivered_fraction=float(delivered.mean()) / ordered if ordered else 0.0,
        model_fraction=None,
        model_months=None,
        departure_fraction=None,
        departure_months=None,
        margins=None,
    )


def rental_prospects(
    setting: ContractSetting, columns: Columns, world: World, cash: Mapping[str, Floats]
) -> Prospects:
    """Return the prospects of a rental: the promised GPU-months that come, model, departure."""
    tenancy = tenancy_of(setting, columns, world)
    model = first_model(setting.lab, world, compute_of(setting, columns, world, tenancy)).months[0]
    in_term = np.arange(world.months + 1) <= terms_end(columns)[0]
    promised = (promised_gpus(columns, world.months)[0, 0] * in_term).sum()
    served = (tenancy.served_gpus[0] * in_term).sum(axis=-1)
    exits = tenancy.exit_month[0]
    left = exits < NEVER
    trained = np.isfinite(model)
    return Prospects(
        cash_cny=cash,
        delivered_fraction=float(served.mean() / promised) if promised else 0.0,
        model_fraction=float(trained.mean()),
        model_months=float(np.median(model[trained])) if trained.any() else None,
        departure_fraction=float(left.mean()),
        departure_months=float(np.median(exits[left])) if left.any() else None,
        margins=margins_of(setting, columns, world),
    )


def margins_of(setting: ContractSetting, columns: Columns, world: World) -> Margins:
    """Return the cloud's margin at the signed rent, by the book and at replacement cost (R3)."""
    market, cloud = setting.market, setting.cloud
    kept = market.sellable_fraction * (1 - market.sga_fraction)
    rent = float(columns["list_price_fraction"][0]) * market.list_price_cny_per_gpu_month * kept
    before_cards = rent - opex_cny_per_gpu_month(market)
    monthly = (1 - BOOK_RESIDUAL_FRACTION) / BOOK_LIFE_MONTHS
    rest = rest_cny_per_gpu(market)
    share = cloud.spot_share_fraction
    spot = market.card_price_cny_per_gpu * (1 + cloud.spot_markup_fraction)
    cost = (1 - share) * cloud.card_cost_cny_per_gpu + share * spot
    later = float(np.median(world.futures.card_price_cny_per_gpu[:, min(12, world.months)]))
    return Margins(
        book_cny_per_gpu_month=before_cards - monthly * (cost + rest),
        replacement_cny_per_gpu_month=before_cards
        - monthly * (market.card_price_cny_per_gpu + rest),
        replacement_in_a_year_cny_per_gpu_month=before_cards - monthly * (later + rest),
        carriers_per_gpu=carriers_per_gpu(setting, columns, world),
    )


def carriers_per_gpu(setting: ContractSetting, columns: Columns, world: World) -> float | None:
    """Return -NPV(d) / NPV(d_other) over the alternative (R3), 0 where NPV(d) is positive."""
    three = {name: np.repeat(column[:1], 3) for name, column in columns.items()}
    three["list_price_fraction"][1] = setting.cloud.other_rent_list_fraction
    three["gpus"][2] = 0
    values = values_of(setting, three, world)
    signed, usual, nothing = values.draws_cny("cloud", slice(None)).mean(axis=-1)
    if signed >= nothing:
        return 0.0
    return float((nothing - signed) / (usual - nothing)) if usual > nothing else None

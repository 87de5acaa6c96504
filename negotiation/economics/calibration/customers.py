"""A customer who is short of cards, and rivals who have some (V28-V32, V52), by R4, R5 and R11.

One lab signs in 2023-03 (historical mode) for two years. The promise grows by a quarter a month.
Thin: a cloud whose own stock is 15 % of what it promised, and a large order that the vendor has had
for four months, of whose every tranche this customer gets a quarter, measured by its own size; a
rival has a quarter of what it takes, and everything from month 4 on.
"""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.calibration.bench import HISTORY, LAB_GPUS, Bench, window
from negotiation.economics.calibration.ratios import ratio
from negotiation.economics.clauses import Columns, fill_columns
from negotiation.economics.compute_rental import damages_entries, fee_entries, tenancy_of
from negotiation.economics.deliveries import LARGE_ORDER_GPUS
from negotiation.economics.ledgers import discounting
from negotiation.economics.strands import path_columns
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.world import World

__all__ = ["FULL", "NO_RIVAL", "THIN", "signed_columns", "v28", "v29", "v30", "v31", "v32", "v52"]

SIGNED_MONTHS = 24
CHEAP_LIST_FRACTION, USUAL_LIST_FRACTION = 0.20, 0.50
HALF_YEAR_MONTHS, YEAR_MONTHS = 6, 12
LD_FRACTION_PER_WEEK, LD_CAP_FRACTION = 0.005, 0.10
RESTOCK_MONTH = 4

THIN = {
    "own_stock_gpus": 0.15 * LAB_GPUS,
    "order_gpus": float(LARGE_ORDER_GPUS),
    "order_age_months": 4.0,
    "tranche_share_fraction": 0.25 * LAB_GPUS / LARGE_ORDER_GPUS,
    "spot_cover_gpus": 0.0,
    "rival_stock_fraction": 0.25,
    "rival_restock_month": RESTOCK_MONTH,
    "rival_restock_fraction": 1.0,
    "rival_list_fraction": USUAL_LIST_FRACTION,
    "order_back_to_back_fraction": 0.0,
}
NO_RIVAL = {**THIN, "rival_stock_fraction": 0.1, "rival_restock_fraction": 0.1}
FULL = {**THIN, "own_stock_gpus": LAB_GPUS}


def signed_columns(setting: ContractSetting, list_fraction: float) -> Columns:
    """Return the contract at a share of list, with a damages clause, ready for the ledgers."""
    clauses: dict[str, float | str] = {
        "list_price_fraction": list_fraction,
        "gpus": LAB_GPUS,
        "ramp": "four_months",
        "term_months": SIGNED_MONTHS,
        "ld_fraction_per_week": LD_FRACTION_PER_WEEK,
        "ld_cap_fraction": LD_CAP_FRACTION,
    }
    columns = {name: np.array([value]) for name, value in clauses.items()}
    return path_columns(setting, fill_columns(setting, columns))


def world_of_customers(bench: Bench) -> World:
    """Return 2023-03 and the two years after it."""
    return window(bench.world(HISTORY), 0, SIGNED_MONTHS)


def tenancy(bench: Bench, cloud: dict[str, float], list_fraction: float) -> Tenancy:
    """Return how the contract goes with a cloud of that stock and those rivals."""
    setting = bench.setting("compute_rental", HISTORY, cloud=cloud)
    columns = signed_columns(setting, list_fraction)
    return tenancy_of(setting, columns, world_of_customers(bench))


def leaves_within(gone: Tenancy, months: int) -> float:
    """Return the share of paths on which the customer has left by the end of a month."""
    return float((gone.exit_month <= months).mean())


def v28(bench: Bench) -> float:
    """Return the chance that the customer of the thin cloud leaves within half a year."""
    return leaves_within(tenancy(bench, THIN, CHEAP_LIST_FRACTION), HALF_YEAR_MONTHS)


def v29(bench: Bench) -> float:
    """Return the median month in which it leaves [months]."""
    return float(np.median(tenancy(bench, THIN, CHEAP_LIST_FRACTION).exit_month))


def v30(bench: Bench) -> float:
    """Return the chance that it leaves within half a year where rivals have a tenth, for good."""
    return leaves_within(tenancy(bench, NO_RIVAL, CHEAP_LIST_FRACTION), HALF_YEAR_MONTHS)


def v31(bench: Bench) -> float:
    """Return the chance that it leaves a cloud with full stock, at 50 % of list, within a year."""
    return leaves_within(tenancy(bench, FULL, USUAL_LIST_FRACTION), YEAR_MONTHS)


def rent(bench: Bench, cloud: dict[str, float], rules: dict[str, float]) -> float:
    """Return the mean present value of the rent at 20 % of list over two years [CNY]."""
    setting = bench.setting("compute_rental", HISTORY, cloud=cloud, rules=rules)
    columns, world = signed_columns(setting, CHEAP_LIST_FRACTION), world_of_customers(bench)
    gone = tenancy_of(setting, columns, world)
    factors = discounting(setting, ("cloud",), world.months)["cloud"]
    flows = fee_entries(setting, columns, world, gone).flows
    (paid,) = [flow.amount for flow in flows if flow.account == "rent"]
    return CHEAP_LIST_FRACTION * float((paid @ factors).mean())


def v32(bench: Bench) -> float:
    """Return the rent of the thin cloud over the rent as planned: full stock, nobody leaves."""
    stays = {"exit_base_per_month": 0.0}
    return ratio(rent(bench, THIN, {}), rent(bench, FULL, stays))


def v52(bench: Bench) -> float:
    """Return the damages that the thin cloud owes on average, as a share of the contract's value.

    Before any court, until the customer leaves; nothing is passed on to the vendor.
    """
    setting = bench.setting("compute_rental", HISTORY, cloud=THIN)
    columns, world = signed_columns(setting, CHEAP_LIST_FRACTION), world_of_customers(bench)
    due = damages_entries(setting, columns, world, tenancy_of(setting, columns, world)).damages
    return float(due.lateness.owed_fraction.sum(axis=-1).mean()) if due is not None else 0.0

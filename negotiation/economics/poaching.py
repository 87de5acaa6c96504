"""When a rival wins a customer (R5): shortage, the rival's stock, its price, what binds the lab."""

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.rules import Rules
from negotiation.economics.clauses import Columns, is_on
from negotiation.economics.discounting import Floats
from negotiation.economics.tenancy_rights import rival_list_fractions
from negotiation.economics.timing import NEVER

__all__ = ["LOCKING_FEE_MONTHS", "exit_hazards", "lock", "price_hazard", "rival_stock"]

LOCKING_FEE_MONTHS = 3
"""R5: from this exit fee on, the customer is half bound."""


def rival_stock(setting: ContractSetting, months: int) -> Floats:
    """Return the rival's means to poach, axis (month,) (R5, F50).

    The months to its restock count from the signing of the contract that it tempts the lab from.
    """
    cloud = setting.cloud
    restock = NEVER if cloud.rival_restock_month is None else cloud.rival_restock_month
    is_later = np.arange(months + 1) >= restock
    return np.where(is_later, cloud.rival_restock_fraction, cloud.rival_stock_fraction)


def exit_hazards(rules: Rules, short_fraction: Floats, rival_stock_fraction: Floats) -> Floats:
    """Return h = h0 + h1 max(0, short - tol) stock_rival (1 + h_mem mem) per month (R5).

    ``mem`` counts the months so far with a shortage above the tolerance, this one included.
    """
    beyond = np.maximum(0, short_fraction - rules.short_tolerance_fraction)
    memory = (short_fraction > rules.short_tolerance_fraction).cumsum(axis=-1)
    pull = rules.exit_short_per_month * beyond * rival_stock_fraction
    hazards: Floats = rules.exit_base_per_month + pull * (1 + rules.exit_memory_per_month * memory)
    return hazards


def price_hazard(setting: ContractSetting, columns: Columns) -> Floats:
    """Return h_p max(0, d - d_rival) (R5), axis (combination,)."""
    gap = np.maximum(0, columns["path_price"] - rival_list_fractions(setting, columns))
    hazard: Floats = setting.market.rules.exit_price_per_month * gap
    return hazard


def lock(rules: Rules, columns: Columns) -> Floats:
    """Return what exclusivity and exit fees leave of the hazard (R5), axes (combination, 1, 1)."""
    fee = np.maximum(columns["exit_fee_months"], columns["anti_poach_fee_months"])
    left: Floats = (
        1
        - rules.lock_exclusivity_fraction * is_on(columns["exclusivity"])
        - rules.lock_exit_fee_fraction * (fee >= LOCKING_FEE_MONTHS)
    )
    return left[:, None, None]

"""What stock is worth to a lab against price (V42-V43), by the lab's value of contracts (R7).

One run of 1.72 M A100-hours on 1,024 GPUs, boom parameters of R7, signed in 2023-03 (historical
mode). The lab needs nothing else: it pays for what it uses until the run is done, and nothing after
the run counts. While it is bound to a cloud it gets GPUs nowhere else. Once it has left, the rival
who restocked in month 4 (F50) rents it all that it needs at market rent.
"""

import numpy as np

from negotiation.economics.calibration.bench import HISTORY, LAB_GPUS, Bench, window
from negotiation.economics.calibration.customers import FULL, RESTOCK_MONTH, THIN
from negotiation.economics.simulator import appraise

__all__ = ["v42", "v43"]

SIGNED_MONTHS = 24

ONE_RUN = {
    "need_gpus": LAB_GPUS,
    "compute_value_cny_per_gpu_hour": 0.0,
    "alternative_stock_gpus": LAB_GPUS,
    "alternative_growth_gpus_per_month": 0.0,
    "alternative_delay_months": float(RESTOCK_MONTH),
}
"""The lab while it trains one model."""

CHEAP, USUAL, LIST = 0.20, 0.50, 1.00
"""Shares of list."""


def lab_value_m_cny(bench: Bench, cloud: dict[str, float], list_fraction: float) -> float:
    """Return the lab's expected NPV of the contract with such a cloud [M CNY]."""
    setting = bench.setting("compute_rental", HISTORY, cloud=cloud, lab=ONE_RUN)
    clauses: dict[str, float | str] = {
        "list_price_fraction": list_fraction,
        "gpus": LAB_GPUS,
        "ramp": "four_months",
        "term_months": SIGNED_MONTHS,
        "take_or_pay_fraction": 0.0,
    }
    columns = {name: np.array([value]) for name, value in clauses.items()}
    world = window(bench.world(HISTORY), 0, SIGNED_MONTHS)
    return float(appraise(setting, columns, world)["lab"].expected_npv_cny[0]) / 1e6


def thin_value_m_cny(bench: Bench) -> float:
    """Return what the 20 % contract with the thin cloud is worth to the lab [M CNY]."""
    return lab_value_m_cny(bench, THIN, CHEAP)


def v42(bench: Bench) -> float:
    """Return lab value at 50 % with full stock less that at 20 % with thin stock [M CNY]."""
    return lab_value_m_cny(bench, FULL, USUAL) - thin_value_m_cny(bench)


def v43(bench: Bench) -> float:
    """Return lab value at list price with full stock less that at 20 % with thin stock [M CNY]."""
    return lab_value_m_cny(bench, FULL, LIST) - thin_value_m_cny(bench)

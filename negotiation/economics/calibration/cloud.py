"""The cloud's P&L on one customer (V08-V20, V36-V37, V44, V47-V49).

Every number is the cloud's value of a ``compute_rental`` contract, as the simulator scores it; the
set-up is that of ``deals``.
"""

import numpy as np

from negotiation.economics.calibration.bench import CALM, HISTORY, SQUEEZE, STABLE, Bench
from negotiation.economics.calibration.deals import (
    Deal,
    break_even,
    loss_probability,
    mean_npv_cny,
)
from negotiation.economics.calibration.ratios import ratio
from negotiation.economics.hardware import rest_cny_per_gpu

__all__ = ["v08", "v09", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19"]
__all__ += ["v20", "v36", "v37", "v44", "v47", "v48", "v49"]

MID_2023, END_OF_2023, EARLY_2024 = 3, 9, 11
PURCHASE_MONTHS = (0, 3, 5, 7, 9, 11)
"""V49, months after 2023-03."""

LONG_MONTHS, FIRST_MONTHS, LATER_LIST_FRACTION = 60, 12, 0.45
"""V14 and V15."""

INDEX_BETA = 0.5
CHALLENGER_CNY, INCUMBENT_CNY = 60e6, 30e6


def over_capex(bench: Bench, list_fraction: float) -> float:
    """Return NPV over P0 + S + N of the stable deal."""
    market = bench.parameters.market
    capex = market.card_price_cny_per_gpu + rest_cny_per_gpu(market)
    return mean_npv_cny(bench, Deal(STABLE), list_fraction) / capex


def v08(bench: Bench) -> float:
    """Return NPV over capex at 60 % of list."""
    return over_capex(bench, 0.60)


def v09(bench: Bench) -> float:
    """Return NPV over capex at 50 % of list."""
    return over_capex(bench, 0.50)


def v10(bench: Bench) -> float:
    """Return NPV over capex at 30 % of list."""
    return over_capex(bench, 0.30)


def v11(bench: Bench) -> float:
    """Return NPV over capex at 20 % of list."""
    return over_capex(bench, 0.20)


def v12(bench: Bench) -> float:
    """Return the break-even share of list in stable mode."""
    return break_even(bench, Deal(STABLE))


def v13(bench: Bench) -> float:
    """Return -NPV(20 %) / NPV(50 %): others' GPUs that carry one at 20 %."""
    deal = Deal(STABLE)
    return ratio(-mean_npv_cny(bench, deal, 0.20), mean_npv_cny(bench, deal, 0.50))


def v14(bench: Bench) -> float:
    """Return the NPV per GPU at 20 % for sixty months [k CNY]."""
    return mean_npv_cny(bench, Deal(STABLE, term_months=LONG_MONTHS), 0.20) / 1e3


def v15(bench: Bench) -> float:
    """Return the NPV per GPU at 20 % for a year, renewed at 45 % to month 60 [k CNY]."""
    deal = Deal(
        STABLE,
        term_months=FIRST_MONTHS,
        renewed_until_months=LONG_MONTHS,
        later_list_fraction=LATER_LIST_FRACTION,
    )
    return mean_npv_cny(bench, deal, 0.20) / 1e3


def v16(bench: Bench) -> float:
    """Return the break-even of cards bought at spot in early 2024, seen from 2023-03."""
    return break_even(bench, Deal(HISTORY, buy_month=EARLY_2024))


def v17(bench: Bench) -> float:
    """Return the chance that they lose money at 50 % of list."""
    return loss_probability(bench, Deal(HISTORY, buy_month=EARLY_2024), 0.50)


def v18(bench: Bench) -> float:
    """Return the chance that cards bought in 2023-03 lose money at 30 % of list."""
    return loss_probability(bench, Deal(HISTORY), 0.30)


def v19(bench: Bench) -> float:
    """Return the same for cards bought in 2023-12."""
    return loss_probability(bench, Deal(HISTORY, buy_month=END_OF_2023), 0.30)


def v20(bench: Bench) -> float:
    """Return the break-even of early 2024 at the vendor's price, the fundamental of the month."""
    return break_even(bench, Deal(HISTORY, buy_month=EARLY_2024, is_direct=True))


def v36(bench: Bench) -> float:
    """Return the break-even with a challenger's lighthouse value, as R3 earns it."""
    return break_even(bench, Deal(STABLE, lighthouse_value_cny=CHALLENGER_CNY))


def v37(bench: Bench) -> float:
    """Return the break-even with an incumbent's lighthouse value."""
    return break_even(bench, Deal(STABLE, lighthouse_value_cny=INCUMBENT_CNY))


def v44(bench: Bench) -> float:
    """Return P(loss) at 50 %, half indexed to the card price, over P(loss) at a fixed price.

    Signed, and the index struck, in mid-2023; cards bought at spot six months later.
    """
    fixed = Deal(HISTORY, buy_month=END_OF_2023, sign_month=MID_2023)
    indexed = fixed._replace(index_beta=INDEX_BETA)
    return ratio(loss_probability(bench, indexed, 0.50), loss_probability(bench, fixed, 0.50))


def v47(bench: Bench) -> float:
    """Return the break-even in stochastic mode from a calm start."""
    return break_even(bench, Deal(CALM))


def v48(bench: Bench) -> float:
    """Return the break-even in stochastic mode from a squeeze at 170 k."""
    return break_even(bench, Deal(SQUEEZE))


def v49(bench: Bench) -> float:
    """Return the least rise of the break-even between purchases from 2023-03 to 2024-02."""
    shares = [break_even(bench, Deal(HISTORY, buy_month=month)) for month in PURCHASE_MONTHS]
    return float(np.diff(shares).min())

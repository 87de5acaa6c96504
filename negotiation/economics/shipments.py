"""What a vendor ships under a supply contract (R4), and what it owes for being late (R11)."""

from dataclasses import dataclass

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import Columns
from negotiation.economics.damages import insists_on_damages, ld_fractions, promised_fractions
from negotiation.economics.deliveries import (
    Supply,
    allocation_multiplier,
    delivered_fractions,
    fill_per_month,
    lead_months,
)
from negotiation.economics.discounting import Floats

__all__ = ["LONG_STOP_MONTHS", "Shipments", "simulate_shipments"]

LONG_STOP_MONTHS = 18
"""What has not come by then lapses and its prepayment returns, as in [45]. Assumption."""

STRATEGIC = np.array([0.0, 0.5, 1.0])
"""Strategic weight (R4) that standard, preferred and first priority buy. Assumption."""

SLIP_MULTIPLIERS = np.array([1.0, 0.85, 0.55])
FILL_MULTIPLIERS = np.array([1.0, 1.0, 1.2])
EVENNESS = np.array([0.0, 0.5, 0.25])
"""best_efforts, monthly_batches, front_loaded: what dated batches do to slip, fill and its chance.
Assumptions."""

PROMISE_SHIFT_MONTHS = np.array([2.0, 0.0, -1.0])
PROMISE_SCARCE_MONTHS = np.array([4.0, 4.0, 2.0])
"""When the promised line starts against the lead time (an estimate has two months of grace), and
how long it is at X = 1 (one month at X = 0). Assumptions."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shipments:
    """What the vendor ships, axes (combination, draw, month).

    GPUs are cumulative, ``usual_gpus`` being the same order without any favour; damages are the
    month's share of the contract value.
    """

    delivered_gpus: Floats
    usual_gpus: Floats
    ld_fraction: Floats


def simulate_shipments(setting: ContractSetting, columns: Columns, supply: Supply) -> Shipments:
    """Ship each order by R4 and let its damages clause run (R11).

    A ban is force majeure: damages stop. Nothing is shipped or owed after the long stop.
    """
    market, vendor = setting.market, setting.vendor
    schedule = columns["delivery_schedule"].astype(int)
    rate, cap = columns["ld_fraction_per_week"], columns["ld_cap_fraction"]
    favour = allocation_multiplier(
        scarcity_fraction=market.scarcity_fraction,
        queue_share_fraction=vendor.queue_share_fraction,
        strategic=STRATEGIC[columns["allocation_priority"].astype(int)],
        prepaid_fraction=columns["prepayment_fraction"],
        history_fraction=vendor.history_fraction,
        insists=insists_on_damages(rate, cap),
    )
    gpus = columns["gpus"]
    fill = fill_per_month(market, gpus)
    delivered = delivered_fractions(
        market,
        supply,
        fill=fill * favour * FILL_MULTIPLIERS[schedule],
        slip_multiplier=SLIP_MULTIPLIERS[schedule],
        evenness=EVENNESS[schedule],
    )
    zeros = np.zeros(len(gpus))
    usual = delivered_fractions(
        market, supply, fill=fill, slip_multiplier=zeros + 1, evenness=zeros
    )
    start = lead_months(market) + PROMISE_SHIFT_MONTHS[schedule]
    length = 1 + (PROMISE_SCARCE_MONTHS[schedule] - 1) * market.scarcity_fraction
    promised = promised_fractions(start, length, supply.trickle.shape[1] - 1)
    late = np.maximum(promised - delivered, 0) * ~supply.banned
    late[:, :, LONG_STOP_MONTHS + 1 :] = 0
    return Shipments(
        delivered_gpus=gpus[:, None, None] * stop_late(delivered),
        usual_gpus=gpus[:, None, None] * stop_late(usual),
        ld_fraction=ld_fractions(late, rate, cap),
    )


def stop_late(delivered: Floats) -> Floats:
    """Freeze cumulative deliveries at the long stop."""
    delivered[:, :, LONG_STOP_MONTHS + 1 :] = delivered[:, :, LONG_STOP_MONTHS, None]
    return delivered

"""How the vendor's orders come in (V25-V27), by the deliveries that contracts wait for (R4).

Historical mode. The ban spares orders that were old when it struck, those of 2022-Q4 (F58); what it
leaves of the others is read eight months after they were placed.
"""

import numpy as np

from negotiation.economics.calibration.bench import HISTORY, Bench
from negotiation.economics.deliveries import (
    LARGE_ORDER_GPUS,
    SMALL_ORDER_GPUS,
    Pace,
    delivered_fractions,
    fill_per_month,
)
from negotiation.economics.discounting import Floats
from negotiation.economics.world import lead_months

__all__ = ["v25", "v26", "v27"]

SMALL_ORDER_MONTH, LARGE_ORDER_MONTH, WAVE_ORDER_MONTH = -3, -4, 3
DECEMBER_2023 = 9
WAITED_MONTHS = 8
NEARLY_FULL_FRACTION = 0.90


def delivered(bench: Bench, gpus: float, order_month: int) -> Floats:
    """Return the delivered share of an order of ``gpus``, axes (draw, month).

    Month 0 is 2023-03, or the month of the order if that is later.
    """
    world = bench.world(HISTORY).since(max(order_month, 0))
    elapsed = max(-order_month, 0)
    fill = fill_per_month(world.market, np.array([float(gpus)]))
    pace = Pace.plain(fill, elapsed_months=elapsed)
    fractions: Floats = delivered_fractions(world, pace)[0]
    return fractions


def v25(bench: Bench) -> float:
    """Return how many months after the promised one 90 % of a small order is there, on average.

    In months of the calendar, as F38 tells it: ordered in 2022-12, due in 2023-04.
    """
    shares = delivered(bench, SMALL_ORDER_GPUS, SMALL_ORDER_MONTH)
    late = shares < NEARLY_FULL_FRACTION
    arrival_month = late.sum(axis=1) - 1
    due_month = SMALL_ORDER_MONTH + lead_months(bench.world(HISTORY).market)
    return float(arrival_month.mean()) - due_month


def v26(bench: Bench) -> float:
    """Return the mean share of a large order of 2022-11 that is there in 2023-12."""
    shares = delivered(bench, LARGE_ORDER_GPUS, LARGE_ORDER_MONTH)
    return float(shares[:, DECEMBER_2023].mean())


def v27(bench: Bench) -> float:
    """Return the mean share of a large order of 2023-06 that is there eight months later."""
    return float(delivered(bench, LARGE_ORDER_GPUS, WAVE_ORDER_MONTH)[:, WAITED_MONTHS].mean())

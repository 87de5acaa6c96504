"""A second opinion: the NPV of a supply contract by a slow scalar ledger, month by month."""

import math
from typing import Any

import numpy as np
import pytest

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.card_supply import simulate_card_supply, spot_gpus
from negotiation.economics.clauses import fill_columns
from negotiation.economics.deliveries import simulate_supply
from negotiation.economics.futures import simulate_futures
from tests.economics.builders import GLUT, SCARCITY, SUPPLY_TABLE, make_columns, make_valuation

HORIZON, LONG_STOP = 48, 18
SLIP = {"best_efforts": 1.0, "monthly_batches": 0.85, "front_loaded": 0.55}
FILL = {"best_efforts": 1.0, "monthly_batches": 1.0, "front_loaded": 1.2}
EVEN = {"best_efforts": 0.0, "monthly_batches": 0.5, "front_loaded": 0.25}
SHIFT = {"best_efforts": 2.0, "monthly_batches": 0.0, "front_loaded": -1.0}
LENGTH = {"best_efforts": 4.0, "monthly_batches": 4.0, "front_loaded": 2.0}
STRATEGIC = {"standard": 0.0, "preferred": 0.5, "first": 1.0}


def fill_of(gpus: float, scarcity: float) -> float:
    position = (math.log(gpus) - math.log(1_000)) / (math.log(10_000) - math.log(1_000))
    scarce = 0.40 + (0.14 - 0.40) * min(1.0, max(0.0, position))
    return scarcity * scarce + (1 - scarcity)


def ship(
    gpus: float, fill: float, begin: float, trickle: list[float], banned: list[bool]
) -> list[float]:
    """Return the cards that arrive in each month."""
    arrived, total = [0.0], 0.0
    for month in range(1, HORIZON + 1):
        part = min(1.0, max(0.0, month - max(0.0, begin)))
        share = fill * part * trickle[month] * (0.05 if banned[month] else 1.0)
        step = min(share, 1.0 - total) if month <= LONG_STOP else 0.0
        total += step
        arrived.append(gpus * step)
    return arrived


def ledger(  # noqa: PLR0915  one straight ledger, readable from top to bottom, is the point
    valuation: ContractSetting, contract: dict[str, Any], draw: int
) -> tuple[float, float]:
    """Return the NPV of cloud and vendor on one path."""
    market, cloud, vendor = valuation.market, valuation.cloud, valuation.vendor
    futures = simulate_futures(market, HORIZON)
    supply = simulate_supply(market, futures.banned)
    spot = float(spot_gpus(valuation, futures, np.array([contract["gpus"]]))[0])
    price_path = futures.card_price_cny_per_gpu[draw].tolist()
    rents = futures.rent_cny_per_gpu_month[draw].tolist()
    banned = futures.banned[draw].tolist()
    slip, trickle = float(supply.slip_months[draw]), supply.trickle[draw].tolist()
    x = min(1.0, market.backlog_months / 12)
    price, gpus, prepaid = (
        contract["price_cny_per_gpu"],
        contract["gpus"],
        contract["prepayment_fraction"],
    )
    schedule, rate, cap = contract["delivery_schedule"], contract["ld_fraction_per_week"], 0.05
    weight = math.exp(
        0.8 * STRATEGIC[contract["allocation_priority"]]
        + 0.5 * prepaid
        + 0.4 * vendor.history_fraction
        - (3 * x if rate > 0 else 0)
    )
    share = weight / (vendor.queue_share_fraction * weight + 1 - vendor.queue_share_fraction)
    lead = 1 + 3 * x
    calm = [1 + (g - 1) * (1 - EVEN[schedule]) for g in trickle]
    fill = fill_of(gpus, x)
    begin = lead + SLIP[schedule] * slip - 1.5 * x
    arrived = ship(gpus, fill * share * FILL[schedule], begin, calm, banned)
    usual = ship(gpus, fill, lead + slip - 1.5 * x, trickle, banned)

    def v(rate_per_year: float, month: int) -> float:
        return float((1 + rate_per_year) ** (-month / 12))

    rc, rv = cloud.discount_rate_per_year, vendor.discount_rate_per_year
    rest = market.server_cny_per_gpu + market.network_cny_per_gpu
    opex = 0.65 * 1.3 * 730 * 0.63 + 0.81 * 500 + 600
    contracted = cloud.contracted_rent_list_fraction * 16_700
    markup = 1 + cloud.spot_markup_fraction
    buyer = -price * prepaid * gpus - spot * price_path[0] * markup
    seller = price * prepaid * gpus
    weeks = paid_share = had = usual_had = installed = queue = 0.0
    for month in range(HORIZON + 1):
        in_use = min(installed, cloud.need_gpus)
        if month:
            rent = cloud.contracted_fraction * contracted
            rent += (1 - cloud.contracted_fraction) * min(rents[month], 16_700)
            buyer += v(rc, month) * in_use * (rent * 0.92 * 0.92 - opex)
        had += arrived[month]
        usual_had += usual[month]
        bill = price * (1 - prepaid) * arrived[month]
        buyer -= v(rc, month) * bill
        seller += v(rv, month) * (bill - vendor.unit_cost_cny_per_gpu * arrived[month])
        if month < LONG_STOP:
            earning = vendor.financing_premium_per_year / 12 * prepaid * price
            seller += v(rv, month) * earning * (gpus - usual_had)
        goodwill = vendor.displacement_cny_per_gpu_month * x * max(0.0, had - usual_had)
        seller -= v(rv, month) * goodwill
        promised = month - lead - SHIFT[schedule]
        promised /= 1 + (LENGTH[schedule] - 1) * x
        late = max(0.0, min(1.0, max(0.0, promised)) - had / gpus)
        if month <= LONG_STOP and not banned[month]:
            weeks += 4.35 * late
        due = min(rate * weeks, cap) - paid_share
        paid_share += due
        buyer += v(rc, month) * due * price * gpus
        seller -= v(rv, month) * due * price * gpus * (1 + vendor.precedent_multiplier)
        if month == LONG_STOP:
            back = prepaid * price * 1.08 ** (LONG_STOP / 12) * (gpus - had)
            buyer += v(rc, month) * back
            seller -= v(rv, month) * back
        added = min(had + spot - installed, 2_400.0)
        installed += added
        years = (HORIZON - month) / 12
        used = price_path[-1] * 0.78**years * 0.85 + rest * 0.75**years * 0.5
        buyer += added * (v(rc, HORIZON) * used - v(rc, month) * rest)
        if 7 <= month <= 18:
            served = min(1.0, installed / cloud.need_gpus)
            buyer += v(rc, month) * cloud.lighthouse_value_cny / 12 * served
    total = 0.0
    begin = lead + slip - 1.5 * x
    for month in range(1, HORIZON + 1):
        part = min(1.0, max(0.0, month - max(0.0, begin)))
        step = min(fill_of(vendor.allotment_gpus, x) * part * trickle[month], 1 - total)
        total += step
        queue += v(rv, month) * step
    chi = float(np.interp(market.backlog_months, [0, 3, 6, 12], [0.40, 0.70, 0.90, 0.98]))
    q = float(np.interp(market.backlog_months, [0, 3, 6, 12], [0.35, 0.50, 0.70, 0.90]))
    margin = vendor.queue_price_cny_per_gpu - vendor.unit_cost_cny_per_gpu
    seller += (vendor.allotment_gpus - had) * queue * margin * (q + (1 - q) * (chi - 0.02))
    return buyer, seller


@pytest.mark.parametrize("case", [SCARCITY, GLUT], ids=["scarcity", "glut"])
def test_the_vectorised_ledger_equals_the_scalar_one(case: dict[str, dict[str, Any]]) -> None:
    valuation = make_valuation(case, market={"draws": 16})
    rng = np.random.Generator(np.random.PCG64(11))
    contracts: list[dict[str, Any]] = [
        {name: options[int(rng.integers(len(options)))] for name, options in SUPPLY_TABLE.items()}
        for _ in range(12)
    ]
    columns = fill_columns(valuation, make_columns(contracts))
    sides = simulate_card_supply(valuation, columns)
    for row, contract in enumerate(contracts):
        draw = int(rng.integers(16))
        expected = ledger(valuation, contract, draw)
        price = contract["price_cny_per_gpu"]
        actual = [npv.base_cny[row, draw] + price * npv.slope[row, draw] for npv in sides]
        np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-3)

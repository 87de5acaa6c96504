"""Template ``compute_rental``: a model lab rents GPUs from a cloud.

What the contract does not cover is covered by each side's alternative: the lab rents the rest of
its need elsewhere at market rent, late and in limited number; the cloud rents what it has to
enterprise customers. A contract of zero GPUs is the alternative.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.profiles import LabProfile
from negotiation.economics.affine import AffineNpv
from negotiation.economics.clauses import Columns, distinct
from negotiation.economics.damages import ld_fractions
from negotiation.economics.discounting import Floats, discount_factors, npv_cny
from negotiation.economics.fleet import fleet_npv_cny
from negotiation.economics.futures import Futures, simulate_futures
from negotiation.economics.reliability import Service, failure_rates, simulate_service
from negotiation.economics.tenancy import Tenancy, simulate_tenancy
from negotiation.economics.training import compute_worth_cny, hourly_worth_cny, reach_milestone

__all__ = ["index_multiplier", "simulate_compute_rental"]

HORIZON_MONTHS = 36
"""The longest term; what is free after a shorter one goes to the alternatives (section 4)."""

INDEX_FLOOR, INDEX_CAP = 0.5, 2.0
"""R9: clip of the indexed price."""

COMBINATIONS_PER_CHUNK = 16
"""Bounds the memory and keeps arrays of axes (combination, draw, month) near the cache."""

Ledger: TypeAlias = Callable[[ContractSetting, Columns, Futures], tuple[Floats, Floats]]
"""Lab's and cloud's side of one strand of the contract, axes (combination, draw)."""


def simulate_compute_rental(
    setting: ContractSetting, columns: Columns
) -> tuple[AffineNpv, AffineNpv]:
    """Return the NPV of lab and cloud, affine in the share of list, for each combination.

    Each strand depends on few clauses, so it is simulated once for each combination of those.
    """
    futures = simulate_futures(setting.market, HORIZON_MONTHS)
    handover = ("gpus", "ramp", "term_months")

    def strand(ledger: Ledger, *names: str) -> tuple[Floats, Floats]:
        keys, position = distinct(columns, *handover, *names)
        lab, cloud = run_ledger(ledger, setting, keys, futures)
        return lab[position], cloud[position]

    lab_use, cloud_use = strand(use_ledger, "sla")
    lab_fees, cloud_fees = strand(fee_ledger, "sla", "index_beta")
    lab_damages, cloud_damages = strand(damages_ledger, "ld_fraction_per_week", "ld_cap_fraction")
    lab_advance, cloud_advance = strand(advance_ledger, "prepayment_fraction")
    return (
        AffineNpv(base_cny=lab_use, slope=lab_fees + lab_damages + lab_advance),
        AffineNpv(base_cny=cloud_use, slope=cloud_fees + cloud_damages + cloud_advance),
    )


def run_ledger(
    ledger: Ledger, setting: ContractSetting, keys: Columns, futures: Futures
) -> tuple[Floats, Floats]:
    """Run ``ledger`` on a few combinations at a time."""
    parts: list[tuple[Floats, Floats]] = []
    for start in range(0, len(keys["gpus"]), COMBINATIONS_PER_CHUNK):
        here = slice(start, start + COMBINATIONS_PER_CHUNK)
        chunk = {name: column[here] for name, column in keys.items()}
        parts.append(ledger(setting, chunk, futures))
    lab, cloud = (np.concatenate(side) for side in zip(*parts, strict=True))
    return lab, cloud


def use_ledger(
    setting: ContractSetting, columns: Columns, futures: Futures
) -> tuple[Floats, Floats]:
    """Return what the GPUs do for each side before the contract's payments [CNY]."""
    market, cloud = setting.market, setting.cloud
    tenancy = simulate_tenancy(market, cloud, columns, futures)
    return (
        lab_use_cny(setting, columns, tenancy, futures),
        fleet_npv_cny(market, cloud, columns=columns, tenancy=tenancy, futures=futures),
    )


def make_service(setting: ContractSetting, columns: Columns) -> Service:
    """Return the service of each contract's cluster."""
    rates = failure_rates(setting.market, HORIZON_MONTHS)
    return simulate_service(rates, columns["gpus"], columns["sla"])


def lab_use_cny(
    setting: ContractSetting,
    columns: Columns,
    tenancy: Tenancy,
    futures: Futures,
) -> Floats:
    """Return the worth of all compute less the rent paid elsewhere, axes (combination, draw).

    Elsewhere the lab rents what it lacks until the milestone, and afterwards only while a useful
    hour is worth its rent.
    """
    market, lab = setting.market, setting.lab
    elsewhere = simulate_service(
        failure_rates(market, HORIZON_MONTHS), np.array([lab.alternative_stock_gpus]), np.zeros(1)
    ).useful_hours_per_gpu_month
    service = make_service(setting, columns)
    hours = tenancy.served_gpus * service.useful_hours_per_gpu_month
    rented = rentable_gpus(lab, columns, tenancy)
    milestone = reach_milestone(hours + rented * elsewhere, lab.work_gpu_hours)
    rent = lab.alternative_rent_multiplier * futures.rent_cny_per_gpu_month
    pays = hourly_worth_cny(lab, HORIZON_MONTHS) * elsewhere >= rent
    is_needed = np.arange(HORIZON_MONTHS + 1) <= np.ceil(milestone.months)[..., None]
    rented = rented * (pays | is_needed)
    factors = discount_factors(lab.discount_rate_per_year, HORIZON_MONTHS)
    worth = compute_worth_cny(lab, hours + rented * elsewhere)
    return worth - npv_cny(rented * rent, factors)


def rentable_gpus(lab: LabProfile, columns: Columns, tenancy: Tenancy) -> Floats:
    """Return what the lab can rent elsewhere: the rest of its need, late and limited (F44, F45)."""
    months = np.arange(HORIZON_MONTHS + 1)
    is_open = months > lab.alternative_delay_months
    waited = np.maximum(0, months - lab.alternative_delay_months - 1)
    stock = lab.alternative_stock_gpus + lab.alternative_growth_gpus_per_month * waited
    bound = columns["gpus"][:, None, None] * (tenancy.is_served | tenancy.is_gap)
    rentable: Floats = np.clip(lab.need_gpus - bound, 0, stock) * is_open
    return rentable


def fee_ledger(
    setting: ContractSetting, columns: Columns, futures: Futures
) -> tuple[Floats, Floats]:
    """Return the fees less service credits, per unit of the share of list (R9, R10)."""
    market = setting.market
    tenancy = simulate_tenancy(market, setting.cloud, columns, futures)
    credit = make_service(setting, columns).credit_fraction
    index = index_multiplier(futures.card_price_cny_per_gpu, columns["index_beta"])
    fees = tenancy.served_gpus * market.list_price_cny_per_gpu_month * index * (1 - credit)
    lab, cloud = both_factors(setting)
    return -npv_cny(fees, lab), (1 - market.sga_fraction) * npv_cny(fees, cloud)


def index_multiplier(card_price_cny_per_gpu: Floats, beta: Floats) -> Floats:
    """Return clip(1 + beta (P[t] / P[0] - 1), 0.5, 2) (R9), axes (combination, draw, month)."""
    change = card_price_cny_per_gpu / card_price_cny_per_gpu[:, :1] - 1
    multiplier: Floats = np.clip(1 + beta[:, None, None] * change, INDEX_FLOOR, INDEX_CAP)
    return multiplier


def damages_ledger(
    setting: ContractSetting, columns: Columns, futures: Futures
) -> tuple[Floats, Floats]:
    """Return the damages for late handover, per unit of the share of list (R11)."""
    tenancy = simulate_tenancy(setting.market, setting.cloud, columns, futures)
    rate, cap = columns["ld_fraction_per_week"], columns["ld_cap_fraction"]
    paid = ld_fractions(tenancy.late_fraction, rate, cap)
    paid *= contract_slope(setting, columns)[:, None, None]
    lab, cloud = both_factors(setting)
    return npv_cny(paid, lab), -npv_cny(paid, cloud)


def advance_ledger(
    setting: ContractSetting, columns: Columns, futures: Futures
) -> tuple[Floats, Floats]:
    """Return the prepayment and its use, per unit of the share of list (R9).

    Paid at signing, used pro rata against the base fee, the rest returns at the end of the term.
    Cash in advance is worth a premium to the cloud.
    """
    list_price = setting.market.list_price_cny_per_gpu_month
    tenancy = simulate_tenancy(setting.market, setting.cloud, columns, futures)
    total = contract_slope(setting, columns)[:, None]
    used = tenancy.served_gpus * list_price
    months = np.arange(HORIZON_MONTHS + 1)
    is_last = months == columns["term_months"][:, None, None]
    returned = used + is_last * (total - used.sum(axis=-1))[..., None]
    balance = np.maximum(total[..., None] - returned.cumsum(axis=-1), 0)
    share = columns["prepayment_fraction"][:, None]
    premium = setting.cloud.financing_premium_per_year / 12
    lab, cloud = both_factors(setting)
    lab_side = npv_cny(returned, lab) - total
    cloud_side = total - npv_cny(returned, cloud) + premium * npv_cny(balance, cloud)
    return share * lab_side, share * cloud_side


def contract_slope(setting: ContractSetting, columns: Columns) -> Floats:
    """Return the contract value per unit of the share of list: list x GPUs x term [CNY]."""
    size: Floats = columns["gpus"] * columns["term_months"]
    return setting.market.list_price_cny_per_gpu_month * size


def both_factors(setting: ContractSetting) -> tuple[Floats, Floats]:
    """Return the discount factors of lab and cloud."""
    return (
        discount_factors(setting.lab.discount_rate_per_year, HORIZON_MONTHS),
        discount_factors(setting.cloud.discount_rate_per_year, HORIZON_MONTHS),
    )

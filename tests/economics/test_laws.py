"""Laws of behaviour: E04 to E08, E10, E11, E13 and E14 of the specification."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.domain.profiles import VendorProfile
from negotiation.economics.clauses import fill_columns
from negotiation.economics.compute_rental import tenancy_of
from negotiation.economics.discounting import Floats
from negotiation.economics.refusal import appraise_refusal
from negotiation.economics.reliability import goodput_fraction, young_interval_hours
from negotiation.economics.risk import Appraisal
from negotiation.economics.simulator import appraise, world_of
from negotiation.economics.strands import path_columns
from tests.economics.builders import (
    GLUT,
    LAB,
    SCARCITY,
    SUPPLY_TABLE,
    make_columns,
    make_valuation,
)

LAW = settings(max_examples=15, deadline=None)
DRAWS = {"draws": 64}
RATES = st.floats(0.0005, 0.05)
SUPPLY = st.fixed_dictionaries(
    {name: st.sampled_from(list(words)) for name, words in SUPPLY_TABLE.items()}
)
THIN: dict[str, Any] = {
    "own_stock_gpus": 154,
    "tranche_share_fraction": 0.25,
    "order_age_months": 4,
    "rival_stock_fraction": 0.25,
    "rival_restock_month": 4,
    "rival_restock_fraction": 1,
}
"""V28: stock for 15 % of 1,024 GPUs, and a rival who restocks in month 4."""


def worth(setting: ContractSetting, rows: list[dict[str, Any]]) -> dict[str, Appraisal]:
    return appraise(setting, make_columns(rows))


def tenures(contract: dict[str, Any], **cloud: Any) -> Floats:
    """How many months the customer stays, axis (draw,)."""
    setting = make_valuation(LAB, market=DRAWS, cloud=cloud)
    columns = path_columns(setting, fill_columns(setting, make_columns([contract])))
    served = tenancy_of(setting, columns, world_of(setting)).is_served
    months: Floats = served[0].sum(axis=-1).astype(np.float64)
    return months


@LAW
@given(contract=SUPPLY, low=st.just(0.0) | RATES, more=RATES)
def test_in_scarcity_damages_alone_never_help_both_sides_e04(
    contract: dict[str, Any], low: float, more: float
) -> None:
    rates = (low, min(low + more, 0.05))
    setting = make_valuation(SCARCITY, market=DRAWS)
    sides = worth(setting, [{**contract, "ld_fraction_per_week": rate} for rate in rates])
    gains = [np.diff(side.expected_npv_cny)[0] for side in sides.values()]
    assert not all(gain > 0 for gain in gains)


@LAW
@given(contract=SUPPLY, rate=RATES, backlog=st.floats(9.7, 36))
def test_in_scarcity_the_vendor_prefers_best_efforts_without_damages_e05(
    contract: dict[str, Any], rate: float, backlog: float
) -> None:
    setting = make_valuation(SCARCITY, market={**DRAWS, "backlog_months": backlog})
    # at a poor price, or before others in the queue, delivering less is worth something by itself
    price = max(contract["price_cny_per_gpu"], setting.vendor.queue_price_cny_per_gpu + 4_000)
    terms = {**contract, "price_cny_per_gpu": price, "allocation_priority": "standard"}
    terms["delivery_schedule"] = "best_efforts"
    rows = [{**terms, "ld_fraction_per_week": each} for each in (0.0, rate)]
    free, bound = worth(setting, rows)["vendor"].expected_npv_cny
    assert free >= bound


STOCKS = st.floats(0, 1)


@LAW
@given(low=STOCKS, high=STOCKS, month=st.none() | st.integers(0, 24), gpus=st.floats(256, 3_072))
def test_more_rival_stock_never_lengthens_a_tenure_e06(
    low: float, high: float, month: int | None, gpus: float
) -> None:
    contract = {"gpus": gpus}
    low, high = sorted((low, high))
    some = tenures(contract, rival_stock_fraction=low, rival_restock_fraction=high)
    more = tenures(contract, rival_stock_fraction=high, rival_restock_fraction=high)
    later = tenures(
        contract,
        rival_stock_fraction=low,
        rival_restock_fraction=high,
        rival_restock_month=month,
    )
    assert (more <= some).all()
    assert (later <= some).all()
    assert (more <= later).all()


@LAW
@given(
    fees=st.tuples(st.floats(0, 6), st.floats(0, 6)),
    clause=st.sampled_from(["exit_fee_months", "anti_poach_fee_months"]),
    exclusivity=st.sampled_from(["off", "on"]),
)
def test_a_longer_lock_in_never_shortens_a_tenure_e06(
    fees: tuple[float, float], clause: str, exclusivity: str
) -> None:
    contract = {"gpus": 2_048.0, "exclusivity": exclusivity}
    loose, tight = (tenures({**contract, clause: fee}, **THIN) for fee in sorted(fees))
    free = tenures({"gpus": 2_048.0}, **THIN)
    assert (loose <= tight).all()
    assert (free <= loose).all()


@LAW
@given(
    stocks=st.tuples(st.floats(0, 2_048), st.floats(0, 2_048)),
    gpus=st.floats(256, 2_048),
    share=st.floats(0.2, 0.45),
)
def test_more_stock_never_lowers_the_labs_value_e07(
    stocks: tuple[float, float], gpus: float, share: float
) -> None:
    contract = {"gpus": gpus, "list_price_fraction": share}
    late, early = (
        worth(make_valuation(LAB, market=DRAWS, cloud={"own_stock_gpus": stock}), [contract])["lab"]
        for stock in sorted(stocks)
    )
    assert early.expected_npv_cny[0] >= late.expected_npv_cny[0] - 1


@LAW
@given(start=st.integers(0, 12), wait=st.integers(1, 12), gpus=st.floats(256, 2_048))
def test_an_earlier_start_never_lowers_the_labs_value_e07(
    start: int, wait: int, gpus: float
) -> None:
    setting = make_valuation(LAB, market=DRAWS, cloud={"own_stock_gpus": 2_048})
    rows = [
        {"gpus": gpus, "list_price_fraction": 0.25, "start_months": float(month)}
        for month in (start, start + wait)
    ]
    early, late = worth(setting, rows)["lab"].expected_npv_cny
    assert early >= late


@given(
    rate=st.floats(1e-4, 5e-3),
    gpus=st.floats(64, 4_096),
    save_hours=st.floats(1e-3, 0.1),
    far=st.floats(1.01, 4),
    near=st.floats(1.01, 4),
)
def test_goodput_has_one_peak_at_youngs_interval_e08(
    rate: float, gpus: float, save_hours: float, far: float, near: float
) -> None:
    best = float(young_interval_hours(rate, gpus, save_hours))

    def goodput(interval_hours: float) -> float:
        return float(goodput_fraction(rate, gpus, 0.0, save_hours, interval_hours=interval_hours))

    peak = float(goodput_fraction(rate, gpus, 0.0, save_hours))
    assert goodput(best) == pytest.approx(peak)
    assert peak >= goodput(best * near) >= goodput(best * near * far)
    assert peak >= goodput(best / near) >= goodput(best / near / far)


def test_a_card_index_shifts_risk_from_the_cloud_to_the_lab_e10() -> None:
    refilled = {"own_stock_gpus": 0, "order_gpus": 0, "spot_cover_gpus": 1_024}
    setting = make_valuation(
        LAB,
        market={"draws": 512},
        cloud={**refilled, "spot_share_fraction": 1, "spot_cover_month": 6},
    )
    for share in (0.4, 0.5, 0.6):
        terms = {"gpus": 1_024.0, "list_price_fraction": share}
        sides = worth(setting, [{**terms, "index_beta": beta} for beta in (0.0, 1.0)])
        assert np.diff(sides["cloud"].loss_probability_fraction) < 0
        assert np.diff(sides["lab"].sd_npv_cny) > 0


@LAW
@given(share=st.floats(0.4, 0.8), part=st.floats(0.1, 1), worth_cny=st.floats(2, 8))
def test_in_a_glut_take_or_pay_moves_the_tail_to_the_lab_e11(
    share: float, part: float, worth_cny: float
) -> None:
    market = {**GLUT["market"], **DRAWS}
    lab = {"compute_value_cny_per_gpu_hour": worth_cny}
    setting = make_valuation(LAB, market=market, lab=lab, cloud={"own_stock_gpus": 4_096})
    terms = {"gpus": 1_024.0, "list_price_fraction": share}
    sides = worth(setting, [{**terms, "take_or_pay_fraction": least} for least in (0.0, part)])
    assert np.diff(sides["cloud"].cvar10_npv_cny) >= 0
    assert np.diff(sides["lab"].cvar10_npv_cny) <= 0


@pytest.mark.parametrize(
    ("elsewhere_gpus", "share", "least_cny"), [(0, 0.5, 50e6), (0, 1.0, 20e6), (768, 0.5, 0)]
)
def test_a_lab_in_a_boom_prefers_stock_to_a_low_price_e13(
    elsewhere_gpus: float, share: float, least_cny: float
) -> None:
    base = {**LAB, "lab": {}, "market": {"regime_at_start": "boom", "draws": 512}}
    lab = {
        "need_gpus": 1_024,
        "alternative_stock_gpus": elsewhere_gpus,
        "alternative_growth_gpus_per_month": elsewhere_gpus / 24,
    }
    thin = make_valuation(base, lab=lab, cloud=THIN)
    full = make_valuation(base, lab=lab, cloud={"own_stock_gpus": 1_024})
    cheap = worth(thin, [{"gpus": 1_024.0, "list_price_fraction": 0.2}])["lab"]
    there = worth(full, [{"gpus": 1_024.0, "list_price_fraction": share}])["lab"]
    gain_cny = there.expected_npv_cny[0] - cheap.expected_npv_cny[0]
    assert least_cny < gain_cny < 500e6


@LAW
@given(
    backlog=st.floats(0, 1),
    price=st.floats(60_000, 90_000),
    late=st.floats(0, 0.005),
)
def test_a_vendor_that_refuses_damages_in_a_glut_loses_money_e14(
    backlog: float, price: float, late: float
) -> None:
    choice = appraise_refusal(
        VendorProfile(),
        Market(backlog_months=backlog),
        price_cny_per_gpu=price,
        premium_fraction=0.0,
        ld_share_of_price=np.array([late]),
    )
    assert choice.refuse_cny_per_gpu < choice.accept_cny_per_gpu

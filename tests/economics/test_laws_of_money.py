"""Laws about who pays whom: E02, E03, E09 and E12 of the specification."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.rules import Rules
from negotiation.economics.clauses import fill_columns
from negotiation.economics.courts import Enforced, enforce
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import OUTSIDE, Flow, Flows
from negotiation.economics.simulator import world_of
from negotiation.economics.strands import entries_of, path_columns
from negotiation.economics.templates import TEMPLATES
from tests.economics.builders import GLUT, LAB, SCARCITY, make_valuation
from tests.economics.clause_values import draw_contracts, values_cny

CASES = {"scarcity": SCARCITY, "glut": GLUT, "lab": LAB}
SEEDS = st.integers(0, 2**32 - 1)
LAW = settings(max_examples=12, deadline=None)
SHAPE = (6, 16)
NO_INTEREST: dict[str, float] = {"discount_rate_per_year": 0}
AMOUNTS = st.floats(0, 1e9)


def make_case(name: str, **changes: dict[str, Any]) -> ContractSetting:
    changes["market"] = {"draws": SHAPE[1], **changes.get("market", {})}
    return make_valuation(CASES[name], **changes)


def random_contracts(setting: ContractSetting, seed: int) -> dict[str, Any]:
    return draw_contracts(setting.template, np.random.Generator(np.random.PCG64(seed)), SHAPE[0])


def all_flows(setting: ContractSetting, clauses: dict[str, Any]) -> tuple[Flows, Floats]:
    """Every flow of contracts, damages before any court included, and the contracts' prices."""
    columns = path_columns(setting, fill_columns(setting, clauses))
    entries = entries_of(setting, columns, world_of(setting))
    assert entries.damages is not None
    price = columns[TEMPLATES[setting.template].price]
    return [*entries.flows, *entries.damages.flows], price[:, None, None]


def money(flow: Flow, price: Floats) -> Floats:
    """A flow in CNY, axes (combination, draw, month)."""
    return flow.amount * price if flow.per_price else flow.amount


@pytest.mark.parametrize("name", CASES)
@LAW
@given(seed=SEEDS)
def test_what_the_parties_gain_is_what_comes_in_from_outside_e02(name: str, seed: int) -> None:
    setting = make_case(name, cloud={"order_back_to_back_fraction": 0.4})
    flows, price = all_flows(setting, random_contracts(setting, seed))
    parties = {"cloud", "vendor", "lab"}
    net = dict.fromkeys(parties, np.zeros(1))
    outside, turnover = np.zeros(1), np.zeros(1)
    for flow in flows:
        assert flow.payer != flow.payee
        assert {flow.payer, flow.payee} <= parties | set(OUTSIDE)
        if flow.is_cash:
            amount = money(flow, price)
            turnover = turnover + np.abs(amount)
            for end, sign in ((flow.payee, 1), (flow.payer, -1)):
                if end in parties:
                    net[end] = net[end] + sign * amount
                else:
                    outside = outside - sign * amount
    total = sum(net.values())
    assert (np.abs(total - outside) <= 1e-6 * np.maximum(turnover, 1)).all()


@pytest.mark.parametrize("name", CASES)
@LAW
@given(seed=SEEDS)
def test_only_worth_moves_without_cash_e02(name: str, seed: int) -> None:
    setting = make_case(name)
    flows, _ = all_flows(setting, random_contracts(setting, seed))
    for flow in flows:
        assert flow.is_cash or "standing" in {flow.payer, flow.payee}, flow.account


@pytest.mark.parametrize("name", CASES)
@LAW
@given(seed=SEEDS)
def test_values_add_up_to_what_comes_from_outside_whatever_the_court_says_e02(
    name: str, seed: int
) -> None:
    roles = TEMPLATES[make_case(name).template].roles
    patient: dict[str, dict[str, float]] = dict.fromkeys(roles, NO_INTEREST)
    if "vendor" in roles:
        # what a precedent costs stands outside the contract, so a court would move it
        patient["vendor"] = {**NO_INTEREST, "precedent_multiplier": 0}
    setting = make_case(name, **patient)
    clauses = random_contracts(setting, seed)
    values = values_cny(setting, clauses)
    flows, price = all_flows(setting, clauses)
    outside, turnover = np.zeros(SHAPE), np.zeros(SHAPE)
    for flow in flows:
        total = money(flow, price).sum(axis=-1)
        turnover = turnover + np.abs(total)
        outside += total * (int(flow.payee in roles) - int(flow.payer in roles))
    assert (np.abs(sum(values.values()) - outside) <= 1e-6 * turnover).all()


@pytest.mark.parametrize("name", CASES)
@LAW
@given(seed=SEEDS, dearer=st.floats(0.01, 0.5))
def test_a_price_that_changes_no_behaviour_only_moves_money_e03(
    name: str, seed: int, dearer: float
) -> None:
    roles = TEMPLATES[make_case(name).template].roles
    no_premium = {"financing_premium_per_year": 0}
    setting = make_case(
        name,
        **{role: {**NO_INTEREST, **({} if role == "lab" else no_premium)} for role in roles},
        market={"sga_fraction": 0},
    )
    price = TEMPLATES[setting.template].price
    base = random_contracts(setting, seed)
    kept = ("gpus", "prepayment_fraction", "deposit_fraction", "payment_days", "index_beta", "ramp")
    contract = {clause: base[clause] for clause in (price, *kept) if clause in base}
    if name == "lab":
        contract[price] = np.minimum(contract[price], 0.3)
    cheap = values_cny(setting, contract)
    dear = values_cny(setting, {**contract, price: contract[price] * (1 + dearer)})
    buyer, seller = roles
    assert (dear[buyer].mean(axis=-1) < cheap[buyer].mean(axis=-1)).all()
    assert (dear[seller].mean(axis=-1) > cheap[seller].mean(axis=-1)).all()
    np.testing.assert_allclose(sum(dear.values()), sum(cheap.values()), rtol=1e-6, atol=10)


def go_to_court(
    owed: float, loss: float, expected: float, *, cap: float, petition: float, is_us: bool
) -> Enforced:
    """What is paid under the standing rules."""
    return enforce(
        Rules(),
        owed_cny=np.array(owed),
        loss_cny=np.array(loss),
        expected_loss_cny=np.array(expected),
        cap_cny=np.array(cap),
        petition=np.array(petition),
        is_us=np.array(is_us),
    )


@given(owed=AMOUNTS, loss=AMOUNTS, cap=AMOUNTS, petition=st.floats(0, 1, exclude_max=True))
def test_chinese_courts_cut_to_130_percent_of_the_loss_on_petition_e09(
    owed: float, loss: float, cap: float, petition: float
) -> None:
    paid = go_to_court(owed, loss, 0, cap=cap, petition=petition, is_us=False)
    assert paid.actual_cny == 0
    if petition < 0.8:
        assert paid.clause_cny <= max(1.3 * loss, 0)
    if owed > 1.3 * loss:
        assert paid.clause_cny == (1.3 * loss if petition < 0.8 else owed)
    elif owed < loss and petition < 0.1:
        assert paid.clause_cny == max(owed, min(loss, cap))
    else:
        assert paid.clause_cny == owed


@given(owed=AMOUNTS, loss=AMOUNTS, expected=AMOUNTS, cap=AMOUNTS)
def test_american_courts_void_an_unreasonable_clause_e09(
    owed: float, loss: float, expected: float, cap: float
) -> None:
    paid = go_to_court(owed, loss, expected, cap=cap, petition=0.5, is_us=True)
    if owed > 2 * max(loss, expected):
        assert paid.clause_cny == 0
        assert paid.actual_cny == min(loss, cap)
    else:
        assert paid.clause_cny == owed
        assert paid.actual_cny == 0


@LAW
@given(share=st.floats(0.01, 1), gpus=st.floats(256, 3_072))
def test_back_to_back_moves_exposure_from_cloud_to_vendor_one_for_one_e12(
    share: float, gpus: float
) -> None:
    rules = {"rules": {"weight_insists": 0}}
    setting = make_case("scarcity", cloud=NO_INTEREST, vendor=NO_INTEREST, market=rules)
    contract: dict[str, float | str] = {"gpus": gpus, "delivery_schedule": "monthly_batches"}
    none = values_cny(setting, contract)
    some = values_cny(setting, {**contract, "back_to_back_fraction": share})
    flows, _ = all_flows(setting, {name: np.array([value]) for name, value in contract.items()})
    (owed,) = (flow for flow in flows if flow.account == "damages to customers")
    ordered = min(1.0, gpus / setting.cloud.need_gpus)
    exposure = share * ordered * owed.amount.sum(axis=-1)
    assert exposure.max() > 0
    np.testing.assert_allclose(some["cloud"] - none["cloud"], exposure, rtol=1e-6, atol=1)
    np.testing.assert_allclose(none["vendor"] - some["vendor"], exposure, rtol=1e-6, atol=1)


@LAW
@given(share=st.floats(0.01, 1), price=st.floats(0.2, 0.6), law=st.sampled_from(["prc", "us"]))
def test_a_clouds_order_hands_on_its_own_damages_one_for_one_e12(
    share: float, price: float, law: str
) -> None:
    contract: dict[str, float | str] = {"gpus": 2_048.0, "list_price_fraction": price, "law": law}
    terms = {**contract, "ld_fraction_per_week": 0.01}
    none, some = (
        values_cny(make_case("lab", cloud={"order_back_to_back_fraction": passed}), terms)
        for passed in (0, share)
    )
    free = values_cny(make_case("lab"), contract)
    paid = free["cloud"] - none["cloud"]
    assert paid.max() > 0
    np.testing.assert_array_equal(some["lab"], none["lab"])
    np.testing.assert_allclose(some["cloud"] - none["cloud"], share * paid, rtol=1e-6, atol=1)

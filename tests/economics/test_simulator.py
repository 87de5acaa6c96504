"""Properties of every appraisal."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.domain.contracts import ContractSetting, EconomicsValuation, assumptions
from negotiation.economics.clauses import fill_columns
from negotiation.economics.deliveries import installed_gpus
from negotiation.economics.risk import appraise_draws, cvar_npv_cny
from negotiation.economics.simulator import (
    appraise,
    reservation_values_cny,
    values_of,
    world_of,
)
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.values import CELLS_PER_CHUNK, score
from negotiation.errors import UsageError
from tests.economics.builders import (
    GLUT,
    LAB,
    RENTAL_TABLE,
    SCARCITY,
    SUPPLY_TABLE,
    make_columns,
    make_table,
    make_valuation,
)

FEW = {"draws": 48}
CASES = {"scarcity": SCARCITY, "glut": GLUT, "lab": LAB}


def make_case(name: str, **market: Any) -> ContractSetting:
    return make_valuation(CASES[name], market={**FEW, **market})


def tables(name: str) -> dict[str, Any]:
    return dict(RENTAL_TABLE if name == "lab" else SUPPLY_TABLE)


def contracts(name: str) -> st.SearchStrategy[dict[str, Any]]:
    options = tables(name).items()
    return st.fixed_dictionaries({issue: st.sampled_from(list(words)) for issue, words in options})


case_and_contract = st.sampled_from(sorted(CASES)).flatmap(
    lambda name: st.tuples(st.just(name), contracts(name))
)


@settings(max_examples=25, deadline=None)
@given(case_and_contract)
def test_a_higher_price_costs_the_buyer_and_pays_the_seller(
    drawn: tuple[str, dict[str, Any]],
) -> None:
    name, contract = drawn
    valuation = make_case(name)
    template = TEMPLATES[valuation.template]
    price = TEMPLATES[valuation.template].price
    dearer = {**contract, price: contract[price] * 1.1}
    appraisals = appraise(valuation, make_columns([contract, dearer]))
    assert np.diff(appraisals[template.buyer].value_cny)[0] < 0
    # Damages are a share of the price, and a vendor that hardly serves who insists on them pays
    # damages on almost everything: there a dearer contract need not be worth more to it.
    # Above a rival's price a customer may leave for it.
    is_poachable = name == "lab" and dearer[price] > valuation.cloud.rival_list_fraction
    if contract["ld_fraction_per_week"] == 0 and not is_poachable:
        assert np.diff(appraisals[template.seller].value_cny)[0] > 0


@settings(max_examples=25, deadline=None)
@given(case_and_contract)
def test_a_damages_clause_with_a_cap_of_zero_is_no_clause(
    drawn: tuple[str, dict[str, Any]],
) -> None:
    name, contract = drawn
    valuation = make_case(name)
    none = {**contract, "ld_fraction_per_week": 0.0, "ld_cap_fraction": 0.05}
    toothless = {**contract, "ld_fraction_per_week": 0.01, "ld_cap_fraction": 0.0}
    for appraisal in appraise(valuation, make_columns([none, toothless])).values():
        assert appraisal.value_cny[0] == appraisal.value_cny[1]
        assert appraisal.sd_npv_cny[0] == appraisal.sd_npv_cny[1]


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_same_seed_gives_the_same_numbers_and_order_does_not_matter(name: str) -> None:
    valuation = make_case(name)
    rng = np.random.Generator(np.random.PCG64(5))
    options = tables(name)
    rows = [
        {issue: words[int(rng.integers(len(words)))] for issue, words in options.items()}
        for _ in range(60)
    ]
    shuffle = rng.permutation(len(rows))
    first = appraise(valuation, make_columns(rows))
    again = appraise(valuation, make_columns(rows))
    mixed = appraise(valuation, make_columns([rows[index] for index in shuffle]))
    alone = [appraise(valuation, make_columns([row])) for row in rows[:5]]
    for role, appraisal in first.items():
        assert (appraisal.value_cny == again[role].value_cny).all()
        assert (appraisal.value_cny[shuffle] == mixed[role].value_cny).all()
        singles = [single[role].value_cny[0] for single in alone]
        np.testing.assert_allclose(singles, appraisal.value_cny[:5], rtol=1e-12)


def test_chunks_of_outcomes_do_not_change_a_score() -> None:
    valuation = make_case("lab")
    table = make_table(RENTAL_TABLE)
    values = values_of(valuation, fill_columns(valuation, table), world_of(valuation))
    assert len(values.price) * FEW["draws"] > CELLS_PER_CHUNK
    for role, profile in (("lab", valuation.lab), ("cloud", valuation.cloud)):
        parts = score(values, role, profile.risk_aversion_fraction)
        draws = values.draws_cny(role, slice(None))
        whole = appraise_draws(draws, profile.risk_aversion_fraction)
        assert (whole.value_cny == parts.value_cny).all()
        assert (whole.cvar10_npv_cny == parts.cvar10_npv_cny).all()


def test_chunks_of_combinations_do_not_change_a_value() -> None:
    valuation = make_case("scarcity")
    table = make_table(SUPPLY_TABLE)
    some = np.random.Generator(np.random.PCG64(6)).integers(0, len(table["gpus"]), 40)
    whole = appraise(valuation, table)
    few = appraise(valuation, {name: column[some] for name, column in table.items()})
    for role, appraisal in whole.items():
        np.testing.assert_allclose(few[role].value_cny, appraisal.value_cny[some], rtol=1e-12)


def test_damages_paid_are_damages_received() -> None:
    rates = {"discount_rate_per_year": 0.1}
    supply = make_valuation(GLUT, market={**FEW, "backlog_months": 0}, cloud=rates, vendor=rates)
    rental = make_valuation(LAB, market=FEW, cloud=rates, lab=rates)
    cases: list[tuple[ContractSetting, dict[str, float | str]]] = [
        (supply, {"delivery_schedule": "front_loaded", "prepayment_fraction": 0.0}),
        (rental, {"gpus": 2048.0, "index_beta": 0.5}),
    ]
    for valuation, contract in cases:
        pair = [{**contract, "ld_fraction_per_week": rate} for rate in (0.0, 0.01)]
        buyer, seller = appraise(valuation, make_columns(pair)).values()
        received = np.diff(buyer.expected_npv_cny)[0]
        assert received > 0
        np.testing.assert_allclose(received, -np.diff(seller.expected_npv_cny)[0], rtol=1e-7)


def test_the_alternative_is_a_contract_of_nothing() -> None:
    for name in CASES:
        valuation = make_case(name)
        price = TEMPLATES[valuation.template].price
        rows = [{"gpus": 0.0, price: 0.3, "ld_fraction_per_week": 0.01}]
        if name != "lab":
            rows[0][price] = 90_000
        nothing = appraise(valuation, make_columns(rows))
        for role, value in reservation_values_cny(valuation).items():
            assert nothing[role].value_cny[0] == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("name", ["scarcity", "lab"])
def test_earlier_delivery_never_lowers_the_buyers_value(name: str) -> None:
    valuations = [make_case(name, backlog_months=months) for months in (0, 3, 6, 9, 12)]
    contract = {"gpus": 1024.0}
    role = TEMPLATES[valuations[0].template].buyer
    values = [
        appraise(valuation, make_columns([contract]))[role].expected_npv_cny[0]
        for valuation in valuations
    ]
    assert (np.diff(values) <= 0).all()


def test_a_slower_promise_never_raises_the_labs_expected_value() -> None:
    rows = [{"gpus": 1024.0, "ramp": ramp} for ramp in RENTAL_TABLE["ramp"]]
    values = appraise(make_case("lab"), make_columns(rows))["lab"].expected_npv_cny
    assert (np.diff(values) < 0).all()


def test_indexation_spreads_the_labs_cost_e10() -> None:
    rows = [{"gpus": 1024.0, "index_beta": beta} for beta in (0.0, 1.0)]
    lab = appraise(make_valuation(LAB), make_columns(rows))["lab"]
    assert lab.sd_npv_cny[1] > lab.sd_npv_cny[0]


def test_a_fixed_clause_is_used_and_a_negotiated_one_wins() -> None:
    fixed = make_valuation(SCARCITY, market=FEW, fixed={"prepayment_fraction": 1.0})
    plain = make_case("scarcity")
    row = {"gpus": 1024.0}
    same = {**row, "prepayment_fraction": 1.0}
    expected = appraise(plain, make_columns([same]))["cloud"].value_cny
    assert appraise(fixed, make_columns([row]))["cloud"].value_cny == expected
    assert appraise(fixed, make_columns([same]))["cloud"].value_cny == expected


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"color": np.zeros(1)}, "no clause 'color'"),
        ({"gpus": np.array([-1.0])}, "gpus must lie within"),
        ({"gpus": np.array(["many"])}, "gpus must be a number"),
        ({"allocation_priority": np.array(["last"])}, "must be one of standard"),
        ({"gpus": np.ones(2), "prepayment_fraction": np.ones(3)}, "differ in length"),
    ],
)
def test_a_wrong_clause_is_named(columns: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        appraise(make_case("scarcity"), columns)


def test_the_tail_is_the_worst_tenth_rounded_up() -> None:
    assert cvar_npv_cny(np.arange(25.0)) == 1.0


def test_no_site_installs_more_than_its_limit_a_month() -> None:
    installed = installed_gpus(np.array([5_000.0, 9_000.0, 9_000.0, 9_000.0]), 2_400.0)
    assert (np.diff(installed, prepend=0.0) <= 2_400).all()
    assert installed[-1] == 9_000


def test_every_assumption_says_where_it_comes_from() -> None:
    for name in CASES:
        rows = assumptions(make_case(name))
        assert len(rows) > 40
        assert all(row.status in "PSCA" and row.source and row.meaning for row in rows)


def test_an_assumption_says_whether_the_scenario_changed_it() -> None:
    by_name = {row.name: row for row in assumptions(make_case("glut"))}
    backlog, lead = by_name["market.backlog_months"], by_name["market.list_price_cny_per_gpu_month"]
    assert (backlog.value, backlog.is_default) == (0.25, False)
    assert (lead.value, lead.is_default) == (16_700, True)


@pytest.mark.parametrize(
    "change",
    [
        {"roles": {"cloud": "a"}},
        {"roles": {"cloud": "a", "vendor": "a"}},
        {"lab": {}},
        {"cloud": {"need_gpus": -1}},
    ],
)
def test_a_valuation_that_makes_no_sense_is_refused(change: dict[str, Any]) -> None:
    good = {"template": "card_supply", "roles": {"cloud": "a", "vendor": "b"}}
    EconomicsValuation.model_validate(good)
    with pytest.raises(ValueError, match="1 validation error"):
        EconomicsValuation.model_validate({**good, **change})

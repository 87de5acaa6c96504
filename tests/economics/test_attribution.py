"""Clause attribution, prospects, and deals below the alternative."""

from typing import Any

import numpy as np
import pytest

from negotiation.economics.attribution import attribute
from negotiation.economics.beliefs import believed_setting, below_alternative
from negotiation.economics.model_constants import model_constants
from negotiation.economics.prospects import prospects_of
from negotiation.economics.simulator import appraise, world_of
from negotiation.errors import UsageError
from tests.economics.builders import LAB, SCARCITY, make_columns, make_valuation

FEW = {"draws": 64}
RENTAL: dict[str, float | str] = {
    "list_price_fraction": 0.45,
    "gpus": 2_048.0,
    "ramp": "three_months",
    "sla": "goodput",
    "ld_fraction_per_week": 0.005,
    "prepayment_fraction": 0.25,
    "index_beta": 0.5,
}
SUPPLY: dict[str, float | str] = {
    "price_cny_per_gpu": 76_000.0,
    "gpus": 2_048.0,
    "delivery_schedule": "monthly_batches",
    "ld_fraction_per_week": 0.005,
    "prepayment_fraction": 0.6,
    "substitute_ratio": 2.0,
}
CASES: dict[str, tuple[dict[str, Any], dict[str, float | str]]] = {
    "rental": (LAB, RENTAL),
    "supply": (SCARCITY, SUPPLY),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_clause_is_worth_the_contract_with_it_less_the_contract_without(name: str) -> None:
    case, contract = CASES[name]
    setting = make_valuation(case, market=FEW)
    found = attribute(setting, contract)
    for row in found.clauses:
        pair = make_columns([contract, {**contract, row.clause: row.neutral}])
        for role, each in appraise(setting, pair).items():
            expected = float(each.value_cny[0] - each.value_cny[1])
            assert row.worth_cny[role] == pytest.approx(expected, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_clause_that_says_something_is_attributed_weightiest_first(name: str) -> None:
    case, contract = CASES[name]
    found = attribute(make_valuation(case, market=FEW), contract)
    said = {row.clause for row in found.clauses}
    assert said == set(contract) - {"gpus"}
    weights = [max(map(abs, row.worth_cny.values())) for row in found.clauses]
    assert weights == sorted(weights, reverse=True)


def test_a_fixed_clause_is_attributed_like_a_negotiated_one() -> None:
    setting = make_valuation(SCARCITY, market=FEW, fixed={"prepayment_fraction": 1.0})
    (row,) = [
        row for row in attribute(setting, {"gpus": 1_024.0}).clauses
        if row.clause == "prepayment_fraction"
    ]  # fmt: skip
    assert (row.value, row.neutral) == (1.0, 0)


def test_an_unknown_clause_is_refused() -> None:
    with pytest.raises(UsageError, match="no clause 'colour'"):
        attribute(make_valuation(LAB, market=FEW), {"colour": 1.0})


def test_prospects_of_a_rental() -> None:
    setting = make_valuation(LAB, market=FEW)
    found = prospects_of(setting, RENTAL)
    assert 0 < found.delivered_fraction < 1
    assert found.model_months is not None
    assert 1 < found.model_months < 36
    assert found.departure_fraction is not None
    assert 0 < found.departure_fraction < 1
    for paths in found.cash_cny.values():
        assert paths.shape == (3, 37)
        assert (np.diff(paths, axis=0) >= 0).all()
    assert found.margins is not None
    dearer = prospects_of(setting, {**RENTAL, "list_price_fraction": 0.6}).margins
    assert dearer is not None
    assert dearer.book_cny_per_gpu_month > found.margins.book_cny_per_gpu_month


def test_the_book_shows_a_margin_that_replacement_has_eaten_up_f78() -> None:
    case = {**LAB, "market": {**LAB["market"], "card_price_cny_per_gpu": 170_000}}
    found = prospects_of(make_valuation(case, market=FEW), {"list_price_fraction": 0.3}).margins
    assert found is not None
    assert found.book_cny_per_gpu_month > 0 > found.replacement_cny_per_gpu_month


def test_a_bargain_is_carried_by_other_customers_f72() -> None:
    """Without other income the cross-subsidy is that of R3, and a fair rent needs none."""
    setting = make_valuation(
        LAB, market=FEW, cloud={"own_stock_gpus": 0.0, "lighthouse_value_cny": 0.0}
    )
    bargain, fair = (
        prospects_of(setting, {"list_price_fraction": share, "gpus": 1_024.0}).margins
        for share in (0.15, 0.5)
    )
    assert bargain is not None
    assert fair is not None
    assert bargain.carriers_per_gpu is not None
    assert bargain.carriers_per_gpu > 0
    assert fair.carriers_per_gpu == 0


def test_prospects_of_a_supply_contract() -> None:
    found = prospects_of(make_valuation(SCARCITY, market=FEW), SUPPLY)
    calm = make_valuation(SCARCITY, market={**FEW, "backlog_months": 0.0})
    assert found.delivered_fraction < prospects_of(calm, SUPPLY).delivered_fraction <= 1
    assert found.model_months is None


def test_a_deal_below_the_alternative_is_flagged_with_the_belief_behind_it_e20() -> None:
    setting = make_valuation(SCARCITY, market={**FEW, "ban_hazard_per_month": 0.3})
    contract: dict[str, float | str] = {
        "price_cny_per_gpu": 60_000.0,
        "gpus": 3_072.0,
    }
    assert [flag.role for flag in below_alternative(setting, contract)] == ["vendor"]
    held = {"vendor": {"market.backlog_months": 0.0, "market.list_price_cny_per_gpu_month": 20e3}}
    (flag,) = below_alternative(setting, contract, held)
    assert flag.surplus_cny < 0 < flag.believed_surplus_cny
    assert flag.wrong_beliefs == ("market.backlog_months",)


def test_a_deal_above_both_alternatives_raises_no_flag() -> None:
    contract: dict[str, float | str] = {"price_cny_per_gpu": 78_000.0, "gpus": 2_048.0}
    assert below_alternative(make_valuation(SCARCITY, market=FEW), contract) == ()


def test_a_belief_about_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no figure 'market\.mood'"):
        believed_setting(make_valuation(LAB), {"market.mood": 1.0})


def test_a_world_at_hand_serves_as_well_as_one_made_anew() -> None:
    setting = make_valuation(LAB, market=FEW)
    world = world_of(setting)
    assert attribute(setting, RENTAL, world).clauses == attribute(setting, RENTAL).clauses


@pytest.mark.parametrize("template", ["card_supply", "compute_rental"])
def test_constants_of_the_rules_are_listed_with_their_status(template: Any) -> None:
    rows = model_constants(template)
    assert len({row.name for row in rows}) == len(rows) > 10
    assert all(row.status in "PSCA" and row.source and row.meaning and row.value for row in rows)

"""E01 and its other half: a clause without effect changes nothing, and every clause has some."""

import itertools
from typing import Any

import numpy as np
import pytest

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.templates import TEMPLATES, ClauseSpec
from tests.economics.builders import LAB, SCARCITY, make_valuation
from tests.economics.clause_values import draw_contracts, draw_values, is_same, values_cny

Clauses = dict[str, float | str]

FEW = {"draws": 24}
EVERY_CLAUSE = [(t, clause) for t, template in TEMPLATES.items() for clause in template.clauses]
BUT_SIZE = [(template, clause) for template, clause in EVERY_CLAUSE if clause != "gpus"]
LABELS = [(t, clause) for t, clause in EVERY_CLAUSE if TEMPLATES[t].clauses[clause].labels]

WITHOUT_BAN = {"price_mode": "stable"}
FLAT = {"price_mode": "stable", "volatility_multiplier": 0}
STOCKED: dict[str, Any] = {"cloud": {"own_stock_gpus": 4_096}}
LOYAL: dict[str, Any] = {**STOCKED, "market": {"rules": {"exit_base_per_month": 0}}}
PUNCTUAL = {"backlog_months": 0, "rules": {"slip_calm_late_fraction": 0}}

# template, what the contract says besides, the clause that changes, the setting
SHARED_CASES: list[tuple[Clauses, Clauses, dict[str, Any]]] = [
    ({"ld_cap_fraction": 0}, {"ld_fraction_per_week": 0.01}, {}),
    ({}, {"ld_cap_fraction": 0.2}, {}),
    ({}, {"ld_base": "whole"}, {}),
    ({}, {"ld_remedy": "credit"}, {}),
    ({}, {"law": "us"}, {}),
    ({}, {"liability_cap_fraction": 0.05}, {}),
    ({}, {"grace_weeks": 8}, {}),
    ({}, {"force_majeure": "broad"}, {}),
    ({"ld_fraction_per_week": 0.01}, {"force_majeure_months": 0}, {}),
    ({"ld_fraction_per_week": 0.01}, {"ban_risk": "shared"}, {"market": WITHOUT_BAN}),
    ({}, {"quote_validity_days": 10}, {}),
    ({}, {"index_input": "rent"}, {}),
    ({}, {"index_floor": 1}, {}),
    ({}, {"index_cap": 1}, {}),
    ({}, {"index_period_months": 12}, {}),
    ({}, {"index_beta": 1}, {"market": FLAT}),
    ({}, {"ban_refund_fraction": 0}, {}),
    ({"prepayment_fraction": 0.5}, {"ban_refund_fraction": 0}, {"market": WITHOUT_BAN}),
    ({}, {"ban_exit": "on"}, {"market": WITHOUT_BAN}),
    ({}, {"substitute_ratio": 2}, {"market": WITHOUT_BAN}),
]
SUPPLY_CASES: list[tuple[Clauses, Clauses, dict[str, Any]]] = [
    ({}, {"back_to_back_fraction": 1}, {"cloud": {"downstream_ld_fraction_per_week": 0}}),
    ({}, {"back_to_back_fraction": 1}, {"cloud": {"downstream_ld_cap_fraction": 0}}),
    ({"grace_weeks": 26}, {"termination_weeks": 1}, {"market": PUNCTUAL}),
    ({"price_cny_per_gpu": 20_000}, {"buyer_cancellation_fee_fraction": 0.5}, {}),
    (
        {"price_cny_per_gpu": 200_000},
        {"seller_cancellation_fee_fraction": 0.5},
        {"market": WITHOUT_BAN},
    ),
    ({"price_cny_per_gpu": 500_000}, {"option_gpus_fraction": 1}, {"market": WITHOUT_BAN}),
    ({"price_cny_per_gpu": 20_000}, {"mfn": "on"}, {}),
    ({"price_cny_per_gpu": 20_000}, {"benchmark": "on"}, {}),
    ({"prepayment_fraction": 1}, {"payment_days": 60}, {}),
    ({}, {"start_months": 1}, {}),
    ({"channel": "grey"}, {"channel": "spot"}, {}),
    ({"channel": "grey"}, {"allocation_priority": "first"}, {}),
]
RENTAL_CASES: list[tuple[Clauses, Clauses, dict[str, Any]]] = [
    ({}, {"price_unit": "list"}, {"market": WITHOUT_BAN}),
    ({}, {"delivery_firmness": "estimate"}, {}),
    ({}, {"right_of_first_refusal": "on"}, {"cloud": {"order_gpus": 0}}),
    ({}, {"renewal": "automatic"}, {}),
    ({"term_months": 12}, {"renewal_list_price_fraction": 0.9}, {}),
    ({}, {"exit_fee_months": 6}, LOYAL),
    ({}, {"anti_poach_fee_months": 6}, LOYAL),
    ({}, {"exclusivity": "on"}, {**LOYAL, "lab": {"need_gpus": 1_024}}),
    ({}, {"take_or_pay_fraction": 0}, {"lab": {"compute_value_cny_per_gpu_hour": 1_000}}),
    ({}, {"uptime_tier": "99.99"}, {}),
    ({"sla": "enhanced"}, {"goodput_target_fraction": 1}, {}),
    ({"sla": "enhanced"}, {"goodput_credit_multiplier": 3}, {}),
    (
        {"sla": "goodput", "goodput_target_fraction": 0.5},
        {"goodput_credit_multiplier": 3},
        {},
    ),
    ({}, {"repair_hours": 200}, {}),
    ({}, {"drawdown": "last"}, {}),
    ({}, {"termination_weeks": 1}, STOCKED),
    ({}, {"ban_exit": "on"}, STOCKED),
    ({}, {"substitute_ratio": 2}, STOCKED),
    ({"list_price_fraction": 0.05}, {"buyer_cancellation_fee_fraction": 0.5}, {}),
    ({"list_price_fraction": 2}, {"seller_cancellation_fee_fraction": 0.9}, {}),
    ({"list_price_fraction": 2}, {"option_gpus_fraction": 1}, {"market": WITHOUT_BAN}),
    ({"list_price_fraction": 0.05}, {"mfn": "on"}, {}),
    ({"list_price_fraction": 0.05}, {"benchmark": "on"}, {}),
]
CASES = [
    *[("card_supply", *case) for case in (*SHARED_CASES, *SUPPLY_CASES)],
    *[("compute_rental", *case) for case in (*SHARED_CASES, *RENTAL_CASES)],
]


def make_setting(template: str, changes: dict[str, Any]) -> ContractSetting:
    changes = {**changes, "market": {**FEW, **changes.get("market", {})}}
    return make_valuation(SCARCITY if template == "card_supply" else LAB, **changes)


def both_markets(template: str) -> tuple[ContractSetting, ContractSetting]:
    """Before and after the ban."""
    after = {"market": {"regime_at_start": "squeeze"}}
    return make_setting(template, {}), make_setting(template, after)


def others(spec: ClauseSpec) -> list[float | str]:
    """The values of a clause besides its default: all words, or some of the numbers."""
    if spec.kind == "label":
        return [word for word in spec.labels if word != spec.default]
    return [value for value in (*spec.bounds, sum(spec.bounds) / 2) if value != spec.default]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_same_seed_and_contracts_give_the_same_numbers_e01(template: str) -> None:
    setting = make_setting(template, {})
    rows = draw_contracts(template, np.random.Generator(np.random.PCG64(1)), 20)
    assert is_same(values_cny(setting, rows), values_cny(setting, rows))
    assert not is_same(
        values_cny(setting, rows), values_cny(make_setting(template, {"market": {"seed": 1}}), rows)
    )


@pytest.mark.parametrize(("template", "clause"), BUT_SIZE)
def test_no_clause_of_a_contract_of_nothing_changes_a_number_e01(
    template: str, clause: str
) -> None:
    setting = make_setting(template, {})
    nothing = values_cny(setting, {"gpus": 0.0})
    for value in others(TEMPLATES[template].clauses[clause]):
        assert is_same(nothing, values_cny(setting, {"gpus": 0.0, clause: value})), value


@pytest.mark.parametrize(("template", "contract", "change", "setting"), CASES, ids=str)
def test_a_clause_without_effect_changes_no_number_e01(
    template: str, contract: Clauses, change: Clauses, setting: dict[str, Any]
) -> None:
    valuation = make_setting(template, setting)
    price = {} if template == "card_supply" else {"list_price_fraction": 0.45}
    contract = {**price, "gpus": 1_024.0, **contract}
    assert is_same(values_cny(valuation, contract), values_cny(valuation, {**contract, **change}))


@pytest.mark.parametrize(("template", "clause"), EVERY_CLAUSE)
def test_every_clause_changes_what_some_contract_is_worth(template: str, clause: str) -> None:
    rng = np.random.Generator(np.random.PCG64(2))
    rows = draw_contracts(template, rng, 120)
    column = draw_values(clause, TEMPLATES[template].clauses[clause], rng, 120)
    assert any(
        not is_same(values_cny(setting, rows), values_cny(setting, {**rows, clause: column}))
        for setting in both_markets(template)
    )


@pytest.mark.parametrize(("template", "clause"), LABELS)
def test_every_word_of_a_clause_means_something_of_its_own(template: str, clause: str) -> None:
    rows = draw_contracts(template, np.random.Generator(np.random.PCG64(3)), 120)
    words = TEMPLATES[template].clauses[clause].labels
    values = [
        {word: values_cny(setting, {**rows, clause: np.full(120, word)}) for word in words}
        for setting in both_markets(template)
    ]
    for one, other in itertools.combinations(words, 2):
        assert not all(is_same(by_word[one], by_word[other]) for by_word in values), (one, other)

"""Several contracts at one table: each as by itself, added up, and nothing of the others'."""

from typing import Any

import numpy as np
import pytest

from negotiation.agents.preferences import preferences_of
from negotiation.analysis.outcome_table import MAX_ENUMERATED, bargaining_set, outcome_table
from negotiation.domain.contracts import contract_setting
from negotiation.domain.market import Market
from negotiation.domain.outcomes import Outcome
from negotiation.domain.scenarios import Scenario
from negotiation.domain.valuations import BundleValuation
from negotiation.economics.bundles import Bundle, BundledTerms, OwnBundle, combination_of
from negotiation.economics.risk import Appraisal
from negotiation.economics.simulator import appraise, reservation_values_cny
from negotiation.economics.valuation import TableValuation, table_valuation
from tests.builders import Content
from tests.domain.deals import bundle_content
from tests.reachable import reachable

CANARY = 918_273.25
GPUS = {"a": {"all_a": 1_000, "half": 500, "all_b": 0}, "b": {"all_a": 0, "half": 500, "all_b": 1_000}}  # fmt: skip # noqa: E501


def allocation(content: Content | None = None) -> tuple[Scenario, TableValuation]:
    scenario = Scenario.model_validate(content or bundle_content())
    return scenario, table_valuation(scenario, scenario.tables[0])


def by_hand(scenario: Scenario, lab: str, outcome: Outcome) -> dict[str, Appraisal]:
    """One contract of an outcome, valued straight by the simulator."""
    bundle = scenario.tables[0].valuation
    assert isinstance(bundle, BundleValuation)
    contract = bundle.contracts[f"with_{lab}"]
    clauses = {
        "gpus": np.array([float(GPUS[lab][str(outcome["split"])])]),
        "list_price_fraction": np.array([outcome[f"rent_{lab}"]]),
    }
    by_role = appraise(contract_setting(contract, scenario.market or Market()), clauses)
    return {contract.roles[role]: each for role, each in by_role.items()}


def test_a_party_has_the_sum_of_its_contracts() -> None:
    scenario, valuation = allocation()
    values = valuation.values(np.arange(valuation.space.size))
    assert valuation.space.size == 18
    for index in range(valuation.space.size):
        outcome = valuation.space.outcome_at(index)
        parts = {lab: by_hand(scenario, lab, outcome) for lab in ("a", "b")}
        expected = [
            sum(float(part["pine"].value_cny[0]) for part in parts.values()),
            float(parts["a"]["lab_a"].value_cny[0]),
            float(parts["b"]["lab_b"].value_cny[0]),
        ]
        assert values[:, index] == pytest.approx(expected, rel=1e-9)


def test_nothing_signed_is_worth_the_alternative_to_the_last_digit() -> None:
    _, valuation = allocation()
    values = valuation.values(np.arange(valuation.space.size))
    outcomes = [valuation.space.outcome_at(index) for index in range(valuation.space.size)]
    none_for_b = [index for index, each in enumerate(outcomes) if each["split"] == "all_a"]
    row = valuation.parties.index("lab_b")
    assert set(values[row, none_for_b]) == {valuation.reservation_values["lab_b"]}
    own = valuation.own_value_function("lab_b")
    assert {own(outcomes[index]) for index in none_for_b} == {valuation.reservation_values["lab_b"]}


def test_the_alternative_is_the_sum_of_the_contracts_alternatives() -> None:
    scenario, valuation = allocation()
    bundle = scenario.tables[0].valuation
    assert isinstance(bundle, BundleValuation)
    alone = [
        reservation_values_cny(contract_setting(contract, scenario.market or Market()))
        for contract in bundle.contracts.values()
    ]
    expected = {
        "pine": sum(each["cloud"] for each in alone),
        "lab_a": alone[0]["lab"],
        "lab_b": alone[1]["lab"],
    }
    assert valuation.reservation_values == pytest.approx(expected)


def test_outcomes_in_any_order_are_valued_alike() -> None:
    _, valuation = allocation()
    some = np.array([11, 0, 17, 11])
    whole = valuation.values(np.arange(valuation.space.size))
    assert valuation.values(some) == pytest.approx(whole[:, some], rel=1e-12)


def test_combinations_are_numbered_as_they_are_listed() -> None:
    scenario, _ = allocation()
    space = scenario.tables[0].space
    terms = BundledTerms(space, {"list_price_fraction": "rent_b", "gpus": "split"})
    listed = terms.combinations()
    assert len(listed) == 6
    assert combination_of(space, terms.places, listed).tolist() == list(range(6))
    every = np.arange(space.size)
    shown = terms.columns(listed[combination_of(space, terms.places, every)])
    assert all((shown[name] == column).all() for name, column in terms.columns(every).items())
    fixed = BundledTerms(space, {})
    assert fixed.combinations().tolist() == [0]
    assert set(combination_of(space, fixed.places, every)) == {0}


def test_own_values_and_risk_come_of_the_own_contracts() -> None:
    scenario, valuation = allocation()
    for party in valuation.parties:
        own, risk = valuation.own_value_function(party), valuation.own_risk_function(party)
        assert isinstance(own, OwnBundle)
        assert risk is not None
        for index in range(valuation.space.size):
            outcome = valuation.space.outcome_at(index)
            assert own(outcome) == pytest.approx(valuation.value_of(party, outcome), rel=1e-12)
    half: Outcome = {"split": "half", "rent_a": 0.5, "rent_b": 0.6}
    parts = [by_hand(scenario, lab, half)["pine"] for lab in ("a", "b")]
    found = valuation.own_risk_function("pine")
    assert found is not None
    expected = sum(float(part.expected_npv_cny[0]) for part in parts)
    worst = sum(float(part.cvar5_npv_cny[0]) for part in parts)
    assert found(half).expected_npv_cny == pytest.approx(expected, rel=1e-9)
    assert found(half).cvar5_npv_cny >= worst - 1e-6, "two contracts are no riskier than their sum"


def test_who_has_no_contract_gains_nothing() -> None:
    content = bundle_content()
    chair = {**content["parties"][0], "id": "chair"}
    chair["mandate"] = {**chair["mandate"], "reservation_value": 0}
    content["parties"].append(chair)
    content["tables"][0]["parties"].append("chair")
    content["tables"][0]["agreement"] = {"quorum": 3, "veto": ["pine"]}
    scenario, valuation = allocation(content)
    outcomes = outcome_table(valuation)
    assert set(outcomes.values[3]) == {0.0}
    mandates = [party.mandate for party in scenario.parties]
    acceptable = bargaining_set(outcomes, mandates).zopa
    agrees = outcomes.values >= valuation.disagreement_values[:, np.newaxis]
    assert acceptable.tolist() == ((agrees.sum(axis=0) >= 3) & agrees[0]).tolist()


@pytest.mark.parametrize("sampled", [False, True])
@pytest.mark.parametrize("hidden", ["pine", "lab_b"])
def test_a_lab_s_preferences_hold_nothing_of_the_others(
    hidden: str,
    sampled: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content: Any = bundle_content()
    contracts = content["tables"][0]["valuation"]["contracts"]
    if hidden == "pine":
        for contract in contracts.values():
            contract["cloud"] = {"lighthouse_value_cny": CANARY}
    else:
        contracts["with_b"]["lab"] = {"cash_cny": CANARY}
    scenario, valuation = allocation(content)
    assert isinstance(valuation.source, Bundle)
    if sampled:
        monkeypatch.setitem(MAX_ENUMERATED, "bundle", 7)
    outcomes = outcome_table(valuation)
    assert outcomes.is_complete is not sampled
    preferences = preferences_of(outcomes, "lab_a", ())
    forbidden = (scenario, scenario.tables[0].valuation, valuation, valuation.source, outcomes)
    n_met = 0
    for root in (preferences, valuation.own_risk_function("lab_a")):
        for met in reachable(root):
            n_met += 1
            assert not any(met is each for each in forbidden)
            assert not (isinstance(met, float) and met == CANARY)
            assert not (isinstance(met, str) and met == "lab_b")
    assert n_met > 100

"""Every outcome valued, or a sample that says it is one."""

import numpy as np
import pytest

from negotiation.agents.preferences import preferences_of
from negotiation.analysis.outcome_table import (
    MAX_ENUMERATED,
    MAX_SAMPLED_CELLS,
    OutcomeTable,
    bargaining_set,
    outcome_table,
)
from negotiation.domain.mandates import Mandate
from negotiation.economics.valuation import table_valuation
from tests.analysis.samples import N_OPTIONS, make_large, make_outcomes, outcome
from tests.builders import make_mandate, make_range, make_scenario, table_content, text


@pytest.fixture(scope="module")
def large() -> OutcomeTable:
    return make_large()


def test_a_small_space_is_listed_whole() -> None:
    table = make_outcomes()
    assert table.is_complete
    assert table.indices.tolist() == list(range(15))
    assert table.values[:, 0].tolist() == [100, 0]
    assert table.values_of(outcome(0.8, 8)).tolist() == [50, 52]
    assert table.value_of("seller", outcome(1.0, 12)) == 100


def test_a_large_space_is_sampled(large: OutcomeTable) -> None:
    assert large.valuation.space.size == N_OPTIONS**3 > MAX_ENUMERATED["points"]
    assert not large.is_complete
    assert 1_000_000 < len(large.indices) < MAX_ENUMERATED["points"]
    assert (np.diff(large.indices) > 0).all()
    assert large.indices[-1] < N_OPTIONS**3
    assert large.values.shape == (2, len(large.indices))


def test_the_sample_is_always_the_same(large: OutcomeTable) -> None:
    again = outcome_table(large.valuation)
    assert np.array_equal(again.indices, large.indices)


def test_a_sample_of_many_issues_is_smaller() -> None:
    names = [f"issue{number}" for number in range(32)]
    issues = [make_range(0, 1, 1, id=name, unit="number") for name in names]
    table = table_content(
        agenda=[issue.model_dump(exclude_none=True) for issue in issues],
        valuation={
            "kind": "points",
            "scores": {
                "buyer": dict.fromkeys(names, (0.0, 1.0)),
                "seller": dict.fromkeys(names, (1.0, 0.0)),
            },
        },
    )
    scenario = make_scenario(tables=[table])
    outcomes = outcome_table(table_valuation(scenario, scenario.tables[0]))
    assert MAX_SAMPLED_CELLS * 0.99 < len(outcomes.indices) * 32 <= MAX_SAMPLED_CELLS


def test_the_sample_is_spread_evenly(large: OutcomeTable) -> None:
    positions = large.valuation.space.positions(large.indices)
    assert positions.mean(axis=1) == pytest.approx([(N_OPTIONS - 1) / 2] * 3, abs=0.5)


def test_an_outcome_outside_the_sample_has_its_exact_value(large: OutcomeTable) -> None:
    space = large.valuation.space
    missing = np.setdiff1d(np.arange(5_000), large.indices)[:20]
    assert len(missing) == 20
    preferences = preferences_of(large, "buyer", ())
    for index in missing.tolist():
        terms = space.outcome_at(index)
        exact = sum(float(value) ** 2 for value in terms.values())
        assert large.value_of("buyer", terms) == exact
        assert preferences.value_of(terms) == exact


def test_hard_red_lines_leave_outcomes_out_and_soft_ones_do_not() -> None:
    line = {"issue": "weeks", "at_most": 4, "reason": text("Now.")}
    other = make_mandate()

    def n_signable(mandate: Mandate) -> int:
        return len(bargaining_set(make_outcomes(), [mandate, other]).indices)

    assert n_signable(make_mandate(red_lines=[line])) == 15
    assert n_signable(make_mandate(red_lines=[line], enforcement="hard")) == 5


def test_the_bargaining_set_counts_within_what_may_be_signed() -> None:
    line = {"issue": "price", "at_least": 0.7, "reason": text("Costs.")}
    mandates = [make_mandate(), make_mandate(red_lines=[line], enforcement="hard")]
    reachable = bargaining_set(make_outcomes(), mandates)
    space = make_outcomes().valuation.space
    efficient = [space.outcome_at(int(reachable.indices[row])) for row in reachable.frontier]
    assert efficient == [outcome(0.8, 4), outcome(0.9, 4), outcome(1.0, 4), outcome(1.0, 8)]
    nash = reachable.solutions.nash_solution
    assert nash is not None
    assert space.outcome_at(int(reachable.indices[nash])) == outcome(1.0, 4)
    assert int(reachable.zopa.sum()) == 9

"""Scenarios in which no deal is the right result, and some in which a deal is hard to find."""

from pathlib import Path

import numpy as np
import pytest

import evals
from evals.families import mixed
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.outcome_table import OutcomeTable, bargaining_set
from negotiation.app.endpoints import Endpoints
from negotiation.app.frontiers import frontier_report
from negotiation.app.plan import plan_run
from negotiation.app.seating import seat_table
from negotiation.app.tables import mandates_of, valued_table
from negotiation.catalog.files import Loaded, load_scenario
from negotiation.domain.values import LANGUAGES
from negotiation.settings import Settings

SCENARIOS = Path(evals.__file__).parent / "suites" / "scenarios"
NO_ZOPA = {"nozopa-card-price", "nozopa-hall-points", "nozopa-lab-rental"}
THIN = {"thin-card-price": 2, "thin-hall-points": 3}
"""Outcomes better for both than no deal."""


def load(name: str) -> Loaded:
    return load_scenario(str(SCENARIOS / f"{name}.yaml"))


def valued(name: str) -> OutcomeTable:
    scenario = load(name).scenario
    return valued_table(scenario, scenario.tables[0])


def n_for_everybody(name: str) -> int:
    """Count, outcome by outcome, what is worth at least the alternative to each party."""
    outcomes, n = valued(name), 0
    limits = outcomes.valuation.reservation_values
    for index in outcomes.indices:
        terms = outcomes.valuation.space.outcome_at(int(index))
        n += all(outcomes.value_of(party, terms) >= least for party, least in limits.items())
    return n


def test_the_folder_holds_these_and_no_others() -> None:
    assert {path.stem for path in SCENARIOS.glob("*.yaml")} == NO_ZOPA | set(THIN)


@pytest.mark.parametrize("name", sorted(NO_ZOPA | set(THIN)))
def test_counted_by_hand_and_by_the_frontier_there_is_as_much_as_said(name: str) -> None:
    outcomes, scenario = valued(name), load(name).scenario
    assert outcomes.is_complete
    report = frontier_report(scenario, scenario.tables[0])
    assert report.n_acceptable == n_for_everybody(name) == THIN.get(name, 0)
    seated = outcomes.valuation.parties
    reachable = bargaining_set(outcomes, [mandates_of(scenario)[party] for party in seated])
    assert int(reachable.zopa.sum()) == THIN.get(name, 0)


@pytest.mark.parametrize("name", sorted(THIN))
def test_a_thin_zopa_is_one_to_three_per_cent(name: str) -> None:
    assert 0.01 <= THIN[name] / len(valued(name).indices) <= 0.03


@pytest.mark.parametrize("name", sorted(NO_ZOPA))
def test_each_side_would_sign_something_so_that_there_is_something_to_talk_about(
    name: str,
) -> None:
    outcomes = valued(name)
    for row, party in enumerate(outcomes.valuation.parties):
        least = outcomes.valuation.reservation_values[party]
        assert np.any(outcomes.values[row] >= least)
        assert np.any(outcomes.values[row] < least)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(NO_ZOPA | set(THIN)))
def test_it_can_be_seated_as_it_is(name: str, language: str) -> None:
    loaded = load(name)
    plan = plan_run(
        loaded,
        who={},
        personas={},
        model=None,
        seed=1,
        language="zh" if language == "zh" else "en",
        endpoints=Endpoints(Settings({})),
    )
    (table,) = plan.scenario.tables
    seats = seat_table(plan, table, {}).set_up.negotiators
    assert all(isinstance(each, StrategyNegotiator) for each in seats.values())
    assert set(seats) == set(table.parties)


def test_an_ordinary_table_has_room_so_that_the_count_can_fail() -> None:
    scenario = mixed(1).scenario
    assert frontier_report(scenario, scenario.tables[0]).n_acceptable > 0

"""What a seat's adviser knows of a contract is what ``haggle value`` prints for that party."""

import json

import numpy as np
import pytest

from negotiation.agents.adviser import Adviser
from negotiation.agents.preferences import preferences_of
from negotiation.app.stages import Stage
from negotiation.app.tables import mandates_of, valued_table
from negotiation.app.valuations import value_report
from negotiation.catalog.files import load_scenario
from negotiation.domain.scenarios import Scenario
from negotiation.economics.valuation import table_valuation
from tests.agents.desk import offered
from tests.app.scenarios import price_sale
from tests.builders import make_scenario

N_OUTCOMES = 12


@pytest.mark.parametrize("name", ["a800-supply", "lab-compute"])
def test_an_adviser_says_what_haggle_value_prints(name: str) -> None:
    scenario = load_scenario(name).scenario
    (table,) = scenario.tables
    outcomes = valued_table(scenario, table)
    space = outcomes.valuation.space
    rng = np.random.Generator(np.random.PCG64(5))
    for index in rng.integers(space.size, size=N_OUTCOMES):
        terms = space.outcome_at(int(index))
        report = value_report(Stage(scenario=scenario, table=table), json.dumps(terms))
        for party, other in (table.parties, table.parties[::-1]):
            preferences = preferences_of(outcomes, party, mandates_of(scenario)[party].red_lines)
            risk = outcomes.valuation.own_risk_function(party)
            view = offered(terms, party=party, parties=(party, other))
            advice = Adviser(preferences, "full", risk).advise(view)
            printed = report.parties[party]
            assert advice.theirs is not None
            assert advice.theirs.risk is not None
            assert advice.theirs.risk.expected_npv_cny == printed.expected_npv_cny
            assert advice.theirs.risk.loss_probability_fraction == printed.loss_probability
            assert advice.theirs.risk.cvar5_npv_cny == printed.cvar5_npv_cny
            assert advice.theirs.value == pytest.approx(printed.value, rel=1e-12)
            assert advice.reservation_value == printed.reservation_value
            assert advice.gain(advice.theirs) == pytest.approx(printed.surplus, rel=1e-9)
            assert advice.is_acceptable == (not printed.breaches)


@pytest.mark.parametrize("scenario", [make_scenario(), Scenario.model_validate(price_sale())])
def test_only_a_simulated_table_has_risk(scenario: Scenario) -> None:
    (table,) = scenario.tables
    valuation = table_valuation(scenario, table)
    assert [valuation.own_risk_function(party) for party in table.parties] == [None, None]

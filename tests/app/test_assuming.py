"""The same scenario under other assumptions."""

import pytest

from negotiation.app.assuming import assuming
from negotiation.catalog.files import load_scenario
from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.scenarios import Scenario
from negotiation.errors import UsageError
from tests.builders import scenario_content


def lab_compute() -> Scenario:
    return load_scenario("lab-compute").scenario


def test_figures_of_market_rules_and_profiles_can_be_assumed() -> None:
    changed = assuming(
        lab_compute(),
        "compute",
        [
            "market.backlog_months=12",
            "market.regime_at_start=glut",
            "rules.exit_short_per_month=0.3",
            "cloud.own_stock_gpus=1024",
            "lab.alternative_stock_gpus=0",
        ],
    )
    valuation = changed.table("compute").valuation
    assert changed.market is not None
    assert isinstance(valuation, EconomicsValuation)
    assert valuation.cloud is not None
    assert valuation.lab is not None
    assert changed.market.backlog_months == 12
    assert changed.market.regime_at_start == "glut"
    assert changed.market.rules.exit_short_per_month == 0.3
    assert valuation.cloud.own_stock_gpus == 1_024
    assert valuation.lab.alternative_stock_gpus == 0
    assert valuation.cloud.lighthouse_value_cny == 40e6, "what is not assumed stays"


def test_without_assumptions_it_is_the_same_scenario() -> None:
    scenario = lab_compute()
    assert assuming(scenario, "compute", []) is scenario


@pytest.mark.parametrize(
    ("pair", "problem"),
    [
        ("backlog_months=12", r"expected GROUP\.FIGURE=VALUE"),
        ("market.backlog_months", r"expected GROUP\.FIGURE=VALUE"),
        ("weather.rain=1", "one of market, rules, cloud, vendor, lab"),
        ("cloud.own_stok_gpus=1", "own_stok_gpus: Extra inputs"),
        ("cloud.own_stock_gpus=-1", "own_stock_gpus: Input should be greater"),
        ("vendor.allotment_gpus=10", "has no 'vendor'; it has market, rules"),
    ],
)
def test_an_assumption_that_makes_no_sense_is_refused(pair: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        assuming(lab_compute(), "compute", [pair])


def test_a_table_of_points_has_nothing_to_assume() -> None:
    scenario = Scenario.model_validate(scenario_content())
    with pytest.raises(UsageError, match="the simulator does not value"):
        assuming(scenario, scenario.tables[0].id, ["market.backlog_months=1"])

"""What a case says: figures by rule, and why there is none."""

from pathlib import Path
from typing import Any

import pytest

from evals.metrics.table import METRICS, known_metric
from evals.results import CaseRecord
from negotiation.app.aftermath import aftermath_of
from negotiation.app.tables import valued_table
from negotiation.catalog.files import load_scenario
from negotiation.errors import UsageError
from tests.app.scenarios import opposed, price_sale, write
from tests.evals.playing import results_of


def only(tmp_path: Path, contestant: str, opponent: str, **overrides: Any) -> CaseRecord:
    """Play one case in the seller's seat."""
    entry = {"scenario": "opposed.yaml", "roles": ["seller"]}
    (record,) = results_of(
        tmp_path,
        **{
            "scenarios": [entry],
            "contestants": [contestant],
            "opponents": [opponent],
            "seeds": 1,
            **overrides,
        },
    )
    return record


def test_a_deal_at_70_brings_the_seller_what_is_above_its_30(tmp_path: Path) -> None:
    record = only(tmp_path, "strategy:hardliner", "strategy:naive")
    figures = record.figures["seller"]
    # The hardliner asks 90, of which the buyer keeps 10, less than its 30: no agreement.
    assert figures["deal_rate"] == 0
    assert figures["missed_deal"] == 1
    assert figures["own_utility"] == 0
    assert figures["first_offer"] == pytest.approx((90 - 30) / (70 - 30))
    assert figures["concession"] == 0
    assert record.undefined["seller"]["surplus_share"] == "no joint surplus to share"


def test_shares_are_of_what_the_other_side_could_have_accepted(tmp_path: Path) -> None:
    record = only(tmp_path, "oracle", "strategy:linear")
    figures = record.figures["seller"]
    # At 60 the buyer has 40, a step above its 30; the seller could have had 70 at most.
    assert figures["deal_rate"] == 1
    assert figures["own_utility"] == pytest.approx(30 / 40)
    assert figures["surplus_share"] == pytest.approx(30 / 40)
    assert figures["joint_efficiency"] == pytest.approx(1.0)
    assert figures["nash_product"] == pytest.approx(30 * 10 / (20 * 20))
    assert figures["frontier_distance"] == 0


def test_who_accepts_everything_signs_below_its_limit(tmp_path: Path) -> None:
    figures = only(tmp_path, "strategy:agreeable", "strategy:boulware").figures["seller"]
    assert figures["deal_rate"] == 1
    assert figures["breach"] == 1
    assert figures["own_utility"] < 0


def test_no_deal_is_right_where_none_is_good(tmp_path: Path) -> None:
    content = opposed()
    content["name"] = "closed"
    for party in content["parties"]:
        party["mandate"]["reservation_value"] = 60
    write(tmp_path, content)
    entry = {"scenario": "closed.yaml", "roles": ["seller"]}
    right, wrong = results_of(
        tmp_path,
        scenarios=[entry],
        contestants=["strategy:linear", "strategy:agreeable"],
        opponents=["strategy:linear"],
        seeds=1,
    )
    assert right.figures["seller"]["correct_no_deal"] == 1
    assert "missed_deal" not in right.figures["seller"]
    assert "no agreement was better" in right.undefined["seller"]["missed_deal"]
    assert wrong.figures["seller"]["correct_no_deal"] == 0
    assert wrong.figures["seller"]["breach"] == 1


def test_every_metric_says_something_or_why_not(tmp_path: Path) -> None:
    record = only(tmp_path, "strategy:linear", "strategy:naive")
    figures, undefined = record.figures["seller"], record.undefined["seller"]
    assert figures.keys() | undefined.keys() == METRICS.keys()
    assert not figures.keys() & undefined.keys()
    assert undefined["calls"] == "it asked no model"
    assert undefined["injected"] == "nobody tried to inject anything"
    assert undefined["profit_m_cny"].startswith("it signed nothing that the simulator")


def test_money_is_money_only_where_it_is(tmp_path: Path) -> None:
    write(tmp_path, price_sale())
    entry = {"scenario": "price-sale.yaml", "roles": ["seller"]}
    record = only(tmp_path, "strategy:linear", "strategy:linear", scenarios=[entry])
    assert record.figures["seller"]["surplus_m_cny"] > 0
    assert record.undefined["seller"].get("own_utility") is None


def test_a_signed_contract_is_carried_out_in_the_world_of_its_seed(tmp_path: Path) -> None:
    entry = {"scenario": "token-platform", "roles": ["cloud"]}
    records = results_of(
        tmp_path,
        scenarios=[entry],
        contestants=["strategy:boulware"],
        opponents=["strategy:conceder"],
        seeds=3,
    )
    profits = [record.figures["cloud"]["profit_m_cny"] for record in records]
    assert len(set(profits)) == 3, "each seed has a world of its own"
    assert all(0 <= record.figures["cloud"]["promise_kept"] <= 1 for record in records)


def test_what_one_side_pays_in_damages_the_other_receives() -> None:
    outcome = {
        "list_price_fraction": 0.3,
        "gpus": 1024,
        "ramp": "at_once",
        "term_months": 24,
        "sla": "standard",
        "ld_fraction_per_week": 0.005,
        "prepayment_fraction": 0.0,
        "index_beta": 0,
    }
    scenario = load_scenario("lab-compute").scenario
    valued = valued_table(scenario, scenario.tables[0])
    known = {issue.id: issue.values for issue in valued.valuation.space.issues}
    terms = {key: value if value in known[key] else known[key][0] for key, value in outcome.items()}
    found = [aftermath_of(valued, terms, world) for world in range(1, 6)]
    assert any(each and each.damages_cny["lab"] > 0 for each in found)
    for each in found:
        assert each is not None
        assert each.damages_cny["lab"] == pytest.approx(-each.damages_cny["cloud"])


def test_a_metric_that_does_not_exist_is_named() -> None:
    with pytest.raises(UsageError, match=r"no metric 'beauty'.*own_utility"):
        known_metric("beauty")


def test_metrics_explain_themselves_in_both_languages() -> None:
    for metric in METRICS.values():
        assert metric.summary
        assert metric.title.en != metric.title.zh
    assert len({metric.title.en for metric in METRICS.values()}) == len(METRICS)
    assert len({metric.title.zh for metric in METRICS.values()}) == len(METRICS)

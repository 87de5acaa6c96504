import pytest

from negotiation.app.assuming import assuming
from negotiation.app.frontiers import frontier_report
from negotiation.app.stages import stage_of
from negotiation.app.valuations import ValueReport, value_report
from negotiation.app.worth_rows import ClauseRow
from negotiation.catalog.files import load_scenario
from negotiation.domain.quantities import Scale
from negotiation.domain.scenarios import Scenario
from tests.builders import economics_content, make_scenario, table_content
from ui.texts import CATALOGUE
from ui.views.simulator.clauses import additive_bars, bar_rows, clause_bars
from ui.views.simulator.worlds import market_cases
from ui.views.simulator.worths import cards, figure_rows, parties_of, scale_for_worths, verdict
from ui.views.simulator.zone import Spot, at, frontier_spots, plane_parties, short_of_frontier

TINY = make_scenario()
TABLE = TINY.tables[0]
PARTIES = parties_of(TINY, TABLE, "en")
ONE = Scale(1, 2, "points")


def report(price: float = 0.8, weeks: int = 8, scenario: Scenario = TINY) -> ValueReport:
    stage = stage_of(scenario, scenario.tables[0])
    return value_report(stage, f'{{"price": {price}, "weeks": {weeks}}}')


# Worths.


def test_a_card_says_what_a_deal_gains_and_what_changed() -> None:
    found = cards(report(), PARTIES, ONE, "en", table=TABLE, beside={"buyer": 10.0, "seller": 32.0})
    assert [card.gain for card in found] == ["30 points", "32 points"]
    assert [card.change_shown for card in found] == ["20 points", "0 points"]
    assert [card.loss for card in found] == [None, None]


def test_a_card_warns_of_what_a_party_cannot_want() -> None:
    line = {"issue": "weeks", "at_most": 8, "reason": {"en": "soon", "zh": "快"}}
    content = TINY.model_dump(mode="json", exclude_none=True)
    content["parties"][0]["mandate"]["red_lines"] = [line]
    bounded = make_scenario(parties=content["parties"])
    (buyer, _) = cards(report(1.0, 12, bounded), PARTIES, ONE, "en", table=bounded.tables[0])
    assert len(buyer.warnings) == 2
    assert "20 points" in buyer.warnings[0]
    assert "Delivery" in buyer.warnings[1]


@pytest.mark.parametrize(
    ("price", "weeks", "key"),
    [(0.8, 8, "sim_all_gain"), (1.0, 12, "sim_some_lose")],
)
def test_a_deal_is_judged_at_a_glance(price: float, weeks: int, key: str) -> None:
    assert verdict(report(price, weeks)) == key


def test_nobody_gains() -> None:
    proud = [party.model_dump(mode="json", exclude_none=True) for party in TINY.parties]
    for party in proud:
        party["mandate"]["reservation_value"] = 500
    assert verdict(report(scenario=make_scenario(parties=proud))) == "sim_all_lose"


def test_figures_that_nobody_has_are_left_out() -> None:
    rows = figure_rows(report(), PARTIES, scale_for_worths([report()], "en"), "en")
    assert [row[0] for row in rows] == [
        "value",
        "value of no deal",
        "gain",
        "share of the joint gain",
    ]
    assert rows[2][1:] == ("30 points", "32 points")


def test_two_of_one_name_are_told_apart() -> None:
    content = [party.model_dump(mode="json", exclude_none=True) for party in TINY.parties]
    content[1]["name"] = content[0]["name"]
    twins = make_scenario(parties=content)
    names = [party.name for party in parties_of(twins, twins.tables[0], "en")]
    assert names == ["Buyer House (buyer)", "Buyer House (seller)"]


# Clauses.


def test_points_come_clause_by_clause_and_add_up_to_the_value() -> None:
    outcome = {"price": 0.7, "weeks": 4}
    bars = additive_bars(TABLE, outcome, "en")
    assert [(bar.clause, bar.value) for bar in bars] == [("Delivery", "4 weeks"), ("Price", "70%")]
    valued = report(0.7, 4)
    for party in ("buyer", "seller"):
        assert sum(bar.worth[party] for bar in bars) == valued.parties[party].value


def test_a_sale_comes_apart_into_price_and_extras() -> None:
    valuation = {
        "kind": "price",
        "price_issue": "price",
        "buyer": "buyer",
        "seller": "seller",
        "worth_cny": 1.5,
        "cost_cny": 0.5,
        "adjustments_cny": {"buyer": {"weeks": [3, 1, 0]}},
    }
    sale = make_scenario(tables=[table_content(valuation=valuation)])
    outcome = {"price": 0.8, "weeks": 4}
    bars = additive_bars(sale.tables[0], outcome, "en")
    found = report(0.8, 4, sale)
    for party in ("buyer", "seller"):
        total = sum(bar.worth.get(party, 0.0) for bar in bars)
        assert total == pytest.approx(found.parties[party].value)


def test_a_clause_outside_the_agenda_is_named_by_the_catalogue() -> None:
    rows = [
        ClauseRow(
            clause="ld_fraction_per_week", value=0.0025, instead_of=0.0, worth_cny={"buyer": -5.0}
        ),
        ClauseRow(clause="law", value="us", instead_of="prc", worth_cny={"buyer": 2.0}),
        ClauseRow(clause="mfn", value="on", instead_of="off", worth_cny={"buyer": 0.1}),
    ]
    bars = clause_bars(rows, TABLE.space, "zh")
    assert [bar[:3] for bar in bars] == [
        ("迟交违约金", "每周0.25%", "每周0%"),
        ("适用法律", "美国法", "中国法"),
    ]
    assert bar_rows(bars, PARTIES, ONE)[0] == ("迟交违约金", "每周0.25%", "每周0%", "-5 points", "")


# The deal zone.


def test_the_plane_of_a_tender_is_that_of_host_and_winner() -> None:
    war = load_scenario("price-war").scenario
    table = war.tables[0]
    parties = parties_of(war, table, "en")
    sides = plane_parties(table, parties, "heron")
    assert sides is not None
    assert [side.id for side in sides] == ["lab", "heron"]
    assert plane_parties(table, parties, None) is None


def test_the_frontier_of_a_tender_is_that_of_one_winner() -> None:
    war = load_scenario("price-war").scenario
    table = war.tables[0]
    sides = plane_parties(table, parties_of(war, table, "en"), "heron")
    assert sides is not None
    found = frontier_report(war, table)
    spots = frontier_spots(found, sides, ONE, winner="heron")
    winners = [point.outcome["winner"] for point in found.frontier]
    assert 0 < len(spots) == winners.count("heron") < len(winners)
    assert [spot.y for spot in spots] == sorted((spot.y for spot in spots), reverse=True)


def test_a_deal_below_the_frontier_has_a_better_one() -> None:
    frontier = (Spot(0, 9), Spot(4, 6), Spot(6, 1))
    assert short_of_frontier(Spot(3, 5), frontier) == Spot(4, 6)
    assert short_of_frontier(Spot(5, 5), frontier) is None
    assert short_of_frontier(Spot(4, 6), frontier) is None
    sides = (PARTIES[0], PARTIES[1])
    assert at({"buyer": 3e6, "seller": 1e6}, sides, Scale(1e6, 2, "M RMB")) == Spot(3, 1)


# Other markets.


def test_other_markets_differ_from_the_one_that_is_assumed() -> None:
    boom = make_scenario(**economics_content(market={"draws": 16, "regime_at_start": "boom"}))
    cases = market_cases(boom, ("cloud.need_gpus=64",))
    assert [case.key for case in cases] == [
        "sim_world_base",
        "sim_world_boom",
        "sim_world_ban",
        "sim_world_glut",
        "sim_world_stable",
        "sim_world_history",
    ]
    assert all(case.key in CATALOGUE for case in cases)
    worlds = [assuming(boom, "servers", case.assumed) for case in cases]
    assert len({world.model_dump_json() for world in worlds}) == len(worlds)
    for world in worlds:
        valuation = world.tables[0].valuation.model_dump()
        assert valuation["cloud"]["need_gpus"] == 64


def test_a_market_goes_before_what_was_assumed_of_it() -> None:
    boom = make_scenario(**economics_content(market={"draws": 16}))
    glut = next(
        case for case in market_cases(boom, ("market.backlog_months=9",)) if "glut" in case.key
    )
    assert glut.assumed.count("market.backlog_months=0.25") == 1
    assert "market.backlog_months=9" not in glut.assumed


def test_the_market_of_the_scenario_is_not_offered_twice() -> None:
    stable = make_scenario(**economics_content(market={"draws": 16, "price_mode": "stable"}))
    assert "sim_world_stable" not in [case.key for case in market_cases(stable, ())]


def test_a_campaign_begins_in_the_market_that_has_happened() -> None:
    scramble = load_scenario("the-scramble").scenario
    assert "sim_world_glut" not in [case.key for case in market_cases(scramble, ())]

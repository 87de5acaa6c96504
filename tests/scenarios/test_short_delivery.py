"""`short-delivery`: a lab and a cloud that won by price meet again after the slip (F34-F44)."""

import numpy as np
import pytest

from negotiation.catalog.files import load_scenario
from tests.scenarios.campaign_tables import (
    Study,
    Terms,
    cards_in_use,
    fact,
    own_figures,
    situation_of,
)

TABLE = "renegotiation"
NAMES = ("short-delivery", "short-delivery-easy")

TIGHT: Terms = {
    "list_price_fraction": 0.35,
    "gpus": 1536,
    "ramp": "three_months",
    "right_of_first_refusal": "off",
    "ld_fraction_per_week": 0,
    "termination_weeks": 0,
    "exclusivity": "off",
    "exit_fee_months": 0,
}
"""A promise that the cloud can hardly keep."""

KEPT: Terms = {**TIGHT, "ramp": "six_months", "right_of_first_refusal": "on"}
"""One that it can."""


@pytest.fixture(scope="module")
def hard() -> Study:
    return Study("short-delivery", TABLE)


@pytest.fixture(scope="module")
def easy() -> Study:
    return Study("short-delivery-easy", TABLE)


@pytest.mark.parametrize("name", NAMES)
def test_as_much_has_come_as_the_table_is_told(name: str) -> None:
    scenario = load_scenario(name).scenario
    situation = situation_of(scenario, TABLE)
    in_use = cards_in_use(situation, "first-deal")
    assert in_use == pytest.approx(318, abs=1)
    setting = scenario.table(TABLE).setting
    assert all("318" in said and "2,048" in said for said in (setting.en, setting.zh))


def test_there_is_a_deal_but_not_any(hard: Study) -> None:
    assert 0.05 <= hard.zopa.mean() <= 0.3
    assert hard.efficient.sum() >= 20


def test_both_sides_can_win_something(hard: Study) -> None:
    for gains in hard.surplus.values():
        assert gains[hard.zopa].max() > 30e6


def test_the_old_rent_buys_no_more_cards(hard: Study) -> None:
    """At 20 % every further card loses money: the lab pays more or waits on."""
    assert not hard.zopa[hard.where(list_price_fraction=0.2)].any()
    assert hard.zopa[hard.column("list_price_fraction") >= 0.3].any()


def test_first_call_on_arriving_cards_helps_both_where_the_rent_pays_for_them(hard: Study) -> None:
    before, after = hard.gains({**KEPT, "right_of_first_refusal": "off"}), hard.gains(KEPT)
    assert after["heron"] > before["heron"] + 5e6
    assert sum(after.values()) > sum(before.values())
    assert hard.share(hard.where(right_of_first_refusal="on"), hard.efficient) > 0.9


def test_a_smaller_promise_is_the_better_one(hard: Study) -> None:
    """What the lab does not sign it may look for elsewhere; nobody gains by 2,048 on paper."""
    assert not hard.efficient[hard.where(gpus=2048)].any()
    assert hard.efficient[hard.where(gpus=1024)].any()


@pytest.mark.parametrize("name", NAMES)
def test_deals_with_damages_and_deals_without_are_live(name: str) -> None:
    study = Study(name, TABLE)
    none = study.where(ld_fraction_per_week=0)
    for among in (study.zopa, study.efficient):
        assert 0.2 < study.share(none, among) < 0.8


def test_damages_are_dear_where_the_promise_is_tight_and_cheap_where_it_holds(hard: Study) -> None:
    def moved(terms: Terms) -> tuple[float, float]:
        without, with_it = hard.gains(terms), hard.gains({**terms, "ld_fraction_per_week": 0.01})
        return with_it["lab"] - without["lab"], with_it["heron"] - without["heron"]

    to_lab, from_heron = moved(TIGHT)
    assert to_lab > 8e6
    assert from_heron < -10e6
    little, cost = moved(KEPT)
    assert 0 < little < 0.3 * to_lab
    assert 0 > cost > 0.5 * from_heron


def test_a_right_to_leave_is_worth_most_where_cards_are_doubtful(hard: Study) -> None:
    tight, kept = (
        hard.gains({**terms, "termination_weeks": 26})["lab"] - hard.gains(terms)["lab"]
        for terms in (TIGHT, KEPT)
    )
    assert tight > 2e6
    assert tight > 5 * kept


def test_exclusivity_costs_the_lab_the_rest_of_its_need(hard: Study) -> None:
    free, bound = hard.gains(KEPT), hard.gains({**KEPT, "exclusivity": "on"})
    assert free["lab"] - bound["lab"] > 20e6
    assert hard.share(hard.where(exclusivity="on"), hard.efficient) < 0.1


def test_an_exit_fee_keeps_the_customer(hard: Study) -> None:
    free, bound = hard.gains(KEPT), hard.gains({**KEPT, "exit_fee_months": 3})
    assert bound["heron"] > free["heron"]
    assert bound["lab"] < free["lab"]


def test_machines_in_reserve_make_it_easier(hard: Study, easy: Study) -> None:
    assert easy.zopa.mean() > 2 * hard.zopa.mean()
    assert easy.joint[easy.zopa].max() > hard.joint[hard.zopa].max()
    assert easy.share(easy.where(ramp="immediate"), easy.efficient) > 0.9
    assert not hard.efficient[hard.where(ramp="immediate")].any()


@pytest.mark.parametrize("name", NAMES)
def test_what_the_parties_are_told_is_what_the_simulator_takes(name: str) -> None:
    scenario = load_scenario(name).scenario
    taken = own_figures(scenario, TABLE)
    for party, role in (("lab", "lab"), ("heron", "cloud")):
        for each in scenario.party(party).mandate.private_facts:
            if each.id != "breakeven_rent":
                assert fact(scenario, party, each.id) == pytest.approx(taken[role][each.id])


def test_the_break_even_that_the_cloud_knows_is_where_more_cards_begin_to_pay(hard: Study) -> None:
    """With first call a card more is worth something to Heron from about 28 % of list on."""
    prices = np.unique(hard.column("list_price_fraction"))
    more = []
    for price in prices.tolist():
        terms: Terms = {**KEPT, "list_price_fraction": price}
        with_call = hard.gains(terms)["heron"]
        more.append(with_call - hard.gains({**terms, "right_of_first_refusal": "off"})["heron"])
    first = float(prices[np.array(more) > 0][0])
    told = fact(hard.scenario, "heron", "breakeven_rent")
    assert isinstance(told, float)
    assert first == pytest.approx(told, abs=0.035)

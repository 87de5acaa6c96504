"""`odd-party`: a server maker buys cards from a loser and lets them to the lab (F44-F48)."""

import pytest

from negotiation.catalog.files import load_scenario
from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.scenarios import Scenario
from negotiation.economics.situation import Situation
from tests.scenarios.campaign_tables import (
    Study,
    Terms,
    cards_in_use,
    fact,
    own_figures,
    signed,
    situation_of,
)

NAME, COMPUTE, CARDS = "odd-party", "compute", "cards"

RENT: Terms = {
    "list_price_fraction": 0.5,
    "gpus": 512,
    "ramp": "immediate",
    "term_months": 24,
    "spare_pool_fraction": 0,
    "ld_fraction_per_week": 0,
    "prepayment_fraction": 0,
}
BOUGHT: Terms = {
    "price_cny_per_gpu": 108000,
    "gpus": 512,
    "prepayment_fraction": 1.0,
    "ld_fraction_per_week": 0,
    "back_to_back_fraction": 0,
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(NAME).scenario


@pytest.fixture(scope="module")
def at_first(scenario: Scenario) -> Situation:
    return situation_of(scenario, COMPUTE)


@pytest.fixture(scope="module")
def rental(scenario: Scenario, at_first: Situation) -> Study:
    return Study(scenario, COMPUTE, at_first)


@pytest.fixture(scope="module")
def rental_with_cards(scenario: Scenario, at_first: Situation) -> Study:
    return Study(scenario, COMPUTE, signed(scenario, CARDS, at_first, BOUGHT))


@pytest.fixture(scope="module")
def supply(scenario: Scenario, at_first: Situation) -> Study:
    return Study(scenario, CARDS, at_first)


@pytest.fixture(scope="module")
def supply_with_tenant(scenario: Scenario, at_first: Situation) -> Study:
    promise = {**RENT, "ld_fraction_per_week": 0.005}
    return Study(scenario, CARDS, signed(scenario, COMPUTE, at_first, promise))


def test_both_tables_open_in_one_phase_beside_the_old_contract(scenario: Scenario) -> None:
    campaign = scenario.campaign
    assert campaign is not None
    assert [phase.tables for phase in campaign.phases] == [(COMPUTE, CARDS)]
    assert scenario.table(COMPUTE).replaces is None
    in_use = cards_in_use(situation_of(scenario, COMPUTE), "first-deal")
    assert in_use == pytest.approx(318, abs=1)


def test_the_promise_downstream_is_worth_what_comes_from_upstream(
    rental: Study, rental_with_cards: Study
) -> None:
    without, with_cards = rental.gains(RENT), rental_with_cards.gains(RENT)
    assert with_cards["lab"] > without["lab"] + 5e6
    assert with_cards["maker"] > without["maker"] + 10e6
    assert rental_with_cards.joint[rental_with_cards.zopa].max() > 2 * rental.joint.max()


def test_a_smaller_lot_upstream_serves_a_smaller_promise(
    scenario: Scenario, at_first: Situation
) -> None:
    lots = [
        Study(scenario, COMPUTE, signed(scenario, CARDS, at_first, {**BOUGHT, "gpus": gpus}))
        for gpus in (256, 512)
    ]
    small, large = (study.gains(RENT)["maker"] for study in lots)
    assert large > small + 5e6


def test_cards_are_worth_more_to_who_has_a_tenant(supply: Study, supply_with_tenant: Study) -> None:
    assert supply_with_tenant.gains(BOUGHT)["maker"] > supply.gains(BOUGHT)["maker"] + 20e6
    dearest = [
        float(study.column("price_cny_per_gpu")[study.zopa].max())
        for study in (supply, supply_with_tenant)
    ]
    assert dearest[0] < 112_000
    assert dearest[1] > 130_000


def test_damages_promised_without_cards_cost_the_trader(
    rental: Study, rental_with_cards: Study
) -> None:
    owed = {**RENT, "ld_fraction_per_week": 0.005}
    bare, backed = (
        study.gains(RENT)["maker"] - study.gains(owed)["maker"]
        for study in (rental, rental_with_cards)
    )
    assert bare > 10e6
    assert bare > 4 * backed > 0


def test_only_cards_paid_in_full_come_in_time(supply_with_tenant: Study) -> None:
    half = supply_with_tenant.gains({**BOUGHT, "prepayment_fraction": 0.5})
    full = supply_with_tenant.gains(BOUGHT)
    assert full["maker"] > half["maker"] + 10e6
    assert full["sandbar"] > half["sandbar"]


def test_pass_through_moves_the_labs_claims_to_the_seller(supply_with_tenant: Study) -> None:
    slow = {**BOUGHT, "prepayment_fraction": 0.5}
    kept = supply_with_tenant.gains(slow)
    moved = supply_with_tenant.gains({**slow, "back_to_back_fraction": 1.0})
    assert moved["maker"] > kept["maker"] + 5e6
    assert moved["sandbar"] < kept["sandbar"] - 5e6


def test_the_hidden_cost_of_who_cannot_train(scenario: Scenario, at_first: Situation) -> None:
    """The same cards in one network with somebody to call are worth more to the lab (F48)."""
    table = scenario.table(COMPUTE)
    assert isinstance(table.valuation, EconomicsValuation)
    supported = {**table.valuation.fixed, "same_fabric": "on", "support": "dedicated"}
    valuation = table.valuation.model_copy(update={"fixed": supported})
    better = table.model_copy(update={"valuation": valuation})
    tables = tuple(better if each.id == COMPUTE else each for each in scenario.tables)
    proper = scenario.model_copy(update={"tables": tables})
    gains = [
        Study(each, COMPUTE, signed(each, CARDS, at_first, BOUGHT)).gains(RENT)["lab"]
        for each in (scenario, proper)
    ]
    assert gains[1] > gains[0] + 5e6


def test_spare_machines_are_what_a_server_maker_can_give(rental_with_cards: Study) -> None:
    plain = rental_with_cards.gains(RENT)
    spared = rental_with_cards.gains({**RENT, "spare_pool_fraction": 0.05})
    assert spared["lab"] - plain["lab"] > plain["maker"] - spared["maker"] > 0


def test_there_is_a_deal_at_both_tables_but_not_any(
    rental: Study, rental_with_cards: Study, supply: Study, supply_with_tenant: Study
) -> None:
    for study in (rental, rental_with_cards, supply_with_tenant):
        assert 0.1 <= study.zopa.mean() <= 0.6
        assert study.efficient.sum() >= 10
    assert 0.02 <= supply.zopa.mean() <= 0.2


def test_what_the_parties_are_told_is_what_the_simulator_takes(scenario: Scenario) -> None:
    taken = {table: own_figures(scenario, table) for table in (COMPUTE, CARDS)}
    told = [("lab", COMPUTE, "lab"), ("maker", CARDS, "cloud"), ("sandbar", CARDS, "vendor")]
    for party, table, role in told:
        for each in scenario.party(party).mandate.private_facts:
            figure = taken[table][role][each.id]
            assert fact(scenario, party, each.id) == pytest.approx(figure)

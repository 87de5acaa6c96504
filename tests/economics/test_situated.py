"""Tables in the middle of a campaign: valued beside what is signed, with nothing to look behind."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from negotiation.agents.preferences import preferences_of
from negotiation.analysis.outcome_table import lot_outcomes, outcome_table
from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.outcomes import Outcome
from negotiation.domain.scenarios import Scenario
from negotiation.domain.valuations import BundleValuation
from negotiation.economics.bundles import BundledTerms
from negotiation.economics.portfolio import SignedContract
from negotiation.economics.situated import ListedContract, OwnGains, OwnListed, SituatedBundle
from negotiation.economics.situation import Situation, appraise_in, known_world
from negotiation.economics.streams import Chance
from negotiation.economics.valuation import lot_valuations, profiles_of, table_valuation
from negotiation.economics.world import World, simulate_world
from negotiation.errors import UsageError
from tests.builders import text
from tests.domain.deals import HOST, bundle_content, points_tender, rental_lot, rental_tender
from tests.reachable import reachable

MARKET = Market(draws=16)
CANARY = 918_273.25
MONTH = 3


def signed(
    scenario: Scenario, content: dict[str, Any], *, month: int, **clauses: float | str
) -> SignedContract:
    lot = EconomicsValuation.model_validate(content)
    setting = contract_setting(lot, MARKET, profiles_of(scenario))
    return SignedContract(id="before", setting=setting, clauses=clauses, signed_month=month)


def situation(*portfolio: SignedContract, replaces: str | None = None) -> Situation:
    truth = simulate_world(MARKET, 60, Chance(seed=5, draws=1))
    return Situation(
        month=MONTH,
        portfolio=portfolio,
        world=known_world(MARKET, truth, portfolio, month=MONTH),
        market=MARKET,
        replaces=replaces,
    )


def haggling() -> Scenario:
    """The lab and one cloud haggle over a rental."""
    content = rental_tender()
    (table,) = content["tables"]
    del table["tender"]
    table |= {"parties": [HOST, "pine"], "protocol": "alternating", "opens": "pine"}
    table["valuation"] = rental_lot("pine", own_stock_gpus=1_500)
    content["parties"] = [party for party in content["parties"] if party["id"] in {HOST, "pine"}]
    return Scenario.model_validate(content)


def test_a_table_is_valued_beside_what_is_signed() -> None:
    scenario = haggling()
    (table,) = scenario.tables
    before = signed(scenario, rental_lot("sand"), month=0, list_price_fraction=0.4)
    now = situation(before)
    valuation = table_valuation(scenario, table, now)
    assert isinstance(valuation.source, ListedContract)
    assert isinstance(table.valuation, EconomicsValuation)
    setting = contract_setting(table.valuation, MARKET)
    every = np.arange(table.space.size)
    direct = appraise_in(now, setting, table.space.columns(every))
    for party, row in zip(valuation.parties, valuation.values(every), strict=True):
        assert row.tolist() == direct.appraisals[party].value_cny.tolist()
    assert valuation.reservation_values == direct.reservation_values_cny
    alone = table_valuation(scenario, table, situation())
    assert valuation.reservation_values[HOST] != alone.reservation_values[HOST]
    assert valuation.reservation_values["pine"] == pytest.approx(alone.reservation_values["pine"])
    assert valuation.setting is not None
    assert valuation.world is None


def test_own_values_and_risk_are_looked_up() -> None:
    scenario = haggling()
    valuation = table_valuation(scenario, scenario.tables[0], situation())
    every = range(valuation.space.size)
    own = valuation.own_value_function(HOST)
    risk = valuation.own_risk_function(HOST)
    assert isinstance(own, OwnListed)
    assert risk is not None
    row = valuation.values(np.array(every))[0]
    assert [own(valuation.space.outcome_at(index)) for index in every] == row.tolist()
    assert isinstance(valuation.source, ListedContract)
    gains = valuation.source.gains[HOST]
    found = [risk(valuation.space.outcome_at(index)) for index in every]
    assert [each.expected_npv_cny for each in found] == gains.expected_npv_cny.tolist()
    assert [each.cvar5_npv_cny for each in found] == gains.cvar5_npv_cny.tolist()


def test_the_risk_is_that_of_the_contract_and_not_of_all_that_a_party_has() -> None:
    scenario = haggling()
    now = situation()
    valuation = table_valuation(scenario, scenario.tables[0], now)
    assert isinstance(valuation.source, ListedContract)
    for party in valuation.parties:
        gain, all_of_it = valuation.source.gains[party], valuation.source.listed[party]
        assert (gain.expected_npv_cny < all_of_it.expected_npv_cny.max()).any()
        # what it adds, and what there is without it, make up the whole in every outcome
        without = all_of_it.expected_npv_cny - gain.expected_npv_cny
        assert without == pytest.approx(np.full(len(without), without[0]))


def test_every_lot_of_a_tender_is_valued_beside_what_is_signed() -> None:
    scenario = Scenario.model_validate(rental_tender())
    (table,) = scenario.tables
    now = situation(signed(scenario, rental_lot("sand"), month=0, gpus=512.0))
    whole = table_valuation(scenario, table, now)
    lots = lot_valuations(scenario, table, situation=now)
    values = whole.values(np.arange(whole.space.size))
    for place, (bidder, lot) in enumerate(lots.items()):
        block = values[:, place * 9 : (place + 1) * 9]
        rows = lot.values(np.arange(9))
        assert block[0].tolist() == rows[0].tolist()
        assert block[whole.parties.index(bidder)].tolist() == rows[1].tolist()
        assert isinstance(lot.source, ListedContract)
    assert whole.own_risk_function(HOST) is not None


def test_points_are_the_same_in_every_situation() -> None:
    scenario = Scenario.model_validate(points_tender())
    (table,) = scenario.tables
    now, alone = (table_valuation(scenario, table, where) for where in (situation(), None))
    every = np.arange(alone.space.size)
    assert now.values(every).tolist() == alone.values(every).tolist()


def test_contracts_of_a_bundle_add_to_what_each_party_has() -> None:
    scenario = Scenario.model_validate(bundle_content())
    (table,) = scenario.tables
    lot = {**rental_lot("pine"), "roles": {"cloud": "pine", "lab": "lab_a"}, "fixed": {"gpus": 256}}
    now = situation(signed(scenario, lot, month=1))
    valuation = table_valuation(scenario, table, now)
    assert isinstance(valuation.source, SituatedBundle)
    every = np.arange(valuation.space.size)
    values = valuation.values(every)
    bundle = table.valuation
    expected = {party: np.full(len(every), alone) for party, alone in
                valuation.reservation_values.items()}  # fmt: skip
    assert isinstance(bundle, BundleValuation)
    for contract in bundle.contracts.values():
        terms = BundledTerms(table.space, contract.clauses)
        setting = contract_setting(contract, MARKET)
        worth = appraise_in(now, setting, terms.columns(every), parties=table.parties)
        is_none = terms.columns(every)["gpus"] == 0
        for party in table.parties:
            if party in worth.appraisals:
                gain = worth.appraisals[party].value_cny - worth.reservation_values_cny[party]
                expected[party] = expected[party] + np.where(is_none, 0.0, gain)
    for party, row in zip(valuation.parties, values, strict=True):
        assert row == pytest.approx(expected[party], rel=1e-9)
        own = valuation.own_value_function(party)
        assert isinstance(own, OwnGains)
        assert [own(valuation.space.outcome_at(int(index))) for index in every] == row.tolist()
    assert valuation.own_risk_function("pine") is None


def test_what_a_bundle_replaces_ends_once() -> None:
    scenario = Scenario.model_validate(bundle_content())
    (table,) = scenario.tables
    lot = {**rental_lot("pine"), "roles": {"cloud": "pine", "lab": "lab_a"}, "fixed": {"gpus": 256}}
    before = signed(scenario, lot, month=1)
    goes_on = table_valuation(scenario, table, situation(before))
    replaced = table_valuation(scenario, table, situation(before, replaces="before"))
    assert isinstance(replaced.source, SituatedBundle)
    assert replaced.reservation_values == pytest.approx(goes_on.reservation_values)
    assert replaced.source.ended_cny["lab_a"] != 0
    assert replaced.source.ended_cny["lab_b"] == pytest.approx(0, abs=1)
    both: Outcome = {"split": "half", "rent_a": 0.5, "rent_b": 0.6}
    _, _, gained = replaced.source.own("lab_a").parts[0]
    gains = gained[4]  # half and half, the middle one of three rents
    expected = replaced.reservation_values["lab_a"] + replaced.source.ended_cny["lab_a"] + gains
    assert replaced.value_of("lab_a", both) == pytest.approx(expected)


@pytest.mark.parametrize("make", [haggling, lambda: Scenario.model_validate(rental_tender())])
def test_nothing_leads_from_a_seat_to_the_world_or_to_the_contracts_of_others(make: Any) -> None:
    scenario = make()
    (table,) = scenario.tables
    secret = {**rental_lot("pine", lighthouse_value_cny=CANARY), "lab": {"cash_cny": CANARY + 1}}
    before = signed(scenario, secret, month=0)
    outcomes = outcome_table(table_valuation(scenario, table, situation(before)))
    lots = lot_outcomes(outcomes)
    seats = {party: lots.get(party, outcomes) for party in table.parties}
    for party, seat in seats.items():
        roots = (preferences_of(seat, party, ()), seat.valuation.own_risk_function(party))
        n_met = 0
        for root in roots:
            for met in reachable(root):
                n_met += 1
                assert not isinstance(met, World | ContractSetting | SignedContract | Situation)
                assert not (isinstance(met, float) and met in {CANARY, CANARY + 1})
        assert n_met > 50


def test_a_table_that_cannot_be_listed_is_refused() -> None:
    scenario = haggling()
    (table,) = scenario.tables
    content = table.model_dump(exclude_none=True)
    for name, stop, step in (("term_months", 36, 1), ("prepayment_fraction", 1, 0.001)):
        span = {"start": step, "stop": stop, "step": step}
        issue = {"id": name, "title": text(name), "unit": "number", "range": span}
        content["agenda"] = [*content["agenda"], issue]
    large = table.model_validate(content)
    with pytest.raises(UsageError, match="at most 200,000 can be valued"):
        table_valuation(scenario, large, situation())


def test_the_situation_s_market_is_that_of_the_contract() -> None:
    scenario = haggling()
    now = replace(situation(), market=MARKET.model_copy(update={"backlog_months": 1.0}))
    valuation = table_valuation(scenario, scenario.tables[0], now)
    assert valuation.setting is not None
    assert valuation.setting.market.backlog_months == 1

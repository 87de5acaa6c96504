"""The deals of a tender: what the pairs say, losers at their alternatives, no other's secrets."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from negotiation.agents.preferences import preferences_of
from negotiation.analysis.bargaining import solutions
from negotiation.analysis.outcome_table import (
    MAX_ENUMERATED,
    bargaining_set,
    lot_outcomes,
    outcome_table,
)
from negotiation.domain.scenarios import Scenario
from negotiation.domain.tenders import WINNER, lot_table
from negotiation.economics.lots import HostLots, OwnLots
from negotiation.economics.own import OwnContract
from negotiation.economics.valuation import (
    TableValuation,
    lot_valuation,
    lot_valuations,
    table_valuation,
)
from negotiation.errors import UsageError
from tests.domain.deals import BIDDERS, HOST, points_tender, rental_tender
from tests.reachable import reachable

CANARY = 918_273.25


def tender() -> Scenario:
    return Scenario.model_validate(rental_tender())


def valued(scenario: Scenario) -> TableValuation:
    return table_valuation(scenario, scenario.tables[0])


@pytest.mark.parametrize("make", [rental_tender, points_tender])
def test_a_deal_is_worth_to_the_two_what_their_own_table_says(make: Any) -> None:
    scenario = Scenario.model_validate(make())
    (table,) = scenario.tables
    whole = valued(scenario)
    values = whole.values(np.arange(whole.space.size))
    n_terms = table.space.size
    for place, bidder in enumerate(BIDDERS):
        pair = table_valuation(scenario, lot_table(table, bidder))
        block = values[:, place * n_terms : (place + 1) * n_terms]
        for party, row in zip(pair.parties, pair.values(np.arange(n_terms)), strict=True):
            assert block[whole.parties.index(party)] == pytest.approx(row, rel=1e-12)
        for other in BIDDERS:
            if other != bidder:
                alone = whole.reservation_values[other]
                assert (block[whole.parties.index(other)] == alone).all()


def test_deals_in_any_order_are_valued_alike() -> None:
    whole = valued(tender())
    some = np.array([25, 3, 17, 3, 0])
    assert whole.values(some) == pytest.approx(whole.values(np.arange(27))[:, some], rel=1e-12)
    deal = whole.space.outcome_at(17)
    assert deal[WINNER] == "pine"
    assert whole.value_of("pine", deal) == pytest.approx(whole.values(some)[2, 2], rel=1e-12)


def test_the_host_alone_has_the_best_of_what_its_lots_say() -> None:
    scenario = tender()
    (table,) = scenario.tables
    alone = [
        table_valuation(scenario, lot_table(table, bidder)).reservation_values[HOST]
        for bidder in BIDDERS
    ]
    lots = lot_valuations(scenario, table)
    assert {lot.reservation_values[HOST] for lot in lots.values()} == {max(alone)}
    assert valued(scenario).reservation_values[HOST] == max(alone)


def test_a_mandate_s_number_is_the_host_s_alternative() -> None:
    content = rental_tender()
    content["parties"][0]["mandate"]["reservation_value"] = 7.0
    assert valued(Scenario.model_validate(content)).reservation_values[HOST] == 7.0


def test_a_share_is_a_contract_of_fewer_cards() -> None:
    content = rental_tender()
    scenario = Scenario.model_validate(content)
    share = lot_valuation(scenario, scenario.tables[0], "sand", 0.6)
    content["tables"][0]["valuation"]["bidders"]["sand"]["fixed"]["gpus"] = 600
    small = Scenario.model_validate(content)
    other = lot_valuation(small, small.tables[0], "sand")
    every = np.arange(share.space.size)
    assert share.values(every).tolist() == other.values(every).tolist()
    whole = lot_valuation(scenario, scenario.tables[0], "sand")
    assert (share.values(every) != whole.values(every)).any()


def test_a_split_award_is_analysed_by_its_largest_share() -> None:
    scenario = Scenario.model_validate(rental_tender(split_fractions=[0.6, 0.4]))
    whole, share = valued(scenario), lot_valuation(scenario, scenario.tables[0], "heron", 0.6)
    assert whole.values(np.arange(9))[0].tolist() == share.values(np.arange(9))[0].tolist()


def test_own_values_and_risk_of_deals() -> None:
    scenario = tender()
    whole = valued(scenario)
    host, bidder = whole.own_value_function(HOST), whole.own_value_function("pine")
    assert isinstance(host, HostLots)
    assert isinstance(bidder, OwnLots)
    assert whole.own_risk_function("pine") is None, "a bidder's risk is that of its own lot"
    risk = whole.own_risk_function(HOST)
    assert risk is not None
    for index in range(whole.space.size):
        deal = whole.space.outcome_at(index)
        assert host(deal) == pytest.approx(whole.value_of(HOST, deal), rel=1e-12)
        assert bidder(deal) == pytest.approx(whole.value_of("pine", deal), rel=1e-12)
        assert risk(deal).cvar5_npv_cny <= risk(deal).expected_npv_cny
    lot = lot_valuation(scenario, scenario.tables[0], "pine")
    assert isinstance(lot.own_value_function("pine"), OwnContract)
    assert lot.own_risk_function("pine") is not None
    with pytest.raises(UsageError):
        whole.appraisals(np.arange(1))


@pytest.mark.parametrize("sampled", [False, True])
def test_lots_come_out_of_the_table_of_deals(
    sampled: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = tender()
    if sampled:
        monkeypatch.setitem(MAX_ENUMERATED, "economics", 12)
    outcomes = outcome_table(valued(scenario))
    assert outcomes.is_complete is not sampled
    lots = lot_outcomes(outcomes)
    assert tuple(lots) == BIDDERS
    for bidder, lot in lots.items():
        direct = lot_valuation(scenario, scenario.tables[0], bidder)
        assert lot.is_complete
        assert lot.valuation.space == scenario.tables[0].space
        assert lot.values == pytest.approx(direct.values(lot.indices), rel=1e-12)
        assert lot.valuation.reservation_values == direct.reservation_values


def test_the_reference_points_of_a_tender_are_between_host_and_winner() -> None:
    scenario = Scenario.model_validate(points_tender())
    outcomes = outcome_table(valued(scenario))
    mandates = [party.mandate for party in scenario.parties]
    reachable = bargaining_set(outcomes, mandates)
    best = {}
    for bidder, lot in lot_outcomes(outcomes).items():
        alone = lot.valuation.disagreement_values
        found = solutions(lot.values, alone).egalitarian_solution
        if found is not None:
            best[bidder] = (lot.values[:, found] - alone).min()
    assert best.keys() == {"heron", "pine"}, "no terms are good enough for sand"
    place = reachable.solutions.egalitarian_solution
    assert place is not None
    deal = outcomes.valuation.space.outcome_at(int(reachable.indices[place]))
    gains = reachable.values[:, place] - outcomes.valuation.disagreement_values
    winner = outcomes.valuation.parties.index(str(deal[WINNER]))
    assert min(gains[0], gains[winner]) == max(best.values())
    efficient = reachable.values[:, reachable.frontier]
    assert all(one[0] >= other[0] for one, other in pairwise(efficient.T))


@pytest.mark.parametrize("sampled", [False, True])
@pytest.mark.parametrize("hidden", [HOST, "heron", "sand"])
def test_a_bidder_s_preferences_hold_nothing_of_the_others(
    hidden: str,
    sampled: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = rental_tender()
    bidders = content["tables"][0]["valuation"]["bidders"]
    if hidden == HOST:
        for lot in bidders.values():
            lot["lab"] = {"milestone_value_cny": CANARY}
    else:
        bidders[hidden]["cloud"]["lighthouse_value_cny"] = CANARY
    scenario = Scenario.model_validate(content)
    if sampled:
        monkeypatch.setitem(MAX_ENUMERATED, "economics", 5)
    outcomes = outcome_table(valued(scenario))
    lot = lot_outcomes(outcomes)["pine"]
    preferences = preferences_of(lot, "pine", ())
    assert WINNER not in preferences.space.by_id
    assert preferences.candidates.size
    forbidden = (scenario, outcomes, outcomes.valuation, lot, lot.valuation, lot.values)
    roots: tuple[object, ...] = (preferences, lot.valuation.own_risk_function("pine"))
    n_met = 0
    for root in roots:
        for met in reachable(root):
            n_met += 1
            assert not any(met is each for each in forbidden)
            assert hidden == HOST or not (isinstance(met, str) and met == hidden)
            assert not (isinstance(met, float) and met == CANARY)
    assert n_met > 100

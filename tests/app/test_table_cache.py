"""That a table is valued once for all runs, and that no run can tell."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from negotiation.agents.preferences import preferences_of
from negotiation.analysis.outcome_table import bargaining_set
from negotiation.app.plan import plan_run
from negotiation.app.programmes import programme_of
from negotiation.app.sandbox import Sandbox, score
from negotiation.app.table_cache import LEAST_OUTCOMES, TableCache, tables_of_process
from negotiation.app.tables import mandates_of, valued_table
from negotiation.app.worlds import CampaignWorld
from negotiation.catalog.files import load_scenario
from negotiation.domain.scenarios import Scenario
from negotiation.economics.situation import Situation
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from tests.app.campaigns import planned


def read(name: str) -> Scenario:
    """Read a file anew, so that nothing of it is the same object as before."""
    return load_scenario(name).scenario


def with_reservation(scenario: Scenario, value: float) -> Scenario:
    party = scenario.parties[0]
    mandate = party.mandate.model_copy(update={"reservation_value": value})
    changed = party.model_copy(update={"mandate": mandate})
    return scenario.model_copy(update={"parties": (changed, *scenario.parties[1:])})


def dearer(scenario: Scenario) -> Scenario:
    assert scenario.market is not None
    price = scenario.market.card_price_cny_per_gpu * 1.1
    market = scenario.market.model_copy(update={"card_price_cny_per_gpu": price})
    return scenario.model_copy(update={"market": market})


def shorter(scenario: Scenario) -> Scenario:
    table = scenario.tables[0]
    hasty = table.model_copy(update={"deadline_rounds": table.deadline_rounds - 1})
    return scenario.model_copy(update={"tables": (hasty, *scenario.tables[1:])})


def test_a_table_that_reads_the_same_is_valued_once() -> None:
    cache, (one, two) = TableCache(), (read("price-war"), read("price-war"))
    assert one is not two
    assert cache.valued(one, one.tables[0]) is cache.valued(two, two.tables[0])


def test_whoever_brings_no_tables_shares_those_of_the_process() -> None:
    plan = planned("token-platform")
    table = plan.scenario.tables[0]
    shared = programme_of(plan, {}).valued(table.id, ())
    assert programme_of(planned("token-platform", seed=2), {}).valued(table.id, ()) is shared
    assert tables_of_process().valued(plan.scenario, table) is shared
    own = TableCache()
    assert programme_of(plan, {}, tables=own).valued(table.id, ()) is not shared


@pytest.mark.parametrize(
    "changed", [lambda scenario: with_reservation(scenario, 1.0), dearer, shorter]
)
def test_what_a_worth_hangs_on_makes_another_table(changed: Callable[[Scenario], Scenario]) -> None:
    cache, scenario = TableCache(), read("token-platform")
    other = changed(scenario)
    found, anew = cache.valued(scenario, scenario.tables[0]), cache.valued(other, other.tables[0])
    assert found is not anew
    assert anew.outcomes.valuation.table == other.tables[0]
    alone = valued_table(other, other.tables[0])
    assert np.array_equal(anew.outcomes.values, alone.values)
    assert anew.outcomes.valuation.reservation_values == alone.valuation.reservation_values


@pytest.mark.parametrize("name", ["token-platform", "price-war", "two-customers-glut"])
def test_what_is_kept_is_what_would_be_worked_out_anew(name: str) -> None:
    scenario = read(name)
    table, mandates = scenario.tables[0], mandates_of(scenario)
    kept, alone = TableCache().valued(scenario, table), valued_table(scenario, table)
    reachable = bargaining_set(alone, [mandates[party] for party in table.parties])
    assert np.array_equal(kept.reachable.frontier, reachable.frontier)
    assert np.array_equal(kept.reachable.zopa, reachable.zopa)
    for party in table.parties:
        own = preferences_of(kept.own(party), party, mandates[party].red_lines)
        shared = kept.preferences(party)
        assert np.array_equal(shared.candidates, own.candidates)
        assert np.array_equal(shared.values, own.values)
        assert shared.reservation_value == own.reservation_value
        assert kept.preferences(party) is shared


def test_a_host_has_other_preferences_for_each_bidder() -> None:
    scenario = read("price-war")
    table = scenario.tables[0]
    assert table.tender is not None
    kept, host = TableCache().valued(scenario, table), table.tender.host
    lots = [kept.preferences(host, bidder=bidder) for bidder in kept.lots]
    assert len({id(each) for each in lots}) == len(table.parties) - 1
    assert any(not np.array_equal(lots[0].values, each.values) for each in lots[1:])


def test_no_guest_can_write_into_what_others_get() -> None:
    scenario = read("token-platform")
    preferences = TableCache().valued(scenario, scenario.tables[0]).preferences("lab")
    for row in (preferences.values, preferences.candidates):
        with pytest.raises(ValueError, match="read-only"):
            row[0] = 0


def test_in_a_campaign_it_matters_where_that_stands() -> None:
    cache, scenario = TableCache(), read("short-delivery")
    assert scenario.campaign is not None
    table = scenario.tables[0]
    one, again, other = (
        CampaignWorld(scenario, scenario.campaign.model_copy(update={"world_seed": seed}), 1)
        for seed in (3, 3, 4)
    )

    def kept(situation: Situation) -> object:
        return cache.valued(scenario, table, situation)

    first = kept(one.situation(table, ()))
    assert kept(again.situation(table, ())) is first
    assert kept(other.situation(table, ())) is not first
    without_contracts = replace(one.situation(table, ()), portfolio=())
    assert kept(without_contracts) is not first


def test_the_tables_that_were_asked_for_last_are_kept() -> None:
    cache, scenario = TableCache(max_outcomes=2 * LEAST_OUTCOMES), read("price-war")
    first, second, third = (with_reservation(scenario, float(worth)) for worth in range(3))

    def kept(asked: Scenario) -> object:
        return cache.valued(asked, asked.tables[0])

    earlier = {id(each): kept(each) for each in (first, second)}
    assert kept(first) is earlier[id(first)]
    assert kept(third) is kept(third)
    assert kept(first) is earlier[id(first)]
    assert kept(second) is not earlier[id(second)]


def test_a_table_larger_than_all_that_may_be_kept_is_kept_alone() -> None:
    cache, scenario = TableCache(max_outcomes=1), read("price-war")
    assert cache.valued(scenario, scenario.tables[0]) is cache.valued(scenario, scenario.tables[0])


def test_threads_get_the_same_table() -> None:
    cache = TableCache()

    def value(_: int) -> int:
        scenario = read("price-war")
        return id(cache.valued(scenario, scenario.tables[0]))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(value, range(16)))) == 1


@pytest.mark.parametrize("name", ["token-platform", "price-war", "short-delivery"])
def test_runs_that_share_tables_are_those_that_do_not(tmp_path: Path, name: str) -> None:
    loaded, tables = load_scenario(name), TableCache()
    for seed in (1, 2):
        written = []
        for shared in (TableCache(), tables):
            sandbox = Sandbox(Settings({}), tables=shared)
            plan = plan_run(
                loaded,
                who={party.id: "strategy:micro_fast" for party in loaded.scenario.parties},
                personas={},
                model=None,
                seed=seed,
                language="en",
                endpoints=sandbox.endpoints,
            )
            run = RunFolder.create_in(tmp_path, scenario=name, seed=seed)
            sandbox.begin(plan, run)
            scorecard = asyncio.run(sandbox.play(run))
            assert score(run, tables=tables) == scorecard
            written.append((run.events.read_bytes(), run.read_json("scorecard.json")))
        assert written[0] == written[1]

"""Nothing in the log of a campaign hangs on what the world does after its month."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.app.happened import Reporter
from negotiation.app.shut_tables import why_not
from negotiation.app.stand_ins import as_opened, who_stands_in
from negotiation.app.tables import valued_table
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.chronicle import LogEvent, PhaseOpened, TableSkipped
from negotiation.domain.events import TableOpened
from negotiation.economics.streams import Chance
from negotiation.economics.world import simulate_world
from tests.app.campaigns import AGREED, Deal, Played, campaign_content, planned, play
from tests.builders import write_file

MODES = ("historical", "stochastic", "stable")


@pytest.fixture(scope="module", params=MODES)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    content = campaign_content(world=request.param, world_seed=3)
    content["tables"][-1]["when"] = [{"kind": "regime", "regimes": ["boom", "squeeze", "calm"]}]
    return play(tmp_path_factory.mktemp("future"), content=content)


def until_phase(log: tuple[LogEvent, ...], n_phases: int) -> tuple[LogEvent, ...]:
    """The log before the phase of a place opens."""
    places = [place for place, event in enumerate(log) if isinstance(event, PhaseOpened)]
    return log[: places[n_phases]] if n_phases < len(places) else log[:-1]


def altered(run: Played, month: int, seed: int) -> CampaignWorld:
    """The world of a run up to a month; after it chance falls by another seed."""
    world = CampaignWorld(run.plan.scenario, run.campaign, run.plan.seed)
    truth = world.truth
    chance = Chance(
        seed=seed,
        draws=1,
        known_seed=truth.chance.seed,
        known_months=month,
        known_mode=truth.market.price_mode,
    )
    market = truth.market.model_copy(update={"price_mode": "stochastic"})
    other = simulate_world(market, truth.months, chance)
    world.truth = replace(truth, futures=other.futures, trickle=other.trickle)
    return world


@given(seed=st.integers(1000, 2000), place=st.integers(0, 3))
@settings(max_examples=12)
def test_a_phase_tells_and_opens_the_same_whatever_comes_after(
    run: Played, seed: int, place: int
) -> None:
    phases = run.campaign.phases
    phase, scenario = phases[place], run.plan.scenario
    world = altered(run, phase.month, seed)
    before = until_phase(run.log, place)
    since = phases[place - 1].month if place else None
    told = Reporter(scenario, run.campaign, world, "en").report(phase, since, before)
    opening = run.log[len(before) + 1 :]
    assert told == opening[: len(told)]
    names = who_stands_in(scenario, before)
    for event in opening:
        if isinstance(event, TableSkipped) and event.skipped in phase.tables:
            failed = next(
                each
                for each in scenario.table(event.skipped).when
                if not world.holds(each, phase.month, before, names)
            )
            assert event.reason == why_not(failed)
        if isinstance(event, TableOpened) and event.table in phase.tables:
            when = scenario.table(event.table).when
            assert all(world.holds(each, phase.month, before, names) for each in when)


@given(seed=st.integers(1000, 2000), place=st.integers(0, 3))
@settings(max_examples=8)
def test_a_table_is_worth_the_same_whatever_comes_after(run: Played, seed: int, place: int) -> None:
    phase, scenario = run.campaign.phases[place], run.plan.scenario
    real = CampaignWorld(scenario, run.campaign, run.plan.seed)
    other = altered(run, phase.month, seed)
    log = until_phase(run.log, place + 1)
    for event in log:
        if isinstance(event, TableOpened) and event.table in phase.tables:
            table = as_opened(run.campaign, scenario.table(event.table), event.parties)
            one = valued_table(scenario, table, real.situation(table, log))
            two = valued_table(scenario, table, other.situation(table, log))
            assert one.valuation.reservation_values == two.valuation.reservation_values
            np.testing.assert_array_equal(one.values, two.values)


def test_the_other_world_is_another_one(run: Played) -> None:
    """Else the two tests above would show nothing."""
    real = CampaignWorld(run.plan.scenario, run.campaign, run.plan.seed).truth.futures
    other = altered(run, 5, 1234).truth.futures
    prices, others = real.card_price_cny_per_gpu[0], other.card_price_cny_per_gpu[0]
    np.testing.assert_array_equal(prices[:6], others[:6])
    assert not np.array_equal(prices[6:], others[6:])


@pytest.mark.parametrize("n_phases", [2, 3])
def test_a_campaign_that_is_cut_short_begins_with_the_same_log(
    tmp_path: Path, n_phases: int
) -> None:
    whole = play(tmp_path)
    content = campaign_content(months_after=1)
    phases = content["campaign"]["phases"][:n_phases]
    opened = {table for phase in phases for table in phase["tables"]}
    content["campaign"]["phases"] = phases
    content["tables"] = [table for table in content["tables"] if table["id"] in opened]
    short = play(tmp_path, content=content)
    assert short.log[:-1] == until_phase(whole.log, n_phases)


def test_another_seed_of_the_run_is_another_world_unless_the_file_names_one(
    tmp_path: Path,
) -> None:
    path = write_file(tmp_path / "open.yaml", campaign_content(world_seed=None) | {"name": "open"})
    plans = [planned(str(path), seed=seed) for seed in (1, 2, 1)]
    news = [_news(plan.seed, str(path)) for plan in plans]
    assert news[0] == news[2] != news[1]
    runs = [play(tmp_path, seed=seed) for seed in (1, 2)]
    assert runs[0].log == runs[1].log


def _news(seed: int, path: str) -> list[str]:
    plan = planned(path, seed=seed)
    assert plan.scenario.campaign is not None
    world = CampaignWorld(plan.scenario, plan.scenario.campaign, plan.seed)
    reporter = Reporter(plan.scenario, plan.scenario.campaign, world, "en")
    months = [None, 0, 1, 5]
    phases = plan.scenario.campaign.phases
    return [
        event.model_dump_json()
        for phase, since in zip(phases, months, strict=True)
        for event in reporter.report(phase, since, ())
    ]


def test_phases_report_what_lies_between_them(tmp_path: Path) -> None:
    """Every month's news come in the first phase that is not before it."""
    run = play(tmp_path, {**AGREED, "late_order": Deal({})})
    months = [phase.month for phase in run.campaign.phases]
    for event in run.log:
        if event.kind != "news_published":
            continue
        place = next(n for n, phase in enumerate(run.campaign.phases) if phase.id == event.phase)
        since = months[place - 1] if place else -1
        assert all(since < item.month <= months[place] for item in event.items)
        assert all(one.month <= other.month for one, other in pairwise(event.items))

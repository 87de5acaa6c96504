"""The shipped campaign as a run: the same log of the same seed, taken up anywhere, seen in part."""

import asyncio

import pytest

from negotiation.analysis.scorecard import Scorecard
from negotiation.app.programmes import programme_of
from negotiation.app.records import read_run, seen_by_people
from negotiation.app.replaying import verify
from negotiation.app.sandbox import Sandbox, score
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.chronicle import (
    CampaignClosed,
    CampaignEvent,
    ContractMoved,
    LogEvent,
    NewsPublished,
    PhaseOpened,
)
from negotiation.domain.events import TableOpened
from negotiation.graph.turns import Turns
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from negotiation.store.log import MemoryLog
from tests.app.campaigns import planned

SCENARIO = "the-scramble"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunFolder, Scorecard]:
    folder = RunFolder.create_at(tmp_path_factory.mktemp("scramble") / "run")
    sandbox = Sandbox(Settings({}))
    sandbox.begin(planned(SCENARIO), folder)
    return folder, asyncio.run(sandbox.play(folder))


@pytest.fixture(scope="module")
def log(run: tuple[RunFolder, Scorecard]) -> tuple[LogEvent, ...]:
    return read_events(run[0].events)


def test_all_phases_open_in_their_months_and_the_campaign_closes(
    run: tuple[RunFolder, Scorecard], log: tuple[LogEvent, ...]
) -> None:
    campaign = read_run(run[0]).plan.scenario.campaign
    assert campaign is not None
    begun = [(event.phase, event.month) for event in log if isinstance(event, PhaseOpened)]
    assert begun == [(phase.id, phase.month) for phase in campaign.phases]
    assert log[-1] == CampaignClosed(month=campaign.phases[-1].month)
    assert all(table.ending is not None for table in run[1].tables)


@pytest.mark.parametrize("phase", ["orders", "slip", "calls"])
def test_a_process_that_ended_while_tables_were_open_ends_with_the_same_log(
    run: tuple[RunFolder, Scorecard], log: tuple[LogEvent, ...], phase: str
) -> None:
    begun = next(n for n, e in enumerate(log) if isinstance(e, PhaseOpened) and e.phase == phase)
    kept = MemoryLog()
    kept.append(log[: begun + 12], at=0)
    turns = Turns(programme_of(read_run(run[0]).plan, {}), kept)

    async def play_on() -> None:
        turns.settle()
        while not turns.cursor().is_over:
            await turns.take_turn()

    asyncio.run(play_on())
    assert kept.read() == log


def test_it_comes_again_from_its_records_and_scores_as_it_did(
    run: tuple[RunFolder, Scorecard],
) -> None:
    assert asyncio.run(verify(run[0])).identical
    assert score(run[0]) == run[1] == Scorecard.model_validate(run[0].read_json("scorecard.json"))


def test_no_news_is_older_than_its_phase_or_of_a_month_to_come(log: tuple[LogEvent, ...]) -> None:
    since, month = -1, -1
    for event in log:
        if isinstance(event, PhaseOpened):
            since, month = month, event.month
        if isinstance(event, NewsPublished):
            assert all(since < item.month <= month for item in event.items)
        if isinstance(event, ContractMoved):
            assert since <= event.month <= month


def test_before_is_what_each_table_for_two_said(
    run: tuple[RunFolder, Scorecard], log: tuple[LogEvent, ...]
) -> None:
    """Where one contract is signed the signature's surplus is the table's."""
    scored = {table.table: table for table in run[1].tables}
    campaign, programme = run[1].campaign, programme_of(read_run(run[0]).plan, {})
    assert campaign is not None
    compared = 0
    for each in campaign.signatures:
        if each.contract != each.table or scored[each.table].agreement is None:
            continue
        outcomes = programme.outcomes(each.table, log)
        for party in each.parties:
            value = outcomes.value_of(party, scored[each.table].agreement or {})
            surplus = value - outcomes.valuation.reservation_values[party]
            assert each.before[party].surplus_cny == pytest.approx(surplus, rel=1e-6, abs=10)
            compared += 1
    assert compared >= 6


def test_contracts_bind_those_who_sat_there(
    run: tuple[RunFolder, Scorecard], log: tuple[LogEvent, ...]
) -> None:
    plan = read_run(run[0]).plan
    assert plan.scenario.campaign is not None
    world = CampaignWorld(plan.scenario, plan.scenario.campaign, plan.seed)
    seats = {event.table: set(event.parties) for event in log if isinstance(event, TableOpened)}
    entries = world.portfolio(log)
    assert entries
    assert all(set(entry.parties) <= seats[entry.table] for entry in entries)
    assert len({entry.contract.id for entry in entries}) == len(entries)


@pytest.mark.parametrize("person", ["lab", "vendor", "maker"])
def test_a_person_would_see_its_own_tables_and_contracts_and_no_others(
    run: tuple[RunFolder, Scorecard], log: tuple[LogEvent, ...], person: str
) -> None:
    plan = read_run(run[0]).plan
    seat = plan.seats[person].model_copy(update={"kind": "human", "name": None})
    played = plan.model_copy(update={"seats": {**plan.seats, person: seat}})
    seats = {event.table: event.parties for event in log if isinstance(event, TableOpened)}
    for event in seen_by_people(played, log):
        if isinstance(event, ContractMoved):
            assert person in event.parties
        elif not isinstance(event, CampaignEvent):
            assert person in seats[event.table]

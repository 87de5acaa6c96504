"""`the-scramble`: it ends in the case's shape for the case's reasons, and turns when they do.

``haggle bench scramble`` counts the same over 200 seeds and gives the intervals.
"""

import asyncio
from collections.abc import Iterable
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.console import Console

from evals.bench.scramble_runs import (
    AS_SHIPPED,
    RIVAL_WITHOUT_STOCK,
    SCENARIO,
    WINNER_WITH_STOCK,
    Ending,
    ending_of,
    play,
)
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.app.stand_ins import sessions_of
from negotiation.catalog.files import load_scenario
from negotiation.cli.asking import TerminalPerson
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.moves import Move
from negotiation.domain.values import Language
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events

SEEDS = (1, 2, 3, 4)
TURNED_SEEDS = (1, 2)

FAILING_IS_THE_STORY = {"late_supply"}
"""The buyer whose last order came late signs none without damages, and while the queue is long the
vendor signs none with them."""


class Run(NamedTuple):
    plan: RunPlan
    log: tuple[LogEvent, ...]
    ending: Ending


@cache
def as_shipped() -> tuple[Run, ...]:
    found = []
    for seed in SEEDS:
        plan, log = play(seed, AS_SHIPPED)
        found.append(Run(plan, log, ending_of(plan, log)))
    return tuple(found)


def in_most(facts: Iterable[bool]) -> bool:
    told = list(facts)
    return sum(told) > len(told) / 2


def test_the_outsider_wins_at_a_quarter_of_list_or_less() -> None:
    endings = [run.ending for run in as_shipped()]
    assert in_most(
        each.winner == "heron" and (each.rent_fraction or 1.0) <= 0.25 for each in endings
    )


def test_who_has_no_floor_drops_out_before_the_award() -> None:
    assert in_most("challenger" in run.ending.dropped_out for run in as_shipped())


def test_the_customer_of_a_winner_without_cards_is_gone_within_a_year() -> None:
    assert in_most(run.ending.is_customer_gone for run in as_shipped())


def test_the_vendor_signs_damages_in_the_glut_and_not_before() -> None:
    assert in_most(not run.ending.damages_before_glut for run in as_shipped())
    assert in_most(run.ending.damages_in_glut for run in as_shipped())


def test_the_vendor_ends_with_the_profit() -> None:
    assert in_most(run.ending.richest == "vendor" for run in as_shipped())


def test_no_table_is_dead_weight() -> None:
    opened: set[str] = set()
    signed: set[str] = set()
    for run in as_shipped():
        sessions = sessions_of(run.log)
        opened |= set(sessions)
        signed |= {name for name, session in sessions.items() if session.agreement is not None}
    every = {table.id for table in load_scenario(SCENARIO).scenario.tables}
    assert opened == every
    assert every - signed <= FAILING_IS_THE_STORY


def test_without_a_rival_that_has_stock_the_customer_stays() -> None:
    endings = [ending_of(*play(seed, RIVAL_WITHOUT_STOCK)) for seed in TURNED_SEEDS]
    assert in_most(not each.is_customer_gone for each in endings)


def test_a_winner_with_stock_keeps_its_customer_and_nobody_calls() -> None:
    endings = [ending_of(*play(seed, WINNER_WITH_STOCK)) for seed in TURNED_SEEDS]
    assert in_most(each.winner == "heron" and not each.is_customer_gone for each in endings)
    assert not any(each.poaching_opened for each in endings)


class AsStrategies:
    """People who read all that the terminal shows them, and then move as strategies do."""

    def __init__(self, plan: RunPlan) -> None:
        self.shown = StringIO()
        self.asked: set[tuple[str, str]] = set()
        self._plan = plan
        self._terminal = TerminalPerson(plan, Console(file=self.shown, width=100))

    async def ask(self, brief: SeatBrief, view: View) -> Move:
        self.asked.add((view.table, view.party))
        with pytest.raises(EOFError):  # nothing is typed
            await self._terminal.ask(brief, view)
        strategy = self._plan.scenario.party(view.party).strategy
        return await StrategyNegotiator(brief, strategy).propose(view)


def planned(language: Language, people: Iterable[str]) -> RunPlan:
    loaded = load_scenario(SCENARIO)
    seats = dict.fromkeys((party.id for party in loaded.scenario.parties), "strategy")
    return plan_run(
        loaded,
        who=seats | dict.fromkeys(people, "human"),
        personas={},
        model=None,
        seed=SEEDS[0],
        language=language,
        endpoints=Sandbox(Settings({})).endpoints,
    )


def moves_of(log: Iterable[LogEvent]) -> dict[str, list[Any]]:
    """Return what was done at every table, without the words; who moves first hangs on people."""
    found: dict[str, list[Any]] = {}
    for event in table_events(log):
        done = (event.kind, getattr(event, "party", None), getattr(event, "outcome", None))
        found.setdefault(event.table, []).append(done)
    return found


def test_people_are_asked_everywhere_and_in_chinese_it_goes_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    plan = planned("zh", ("lab", "late"))
    people = AsStrategies(plan)
    sandbox, folder = Sandbox(Settings({})), RunFolder.create_at(tmp_path / "run")
    sandbox.begin(plan, folder)
    scorecard = asyncio.run(sandbox.play(folder, ask=people.ask))
    log = read_events(folder.events)
    assert moves_of(log) == moves_of(as_shipped()[0].log)
    sits = {
        (table, party)
        for table, session in sessions_of(log).items()
        for party in session.parties
        if party in {"lab", "late"}
    }
    assert people.asked == sits
    assert "机密" in people.shown.getvalue()
    assert scorecard.campaign is not None
    assert {each.party for each in scorecard.campaign.parties} == {
        party.id for party in plan.scenario.parties
    }

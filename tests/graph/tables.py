"""Tables to drive, and the same talks without LangGraph."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from negotiation.agents.negotiator import Negotiator, SeatBrief, seat_brief
from negotiation.agents.preferences import preferences_of
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.houses import MandateHouse
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.table_cache import tables_of_process
from negotiation.app.tables import mandates_of
from negotiation.catalog.files import load_persona, load_scenario, scenario_names
from negotiation.domain.chronicle import table_events
from negotiation.domain.events import Event, TableOpened
from negotiation.domain.moves import Move
from negotiation.domain.scenarios import Scenario, StrategyName, Table
from negotiation.graph.build import build_graph
from negotiation.graph.drive import Ask, drive
from negotiation.graph.programme import TableSetUp, TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.protocol.fold import replay
from negotiation.protocol.referee import decide
from negotiation.protocol.view import View, view_for
from negotiation.store.folder import CURSOR, EVENTS
from negotiation.store.jsonl import JsonlLog
from negotiation.store.log import EventLog, MemoryLog
from negotiation.store.savers import InlineSqliteSaver, Saver, open_sqlite_saver

ResultT = TypeVar("ResultT")

MAX_STEPS = 2_000


def run(coroutine: Coroutine[Any, Any, ResultT]) -> ResultT:
    return asyncio.run(coroutine)


def two_sided() -> list[str]:
    """The shipped scenarios whose tables all seat two who haggle."""
    scenarios = {name: load_scenario(name).scenario for name in scenario_names()}
    return [
        name
        for name, scenario in scenarios.items()
        if scenario.campaign is None
        and all(table.protocol == "alternating" for table in scenario.tables)
    ]


@lru_cache
def shipped(name: str) -> tuple[Scenario, tuple[OutcomeTable, ...]]:
    """A shipped scenario, valued once for all tests of a process."""
    return _valued(load_scenario(name).scenario)


def valued(path: Path) -> tuple[Scenario, tuple[OutcomeTable, ...]]:
    return _valued(load_scenario(str(path)).scenario)


def _valued(scenario: Scenario) -> tuple[Scenario, tuple[OutcomeTable, ...]]:
    tables = tables_of_process()
    return scenario, tuple(tables.valued(scenario, table).outcomes for table in scenario.tables)


def set_tables(
    scenario: Scenario,
    outcomes: Sequence[OutcomeTable],
    *,
    strategies: Mapping[str, str],
    seed: int = 1,
) -> list[TableSetUp]:
    """Seat strategies by party; a party that is missing is a person's."""
    return [
        TableSetUp(
            opening=TableOpened(
                table=table.id, parties=table.order, deadline_rounds=table.deadline_rounds
            ),
            space=table.space,
            house=MandateHouse(
                mandates_of(scenario), valued.valuation.reservation_values, valued.value_of
            ),
            negotiators={
                party: StrategyNegotiator(
                    brief_of(scenario, table, valued, party, seed=seed), StrategyName(name)
                )
                for party, name in strategies.items()
                if party in table.parties
            },
            ladders=frozenset(
                party for party in table.parties if scenario.party(party).mandate.authority
            ),
        )
        for table, valued in zip(scenario.tables, outcomes, strict=True)
    ]


def brief_of(
    scenario: Scenario, table: Table, outcomes: OutcomeTable, party: str, *, seed: int
) -> SeatBrief:
    mandate = scenario.party(party).mandate
    return seat_brief(
        scenario,
        table,
        party,
        persona=load_persona(scenario.party(party).persona),
        preferences=preferences_of(outcomes, party, mandate.red_lines),
        language="en",
        seed=seed,
    )


async def plain_loop(tables: Sequence[TableSetUp]) -> list[Event]:
    """The talks in ten lines: what the graph must come to."""
    events: list[Event] = []
    for table in tables:
        talk: list[Event] = [table.opening]
        while (party := replay(talk).due_party) is not None:
            session = replay(talk)
            view = view_for(session, talk, party, has_ladder=party in table.ladders)
            move = await table.negotiators[party].propose(view)
            assert isinstance(move, Move)
            talk += decide(session, table.space, table.house, party=party, move=move)
        events += talk
    return events


async def through_graph(
    tables: Sequence[TableSetUp], *, log: EventLog | None = None, saver: Saver | None = None
) -> list[Event]:
    log = MemoryLog() if log is None else log
    await drive(build_graph(saver), Turns(TablesInOrder(tables), log), max_steps=MAX_STEPS)
    return list(table_events(log.read()))


class ProcessEnded(Exception):
    """Stands for the end of a process."""


class Desk:
    """A run with people in a folder. Every call of ``sit`` is what a new process would do."""

    def __init__(self, folder: Path, make_tables: Callable[[], list[TableSetUp]]) -> None:
        self.folder = folder
        self._make_tables = make_tables

    def sit(
        self,
        person: Negotiator,
        *,
        answers: int | None = None,
        saver_in: Callable[[InlineSqliteSaver], Saver] | None = None,
    ) -> None:
        """Play on; after so many ``answers`` the process ends at the next question."""
        asyncio.run(self._sit(asked(person, answers), saver_in))

    async def _sit(self, ask: Ask, saver_in: Callable[[InlineSqliteSaver], Saver] | None) -> None:
        with JsonlLog(self.log_file, durable=False) as log:
            async with open_sqlite_saver(self.cursor_file) as saver:
                assert isinstance(saver, InlineSqliteSaver)
                graph = build_graph(saver_in(saver) if saver_in else saver)
                turns = Turns(TablesInOrder(self._make_tables()), log)
                await drive(graph, turns, max_steps=MAX_STEPS, ask=ask)

    @property
    def log_file(self) -> Path:
        return self.folder / EVENTS

    @property
    def cursor_file(self) -> Path:
        return self.folder / CURSOR

    @property
    def log(self) -> bytes:
        return self.log_file.read_bytes()


def asked(person: Negotiator, answers: int | None) -> Ask:
    left = answers

    async def ask(view: View) -> Move:
        nonlocal left
        if left == 0:
            raise ProcessEnded
        if left is not None:
            left -= 1
        move = await person.propose(view)
        assert isinstance(move, Move)
        return move

    return ask

"""LangGraph only carries the talks: a plain loop gives the very same log."""

from itertools import cycle
from pathlib import Path

import pytest
from langgraph.errors import GraphRecursionError

from negotiation.domain.events import DeadlinePassed
from negotiation.domain.scenarios import StrategyName
from negotiation.graph.build import build_graph
from negotiation.graph.drive import drive
from negotiation.graph.programme import TableSetUp, TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.store.jsonl import JsonlLog
from negotiation.store.log import MemoryLog
from negotiation.store.savers import open_saver
from tests.app.scenarios import opposed, write
from tests.graph.tables import (
    plain_loop,
    run,
    set_tables,
    shipped,
    through_graph,
    two_sided,
    valued,
)

THOROUGH = ("a800-supply", "lab-compute")

PAIRS = [
    ("boulware", "conceder"),
    ("tit_for_tat", "random"),
    ("micro_fast", "linear"),
    ("firm", "naive"),
    ("micro", "hardliner"),
]


CASES = [
    (name, pair, seed)
    for place, name in enumerate(name for name in two_sided() if "-glut" not in name)
    for pair in (PAIRS if name in THOROUGH else [PAIRS[place % len(PAIRS)]])
    for seed in ([1, 7, 2**31 - 1] if name in THOROUGH else [7])
]


@pytest.mark.parametrize(("name", "pair", "seed"), CASES)
def test_the_graph_and_a_plain_loop_give_equal_logs(
    name: str, pair: tuple[str, str], seed: int
) -> None:
    scenario, outcomes = shipped(name)
    strategies = dict(zip([party.id for party in scenario.parties], cycle(pair), strict=False))

    def tables() -> list[TableSetUp]:
        return set_tables(scenario, outcomes, strategies=strategies, seed=seed)

    assert run(through_graph(tables())) == run(plain_loop(tables()))


@pytest.mark.parametrize("strategy", StrategyName)
def test_every_strategy_gives_equal_logs_against_itself(
    tmp_path: Path, strategy: StrategyName
) -> None:
    scenario, outcomes = valued(write(tmp_path, opposed(n_tables=2)))
    strategies = dict.fromkeys(("buyer", "seller"), strategy.value)

    def tables() -> list[TableSetUp]:
        return set_tables(scenario, outcomes, strategies=strategies)

    assert run(through_graph(tables())) == run(plain_loop(tables()))


@pytest.mark.parametrize("name", two_sided())
def test_a_saver_changes_no_byte(name: str, tmp_path: Path) -> None:
    scenario, outcomes = shipped(name)
    strategies = {party.id: party.strategy.value for party in scenario.parties}

    async def play(path: Path, database: Path | None) -> None:
        tables = set_tables(scenario, outcomes, strategies=strategies)
        with JsonlLog(path, durable=False) as log:
            if database is None:
                await through_graph(tables, log=log)
            else:
                async with open_saver(None, database) as saver:
                    await through_graph(tables, log=log, saver=saver)

    bare, saved = tmp_path / "bare.jsonl", tmp_path / "saved.jsonl"
    run(play(bare, None))
    run(play(saved, tmp_path / "cursor.sqlite"))
    assert saved.read_bytes() == bare.read_bytes()
    assert bare.read_bytes()


def test_tables_are_played_one_after_the_other(tmp_path: Path) -> None:
    scenario, outcomes = valued(write(tmp_path, opposed(n_tables=3)))
    strategies = {"buyer": "conceder", "seller": "conceder"}
    events = run(through_graph(set_tables(scenario, outcomes, strategies=strategies)))
    assert list(dict.fromkeys(event.table for event in events)) == ["talk-1", "talk-2", "talk-3"]
    assert [event.table for event in events] == sorted(event.table for event in events)


def test_talks_that_never_agree_end_at_the_deadline(tmp_path: Path) -> None:
    # More steps than LangGraph's own limit of 10,007 would be needed for a limit to be in the way.
    scenario, outcomes = valued(write(tmp_path, opposed(deadline_rounds=200)))
    strategies = {"buyer": "hardliner", "seller": "hardliner"}
    events = run(through_graph(set_tables(scenario, outcomes, strategies=strategies)))
    assert isinstance(events[-1], DeadlinePassed)
    assert len(events) == 1 + 2 * 200 + 1


def test_the_bound_on_steps_is_the_one_that_is_given(tmp_path: Path) -> None:
    scenario, outcomes = valued(write(tmp_path, opposed()))
    tables = set_tables(scenario, outcomes, strategies={"buyer": "hardliner", "seller": "firm"})
    log = MemoryLog()
    with pytest.raises(GraphRecursionError):
        run(drive(build_graph(None), Turns(TablesInOrder(tables), log), max_steps=4))
    assert 0 < len(log) <= 5

"""A person's seat: the graph waits, and whatever ends the process, the talks come out the same."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from langgraph.types import Command

from negotiation.domain.events import DeadlinePassed, Talked
from negotiation.domain.moves import Move, Talk
from negotiation.errors import UsageError
from negotiation.graph.build import build_graph
from negotiation.graph.drive import THREAD, drive
from negotiation.graph.programme import TablesInOrder
from negotiation.graph.state import state_of
from negotiation.graph.turns import Turns
from negotiation.protocol.view import View
from negotiation.store.jsonl import JsonlLog, read_events
from negotiation.store.log import MemoryLog
from negotiation.store.savers import InlineSqliteSaver, Saver, open_sqlite_saver
from tests.graph.house import House
from tests.graph.tables import MAX_STEPS, Desk, ProcessEnded, run


@pytest.fixture(params=["one person", "two people", "two tables"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    n_tables = 2 if request.param == "two tables" else 1
    strategies = {} if request.param == "two people" else {"seller": "boulware"}
    return House(tmp_path, strategies=strategies, n_tables=n_tables)


def test_a_person_who_plays_as_a_strategy_does_gives_its_log(house: House) -> None:
    desk = house.desk("whole")
    desk.sit(house.person())
    assert list(read_events(desk.log_file)) == house.without_people()


def test_a_new_process_for_every_turn_gives_the_log_of_one(house: House) -> None:
    desk = house.desk("stepwise")
    sittings = sit_by_turns(desk, house)
    assert sittings > 4
    assert desk.log == house.whole()


def sit_by_turns(desk: Desk, house: House) -> int:
    """Answer one question a process until the talks end, and return how many it took."""
    person = house.person()
    for sitting in range(1, 100):
        try:
            desk.sit(person, answers=1)
        except ProcessEnded:
            continue
        assert person.n_asked == house.n_questions()
        return sitting
    raise AssertionError("the talks do not end")


def test_looking_without_answering_changes_nothing(house: House) -> None:
    desk = house.desk("looked")
    with pytest.raises(ProcessEnded):
        desk.sit(house.person(), answers=2)
    before = desk.log
    for _ in range(3):
        with pytest.raises(ProcessEnded):
            desk.sit(house.person(), answers=0)
        assert desk.log == before
    desk.sit(house.person())
    assert desk.log == house.whole()


def test_a_finished_run_asks_nobody(house: House) -> None:
    desk = house.desk("finished")
    desk.sit(house.person())
    before = desk.log
    desk.sit(house.person(), answers=0)
    assert desk.log == before


def test_nobody_to_ask_is_said(house: House) -> None:
    with pytest.raises(UsageError, match="nobody was there"):
        run(
            drive(
                build_graph(None),
                Turns(TablesInOrder(house.tables()), MemoryLog()),
                max_steps=MAX_STEPS,
            )
        )


def test_a_refused_answer_is_asked_for_again_in_the_next_process(tmp_path: Path) -> None:
    house = House(tmp_path, strategies={"seller": "boulware"})
    desk = house.desk("refused")
    with pytest.raises(ProcessEnded):
        desk.sit(Mute(), answers=2)
    kinds = [event.kind for event in read_events(desk.log_file)]
    assert kinds == ["table_opened", "move_refused", "move_refused"]
    desk.sit(house.person())
    kept = [event for event in read_events(desk.log_file) if event.kind != "move_refused"]
    assert kept == house.without_people()


class Mute:
    """Says nothing and does nothing, which the referee refuses."""

    async def propose(self, view: View) -> Move:  # noqa: ARG002 - the port's signature
        return Move(act=Talk())


class Table:
    """The graph of a house in the middle of its talks, to be answered by hand."""

    def __init__(self, house: House, log: JsonlLog, saver: Saver) -> None:
        self.turns = Turns(TablesInOrder(house.tables()), log)
        self.turns.settle()
        self._graph = build_graph(saver)
        self._config: Any = {"configurable": {"thread_id": THREAD}, "recursion_limit": MAX_STEPS}

    async def step(self, given: Any) -> None:
        context: Any = {"turns": self.turns}
        await self._graph.ainvoke(given, self._config, context=context, durability="sync")

    async def question(self) -> str:
        await self.step(state_of(self.turns.cursor()))
        return str((await self._graph.aget_state(self._config)).interrupts[0].id)


@asynccontextmanager
async def table_of(house: House) -> AsyncIterator[tuple[Table, JsonlLog]]:
    with JsonlLog(house.folder / "events.jsonl", durable=False) as log:
        async with open_sqlite_saver(house.folder / "cursor.sqlite") as saver:
            yield Table(house, log, saver), log


def test_an_answer_given_twice_does_not_answer_the_next_turn(house: House) -> None:
    async def answer_thrice() -> list[int]:
        async with table_of(house) as (table, log):
            question = await table.question()
            move = await house.person().propose(table.turns.view())
            assert isinstance(move, Move)
            lengths = [len(log)]
            for _ in range(3):
                await table.step(Command(resume={question: move.model_dump(mode="json")}))
                lengths.append(len(log))
            return lengths

    before, after, *again = run(answer_thrice())
    assert after > before
    assert again == [after, after]


def test_an_answer_to_what_the_log_has_already_is_dropped(house: House) -> None:
    async def answer_late() -> tuple[int, int]:
        async with table_of(house) as (table, log):
            question = await table.question()
            await table.turns.answer(Move(act=Talk(), message="First."))
            late = Move(act=Talk(), message="Late.").model_dump(mode="json")
            await table.step(Command(resume={question: late}))
            said = [event.message for event in log.read() if isinstance(event, Talked)]
            return said.count("First."), said.count("Late.")

    assert run(answer_late()) == (1, 0)


def test_the_saved_cursor_is_small_plain_and_silent(house: House) -> None:
    desk = house.desk("whole")
    desk.sit(house.person())
    said = [event.message for event in read_events(desk.log_file) if hasattr(event, "message")]
    assert any(said)

    async def saved() -> list[dict[str, Any]]:
        async with open_sqlite_saver(desk.cursor_file) as saver:
            found = saver.alist({"configurable": {"thread_id": THREAD}})
            return [checkpoint.checkpoint["channel_values"] async for checkpoint in found]

    checkpoints = run(saved())
    assert len(checkpoints) > 4
    for values in checkpoints:
        assert _types(values) <= {str, int, bool}
        text = json.dumps(values)
        assert len(text) < 1024
        assert not [message for message in said if message and message[:20] in text]


def _types(value: object) -> set[type]:
    """Return the types of everything that is no container."""
    if isinstance(value, dict):
        return {kind for inner in value.values() for kind in _types(inner)}
    if isinstance(value, list | tuple):
        return {kind for inner in value for kind in _types(inner)}
    return set() if value is None else {type(value)}


def test_a_process_that_ends_between_the_log_and_the_checkpoint_loses_nothing(
    tmp_path: Path,
) -> None:
    house = House(tmp_path, strategies={"seller": "linear"}, n_tables=2, deadline_rounds=4)
    whole = house.whole()
    n_writes = count_writes(house)
    assert n_writes > 20
    for stop in range(1, n_writes + 1):
        desk = house.desk(f"stop-{stop}")
        with pytest.raises(ProcessEnded):
            desk.sit(house.person(), saver_in=partial(Ending, stop=stop))
        assert whole.startswith(desk.log)
        desk.sit(house.person())
        assert desk.log == whole, f"the process that ended at write {stop} changed the talks"


def count_writes(house: House) -> int:
    counting: list[Ending] = []

    def keep(saver: InlineSqliteSaver) -> Ending:
        counting.append(Ending(saver, stop=0))
        return counting[-1]

    house.desk("counted").sit(house.person(), saver_in=keep)
    return counting[0].n_writes


class Ending(InlineSqliteSaver):
    """A saver whose process ends at one of its writes, which is not made."""

    def __init__(self, saver: InlineSqliteSaver, *, stop: int) -> None:
        super().__init__(saver.conn, serde=saver.serde)
        self.n_writes = 0
        self._stop = stop

    async def aput(self, *arguments: Any, **more: Any) -> Any:
        self._count()
        return await super().aput(*arguments, **more)

    async def aput_writes(self, *arguments: Any, **more: Any) -> None:
        self._count()
        await super().aput_writes(*arguments, **more)

    def _count(self) -> None:
        self.n_writes += 1
        if self.n_writes == self._stop:
            raise ProcessEnded


def test_an_answer_that_only_the_log_has_is_not_asked_for_again(tmp_path: Path) -> None:
    house = House(tmp_path, strategies={})
    whole, person = house.whole(), house.person()
    desk = house.desk("by-hand")
    with pytest.raises(ProcessEnded):
        desk.sit(person, answers=2)
    next_line = whole[len(desk.log) :].splitlines(keepends=True)[0]
    with desk.log_file.open("ab") as file:
        file.write(next_line)
    desk.sit(person)
    assert desk.log == whole
    assert person.n_asked == house.n_questions() - 1


def test_a_lost_cursor_is_worked_out_from_the_log(house: House) -> None:
    desk, person = house.desk("no-cursor"), house.person()
    for answers in (1, 2, 1):
        with pytest.raises(ProcessEnded):
            desk.sit(person, answers=answers)
        forget(desk)
    desk.sit(person)
    assert desk.log == house.whole()
    assert person.n_asked == house.n_questions()


def test_a_cursor_rolled_back_replays_no_answer_and_loses_none(house: House) -> None:
    desk, person = house.desk("rolled-back"), house.person()
    with pytest.raises(ProcessEnded):
        desk.sit(person, answers=1)
    old = desk.cursor_file.read_bytes()
    with pytest.raises(ProcessEnded):
        desk.sit(person, answers=2)
    forget(desk)
    desk.cursor_file.write_bytes(old)
    desk.sit(person)
    assert desk.log == house.whole()
    assert person.n_asked == house.n_questions()


def test_a_cursor_ahead_of_the_log_follows_the_log(tmp_path: Path) -> None:
    """A power cut may take the last events and leave the checkpoints."""
    house = House(tmp_path, strategies={})
    desk, person = house.desk("ahead"), house.person()
    with pytest.raises(ProcessEnded):
        desk.sit(person, answers=3)
    lines = desk.log.splitlines(keepends=True)
    desk.log_file.write_bytes(b"".join(lines[:-2]))
    desk.sit(person)
    assert desk.log == house.whole()
    assert person.n_asked == house.n_questions() + 2


def test_the_cursor_of_another_run_answers_nothing(house: House) -> None:
    other = house.desk("other")
    with pytest.raises(ProcessEnded):
        other.sit(house.person(), answers=3)
    desk = house.desk("borrowed")
    desk.cursor_file.write_bytes(other.cursor_file.read_bytes())
    person = house.person()
    desk.sit(person)
    assert desk.log == house.whole()
    assert person.n_asked == house.n_questions()


def forget(desk: Desk) -> None:
    for path in desk.folder.glob("cursor.sqlite*"):
        path.unlink()


@pytest.mark.parametrize("keeps_cursor", [True, False])
def test_a_deadline_that_a_crash_swallowed_is_written_down(
    tmp_path: Path, *, keeps_cursor: bool
) -> None:
    house = House(tmp_path, strategies={"seller": "hardliner"}, person="hardliner", n_tables=2)
    desk = house.desk("deadline")
    with pytest.raises(ProcessEnded):
        desk.sit(house.person(), answers=6)
    lines = desk.log.splitlines(keepends=True)
    deadline = next(n for n, line in enumerate(lines) if b"deadline_passed" in line)
    desk.log_file.write_bytes(b"".join(lines[:deadline]))
    if not keeps_cursor:
        forget(desk)
    desk.sit(house.person())
    events = read_events(desk.log_file)
    assert [event.table for event in events if isinstance(event, DeadlinePassed)] == [
        "talk-1",
        "talk-2",
    ]
    assert desk.log == house.whole()

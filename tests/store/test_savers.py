"""Both savers: LangGraph's conformance suite, and what we ask beyond it."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path
from typing import Any, Literal, TypedDict

import pytest
from langgraph.checkpoint.conformance import validate
from langgraph.checkpoint.conformance.initializer import RegisteredCheckpointer
from langgraph.graph import START, StateGraph
from langgraph.types import Command, interrupt

from negotiation.errors import LogError
from negotiation.store.savers import Saver, open_saver
from tests.store.conftest import Opening
from tests.store.samples import at_step, holding, in_thread


def test_langgraphs_conformance_suite(opening: Opening) -> None:
    async def fresh() -> AsyncGenerator[Saver, None]:
        async with opening() as saver:
            yield saver

    report = asyncio.run(validate(RegisteredCheckpointer(name="ours", factory=fresh)))

    passed = {name: result.tests_passed for name, result in report.results.items()}
    assert [result.failures for result in report.results.values()] == [[]] * 8
    assert passed == {
        "put": 17,
        "put_writes": 10,
        "get_tuple": 10,
        "list": 16,
        "delete_thread": 5,
        "prune": 8,
        "copy_thread": 0,
        "delete_for_runs": 0,
    }


class Cursor(TypedDict):
    turn: int
    phase: str
    answer: str


def build_haggling(saver: Saver, n_turns: int) -> Any:
    """Two seats that take turns and keep nothing but a cursor."""

    async def buyer(state: Cursor) -> Command[Literal["vendor"]]:
        return Command(goto="vendor", update={"turn": state["turn"] + 1, "phase": "supply"})

    async def vendor(state: Cursor) -> Command[Literal["buyer", "__end__"]]:
        goto: Literal["buyer", "__end__"] = "buyer" if state["turn"] + 1 < n_turns else "__end__"
        return Command(goto=goto, update={"turn": state["turn"] + 1, "phase": "supply"})

    graph = StateGraph(Cursor).add_node("buyer", buyer).add_node("vendor", vendor)
    return graph.add_edge(START, "buyer").compile(checkpointer=saver)


def build_asking(saver: Saver) -> Any:
    """One seat with a person in it."""

    async def person(state: Cursor) -> dict[str, str]:
        return {"answer": interrupt({"turn": state["turn"]})}

    graph = StateGraph(Cursor).add_node("person", person)
    return graph.add_edge(START, "person").compile(checkpointer=saver)


START_OF_RUN: Cursor = {"turn": 0, "phase": "supply", "answer": ""}


async def play(saver: Saver, thread: str, n_turns: int) -> dict[str, Any]:
    config = {**in_thread(thread), "recursion_limit": n_turns + 10}
    graph = build_haggling(saver, n_turns)
    state: dict[str, Any] = await graph.ainvoke(START_OF_RUN, config, durability="sync")
    return state


def test_a_person_answers_after_the_database_was_closed(opening: Opening, thread: str) -> None:
    async def ask() -> str:
        async with opening() as saver:
            await build_asking(saver).ainvoke(START_OF_RUN, in_thread(thread), durability="sync")
            state = await build_asking(saver).aget_state(in_thread(thread))
            question: str = state.interrupts[0].id
            return question

    async def answer(question: str) -> Any:
        async with opening() as saver:
            command: Command[Any] = Command(resume={question: "4200"})
            return await build_asking(saver).ainvoke(command, in_thread(thread), durability="sync")

    question = asyncio.run(ask())

    assert asyncio.run(answer(question)) == {**START_OF_RUN, "answer": "4200"}


def test_pruning_leaves_the_newest_checkpoint(opening: Opening, thread: str) -> None:
    async def scenario() -> None:
        async with opening() as saver:
            end = await play(saver, thread, 20)
            await saver.aprune([thread])

            state = await build_haggling(saver, 20).aget_state(in_thread(thread))
            assert state.values == end
            assert state.next == ()
            assert [found async for found in saver.alist(in_thread(thread))] == [
                await saver.aget_tuple(in_thread(thread))
            ]

    asyncio.run(scenario())


def test_ugly_text_in_state_is_kept(opening: Opening, thread: str) -> None:
    async def scenario() -> None:
        async with opening() as saver:
            saved = await saver.aput(in_thread(thread), holding(text="a\x00b"), at_step(0), {})
            await saver.aput_writes(saved, [("text", "\x00"), ("other", ["\ud800"])], "task")

            found = await saver.aget_tuple(saved)
            assert found is not None
            assert found.checkpoint["channel_values"] == {"text": "a\x00b"}
            # The serializer, not the database, has no form for a lone surrogate.
            assert found.pending_writes == [("task", "text", "\x00"), ("task", "other", ["?"])]

    asyncio.run(scenario())


class TestSqlite:
    def test_room_grows_with_the_turns_and_not_faster(self, tmp_path: Path) -> None:
        async def measure(n_turns: int) -> int:
            async with open_saver(None, tmp_path / str(n_turns)) as saver:
                await play(saver, "run", n_turns)
            return (tmp_path / str(n_turns)).stat().st_size

        n_bytes_200, n_bytes_400 = (asyncio.run(measure(n_turns)) for n_turns in (200, 400))

        assert n_bytes_400 / 400 <= 8192
        assert n_bytes_400 / n_bytes_200 <= 2.2

    def test_a_pruned_file_is_small(self, tmp_path: Path) -> None:
        path = tmp_path / "cursor.sqlite"

        async def scenario() -> None:
            async with open_saver(None, path) as saver:
                await play(saver, "run", 60)
            full = path.stat().st_size
            async with open_saver(None, path) as saver:
                await saver.aprune(["run"])
            assert path.stat().st_size < full / 3

        asyncio.run(scenario())

        assert [entry.name for entry in tmp_path.iterdir()] == ["cursor.sqlite"]

    @pytest.mark.parametrize("damage", ["garbage", "other tables", 100, 5000, 12_000, -4096])
    def test_a_damaged_file_is_moved_aside_for_a_new_one(
        self, tmp_path: Path, damage: str | int
    ) -> None:
        path = tmp_path / "cursor.sqlite"

        async def played() -> None:
            async with open_saver(None, path) as saver:
                await play(saver, "run", 20)

        asyncio.run(played())
        if isinstance(damage, int):
            path.write_bytes(path.read_bytes()[:damage])
        elif damage == "garbage":
            path.write_bytes(b"this is no database " * 500)
            path.with_name("cursor.sqlite-wal").write_bytes(b"nor this")
        else:
            path.unlink()
            with closing(sqlite3.connect(path)) as other:
                other.execute("create table checkpoints (id int)")
        damaged = path.read_bytes()

        asyncio.run(played())
        aside = path.with_name("cursor.sqlite.damaged")
        assert aside.read_bytes()[100:] == damaged[100:]
        asyncio.run(played())
        assert aside.read_bytes()[100:] == damaged[100:], "the new one is sound"

    def test_a_sound_file_stays_where_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "cursor.sqlite"

        async def scenario() -> None:
            async with open_saver(None, path) as saver:
                await play(saver, "run", 3)
            async with open_saver(None, path) as saver:
                assert await saver.aget_tuple(in_thread("run")) is not None

        asyncio.run(scenario())
        assert [entry.name for entry in tmp_path.iterdir()] == ["cursor.sqlite"]

    def test_what_is_no_damage_is_an_error_and_moves_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "cursor.sqlite"
        path.mkdir()

        async def scenario() -> None:
            async with open_saver(None, path):
                pass

        with pytest.raises(LogError, match=r"cursor\.sqlite failed: unable to open"):
            asyncio.run(scenario())
        assert path.is_dir()

    def test_a_failure_in_the_middle_is_an_error_of_the_house(self, tmp_path: Path) -> None:
        path = tmp_path / "cursor.sqlite"

        async def scenario() -> None:
            async with open_saver(None, path) as saver:
                with closing(sqlite3.connect(path)) as other:
                    other.execute("drop table checkpoints")
                await saver.aget_tuple(in_thread("run"))

        with pytest.raises(LogError, match="no such table"):
            asyncio.run(scenario())

    def test_it_loads_nothing_of_postgres(self) -> None:
        code = (
            "import sys, negotiation.store.savers;"
            "print(sorted({'sqlalchemy', 'asyncpg'} & set(sys.modules)))"
        )
        done = subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert done.stdout == "[]\n"

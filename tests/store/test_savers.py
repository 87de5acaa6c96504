"""Both savers: LangGraph's conformance suite, and what we ask beyond it."""

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypedDict
from uuid import uuid4

import ormsgpack
import pytest
from langgraph.checkpoint.conformance import validate
from langgraph.checkpoint.conformance.initializer import RegisteredCheckpointer
from langgraph.checkpoint.serde.jsonplus import EXT_CONSTRUCTOR_SINGLE_ARG, JsonPlusSerializer
from langgraph.graph import START, StateGraph
from langgraph.types import Command, interrupt

from negotiation.store.savers import Saver, open_saver
from tests.store.samples import at_step, holding, in_thread

Opened: TypeAlias = AbstractAsyncContextManager[Saver]
Opening: TypeAlias = Callable[[], Opened]


@pytest.fixture(params=["sqlite", "postgres"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Open one database as often as wanted."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    return lambda: open_saver(url, tmp_path / "cursor.sqlite")


@pytest.fixture
def thread() -> str:
    """A name that no other test uses in the shared server."""
    return uuid4().hex


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


class Planting(JsonPlusSerializer):
    """A serializer by which somebody with access to the database writes what they like."""

    def __init__(self, planted: tuple[str, bytes]) -> None:
        super().__init__(allowed_msgpack_modules=None)
        self._planted = planted

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:  # noqa: ARG002 - the port
        return self._planted


class Running:
    """Unpickles by running a command."""

    def __init__(self, command: str) -> None:
        self._command = command

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (self._command,)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """The file that planted code makes when it runs."""
    return tmp_path / "it-ran"


@pytest.fixture
def planted(marker: Path) -> tuple[str, bytes]:
    call = ormsgpack.packb(("os", "system", f"touch {marker}"))
    extension = ormsgpack.Ext(EXT_CONSTRUCTOR_SINGLE_ARG, call)
    return "msgpack", ormsgpack.packb({**holding(), "channel_values": {"x": extension}})


async def read_planted(
    opening: Opening, thread: str, planted: tuple[str, bytes]
) -> AsyncIterator[Any]:
    """Plant ``planted`` as a checkpoint and as a write, and read each as it is read in use."""
    async with opening() as saver:
        honest = saver.serde
        saver.serde = Planting(planted)
        config = await saver.aput(in_thread(thread), holding(), at_step(0), {})
        saver.serde = honest
        newest = await saver.aput(config, holding(), at_step(1), {})
        saver.serde = Planting(planted)
        await saver.aput_writes(newest, [("x", 1)], "task")
    async with opening() as saver:
        for planting in (config, newest):
            yield await saver.aget_tuple(planting)


def test_the_planted_code_would_run_if_it_were_allowed(
    planted: tuple[str, bytes], marker: Path
) -> None:
    JsonPlusSerializer(allowed_msgpack_modules=True).loads_typed(planted)

    assert marker.exists()


def test_reading_a_checkpoint_runs_no_planted_code(
    opening: Opening, thread: str, planted: tuple[str, bytes], marker: Path
) -> None:
    async def scenario() -> None:
        assert None not in [found async for found in read_planted(opening, thread, planted)]

    asyncio.run(scenario())

    assert not marker.exists()


def test_a_pickle_is_refused(opening: Opening, thread: str, marker: Path) -> None:
    async def scenario() -> None:
        pickled = "pickle", pickle.dumps(Running(f"touch {marker}"))
        with pytest.raises(NotImplementedError, match="pickle"):
            _ = [found async for found in read_planted(opening, thread, pickled)]

    asyncio.run(scenario())

    assert not marker.exists()


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

    def test_it_loads_nothing_of_postgres(self) -> None:
        code = (
            "import sys, negotiation.store.savers;"
            "print(sorted({'sqlalchemy', 'asyncpg'} & set(sys.modules)))"
        )
        done = subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert done.stdout == "[]\n"

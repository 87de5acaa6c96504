"""Reading a checkpoint must not run what somebody wrote into the database."""

import asyncio
import os
import pickle
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import ormsgpack
import pytest
from langgraph.checkpoint.serde.jsonplus import EXT_CONSTRUCTOR_SINGLE_ARG, JsonPlusSerializer

from tests.store.conftest import Opening
from tests.store.samples import at_step, holding, in_thread


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

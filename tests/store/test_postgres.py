"""What only the PostgreSQL saver can do wrong. The rest stands in ``test_savers``."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from negotiation.errors import LogError, SettingsError
from negotiation.store.savers import open_saver
from tests.store.samples import at_step, holding, in_thread

NOWHERE = Path("unused.sqlite")


async def run_sql(url: str, statement: str) -> None:
    engine = create_async_engine(url.replace("postgresql:", "postgresql+asyncpg:"))
    async with engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(sa.text(statement))
    await engine.dispose()


async def drop_connections(url: str) -> None:
    await run_sql(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where pid <> pg_backend_pid() and datname = current_database()",
    )


@pytest.fixture
def fresh_url(postgres_url: str) -> str:
    """The address of a database without tables."""
    name = f"haggle_{uuid4().hex}"
    asyncio.run(run_sql(postgres_url, f"create database {name}"))
    return postgres_url.replace("/postgres", f"/{name}")


def test_processes_that_start_together_make_the_tables_once(fresh_url: str) -> None:
    async def scenario() -> None:
        async with AsyncExitStack() as stack:
            opened = [stack.enter_async_context(open_saver(fresh_url, NOWHERE)) for _ in range(8)]
            savers = await asyncio.gather(*opened)
            saved = await savers[0].aput(in_thread("run"), holding(turn=1), at_step(0), {})

            found = await savers[-1].aget_tuple(saved)
            assert found is not None
            assert found.checkpoint["channel_values"] == {"turn": 1}

    asyncio.run(scenario())


def test_names_may_hold_what_the_servers_text_cannot(postgres_url: str) -> None:
    ugly = f"\x00\ud800 {uuid4().hex}"
    config = in_thread(ugly)
    config["configurable"]["checkpoint_ns"] = ugly
    config["metadata"] = {"note": "\udfff"}

    async def scenario() -> None:
        async with open_saver(postgres_url, NOWHERE) as saver:
            saved = await saver.aput(config, holding(), at_step(0), {})
            await saver.aput_writes(saved, [(ugly, 1)], ugly, ugly)

            (found,) = [found async for found in saver.alist(config, filter={"note": "\udfff"})]
            assert found.config == saved
            assert found.pending_writes == [(ugly, ugly, 1)]

    asyncio.run(scenario())


def test_a_connection_that_the_server_dropped_is_replaced(fresh_url: str) -> None:
    async def scenario() -> None:
        async with open_saver(fresh_url, NOWHERE) as saver:
            saved = await saver.aput(in_thread("run"), holding(turn=1), at_step(0), {})
            await drop_connections(fresh_url)

            assert await saver.aget_tuple(saved) is not None

    asyncio.run(scenario())


def test_a_failure_of_the_database_is_an_error_of_ours(fresh_url: str) -> None:
    async def scenario() -> None:
        async with open_saver(fresh_url, NOWHERE) as saver:
            await run_sql(fresh_url, "drop table haggle_checkpoints")

            with pytest.raises(LogError, match="haggle_checkpoints") as caught:
                await saver.aput(in_thread("run"), holding(reserve="s3cret"), at_step(0), {})
            assert "s3cret" not in f"{caught.value} {caught.value.__cause__}"

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("postgresql://me:s3cret@127.0.0.1:1/haggle", "Connect call failed"),
        ("postgresql://me:s3cret@127.0.0.1:70x/haggle", "address .* cannot be read; expected"),
        ("postgresql://me:s3/cret@127.0.0.1/haggle", "address .* cannot be read; expected"),
        ("mysql://me:s3cret@127.0.0.1/haggle", "scheme is expected to be .*; check its address"),
    ],
)
def test_a_wrong_address_is_explained_and_not_quoted(address: str, problem: str) -> None:
    async def scenario() -> None:
        async with open_saver(address, NOWHERE):
            pass

    with pytest.raises(SettingsError, match=problem) as caught:
        asyncio.run(scenario())

    assert "s3" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(postgres_url: str) -> None:
    async def scenario() -> None:
        async with open_saver(postgres_url.replace("/postgres", "/nowhere"), NOWHERE):
            pass

    with pytest.raises(SettingsError, match='database "nowhere" does not exist'):
        asyncio.run(scenario())

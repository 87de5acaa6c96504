"""One database of training: how it is reached, brought up to date, and asked.

SQLite's driver begins no transaction before a question, and none at all before a table is made. So
its own way is switched off, and a transaction begins here: one that will write takes the lock at
once, and waits for it where another process has it.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from negotiation.errors import LogError
from negotiation.store.training.schema import upgrade

__all__ = ["Database", "sqlite_engine"]

_LOCK = 0x48_41_47_47_4C_54
"""The advisory lock of PostgreSQL under which the tables are made."""

_WRITES = "haggle_writes"

_PRAGMAS = (
    "busy_timeout = 10000",  # the first, for the next waits already
    "synchronous = normal",  # with a WAL: nothing is lost with the process, nothing ever corrupt
    "foreign_keys = on",
)


def sqlite_engine(file: Path) -> AsyncEngine:
    """Return the way to the database in ``file``: one connection, which callers take in turns."""
    engine = create_async_engine(
        sa.URL.create("sqlite+aiosqlite", database=str(file)),
        hide_parameters=True,
        pool_size=1,
        max_overflow=0,
    )

    def connected(connection: Any, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"pragma {pragma}")
        with suppress(sqlite3.OperationalError):  # another connection is about to, and it stays so
            cursor.execute("pragma journal_mode = wal")
        cursor.close()

    def begun(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    sa.event.listen(engine.sync_engine, "connect", connected)
    sa.event.listen(engine.sync_engine, "begin", begun)
    return engine


class Database:
    """Gives transactions. Its tables are there, and as they should be, by the first of them.

    Args:
        engine: how it is reached.
        file: where a SQLite database is. It is made when somebody writes; until then there is
            nothing in it.
        failures: what the driver raises past SQLAlchemy when it fails.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        file: Path | None = None,
        failures: tuple[type[Exception], ...] = (),
    ) -> None:
        self._engine = engine
        self._file = file
        known: tuple[type[Exception], ...] = (SQLAlchemyError, OSError, *failures)
        self._failing = known
        self._is_ready = False
        self._opening = asyncio.Lock()

    @property
    def is_there(self) -> bool:
        """Whether there may be anything to read."""
        return self._is_ready or self._file is None or self._file.is_file()

    async def open(self) -> None:
        """Bring the tables to what this version asks for; any number of processes may try at once.

        Raises:
            SettingsError: a newer version of Haggle made them.
            LogError: it fails.
        """
        async with self._opening:
            if self._is_ready:
                return
            with self._failures():
                if self._file is not None:
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                async with self._begun(is_writing=True) as connection:
                    if connection.dialect.name == "postgresql":
                        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                    await connection.run_sync(upgrade)
            self._is_ready = True

    @asynccontextmanager
    async def transaction(self, *, is_writing: bool) -> AsyncIterator[AsyncConnection]:
        """Give a transaction, kept at the end unless something is raised.

        Raises:
            LogError: the database fails.
        """
        await self.open()
        with self._failures():
            async with self._begun(is_writing=is_writing) as connection:
                yield connection

    async def close(self) -> None:
        """Let go of every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _begun(self, *, is_writing: bool) -> AsyncIterator[AsyncConnection]:
        async with self._engine.connect() as connection:
            await connection.execution_options(**{_WRITES: is_writing})
            async with connection.begin():
                yield connection

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Say what failed. A taken key is for the caller to explain."""
        try:
            yield
        except IntegrityError:
            raise
        except self._failing as exc:
            where = "the training database" + (f" {self._file}" if self._file else "")
            cause = getattr(exc, "orig", None) or exc
            raise LogError(f"{where} failed: {cause}") from exc

"""Where the graph keeps its cursor between turns.

A checkpoint is small and replaceable: the log holds everything. What matters here is that a cursor
once saved is not lost with its process, that saving costs little, and that reading one never runs
code that somebody wrote into the database. So every saver of this room revives plain types only;
anything else comes back as the data it was made of.
"""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import Any, TypeAlias

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
)
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver

from negotiation.errors import LogError, SettingsError

__all__ = ["InlineSqliteSaver", "Saver", "open_saver", "open_sqlite_saver"]

Saver: TypeAlias = BaseCheckpointSaver[Any]
"""A saver of this room. The parameter, the type of a channel's version, is LangGraph's own affair.

``aprune([thread])`` drops all but the newest checkpoint of a thread that has ended.
"""

_PRAGMAS = (
    "auto_vacuum = full",  # a pruned file gets smaller; must stand before the first table
    "journal_mode = wal",
    "synchronous = normal",  # with a WAL: nothing is lost with the process, nothing ever corrupt
    "busy_timeout = 5000",
)

DAMAGED = ".damaged"
"""What is added to the name of a database that was moved aside."""

_FILES = ("", "-wal", "-shm")
"""The endings of the files that make up a database."""

_COLUMNS = {
    "checkpoints": {"thread_id", "checkpoint_ns", "checkpoint_id", "type", "checkpoint"},
    "writes": {"thread_id", "checkpoint_ns", "checkpoint_id", "task_id", "type", "value"},
}
"""What the saver asks of its tables, by table."""

_OLDER = """thread_id = ? and exists (
    select 1 from checkpoints as newer
    where newer.thread_id = checkpoints.thread_id
      and newer.checkpoint_ns = checkpoints.checkpoint_ns
      and newer.checkpoint_id > checkpoints.checkpoint_id)"""

_ORPHANED = """thread_id = ? and not exists (
    select 1 from checkpoints as kept
    where kept.thread_id = writes.thread_id
      and kept.checkpoint_ns = writes.checkpoint_ns
      and kept.checkpoint_id = writes.checkpoint_id)"""


def open_saver(database_url: str | None, path: Path) -> AbstractAsyncContextManager[Saver]:
    """Open the saver at a PostgreSQL address, or the file ``path`` when there is none.

    Raises:
        SettingsError: what PostgreSQL needs is not installed.
    """
    if database_url is None:
        return open_sqlite_saver(path)
    try:
        from negotiation.store.postgres import (  # noqa: PLC0415 - an extra, and heavy
            open_postgres_saver,
        )
    except ImportError as exc:
        raise SettingsError(
            f"PostgreSQL needs the extra 'postgres' (pip install 'haggle[postgres]'): {exc}"
        ) from exc
    return open_postgres_saver(database_url)


@asynccontextmanager
async def open_sqlite_saver(path: Path) -> AsyncIterator[Saver]:
    """Open the saver in the file ``path``, made if need be, and close it at the end.

    A file that is no sound database is moved aside, for the log can replace what stood in it.

    Raises:
        LogError: the file cannot be opened, or fails later.
    """
    try:
        with closing(_connect(path)) as connection:
            saver = InlineSqliteSaver(
                connection, serde=JsonPlusSerializer(allowed_msgpack_modules=None)
            )
            saver.setup()
            yield saver
    except sqlite3.Error as exc:
        raise LogError(f"the checkpoints in {path} failed: {exc}") from exc


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection to a sound database: the one in the file, or else a new one."""
    try:
        return _checked(path)
    except sqlite3.DatabaseError as exc:
        if not _is_damage(exc):
            raise
    for ending in _FILES:
        aside = path.with_name(f"{path.name}{DAMAGED}{ending}")
        try:
            path.with_name(f"{path.name}{ending}").replace(aside)
        except FileNotFoundError:
            aside.unlink(missing_ok=True)  # what an earlier damage left belongs to another file
    return _checked(path)


def _checked(path: Path) -> sqlite3.Connection:
    """Open the database in ``path`` and look through all of it: it is small, and mostly new."""
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}")
        _look_through(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _look_through(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    for table, columns in _COLUMNS.items():
        names = {row[1] for row in connection.execute(f"pragma table_info({table})")}
        if names and not columns <= names:
            raise sqlite3.DatabaseError(f"the table {table} is not LangGraph's")


def _is_damage(exc: sqlite3.DatabaseError) -> bool:
    """Whether the content is at fault, and not the disk, a lock or a permission.

    Those are ``OperationalError``; SQLite has plain ``DatabaseError`` for a file that is no
    database and for one that is malformed.
    """
    return type(exc) is sqlite3.DatabaseError


class InlineSqliteSaver(SqliteSaver):
    """LangGraph's SQLite saver whose asynchronous methods do their work at once.

    A commit takes about a tenth of a millisecond, less than handing it to a thread would. Right
    for one person or a batch; a process that serves many people wants PostgreSQL.
    """

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Return the checkpoint that ``config`` names, or the newest of its thread."""
        return self.get_tuple(config)

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002 - LangGraph's name
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """Give the matching checkpoints, newest first."""
        # All at once: a half-read list would hold the lock while its reader waits.
        for found in list(self.list(config, filter=filter, before=before, limit=limit)):
            yield found

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save a checkpoint."""
        return self.put(config, checkpoint, metadata, new_versions)

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """Save what a task wrote before its step was done."""
        self.put_writes(config, writes, task_id, task_path)

    async def adelete_thread(self, thread_id: str) -> None:
        """Drop everything of a thread."""
        self.delete_thread(thread_id)

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """Drop all but the newest checkpoint of each thread and namespace, or with "delete" all.

        Not for threads with a ``DeltaChannel``, whose value is spread over its checkpoints.
        """
        older, orphaned = (
            (_OLDER, _ORPHANED) if strategy == "keep_latest" else ("thread_id = ?",) * 2
        )
        keys = [(thread_id,) for thread_id in thread_ids]
        with self.cursor() as cursor:
            cursor.executemany(f"delete from checkpoints where {older}", keys)  # noqa: S608 - ours
            cursor.executemany(f"delete from writes where {orphaned}", keys)  # noqa: S608 - ours

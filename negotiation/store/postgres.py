"""A checkpoint saver on PostgreSQL, for a process that serves many people.

LangGraph's own saver needs psycopg, which is LGPL; this one reaches the server through SQLAlchemy
and asyncpg. It differs in two more ways. A checkpoint is one row, for our state is a cursor under
a kilobyte and nothing is gained by sharing the values of channels. And nothing is stored as text,
for reasons that stand beside the tables.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any

import sqlalchemy as sa
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    get_checkpoint_metadata,
)
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from negotiation.errors import LogError, SettingsError
from negotiation.store.engines import ADDRESS_FORM, POSTGRES_FAILURES, postgres_engine
from negotiation.store.postgres_tables import (
    CHECKPOINTS,
    NAME,
    NEWEST_FIRST,
    TABLES,
    WRITES,
    WRITES_IN_ORDER,
    named,
)

__all__ = ["PostgresSaver", "open_postgres_saver"]

_SETUP_LOCK = 0x48_41_47_47_4C_45
"""The advisory lock under which the tables are made: "create if not exists" alone can race."""

_FAILURES: tuple[type[Exception], ...] = (SQLAlchemyError, *POSTGRES_FAILURES, OSError)


@asynccontextmanager
async def open_postgres_saver(url: str) -> AsyncIterator["PostgresSaver"]:
    """Open the saver at ``url``, make its tables if need be, and close its connections at the end.

    Args:
        url: ``postgresql://user:password@host:port/database``, with libpq's parameters.

    Raises:
        SettingsError: the address cannot be read, or no such database can be reached there. The
            message does not hold the address, for that holds the password.
    """
    engine = postgres_engine(url)
    try:
        saver = PostgresSaver(engine)
        try:
            await saver.setup()
        except LogError as exc:
            raise SettingsError(f"{exc}; check its address in the settings") from exc
        except ValueError:
            raise SettingsError(
                "the address of the checkpoint database cannot be read; expected one like"
                f" {ADDRESS_FORM}"
            ) from None
        yield saver
    finally:
        await engine.dispose()


class PostgresSaver(BaseCheckpointSaver[int]):
    """LangGraph's checkpoints in two tables; asynchronous methods only.

    Every method is one transaction. A database that fails raises ``LogError``.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(serde=JsonPlusSerializer(allowed_msgpack_modules=None))
        self._engine = engine

    async def setup(self) -> None:
        """Make the tables that are not there yet; any number of processes may try at once."""
        async with self._transaction() as connection:
            await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_SETUP_LOCK)))
            await connection.run_sync(TABLES.create_all)

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Return the checkpoint that ``config`` names, or the newest of its thread."""
        wanted = named({"checkpoint_ns": "", **config["configurable"]})
        async with self._transaction() as connection:
            row = (await connection.execute(NEWEST_FIRST.where(wanted).limit(1))).one_or_none()
            return None if row is None else await self._load(connection, row)

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002 - LangGraph's name
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """Give the matching checkpoints, newest first. ``filter`` is about the metadata."""
        query = NEWEST_FIRST
        if config is not None:
            query = query.where(named(config["configurable"]))
        if before is not None:
            query = query.where(
                before["configurable"]["checkpoint_id"] > CHECKPOINTS.c.checkpoint_id
            )
        query = query.limit(None if filter else limit)
        async with self._transaction() as connection:
            rows = (row for row in await connection.execute(query) if _matches(row, filter or {}))
            found = [await self._load(connection, row) for row in islice(rows, limit)]
        for checkpoint in found:
            yield checkpoint

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,  # noqa: ARG002 - all channels are saved each time
    ) -> RunnableConfig:
        """Save a checkpoint; the one that ``config`` names is its parent."""
        name = _name(config) | {"checkpoint_id": checkpoint["id"]}
        kind, content = self.serde.dumps_typed(checkpoint)
        row = {
            "parent_id": config["configurable"].get("checkpoint_id"),
            "type": kind,
            "checkpoint": content,
            "metadata": json.dumps(get_checkpoint_metadata(config, metadata)).encode(),
        }
        save = insert(CHECKPOINTS).values(name | row)
        async with self._transaction() as connection:
            await connection.execute(save.on_conflict_do_update(index_elements=NAME, set_=row))
        return {"configurable": name}

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """Save what a task wrote before its step was done; only special writes replace earlier."""
        if not writes:
            return
        task = _name(config) | {"task_id": task_id, "task_path": task_path}
        rows = []
        for position, (channel, value) in enumerate(writes):
            kind, content = self.serde.dumps_typed(value)
            idx = WRITES_IDX_MAP.get(channel, position)
            rows.append(task | {"idx": idx, "channel": channel, "type": kind, "value": content})
        save = insert(WRITES)
        if all(channel in WRITES_IDX_MAP for channel, _ in writes):
            changed = {name: save.excluded[name] for name in ("channel", "type", "value")}
            save = save.on_conflict_do_update(constraint=WRITES.primary_key, set_=changed)
        else:
            save = save.on_conflict_do_nothing()
        async with self._transaction() as connection:
            await connection.execute(save, rows)

    async def adelete_thread(self, thread_id: str) -> None:
        """Drop everything of a thread."""
        await self.aprune([thread_id], strategy="delete")

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """Drop all but the newest checkpoint of each thread and namespace, or with "delete" all.

        Not for threads with a ``DeltaChannel``, whose value is spread over its checkpoints.
        """
        drop = sa.delete(CHECKPOINTS).where(CHECKPOINTS.c.thread_id.in_(thread_ids))
        if strategy == "keep_latest":
            newer = CHECKPOINTS.alias()
            same = (newer.c[part] == CHECKPOINTS.c[part] for part in NAME[:2])
            drop = drop.where(
                sa.exists().where(*same, newer.c.checkpoint_id > CHECKPOINTS.c.checkpoint_id)
            )
        kept = sa.exists().where(*(CHECKPOINTS.c[part] == WRITES.c[part] for part in NAME))
        drop_writes = sa.delete(WRITES).where(WRITES.c.thread_id.in_(thread_ids), ~kept)
        async with self._transaction() as connection:
            await connection.execute(drop)
            await connection.execute(drop_writes)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.begin() as connection:
                yield connection
        except _FAILURES as exc:
            cause = getattr(exc, "orig", None) or exc
            raise LogError(f"the checkpoint database failed: {cause}") from exc

    async def _load(self, connection: AsyncConnection, row: sa.Row[Any]) -> CheckpointTuple:
        name = dict(zip(NAME, row, strict=False))
        parent = {**name, "checkpoint_id": row.parent_id}
        writes = await connection.execute(WRITES_IN_ORDER.where(named(name, WRITES)))
        return CheckpointTuple(
            config={"configurable": name},
            checkpoint=self.serde.loads_typed((row.type, row.checkpoint)),
            metadata=json.loads(row.metadata),
            parent_config={"configurable": parent} if row.parent_id else None,
            pending_writes=[
                (write.task_id, write.channel, self.serde.loads_typed((write.type, write.value)))
                for write in writes
            ],
        )


def _name(config: RunnableConfig) -> dict[str, Any]:
    return {part: config["configurable"].get(part, "") for part in NAME}


def _matches(row: sa.Row[Any], wanted: dict[str, Any]) -> bool:
    """Compare in Python: PostgreSQL's JSON refuses some of the text that metadata may hold."""
    metadata = json.loads(row.metadata) if wanted else {}
    return all(metadata.get(key) == value for key, value in wanted.items())

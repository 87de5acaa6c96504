"""The two tables of the PostgreSQL saver, and how a row is named and found.

Every text is stored as bytes: PostgreSQL's text can hold neither NUL nor a lone surrogate, and
sorts by the server's language, where bytes hold anything and sort as Python sorts.
"""

from typing import Any

import sqlalchemy as sa

__all__ = ["CHECKPOINTS", "NAME", "NEWEST_FIRST", "TABLES", "WRITES", "WRITES_IN_ORDER", "named"]


class _Key(sa.TypeDecorator[str]):
    """Any Python string, as bytes."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else str(value).encode("utf-8", "surrogatepass")

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.decode("utf-8", "surrogatepass")


TABLES = sa.MetaData()

NAME = ("thread_id", "checkpoint_ns", "checkpoint_id")
"""What names a checkpoint, in the tables and in LangGraph's configurations alike."""

CHECKPOINTS = sa.Table(
    "haggle_checkpoints",
    TABLES,
    *(sa.Column(part, _Key, primary_key=True) for part in NAME),
    sa.Column("parent_id", _Key),
    sa.Column("type", _Key, nullable=False),
    sa.Column("checkpoint", sa.LargeBinary, nullable=False),
    sa.Column("metadata", sa.LargeBinary, nullable=False),
)

WRITES = sa.Table(
    "haggle_checkpoint_writes",
    TABLES,
    *(sa.Column(part, _Key, primary_key=True) for part in (*NAME, "task_id")),
    sa.Column("idx", sa.Integer, primary_key=True),
    *(sa.Column(part, _Key, nullable=False) for part in ("task_path", "channel", "type")),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

_ID = CHECKPOINTS.c.checkpoint_id
NEWEST_FIRST = sa.select(CHECKPOINTS).order_by(_ID.desc())
WRITES_IN_ORDER = sa.select(WRITES).order_by(WRITES.c.task_path, WRITES.c.task_id, WRITES.c.idx)


def named(configurable: dict[str, Any], table: sa.Table = CHECKPOINTS) -> sa.ColumnElement[bool]:
    """Match what ``configurable`` names. An empty id, unlike an empty namespace, names nothing."""
    return sa.and_(
        *(
            table.c[part] == configurable[part]
            for part in NAME
            if configurable.get(part) or (part == "checkpoint_ns" and part in configurable)
        )
    )

"""How PostgreSQL is reached: through SQLAlchemy and asyncpg, for psycopg is LGPL."""

from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

__all__ = ["ADDRESS_FORM", "POSTGRES_FAILURES", "postgres_engine"]

POSTGRES_FAILURES: tuple[type[Exception], ...] = (asyncpg.PostgresError, asyncpg.InterfaceError)
"""What fails while a connection is made comes as it is, not as SQLAlchemy's."""

ADDRESS_FORM = "postgresql://user:password@host:5432/database"


def postgres_engine(url: str) -> AsyncEngine:
    """Return the way to the database at ``url``; nothing is reached yet.

    Args:
        url: as ``ADDRESS_FORM``, with libpq's parameters. One that cannot be read is a
            ``ValueError`` when the first connection is made.
    """

    async def connect() -> Any:
        return await asyncpg.connect(url, timeout=10, command_timeout=30)

    return create_async_engine(
        "postgresql+asyncpg://", async_creator=connect, hide_parameters=True, pool_pre_ping=True
    )

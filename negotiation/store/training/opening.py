"""Where training is kept: a database beside the runs, or the one that the settings name."""

from datetime import UTC, datetime
from pathlib import Path

from negotiation.errors import LogError, SettingsError
from negotiation.store.training.database import Database, sqlite_engine
from negotiation.store.training.sql import SqlTraining
from negotiation.store.training.store import TrainingStore

__all__ = ["open_training"]


async def open_training(url: str | None, file: Path) -> TrainingStore:
    """Open what keeps training, with its tables as they should be by now.

    Args:
        url: of a PostgreSQL database.
        file: of a SQLite database, where there is no ``url``. It is made, with its folder, when
            the first trainee begins.

    Raises:
        SettingsError: the database cannot be reached, its address cannot be read, what it needs is
            not installed, or a newer version of Haggle made it. The message does not hold the
            address, for that holds the password.
        LogError: the file is no database, or cannot be read.
    """
    if url is not None:
        return SqlTraining(await _postgres(url), now=_now)
    database = Database(sqlite_engine(file), file=file)
    try:
        is_there = database.is_there
    except OSError as exc:
        raise LogError(f"cannot read {file.parent}: {exc.strerror}") from exc
    if is_there:
        await _opened(database)
    return SqlTraining(database, now=_now)


async def _postgres(url: str) -> Database:
    try:
        from negotiation.store.engines import (  # noqa: PLC0415 - an extra
            ADDRESS_FORM,
            POSTGRES_FAILURES,
            postgres_engine,
        )
    except ImportError as exc:
        raise SettingsError(
            f"PostgreSQL needs the extra 'postgres' (pip install 'haggle[postgres]'): {exc}"
        ) from exc
    database = Database(postgres_engine(url), failures=POSTGRES_FAILURES)
    try:
        await _opened(database)
    except LogError as exc:
        raise SettingsError(f"{exc}; check its address, HAGGLE_DATABASE_URL") from exc
    except ValueError:
        raise SettingsError(
            f"the address of the training database cannot be read; expected one like {ADDRESS_FORM}"
        ) from None
    return database


async def _opened(database: Database) -> None:
    """Open a database, or let go of it."""
    try:
        await database.open()
    except BaseException:
        await database.close()
        raise


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""Training in a database: SQLite or PostgreSQL, by the same questions.

Every question about an attempt has its owner in it, so that another's is as good as none.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from negotiation.errors import UsageError
from negotiation.store.training.database import Database
from negotiation.store.training.records import Assignment, Attempt, Override, Trainee
from negotiation.store.training.store import Change, Now
from negotiation.store.training.tables import (
    ASSIGNMENTS,
    ATTEMPTS,
    OVERRIDES,
    TRAINEES,
    document_of,
    record_of,
)

__all__ = ["SqlTraining"]

_INSERTS: Mapping[str, Any] = MappingProxyType(
    {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
)
"""How each dialect writes an insertion that may find its row there already."""

_A, _T = ATTEMPTS.c, TRAINEES.c


class SqlTraining:
    """Honours ``TrainingStore``.

    Args:
        database: where everything is kept.
        now: says when somebody first came, as an ISO instant.
    """

    def __init__(self, database: Database, *, now: Now) -> None:
        self._database = database
        self._now = now

    async def trainee(self, key: str) -> Trainee:
        """Return the trainee of a key; whoever is new is not kept yet."""
        rows = await self._rows(sa.select(TRAINEES).where(_T.key == key))
        return _trainee(rows[0]) if rows else Trainee(key=key, name="", created_at=self._now())

    async def name_trainee(self, key: str, name: str) -> Trainee:
        """Change how a trainee is called."""
        known = await self.trainee(key)
        named = Trainee(key=key, name=name, created_at=known.created_at)
        async with self._database.transaction(is_writing=True) as connection:
            save = _insert(connection, TRAINEES).values(**named.model_dump())
            await connection.execute(
                save.on_conflict_do_update(index_elements=["key"], set_={"name": name})
            )
        return named

    async def add_attempt(self, attempt: Attempt) -> None:
        """Keep a new attempt."""
        came = Trainee(key=attempt.trainee, name="", created_at=self._now()).model_dump()
        try:
            async with self._database.transaction(is_writing=True) as connection:
                save = _insert(connection, TRAINEES).values(**came)
                await connection.execute(save.on_conflict_do_nothing(index_elements=["key"]))
                await connection.execute(sa.insert(ATTEMPTS).values(_columns(attempt)))
        except IntegrityError:
            raise UsageError("an attempt of this id is there already") from None

    async def change_attempt(self, attempt_id: str, *, trainee: str, change: Change) -> Attempt:
        """Change an attempt as it is now. The trainee's row is locked meanwhile."""
        async with self._database.transaction(is_writing=True) as connection:
            lock = sa.select(_T.number).where(_T.key == trainee).with_for_update()
            await connection.execute(lock)
            own = _attempts((await connection.execute(_own(trainee))).all())
            found = next((each for each in own if each.id == attempt_id), None)
            if found is None:
                raise UsageError("no such attempt of this trainee")
            changed = change(found, own)
            if (changed.id, changed.trainee) != (attempt_id, trainee):
                raise UsageError("an attempt keeps its id and its trainee")
            save = sa.update(ATTEMPTS).where(_A.id == attempt_id, _A.trainee == trainee)
            await connection.execute(save.values(_columns(changed)))
        return changed

    async def attempt(self, attempt_id: str, *, trainee: str) -> Attempt | None:
        """Return an attempt of a trainee."""
        rows = await self._rows(_own(trainee).where(_A.id == attempt_id))
        return next(iter(_attempts(rows)), None)

    async def attempts(self, trainee: str) -> tuple[Attempt, ...]:
        """Return every attempt of a trainee, newest first."""
        return _attempts(await self._rows(_own(trainee)))

    async def delete_attempt(self, attempt_id: str, *, trainee: str) -> bool:
        """Forget a trainee's own attempt, with what coaches have said of it."""
        if not self._database.is_there:
            return False
        drop = sa.delete(ATTEMPTS).where(_A.id == attempt_id, _A.trainee == trainee)
        async with self._database.transaction(is_writing=True) as connection:
            return (await connection.execute(drop)).rowcount > 0

    async def submitted(self) -> tuple[tuple[Trainee, Attempt], ...]:
        """Return what trainees have submitted, newest first."""
        query = (
            sa.select(TRAINEES, _A.document)
            .join(ATTEMPTS, _A.trainee == _T.key)
            .where(_A.submitted_at.is_not(None))
            .order_by(_A.submitted_at.desc(), _A.number.desc())
        )
        rows = await self._rows(query)
        return tuple((_trainee(row), record_of(Attempt, row.document)) for row in rows)

    async def add_override(self, override: Override) -> None:
        """Keep a coach's word on a score."""
        handed_in = sa.select(_A.id).where(_A.id == override.attempt, _A.submitted_at.is_not(None))
        row = {"attempt": override.attempt, "document": document_of(override)}
        async with self._database.transaction(is_writing=True) as connection:
            if (await connection.execute(handed_in.with_for_update())).first() is None:
                raise UsageError("no submitted attempt of this id")
            await connection.execute(sa.insert(OVERRIDES).values(row))

    async def overrides(self) -> tuple[Override, ...]:
        """Return what coaches have said of scores that are submitted, oldest first."""
        query = (
            sa.select(OVERRIDES.c.document)
            .join(ATTEMPTS, _A.id == OVERRIDES.c.attempt)
            .where(_A.submitted_at.is_not(None))
            .order_by(OVERRIDES.c.number)
        )
        return tuple(record_of(Override, row.document) for row in await self._rows(query))

    async def trainees(self) -> tuple[Trainee, ...]:
        """Return everybody who has a name or an attempt submitted."""
        handed_in = sa.exists().where(_A.trainee == _T.key, _A.submitted_at.is_not(None))
        query = sa.select(TRAINEES).where(sa.or_(_T.name != "", handed_in)).order_by(_T.number)
        return tuple(_trainee(row) for row in await self._rows(query))

    async def add_assignment(self, assignment: Assignment) -> None:
        """Keep a new assignment."""
        row = _columns_of(assignment)
        try:
            async with self._database.transaction(is_writing=True) as connection:
                await connection.execute(sa.insert(ASSIGNMENTS).values(row))
        except IntegrityError:
            raise UsageError("an assignment of this id is there already") from None

    async def save_assignment(self, assignment: Assignment) -> None:
        """Keep an assignment as it is now."""
        row = _columns_of(assignment)
        save = sa.update(ASSIGNMENTS).values(row)
        for part in ("id", "coach"):
            save = save.where(ASSIGNMENTS.c[part] == row[part])
        async with self._database.transaction(is_writing=True) as connection:
            if (await connection.execute(save)).rowcount == 0:
                raise UsageError("no such assignment of this coach")

    async def assignments(self) -> tuple[Assignment, ...]:
        """Return every assignment, newest first."""
        query = sa.select(ASSIGNMENTS.c.document).order_by(ASSIGNMENTS.c.number.desc())
        return tuple(record_of(Assignment, row.document) for row in await self._rows(query))

    async def close(self) -> None:
        """Let go of the database."""
        await self._database.close()

    async def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        if not self._database.is_there:
            return ()
        async with self._database.transaction(is_writing=False) as connection:
            found: Sequence[sa.Row[Any]] = (await connection.execute(query)).all()
            return found


def _own(trainee: str) -> sa.Select[Any]:
    return sa.select(_A.document).where(_A.trainee == trainee).order_by(_A.number.desc())


def _insert(connection: AsyncConnection, table: sa.Table) -> Any:
    """Return an insertion of the dialect's own class; the two have no common type."""
    return _INSERTS[connection.dialect.name](table)


def _columns(attempt: Attempt) -> dict[str, Any]:
    return {
        "id": attempt.id,
        "trainee": attempt.trainee,
        "submitted_at": attempt.submitted_at,
        "document": document_of(attempt),
    }


def _columns_of(assignment: Assignment) -> dict[str, Any]:
    document = document_of(assignment)
    return {"id": assignment.id, "coach": assignment.coach, "document": document}


def _attempts(rows: Sequence[sa.Row[Any]]) -> tuple[Attempt, ...]:
    return tuple(record_of(Attempt, row.document) for row in rows)


def _trainee(row: sa.Row[Any]) -> Trainee:
    return Trainee(key=row.key, name=row.name, created_at=row.created_at)

"""Bringing a training database to the tables that this version of Haggle asks for.

Every step of ``migrations`` is run once, in order, in one transaction of its caller: a step that
fails leaves the database as it was.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from negotiation.errors import SettingsError

__all__ = ["NEWEST", "upgrade", "version_of"]

NEWEST = "0002"
"""The last step of ``migrations``: what a database that is up to date says of itself."""

VERSION_TABLE = "haggle_training_version"

_MIGRATIONS = Path(__file__).with_name("migrations")

_VERSION = sa.table(VERSION_TABLE, sa.column("version_num", sa.Text))


def version_of(connection: sa.Connection) -> str | None:
    """Return the last step that a database has seen; ``None`` for an empty one."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(sa.select(_VERSION.c.version_num)).scalar()
    return found


def upgrade(connection: sa.Connection, to: str = NEWEST) -> None:
    """Run the steps that a database has not seen.

    Args:
        connection: in a transaction that nobody else can be in.
        to: the last of them.

    Raises:
        SettingsError: the database was made by a newer version of Haggle.
    """
    before = version_of(connection)
    if before == to:
        return
    # Heavy, and of no use to a database that is up to date.
    from alembic.operations import Operations  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext, MigrationStep  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    script = ScriptDirectory(str(_MIGRATIONS))
    known = [step.revision for step in script.walk_revisions()]
    if before is not None and before not in known:
        raise SettingsError(
            f"the training database was written by a newer version of Haggle (its tables are at"
            f" step {before}, this version knows {to}): update Haggle, or name another database"
        )

    def steps(*_: object) -> Iterable[Any]:
        newest_first = script.iterate_revisions(to, before or "base")
        for each in reversed(list(newest_first)):
            yield MigrationStep.upgrade_from_script(script.revision_map, each)

    context = MigrationContext.configure(
        connection, opts={"fn": steps, "version_table": VERSION_TABLE}
    )
    # Handed over, and not by Alembic's global ``op``: two databases may be opened at once.
    context.run_migrations(op=Operations(context))

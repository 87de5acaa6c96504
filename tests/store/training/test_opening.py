"""Making a training database, and finding one that others have made."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import negotiation.store.training
from negotiation.errors import LogError, SettingsError
from negotiation.store.training.database import Database, sqlite_engine
from negotiation.store.training.opening import open_training
from negotiation.store.training.schema import NEWEST, VERSION_TABLE, upgrade, version_of
from negotiation.store.training.tables import ASSIGNMENTS, ATTEMPTS, OVERRIDES, TRAINEES
from tests.store.training.samples import ADA, attempt, override, submitted

NOWHERE = Path("unused.sqlite")

MIGRATIONS = Path(negotiation.store.training.__path__[0]) / "migrations"

SAVE_AND_DIE = """
import asyncio, os, sys
from pathlib import Path
from negotiation.store.training.opening import open_training
from tests.store.training.samples import attempt

async def work():
    training = await open_training(None, Path(sys.argv[1]))
    await training.add_attempt(attempt())
    print("saved", flush=True)
    os._exit(9)

asyncio.run(work())
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "practice" / "training.sqlite"


def engine_of(file: Path) -> sa.Engine:
    return sa.create_engine(f"sqlite:///{file}")


def said_of(file: Path) -> str | None:
    engine = engine_of(file)
    with engine.connect() as connection:
        found = version_of(connection)
    engine.dispose()
    return found


def test_the_file_is_made_when_the_first_trainee_begins(file: Path) -> None:
    async def work() -> None:
        training = await open_training(None, file)
        assert await training.attempts(ADA) == ()
        assert not file.parent.exists()
        await training.add_attempt(attempt())
        assert len(await training.attempts(ADA)) == 1
        await training.close()

    asyncio.run(work())
    assert said_of(file) == NEWEST


def test_the_newest_step_is_the_last_of_them() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [NEWEST]


def test_the_steps_make_the_tables_that_the_code_asks_for(file: Path) -> None:
    file.parent.mkdir()
    engine = engine_of(file)
    with engine.begin() as connection:
        upgrade(connection)
        for table in (ASSIGNMENTS, ATTEMPTS, OVERRIDES, TRAINEES):
            made = {
                column["name"]: column["nullable"]
                for column in sa.inspect(connection).get_columns(table.name)
            }
            assert made == {column.name: column.nullable for column in table.columns}
    engine.dispose()


def test_an_older_database_is_brought_up_to_date_with_all_it_holds(file: Path) -> None:
    async def older() -> None:
        """What the first version wrote: everything but coaches' words."""
        database = Database(sqlite_engine(file))
        async with database.transaction(is_writing=True) as connection:
            await connection.execute(sa.text("drop table haggle_overrides"))
            table = sa.table(VERSION_TABLE, sa.column("version_num"))
            await connection.execute(sa.update(table).values(version_num="0001"))
        await database.close()

    async def work() -> None:
        training = await open_training(None, file)
        await training.add_attempt(kept)
        await training.close()
        await older()
        training = await open_training(None, file)
        assert await training.attempts(ADA) == (kept,)
        await training.add_override(override(kept.id))
        assert len(await training.overrides()) == 1
        await training.close()

    kept = submitted()
    asyncio.run(work())
    assert said_of(file) == NEWEST


def test_every_single_step_leads_to_the_same_tables(tmp_path: Path) -> None:
    def made(name: str, *steps: str) -> list[tuple[str, str]]:
        engine = engine_of(tmp_path / name)
        for step in steps:
            with engine.begin() as connection:
                upgrade(connection, step)
        with engine.connect() as connection:
            rows = connection.execute(sa.text("select name, sql from sqlite_master")).all()
        engine.dispose()
        return sorted((row.name, str(row.sql)) for row in rows)

    assert made("stepwise", "0001", NEWEST) == made("at once", NEWEST)


def test_a_step_that_fails_leaves_the_database_as_it_was(file: Path) -> None:
    async def in_the_way() -> None:
        database = Database(sqlite_engine(file), file=file)
        async with database.transaction(is_writing=True) as connection:
            await connection.execute(sa.text("delete from haggle_training_version"))
        await database.close()

    async def work() -> None:
        await in_the_way()  # so that the first step finds its tables there already
        with pytest.raises(LogError, match=r"training\.sqlite failed: table .* already exists"):
            await open_training(None, file)

    asyncio.run(work())
    assert said_of(file) is None


def test_a_newer_database_is_refused(file: Path) -> None:
    async def work() -> None:
        training = await open_training(None, file)
        await training.add_attempt(attempt())
        await training.close()
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(f"update {VERSION_TABLE} set version_num = '0999'")  # noqa: S608 - ours
            connection.commit()
        with pytest.raises(SettingsError, match=r"newer version of Haggle .*step 0999.*update"):
            await open_training(None, file)

    asyncio.run(work())


def test_a_file_that_is_no_database_stays_as_it_is(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"somebody's notes " * 100)
    with pytest.raises(LogError, match=r"training\.sqlite failed: file is not a database"):
        asyncio.run(open_training(None, file))
    assert file.read_bytes().startswith(b"somebody's notes")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "practice").write_text("in the way")

    async def work() -> None:
        training = await open_training(None, tmp_path / "practice" / "training.sqlite")
        with pytest.raises(LogError, match=r"the training database .* failed"):
            await training.add_attempt(attempt())
        await training.close()

    asyncio.run(work())


def test_what_was_saved_outlives_a_process_that_is_killed(file: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        (sys.executable, "-c", SAVE_AND_DIE, str(file)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (9, "saved\n"), done.stderr

    async def work() -> None:
        training = await open_training(None, file)
        assert len(await training.attempts(ADA)) == 1
        await training.close()

    asyncio.run(work())


def test_servers_that_start_together_make_the_tables_once(file: Path) -> None:
    async def one() -> None:
        training = await open_training(None, file)
        await training.add_attempt(attempt())
        await training.close()

    async def work() -> None:
        await asyncio.gather(*(one() for _ in range(6)))
        training = await open_training(None, file)
        assert len(await training.attempts(ADA)) == 6
        await training.close()

    asyncio.run(work())


def test_servers_that_start_together_on_postgresql_too(postgres_url: str) -> None:
    async def work() -> None:
        opened = await asyncio.gather(*(open_training(postgres_url, NOWHERE) for _ in range(6)))
        kept = attempt("browser-postgres-1")
        await opened[0].add_attempt(kept)
        assert await opened[-1].attempt(kept.id, trainee=kept.trainee) == kept
        for each in opened:
            await each.close()

    asyncio.run(work())


@pytest.mark.parametrize(
    "url", ["postgresql://u:hunter2@127.0.0.1:1/x", "postgresql://u:hunter2@[::1/x", "nonsense"]
)
def test_an_address_that_does_not_work_is_said_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match="training database") as found:
        asyncio.run(open_training(url, NOWHERE))
    assert "hunter2" not in str(found.value)


def test_an_entry_of_another_version_is_said(file: Path) -> None:
    async def work() -> None:
        training = await open_training(None, file)
        await training.add_attempt(attempt())
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("""update haggle_attempts set document = '{"mood": 1}'""")
            connection.commit()
        with pytest.raises(LogError, match="cannot read: Attempt"):
            await training.attempts(ADA)
        await training.close()

    asyncio.run(work())


def test_the_version_stands_in_a_table_of_our_own(file: Path) -> None:
    """PostgreSQL may hold another program's ``alembic_version``."""
    file.parent.mkdir()
    engine = engine_of(file)
    with engine.begin() as connection:
        connection.execute(sa.text("create table alembic_version (version_num text)"))
        connection.execute(sa.text("insert into alembic_version values ('theirs')"))
        upgrade(connection)
        assert MigrationContext.configure(connection).get_current_revision() == "theirs"
    engine.dispose()


def test_a_place_that_cannot_be_looked_at_is_named(tmp_path: Path) -> None:
    too_long = tmp_path / ("x" * 300) / "training.sqlite"
    with pytest.raises(LogError, match=r"cannot read .*x: File name too long"):
        asyncio.run(open_training(None, too_long))

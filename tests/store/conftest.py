"""Both savers, and a PostgreSQL server of our own, for the tests that need a real one."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

import pytest

from negotiation.store.savers import Saver, open_saver

Opening: TypeAlias = Callable[[], AbstractAsyncContextManager[Saver]]


@pytest.fixture(params=["sqlite", "postgres"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Open one database as often as wanted."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    return lambda: open_saver(url, tmp_path / "cursor.sqlite")


@pytest.fixture
def thread() -> str:
    """A name that no other test uses in the shared server."""
    return uuid4().hex


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a throw-away server on a free port of the loopback."""
    programs = _find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    # Not under tmp_path_factory: as root the server runs as another user, who cannot enter there.
    with tempfile.TemporaryDirectory(prefix="haggle-postgres-") as name:
        folder = Path(name)
        owner = _unprivileged()
        if owner is not None:
            shutil.chown(folder, user=owner)
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -F"
        data = ("-D", str(folder / "data"))
        _run(
            programs / "initdb", *data, "-U", "haggle", "-A", "trust", "-N", "--no-locale", "-EUTF8"
        )
        _run(programs / "pg_ctl", *data, "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://haggle@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", *data, "-m", "fast", "-w", "stop")


def _find_programs() -> Path | None:
    """The newest server's programs: Debian keeps them off the path."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    on_path = shutil.which("initdb")
    if found is None and on_path is not None:
        found = Path(on_path).resolve()
    return found.parent if found else None


def _unprivileged() -> str | None:
    """The user that the server runs as: it refuses to be root."""
    return "postgres" if os.geteuid() == 0 else None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _run(*command: str | Path) -> None:
    owner = _unprivileged()
    done = subprocess.run(  # noqa: S603 - the server's own programs
        command,
        user=owner,
        group=owner,
        extra_groups=None if owner is None else [],
        cwd="/",
        env={"LC_ALL": "C", "PATH": os.defpath},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()

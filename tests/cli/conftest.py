"""The command, called in this process or as a process of its own, in an empty folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.scenarios import opposed, write
from tests.cli.commands import Haggle, Processes


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with a terminal wide enough not to break what tests look for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.fixture
def haggle(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Haggle:
    return Haggle(capsys, monkeypatch)


@pytest.fixture
def processes(here: Path) -> Iterator[Processes]:
    with Processes(here) as started:
        yield started


@pytest.fixture
def small(here: Path) -> str:
    """The file of a scenario that is played in no time."""
    return str(write(here, opposed()))

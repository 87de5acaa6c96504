"""The command, called in this process or as a process of its own, in an empty folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.scenarios import opposed, write
from tests.cli.commands import Haggle, Processes
from tests.cli.endpoint import KEY, Endpoint
from tests.cli.talkers import Talker
from tests.loopback import LoopbackServer


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


@pytest.fixture
def endpoint(haggle: Haggle, here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint whose key is checked to be nowhere after the test, decoys in the environment."""
    with LoopbackServer(Talker()) as decoy:
        monkeypatch.setenv("THE_KEY", KEY)
        for name in ("OPENAI_BASE_URL", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, decoy.base_url)
        monkeypatch.setenv("OPENAI_ORG_ID", "org-decoy")
        yield Endpoint(haggle, here)
        assert decoy.asked == []
    for path in here.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), f"the key is in {path}"

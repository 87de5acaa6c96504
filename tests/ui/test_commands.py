"""``haggle ui``: what the server is told, and what a user is told when it cannot start."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from negotiation.cli.main import build_parser, main
from ui.commands import server_arguments


def test_the_server_is_for_this_machine_alone() -> None:
    arguments = server_arguments(8501, Path("runs"))
    for option in (
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--server.enableXsrfProtection=true",
        "--server.enableCORS=true",
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
    ):
        assert option in arguments
    assert arguments[-2:] == ["--", "--runs=runs"]


def test_port_and_folder_are_passed_on() -> None:
    arguments = server_arguments(8600, Path("-my runs"))
    assert "--server.port=8600" in arguments
    assert arguments[-1] == "--runs=-my runs"


def test_the_command_is_known_to_haggle() -> None:
    options = build_parser().parse_args(["ui", "--port", "8600", "--runs", "there"])
    assert (options.port, options.runs) == (8600, Path("there"))


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ui", f"--port={port}"]) == 2
    assert "a port is a number" in capsys.readouterr().err


@pytest.mark.parametrize("runs", ["file", "file/deeper"])
def test_a_folder_that_cannot_be_read_is_refused(
    runs: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "streamlit.web", None)  # nothing is served if it gets so far
    (tmp_path / "file").touch()
    assert main(["ui", "--runs", str(tmp_path / runs)]) == 2
    assert "no folder that can be read: Not a directory" in capsys.readouterr().err


def test_without_the_extra_the_user_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "streamlit.web", None)
    assert main(["ui"]) == 2
    assert "pip install 'haggle[ui]'" in capsys.readouterr().err


def test_a_port_that_is_taken_is_wrong_usage() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "negotiation.cli.main", "ui", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 2
    assert port in done.stdout + done.stderr
    assert "could not start" in done.stderr


def test_the_command_loads_no_streamlit_before_it_is_called() -> None:
    script = "import sys, ui.commands; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603

"""``ui``: the app in the browser."""

import argparse
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from negotiation.errors import UsageError
from negotiation.settings import Settings
from ui.opening import first_free_port, open_when_ready

__all__ = ["register", "server_arguments"]

APP = Path(__file__).with_name("app.py")

CONFIG = APP.parent / ".streamlit" / "config.toml"
"""How the app is served. ``streamlit run`` reads it too; here it goes before what else is set."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this room."""
    ui = commands.add_parser("ui", help="play, watch, replay and compare in the browser")
    ui.add_argument("--port", type=int, default=None, metavar="N",
                    help="port on this machine (default: 8501, or the next free one)")  # fmt: skip
    ui.add_argument("--runs", type=Path, default=Path("runs"), metavar="DIR",
                    help="the folder that holds the runs (default: runs/)")  # fmt: skip
    ui.add_argument("--no-browser", action="store_true",
                    help="only serve: open no browser")  # fmt: skip
    ui.set_defaults(run=_ui)


def server_arguments(port: int, runs: Path) -> list[str]:
    """Return what the command ``streamlit`` is called with."""
    options = _options(tomllib.loads(CONFIG.read_text("utf-8")))
    options["server.port"] = str(port)
    flags = [f"--{name}={value}" for name, value in options.items()]
    return ["run", str(APP), *flags, "--", f"--runs={runs}"]


def _options(config: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """Return the options of a file as the command line has them: ``server.address``."""
    found: dict[str, str] = {}
    for name, value in config.items():
        if isinstance(value, Mapping):
            found |= _options(value, f"{above}{name}.")
        else:
            found[f"{above}{name}"] = str(value).lower() if isinstance(value, bool) else str(value)
    return found


def _ui(options: argparse.Namespace) -> int:
    """Serve until interrupted, in this process, so that whoever ends it ends the server."""
    if options.port is not None and not 1 <= options.port <= 65535:  # noqa: PLR2004 - TCP's own
        raise UsageError(f"--port {options.port}: a port is a number from 1 to 65535")
    _check(options.runs)
    try:
        from click.exceptions import Abort  # noqa: PLC0415 - comes with Streamlit
        from streamlit.web import cli  # noqa: PLC0415 - heavy, and an extra
    except ImportError as exc:
        raise UsageError(
            "the app needs the extra 'ui', which is not installed: pip install 'haggle[ui]'"
        ) from exc
    port = options.port or first_free_port()
    if not options.no_browser and sys.stdout.isatty() and _has_screen():
        open_when_ready(port)
    try:
        cli.main(server_arguments(port, options.runs), "streamlit", standalone_mode=False)
    except Abort:  # Ctrl-C is how a server ends
        return 0
    except SystemExit as exc:
        if exc.code:
            raise UsageError("the app's server could not start; it says why above") from exc
    return 0


def _has_screen() -> bool:
    return Settings.from_environment().has_screen(sys.platform)


def _check(runs: Path) -> None:
    """Refuse a folder of runs that no page could read. One that is not there yet is made later."""
    whole = runs.absolute()
    try:
        there = next(each for each in (whole, *whole.parents) if each.exists())
        next(there.iterdir(), None)
    except OSError as exc:
        raise UsageError(f"--runs {runs}: no folder that can be read: {exc.strerror}") from exc

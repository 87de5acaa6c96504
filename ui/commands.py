"""``ui``: the viewer in the browser."""

import argparse
from pathlib import Path

from negotiation.errors import UsageError

__all__ = ["register", "server_arguments"]

APP = Path(__file__).with_name("app.py")

SAFE = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.enableXsrfProtection": "true",
    "server.enableCORS": "true",
    "server.enableStaticServing": "false",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "2",
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
}
"""Options of the server: only this machine reaches it, and it tells nobody anything."""

LOOK = {
    f"theme.{mode}.{name}": value
    for mode in ("light", "dark")
    for name, value in (("paddingTop", "1rem"), ("headingFontSizes", "1.3rem"))
}
"""Set for each mode: on the theme as a whole they would lock the page to one of the two."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this room."""
    ui = commands.add_parser("ui", help="watch and replay runs in the browser")
    ui.add_argument("--port", type=int, default=None, metavar="N",
                    help="port on this machine (default: 8501, or the next free one)")  # fmt: skip
    ui.add_argument("--runs", type=Path, default=Path("runs"), metavar="DIR",
                    help="the folder that holds the runs (default: runs/)")  # fmt: skip
    ui.set_defaults(run=_ui)


def server_arguments(port: int | None, runs: Path) -> list[str]:
    """Return what the command ``streamlit`` is called with."""
    options = SAFE | LOOK
    if port is not None:
        options["server.port"] = str(port)
    flags = [f"--{name}={value}" for name, value in options.items()]
    return ["run", str(APP), *flags, "--", f"--runs={runs}"]


def _ui(options: argparse.Namespace) -> int:
    """Serve until interrupted, in this process, so that whoever ends it ends the server."""
    if options.port is not None and not 1 <= options.port <= 65535:  # noqa: PLR2004 - TCP's own
        raise UsageError(f"--port {options.port}: a port is a number from 1 to 65535")
    try:
        from streamlit.web import cli  # noqa: PLC0415 - heavy, and an extra
    except ImportError as exc:
        raise UsageError(
            "the viewer needs the extra 'ui', which is not installed: pip install 'haggle[ui]'"
        ) from exc
    try:
        cli.main(server_arguments(options.port, options.runs), "streamlit", standalone_mode=False)
    except SystemExit as exc:
        if exc.code:
            raise UsageError("the viewer's server could not start; it says why above") from exc
    return 0

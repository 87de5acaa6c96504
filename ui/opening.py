"""Opening the app in the browser of whoever started it, once its server answers."""

import socket
import threading
import webbrowser
from collections.abc import Callable

from negotiation.errors import UsageError

__all__ = ["HOST", "first_free_port", "open_when_ready"]

HOST = "127.0.0.1"
FIRST_PORT = 8501
N_PORTS = 100

TRIES = 120
PAUSE_SECONDS = 0.25
"""Half a minute altogether; a server that has not begun by then has said why."""


def first_free_port() -> int:
    """Return the port of Streamlit's habit, or the next one that nobody has.

    Raises:
        UsageError: a hundred of them are taken.
    """
    for port in range(FIRST_PORT, FIRST_PORT + N_PORTS):
        try:
            with socket.create_server((HOST, port)):
                return port
        except OSError:
            continue
    raise UsageError(
        f"no free port from {FIRST_PORT} to {FIRST_PORT + N_PORTS - 1}: name one with --port"
    )


def open_when_ready(
    port: int, *, open_page: Callable[[str], object] = webbrowser.open
) -> threading.Thread:
    """Wait in a thread until the server answers, then open its page; return the thread."""
    thread = threading.Thread(target=_open, args=(port, open_page), daemon=True)
    thread.start()
    return thread


def _open(port: int, open_page: Callable[[str], object]) -> None:
    never = threading.Event()
    for _ in range(TRIES):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            never.wait(PAUSE_SECONDS)
        else:
            open_page(f"http://{HOST}:{port}")
            return

"""Opening the app in the browser of whoever started it, once its server answers.

Streamlit does so itself for a script, but not for an ``st.App``.
"""

import socket
import threading
import webbrowser
from collections.abc import Callable

from tenacity import RetryError, retry, retry_if_exception_type, stop_after_delay, wait_fixed

from negotiation.errors import UsageError

__all__ = ["HOST", "first_free_port", "open_when_ready"]

HOST = "127.0.0.1"
FIRST_PORT = 8501
N_PORTS = 100

PAUSE_SECONDS = 0.25
PATIENCE_SECONDS = 30
"""A server that has not begun by then has said why."""


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
    try:
        _reach(port)
    except RetryError:
        return
    open_page(f"http://{HOST}:{port}")


@retry(
    retry=retry_if_exception_type(OSError),
    wait=wait_fixed(PAUSE_SECONDS),
    stop=stop_after_delay(PATIENCE_SECONDS),
)
def _reach(port: int) -> None:
    """Return as soon as somebody listens at a port."""
    socket.create_connection((HOST, port), timeout=1).close()

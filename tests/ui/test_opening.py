"""``haggle ui`` opens a page where there is a screen, and only once somebody answers."""

import socket

import pytest

from negotiation.settings import Settings
from ui.opening import first_free_port, open_when_ready


def test_a_port_that_is_taken_is_passed_over() -> None:
    first = first_free_port()
    with socket.create_server(("127.0.0.1", first)):
        assert first_free_port() > first


def test_the_page_opens_when_the_server_answers() -> None:
    opened: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        open_when_ready(port, open_page=opened.append).join(timeout=30)
    assert opened == [f"http://127.0.0.1:{port}"]


@pytest.mark.parametrize(
    ("environment", "system", "has_screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_there_is_a_screen(
    environment: dict[str, str], system: str, *, has_screen: bool
) -> None:
    assert Settings(environment).has_screen(system) is has_screen

"""The guards of these tests themselves hold."""

import os
import socket
from typing import Any

import pytest

from tests.conftest import NetworkRefused

ELSEWHERE = "192.0.2.1"  # RFC 5737: an address for documents, of no machine


def environment() -> dict[str, str]:
    return dict(os.environ)  # noqa: TID251 - the guard of the environment is what is tested


def test_a_test_cannot_connect_to_another_machine() -> None:
    with socket.socket() as tube:
        for connect in (tube.connect, tube.connect_ex):
            with pytest.raises(NetworkRefused, match=ELSEWHERE):
                connect((ELSEWHERE, 80))


def test_a_test_cannot_send_to_another_machine() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tube,
        pytest.raises(NetworkRefused),
    ):
        tube.sendto(b"x", (ELSEWHERE, 9))


@pytest.mark.parametrize("host", ["example.org", ELSEWHERE, b"example.org"])
def test_a_test_cannot_look_up_another_machine(host: Any) -> None:
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo(host, 80)


def test_a_name_that_can_never_be_is_not_found() -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nobody.invalid", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_loopback_is_open(host: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection((host, server.getsockname()[1])) as tube,
    ):
        assert tube.getpeername() == server.getsockname()


def test_the_environment_names_nobodys_model() -> None:
    assert not [name for name in environment() if name.startswith(("HAGGLE_", "OPENAI_"))]

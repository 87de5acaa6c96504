"""What holds for every test: no network but the loopback, a clean environment, known versions.

The network guard is an audit hook of the interpreter, so nothing is patched and no library gets
round it. ``HYPOTHESIS_PROFILE=thorough`` looks longer; the profile ``fast`` is the default.
"""

import gc
import ipaddress
import os
import platform
import socket
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from sys import addaudithook
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

_ENVIRONMENT = os.environ  # noqa: TID251 - tests clean what settings would read
_SHOWN = ("haggle", "langgraph", "numpy", "openai", "pydantic", "hypothesis")
_PRIVATE = ("HAGGLE_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")

settings.register_profile(
    "fast",
    deadline=None,
    max_examples=60,
    derandomize="CI" in _ENVIRONMENT,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(_ENVIRONMENT.get("HYPOTHESIS_PROFILE", "fast"))


class NetworkRefused(RuntimeError):
    """A test reached for a machine that is not this one."""


class _Guard:
    """Refuses to look up or to reach any host but this one."""

    allows_network = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
            address = arguments[1]
            # A path is a socket of this machine; a datagram socket may have its address already.
            if isinstance(address, tuple):
                self.check(address[0], event)
        elif event == "socket.getaddrinfo":
            if str(arguments[0]).strip("b'").endswith(".invalid"):  # RFC 2606: no such name ever
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            self.check(arguments[0], event)

    def check(self, host: Any, event: str) -> None:
        if not self.allows_network and not _is_here(host):
            raise NetworkRefused(f"{event} to {host!r}: tests reach only the loopback")


def _is_here(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


_GUARD = _Guard()
addaudithook(_GUARD)


def pytest_report_header() -> list[str]:
    found = [f"python {platform.python_version()}"]
    for name in _SHOWN:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} absent")
    return [", ".join(found)]


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of every search for garbage: libraries ask for many."""
    gc.freeze()


@pytest.fixture(autouse=True)
def only_loopback(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a ``live`` test, and no other, out of this machine."""
    _GUARD.allows_network = request.node.get_closest_marker("live") is not None
    yield
    _GUARD.allows_network = False


@pytest.fixture(autouse=True)
def clean_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Drop what would point a test at somebody's model, key, trace or cache."""
    for name in [name for name in _ENVIRONMENT if name.startswith(_PRIVATE)]:
        monkeypatch.delenv(name)
    cache = tmp_path_factory.getbasetemp() / f"cache-{uuid4().hex}"  # made when it is written
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_DATA_HOME", os.devnull)  # no model of this machine's owner is there

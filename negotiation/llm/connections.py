"""Connections to endpoints, lent to one chat after the other.

A client of httpx2 looks through all of its connections at every call, so that hundreds of talks
over one client take more time for that than for their calls. Here every chat has a client to itself
while it is open, and the next one takes it over with its open connection. What takes most of a
client's memory, the certificates that it trusts, is read once for all.

Nothing from the environment reaches an endpoint: no proxy, no organization, no header; and no
redirect is followed, so a call goes to the configured host or nowhere.
"""

import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple, Self, TypeAlias

import httpx2

from negotiation.llm.profile import ModelProfile

__all__ = ["Connections", "timeout_of"]

OWN_HEADERS = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "content-type", "host"}
)
"""Headers that leave as the SDK wrote them, besides its own ``x-stainless-*``."""

Hook: TypeAlias = Callable[[httpx2.Request], Awaitable[None]]


class _Door(NamedTuple):
    """What two chats must have in common to use one client."""

    base_url: str
    key: str
    connect_timeout_seconds: float
    read_timeout_seconds: float

    def __repr__(self) -> str:
        """Keep the key out of what is shown."""
        return f"_Door({self.base_url!r})"


class Connections:
    """The connections of one event loop. Open them inside it:

    async with Connections() as connections:
        sandbox = Sandbox(settings, connections=connections)
    """  # noqa: D415 - the example belongs to the sentence

    def __init__(self) -> None:
        self._idle: dict[_Door, list[httpx2.AsyncClient]] = {}
        self._lent: set[httpx2.AsyncClient] = set()

    async def __aenter__(self) -> Self:
        """Open none yet: a connection is made when it is first needed."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection, those that are lent too."""
        clients = [*self._lent, *(client for idle in self._idle.values() for client in idle)]
        self._idle.clear()
        for client in clients:
            await client.aclose()

    @contextmanager
    def lend(self, profile: ModelProfile) -> Iterator[httpx2.AsyncClient]:
        """Yield a client that nobody else uses meanwhile, made for the door of a profile."""
        door = _Door(
            profile.base_url,
            profile.api_key.get_secret_value(),
            profile.connect_timeout_seconds,
            profile.read_timeout_seconds,
        )
        idle = self._idle.get(door)
        client = idle.pop() if idle else self._made(profile)
        self._lent.add(client)
        try:
            yield client
        finally:
            self._lent.discard(client)
            if not client.is_closed:
                self._idle.setdefault(door, []).append(client)

    def _made(self, profile: ModelProfile) -> httpx2.AsyncClient:
        is_plain = profile.base_url.startswith("http://")
        return httpx2.AsyncClient(
            timeout=timeout_of(profile),
            verify=self._trusting_none if is_plain else self._trusting,
            trust_env=False,
            follow_redirects=False,
            event_hooks={"request": [_keeping_own_headers(profile.api_key.get_secret_value())]},
        )

    @cached_property
    def _trusting(self) -> ssl.SSLContext:
        """What the system trusts. Reading its certificates takes 20 ms and 0.7 MiB."""
        return httpx2.create_ssl_context(trust_env=False)

    @cached_property
    def _trusting_none(self) -> ssl.SSLContext:
        """Without TLS no certificate is read."""
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def timeout_of(profile: ModelProfile) -> httpx2.Timeout:
    """Return how long to wait for an endpoint."""
    return httpx2.Timeout(profile.read_timeout_seconds, connect=profile.connect_timeout_seconds)


def _keeping_own_headers(key: str) -> Hook:
    """Return a hook that drops headers which the SDK took from the environment, and sets ours."""

    async def keep_own_headers(request: httpx2.Request) -> None:
        for name in list(request.headers):
            if name not in OWN_HEADERS and not name.startswith("x-stainless-"):
                del request.headers[name]
        request.headers["authorization"] = f"Bearer {key}"
        request.headers["user-agent"] = "haggle"

    return keep_own_headers

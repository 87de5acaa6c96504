"""A model server for benchmarks that answers many calls at once, each after the same while.

It is a process of its own, so that its CPU time is not measured with ours, and it does as little as
it can: one event loop, and an answer that is put together once for each length of a conversation.
The offers go up and down with the length of the conversation, as those of `model_server` do.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager

from evals.bench.model_server import completion, serving

__all__ = ["serve_slowly", "slow_server"]

BACKLOG = 2048
"""Connections that may wait to be taken, since all talks begin at once."""

LENGTH = "content-length:"

ROLE = b'"role"'


@contextmanager
def slow_server(*, latency_s: float) -> Iterator[str]:
    """Run the server while the context is open, and yield its base URL.

    Args:
        latency_s: from the end of a request to its answer [s].
    """
    code = f"from {__name__} import serve_slowly; serve_slowly({latency_s!r})"
    with serving(code) as base_url:
        yield base_url


def serve_slowly(latency_s: float) -> None:
    """Print the base URL and answer until the process is ended."""
    asyncio.run(_serve(latency_s))


async def _serve(latency_s: float) -> None:
    loop, answers = asyncio.get_running_loop(), _Answers()
    server = await loop.create_server(
        lambda: _Connection(loop, answers, latency_s), "127.0.0.1", 0, backlog=BACKLOG
    )
    port = server.sockets[0].getsockname()[1]
    print(f"http://127.0.0.1:{port}/v1", flush=True)  # noqa: T201 - the contract
    await server.serve_forever()


class _Answers:
    """Whole answers by the number of messages that were asked; all talks are about one agenda."""

    def __init__(self) -> None:
        self._by_length: dict[int, bytes] = {}

    def to(self, body: bytes) -> bytes:
        n_messages = body.count(ROLE)
        if n_messages not in self._by_length:
            text = json.dumps(completion(json.loads(body))).encode()
            head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{LENGTH} {len(text)}"
            self._by_length[n_messages] = f"{head}\r\n\r\n".encode() + text
        return self._by_length[n_messages]


class _Connection(asyncio.Protocol):
    """Reads one request after the other from a client that waits for each answer."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, answers: _Answers, latency_s: float
    ) -> None:
        self._loop = loop
        self._answers = answers
        self._latency_s = latency_s
        self._read = bytearray()
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, _, body = bytes(self._read).partition(b"\r\n\r\n")
        length = _length_of(head)
        if length is None or len(body) < length:
            return
        self._read.clear()
        self._loop.call_later(self._latency_s, self._write, self._answers.to(body))

    def _write(self, answer: bytes) -> None:
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.write(answer)


def _length_of(head: bytes) -> int | None:
    for line in head.decode("latin-1").lower().splitlines():
        if line.startswith(LENGTH):
            return int(line[len(LENGTH) :])
    return None

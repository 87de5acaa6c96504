"""A model server on this machine, for the tests of the whole project.

It speaks enough of the OpenAI protocol for the real client: chat completions, plain and streamed,
and the list of models. A responder decides each reply, and may order a fault by name. It runs in
threads, so plain tests use it as a context manager:

    with LoopbackServer(script("429", "We take 64 GPUs.")) as server:
        profile = ModelProfile(name="loop", base_url=server.base_url, model="m")
"""

import json
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, TypeAlias

from tests.loopback_faults import CUT_LENGTH, FAULTS, Fault, completion, error_fault, json_fault
from tests.loopback_streams import events_of

__all__ = [
    "FAULTS",
    "Asked",
    "Fault",
    "LoopbackServer",
    "Responder",
    "completion",
    "refusing_forms",
    "script",
]

Responder: TypeAlias = Callable[[dict[str, Any]], str | dict[str, Any] | Fault]
"""From the body of a request to the model's text, the JSON object that it writes, or a fault.

A dict that has "choices" is the whole body of the answer instead.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came: header names in lower case; the body of a GET is empty."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


def script(*steps: str | dict[str, Any] | Fault) -> Responder:
    """Answer request ``k`` with step ``k``, and the last step for ever; fault names are faults."""
    left = list(steps)

    def respond(_body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        step = left.pop(0) if len(left) > 1 else left[0]
        return FAULTS.get(step, step) if isinstance(step, str) else step

    return respond


def refusing_forms(inner: Responder, *forms: str) -> Responder:
    """Answer as ``inner``, but 400 to a request for one of ``forms``; ``tool`` is one too."""

    def respond(body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        form = "tool" if "tools" in body else body.get("response_format", {}).get("type")
        if form in forms:
            return error_fault(400, f"'response_format.type' {form} is not supported")
        return inner(body)

    return respond


class LoopbackServer:
    """A server on a free port of 127.0.0.1 while the context is open.

    ``asked`` holds every request in order, and ``n_connections`` counts what they came over. An
    exception of the responder ends the connection, stands in ``failures``, and is raised when the
    context closes.
    ``models`` of None is a server that lists none.
    """

    def __init__(
        self,
        responder: Responder,
        *,
        models: tuple[str, ...] | None = ("m",),
        port: int = 0,
    ) -> None:
        self.asked: list[Asked] = []
        self.n_connections = 0
        self._responder = responder
        self._models = models
        self._port = port
        self._lock = threading.Lock()
        self.failures: list[Exception] = []

    @property
    def wanted_port(self) -> int:
        """The port that was asked for; 0 takes any."""
        return self._port

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The bodies of the chat requests, in order."""
        return [asked.body for asked in self.asked if asked.method == "POST"]

    def __enter__(self) -> Self:
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.stop()
        self._thread.join()
        if exc is None and self.failures:
            raise self.failures[0]

    def answer(self, asked: Asked) -> tuple[Fault, bool]:
        """Return the answer to one request, and whether it is a stream of events."""
        with self._lock:
            self.asked.append(asked)
            if asked.method == "GET":
                return self._listing(asked.path), False
            try:
                reply = self._responder(asked.body)
            except Exception as exc:  # noqa: BLE001 (raised again when the context closes)
                self.failures.append(exc)
                return FAULTS["close"], False
        if isinstance(reply, Fault):
            return reply, False
        if isinstance(reply, dict) and "choices" not in reply:
            reply = json.dumps(reply)
        body = completion(reply) if isinstance(reply, str) else reply
        if not asked.body.get("stream"):
            return json_fault(body), False
        return Fault(
            body=events_of(body, asked.body), headers={"content-type": "text/event-stream"}
        ), True

    def _listing(self, path: str) -> Fault:
        if self._models is None or not path.endswith("/models"):
            return error_fault(404, "no such page")
        models = [{"id": name, "object": "model"} for name in self._models]
        return json_fault({"object": "list", "data": models})


class _Server(ThreadingHTTPServer):
    """Joins its threads when it stops, so that a test leaves no socket and no thread behind."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 256

    def __init__(self, owner: LoopbackServer) -> None:
        super().__init__(("127.0.0.1", owner.wanted_port), _Handler)
        self.owner = owner
        self.stopping = threading.Event()
        self._connections: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:  # as socketserver has it
        self._connections.add(request)
        self.owner.n_connections += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 (as above)
        """Keep our own mistakes; clients leave when they like, and that is part of the tests."""
        exc = sys.exception()
        if isinstance(exc, Exception) and not isinstance(exc, OSError):
            self.owner.failures.append(exc)

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        for connection in tuple(self._connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the client left first
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together, or the client's delayed ACK costs 40 ms
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self._answer(json.loads(self.rfile.read(length)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as http.server)
        """Write no access log."""

    def _answer(self, body: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        fault, is_stream = self.server.owner.answer(Asked(self.command, self.path, headers, body))
        if fault.ending in {"hang", "close", "raw", "stall"}:
            self._break_off(fault)
            return
        self.send_response_only(fault.status)
        for name, value in {"content-type": "application/json", **fault.headers}.items():
            self.send_header(name, value)
        self.close_connection = is_stream or fault.ending == "cut"
        if is_stream:
            self.send_header("connection", "close")
        else:
            self.send_header("content-length", str(len(fault.body)))
        self.end_headers()
        self.wfile.write(fault.body[:CUT_LENGTH] if fault.ending == "cut" else fault.body)

    def _break_off(self, fault: Fault) -> None:
        """Send no proper answer."""
        self.close_connection = True
        self.wfile.write(fault.body)
        self.wfile.flush()
        if fault.ending in {"hang", "stall"}:
            self.server.stopping.wait()

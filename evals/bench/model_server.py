"""A model server for benchmarks, as a process of its own so that its CPU time is not measured.

It answers every call with an offer that depends on how long the conversation is, and nothing else.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["completion", "model_server", "serve", "serving"]

PATIENCE_SECONDS = 10


@contextmanager
def model_server() -> Iterator[str]:
    """Run the server while the context is open, and yield its base URL."""
    with serving(f"from {__name__} import serve; serve()") as base_url:
        yield base_url


@contextmanager
def serving(code: str) -> Iterator[str]:
    """Run a server in a process of its own while the context is open, and yield its base URL.

    Args:
        code: prints the base URL as its first line, and serves until it is ended.
    """
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            assert process.stdout is not None  # noqa: S101 - it is piped
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def serve() -> None:
    """Print the base URL and answer until the process is ended."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}/v1", flush=True)  # noqa: T201 - the contract
    server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        body = json.dumps(completion(asked)).encode()
        self.send_response_only(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def completion(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a body: an offer that depends on how long the conversation is."""
    schema = asked["response_format"]["json_schema"]["schema"]
    issues = schema["properties"]["offer"]["anyOf"][0]["properties"]
    turn = len(asked["messages"])
    offer = {
        issue: form["enum"][(turn + place) % len(form["enum"])]
        for place, (issue, form) in enumerate(issues.items())
    }
    reply: dict[str, object] = {
        "private_note": "Hold the line a little longer.",
        "act": "offer",
        "offer": offer,
        "accept_offer_id": None,
        "message": "That is tighter than I wanted, and it still runs. What do you say?",
        "claims": [],
        "estimate": None,
    }
    text = json.dumps(reply)
    message = {"role": "assistant", "content": text}
    return {
        "id": "b",
        "object": "chat.completion",
        "created": 1,
        "model": asked["model"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }

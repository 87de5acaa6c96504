"""What the loopback server may answer besides the truth: faults by name, and how to make more."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

__all__ = ["CUT_LENGTH", "FAULTS", "Fault", "completion", "error_fault", "json_fault"]

CUT_LENGTH = 40
"""How much of a body is sent before the connection is cut [bytes]."""

Ending: TypeAlias = Literal["whole", "hang", "close", "cut", "raw", "stall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An answer byte by byte, or none.

    "hang" sends nothing, "close" closes at once, "cut" closes in mid body, "raw" sends the body in
    place of an answer, and "stall" does so and then hangs.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    ending: Ending = "whole"


def completion(text: str | None, *, finish: str = "stop", **message: object) -> dict[str, Any]:
    """Return the body of a good answer; ``message`` adds to the model's message."""
    said = {"role": "assistant", "content": text, **message}
    n_words = len((text or "").split())
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "loopback",
        "choices": [{"index": 0, "finish_reason": finish, "message": said}],
        "usage": {"prompt_tokens": 5, "completion_tokens": n_words, "total_tokens": 5 + n_words},
    }


def json_fault(body: object, status: int = 200, **headers: str) -> Fault:
    """Return ``body`` as an answer; ``retry_after`` becomes the header ``retry-after``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(status=status, body=json.dumps(body).encode(), headers=named)


def error_fault(status: int, message: str, code: str | None = None, **headers: str) -> Fault:
    """Return an answer with an error object as OpenAI's own."""
    error = {"message": message, "type": "loopback", "code": code}
    return json_fault({"error": error}, status, **headers)


FAULTS: Mapping[str, Fault] = {
    "429": error_fault(429, "slow down"),
    "429 retry-after 2": error_fault(429, "slow down", retry_after="2"),
    "429 retry-after date": error_fault(
        429,
        "slow down",
        retry_after="Sat, 21 Nov 2026 10:00:07 GMT",
        date="Sat, 21 Nov 2026 10:00:00 GMT",
    ),
    "429 retry-after 3600": error_fault(429, "come back later", retry_after="3600"),
    "429 quota": error_fault(429, "you have no credit", code="insufficient_quota"),
    "500": error_fault(500, "boom"),
    "503 html": Fault(status=503, body=b"<html>down</html>", headers={"content-type": "text/html"}),
    "401": error_fault(401, "bad key"),
    "404": error_fault(404, "no such model"),
    "400 context length": error_fault(
        400, "maximum context length is 4096", "context_length_exceeded"
    ),
    "400 response_format": error_fault(400, "response_format is not supported"),
    "307 elsewhere": Fault(status=307, headers={"location": "http://198.51.100.7/v1"}),
    "200 html": Fault(body=b"<html>log in</html>", headers={"content-type": "text/html"}),
    "200 empty body": Fault(),
    "200 cut json": Fault(body=b'{"choices": [{'),
    "200 deep json": Fault(body=b"[" * 100_000),
    "200 null": Fault(body=b"null"),
    "200 list": Fault(body=b"[]"),
    "200 error": json_fault({"error": {"message": "upstream died"}}),
    "200 error 404": json_fault({"error": {"message": "no such model", "code": 404}}),
    "no choices": json_fault({"id": "c1"}),
    "choices null": json_fault({"choices": None}),
    "choices empty": json_fault({"choices": []}),
    "choices text": json_fault({"choices": "yes"}),
    "message null": json_fault({"choices": [{"finish_reason": "stop", "message": None}]}),
    "content number": json_fault({"choices": [{"message": {"content": 7}}]}),
    "content null": json_fault(completion(None)),
    "content empty": json_fault(completion("")),
    "content list": json_fault(
        {"choices": [{"message": {"content": [{"type": "text", "text": "x"}]}}]}
    ),
    "content surrogate": Fault(body=b'{"choices": [{"message": {"content": "a\\ud800b"}}]}'),
    "refusal": json_fault(completion(None, refusal="I would rather not.")),
    "content filter": json_fault(completion("", finish="content_filter")),
    "length": json_fault(completion('{"price": 2.', finish="length")),
    "gzip broken": Fault(body=b"no gzip at all", headers={"content-encoding": "gzip"}),
    "not http": Fault(body=b"220 mail.example ready\r\n\r\n", ending="raw"),
    "bad chunk": Fault(
        body=b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", ending="raw"
    ),
    "slow headers": Fault(body=b"HTTP/1.1 200 OK\r\n", ending="stall"),
    "close": Fault(ending="close"),
    "cut": Fault(body=json.dumps(completion("x" * 1000)).encode(), ending="cut"),
    "hang": Fault(ending="hang"),
    "huge": json_fault(completion("x" * 9_000_000)),
}
"""Everything that can go wrong, by name."""

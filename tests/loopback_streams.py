"""The answer of the loopback server as a stream of events, as servers of this kind send it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["event", "events_of", "stream_of"]

END = b"data: [DONE]\n\n"


def event(delta: Mapping[str, Any], finish: str | None = None, **more: Any) -> dict[str, Any]:
    """Return one chunk of a streamed reply."""
    return {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "loopback",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        **more,
    }


def stream_of(*events: Mapping[str, Any], end: bytes = END) -> bytes:
    """Return events as bytes, closed by ``end``."""
    return b"".join(f"data: {json.dumps(each)}\n\n".encode() for each in events) + end


def events_of(body: dict[str, Any], asked: Mapping[str, Any]) -> bytes:
    """Return a whole answer as events, a word each; with the usage if that was asked for."""
    choice = body["choices"][0]
    message = choice["message"]
    events = [event(delta) for delta in _deltas_of(message)]
    events.append(event({}, choice["finish_reason"]))
    if (asked.get("stream_options") or {}).get("include_usage"):
        said: dict[str, Any] = {name: body[name] for name in ("usage", "timings") if name in body}
        events.append({**event({}), **said, "choices": []})
    return stream_of(*events)


def _deltas_of(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("reasoning_content", "reasoning", "refusal", "content"):
        text = message.get(name)
        if isinstance(text, str):
            for piece in re.findall(r"\S+\s*|\s+", text):
                yield {name: piece}
    for index, call in enumerate(message.get("tool_calls") or []):
        function = call["function"]
        yield {"tool_calls": [{"index": index, "function": {"name": function["name"]}}]}
        arguments = function["arguments"]
        for start in range(0, len(arguments), 7):
            piece = {"arguments": arguments[start : start + 7]}
            yield {"tool_calls": [{"index": index, "function": piece}]}

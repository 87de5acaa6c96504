"""Folding a stream of events into the one body that the same reply has without streaming.

So there is one reader of replies (`reading`), and a streamed reply cannot mean anything else.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any

from negotiation.errors import ChatUnavailable

__all__ = ["StreamFold", "folded"]

_TEXTS = ("content", "reasoning_content", "reasoning", "refusal")
"""What comes in pieces."""


async def folded(
    chunks: AsyncIterator[bytes], *, note: "Callable[[StreamFold], None]", patience_seconds: float
) -> object:
    """Return the body that a stream folds to; a server that does not stream answers whole.

    Args:
        chunks: the stream, in any pieces.
        note: is told after every piece that held an event.
        patience_seconds: the longest time without an event; a comment that only keeps the
            connection awake is none.

    Raises:
        ChatUnavailable: the stream falls silent, cannot be read or ends in mid reply.
    """
    fold = StreamFold()
    whole = bytearray()
    clock = asyncio.get_running_loop().time
    try:
        async with asyncio.timeout(patience_seconds) as silence:
            async for chunk in chunks:
                whole += chunk
                if fold.feed(chunk):
                    silence.reschedule(clock() + patience_seconds)
                    note(fold)
    except TimeoutError as exc:
        raise ChatUnavailable(f"no word for {patience_seconds:g} s in a stream") from exc
    if fold.n_events or not whole.lstrip().startswith(b"{"):
        return fold.body()
    try:
        return json.loads(whole)
    except (ValueError, RecursionError) as exc:
        raise ChatUnavailable("the reply is neither a stream nor JSON") from exc


class StreamFold:
    """Takes bytes as they come, in any pieces, and holds what they say so far."""

    def __init__(self) -> None:
        self._pending = b""
        self._data: list[bytes] = []
        self._texts: dict[str, list[str]] = {name: [] for name in _TEXTS}
        self._calls: dict[int, dict[str, str]] = {}
        self._rest: dict[str, object] = {}
        self._finish: object = None
        self._is_done = False
        self.n_events = 0
        self.n_characters = 0
        self.n_reasoning_characters = 0

    def feed(self, chunk: bytes) -> int:
        """Take the next bytes, and return how many events ended in them.

        Raises:
            ChatUnavailable: an event cannot be read.
        """
        before = self.n_events
        self._pending += chunk
        *lines, self._pending = self._pending.replace(b"\r\n", b"\n").split(b"\n")
        for line in lines:
            self._take_line(line)
        return self.n_events - before

    def body(self) -> dict[str, object]:
        """Return the body of the whole reply; one with an error if the server reported one.

        Raises:
            ChatUnavailable: the stream ended before the reply did.
        """
        self._take_line(self._pending)
        self._take_line(b"")
        if "error" in self._rest:
            return {"error": self._rest["error"]}
        if not (self._is_done or self._finish):
            raise ChatUnavailable(f"the stream ended in mid reply, after {self.n_events} events")
        message: dict[str, object] = {
            name: "".join(pieces) for name, pieces in self._texts.items() if pieces
        }
        calls = [{"function": call} for _, call in sorted(self._calls.items())]
        if calls:
            message["tool_calls"] = calls
        return {**self._rest, "choices": [{"finish_reason": self._finish, "message": message}]}

    def _take_line(self, line: bytes) -> None:
        """Take one line; a blank one ends an event, and comments keep a connection awake."""
        if line.startswith(b"data:"):
            self._data.append(line[5:].strip())
        elif not line and self._data:
            event, self._data = b"\n".join(self._data), []
            self._take_event(event)

    def _take_event(self, event: bytes) -> None:
        self.n_events += 1
        if event == b"[DONE]":
            self._is_done = True
            return
        try:
            parsed = json.loads(event)
        except (ValueError, RecursionError) as exc:
            raise ChatUnavailable("the stream holds an event that is not JSON") from exc
        if not isinstance(parsed, dict):
            raise ChatUnavailable("the stream holds an event that is no JSON object")
        for name in ("model", "usage", "timings", "error"):
            if parsed.get(name):
                self._rest[name] = parsed[name]
        choices = parsed.get("choices")
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            self._finish = choices[0].get("finish_reason") or self._finish
            delta = choices[0].get("delta")
            self._take_delta(delta if isinstance(delta, dict) else {})

    def _take_delta(self, delta: Mapping[str, Any]) -> None:
        for name, pieces in self._texts.items():
            piece = delta.get(name)
            if isinstance(piece, str) and piece:
                pieces.append(piece)
                if name.startswith("reasoning"):
                    self.n_reasoning_characters += len(piece)
                else:
                    self.n_characters += len(piece)
        for index, function in _calls_of(delta):
            call = self._calls.setdefault(index, {"name": "", "arguments": ""})
            for name in call:
                piece = function.get(name)
                if isinstance(piece, str):
                    call[name] += piece
                    self.n_characters += len(piece) if name == "arguments" else 0


def _calls_of(delta: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the pieces of tool calls: the number of the call, and what is new of it."""
    calls = delta.get("tool_calls")
    for position, call in enumerate(calls if isinstance(calls, list) else []):
        if isinstance(call, dict) and isinstance(call.get("function"), dict):
            index = call.get("index")
            yield (index if isinstance(index, int) else position), call["function"]

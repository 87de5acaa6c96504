"""Recording every call, and never paying for one twice.

``RecordedChat`` hands each call to a sink; ``ReplayedChat`` answers from earlier records. A run
that is resumed nests them as

    ReplayedChat(RecordedChat(RetryingChat(OpenAIChat(...)), sink), records)

so that a call that was answered before the stop is answered again, the same, for nothing.
"""

from collections.abc import Iterable
from typing import Protocol

from negotiation.domain.values import Value
from negotiation.errors import ChatError
from negotiation.llm.chat import Chat, ChatMessage, ChatReply, ChatRequest

__all__ = ["ChatRecord", "ChatSink", "RecordedChat", "ReplayedChat"]


class ChatRecord(Value):
    """One call: what was sent, and either the reply or the error. It holds no key to any door."""

    key: str
    messages: tuple[ChatMessage, ...]
    reply: ChatReply | None
    error: str | None


class ChatSink(Protocol):
    """Where records go."""

    def record(self, record: ChatRecord) -> None:
        """Keep ``record``. When this returns, a crash must not lose it."""
        ...


class RecordedChat:
    """A ``Chat`` that records every call of ``inner``, failed ones too."""

    def __init__(self, inner: Chat, sink: ChatSink) -> None:
        self._inner = inner
        self._sink = sink

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner`` once it is recorded; a failure is recorded and raised."""
        try:
            reply = await self._inner.complete(request)
        except ChatError as exc:
            self._record(request, reply=None, error=f"{type(exc).__name__}: {exc}")
            raise
        self._record(request, reply=reply, error=None)
        return reply

    def _record(self, request: ChatRequest, *, reply: ChatReply | None, error: str | None) -> None:
        self._sink.record(
            ChatRecord(key=request.key, messages=request.messages, reply=reply, error=error)
        )


class ReplayedChat:
    """A ``Chat`` that answers from ``records`` where it can, and asks ``inner`` where it cannot.

    A record answers a request with the same key and the same messages. Failed calls are asked
    again, and so are calls without a key. If a call was recorded twice, the first reply stands,
    for the log was written with that one.
    """

    def __init__(self, inner: Chat, records: Iterable[ChatRecord]) -> None:
        self._inner = inner
        self._replies: dict[tuple[str, tuple[ChatMessage, ...]], ChatReply] = {}
        for record in records:
            if record.key and record.reply is not None:
                self._replies.setdefault((record.key, record.messages), record.reply)

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the recorded reply, or that of ``inner``."""
        recorded = self._replies.get((request.key, request.messages))
        return recorded if recorded is not None else await self._inner.complete(request)

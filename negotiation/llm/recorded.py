"""Recording every call, and never paying for one twice.

``RecordedChat`` hands each call to a sink; ``ReplayedChat`` answers from earlier records,
``BorrowingChat`` from those of another run; `offline` answers from nothing else. A run that is
resumed nests them as

    ReplayedChat(RecordedChat(RetryingChat(OpenAIChat(...)), sink), records)

so that a call that was answered before the stop is answered again, the same, for nothing.
"""

from collections.abc import Iterable
from typing import Protocol

from negotiation.domain.values import Value
from negotiation.errors import ChatError, ChatNotAsked
from negotiation.llm.chat import (
    Chat,
    ChatCost,
    ChatMessage,
    ChatReply,
    ChatRequest,
    ChatUsage,
    FailedAttempt,
    failed_attempt,
)
from negotiation.llm.profile import Prices

__all__ = ["BorrowingChat", "ChatRecord", "ChatSink", "RecordedChat", "ReplayedChat"]
__all__ += ["counted_usage"]

BYTES_PER_TOKEN = 3
"""Of text, where a server does not count: more tokens than English has, about those of Chinese."""


class ChatRecord(Value):
    """One call: what was sent, and either the reply or the error. It holds no key to any door.

    ``failures`` are the failed attempts of a call without a reply; those before a reply stand in
    it. A call that was never made has neither. ``cost`` is None where nobody set prices.
    """

    key: str
    messages: tuple[ChatMessage, ...]
    reply: ChatReply | None
    error: str | None
    failures: tuple[FailedAttempt, ...] = ()
    cost: ChatCost | None = None
    is_carried: bool = False
    """Whether the run that this one was forked from paid for it."""

    @property
    def n_attempts(self) -> int:
        """How often the call was tried; 0 where the endpoint was left alone."""
        return len(self.failures) if self.reply is None else len(self.reply.failed_attempts) + 1

    @property
    def faults(self) -> tuple[FailedAttempt, ...]:
        """Everything that went wrong, attempt by attempt; a cut or an empty reply is the last."""
        if self.reply is None:
            return self.failures
        return (*self.reply.failed_attempts, *_flaws(self.reply))


class ChatSink(Protocol):
    """Where records go."""

    def record(self, record: ChatRecord) -> None:
        """Keep ``record``. When this returns, a crash must not lose it."""
        ...


class RecordedChat:
    """A ``Chat`` that records every call of ``inner``, failed ones too, with its price."""

    def __init__(self, inner: Chat, sink: ChatSink, *, prices: Prices | None = None) -> None:
        self._inner = inner
        self._sink = sink
        self._prices = prices

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner`` once it is recorded; a failure is recorded and raised."""
        try:
            reply = await self._inner.complete(request)
        except ChatNotAsked as exc:
            self._failed(request, f"{type(exc).__name__}: {exc}", ())
            raise
        except ChatError as exc:
            self._failed(request, f"{type(exc).__name__}: {exc}", exc.failed_attempts or (exc,))
            raise
        except Exception as exc:
            self._failed(request, type(exc).__name__, (exc,))
            raise
        cost = None
        if self._prices is not None:
            cost = self._prices.cost_of(counted_usage(request.messages, reply))
        self._sink.record(
            ChatRecord(
                key=request.key, messages=request.messages, reply=reply, error=None, cost=cost
            )
        )
        return reply

    def _failed(self, request: ChatRequest, error: str, attempts: Iterable[Exception]) -> None:
        self._sink.record(
            ChatRecord(
                key=request.key,
                messages=request.messages,
                reply=None,
                error=error,
                failures=tuple(map(failed_attempt, attempts)),
            )
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


class BorrowingChat:
    """A ``Chat`` that answers from the records of another run, and asks ``inner`` otherwise.

    Who is asked the very same thing answers the very same, so that two runs part where something
    was decided and not where a model was of another mood. What was taken is kept in ``sink``.
    """

    def __init__(self, inner: Chat, records: Iterable[ChatRecord], sink: ChatSink) -> None:
        self._inner = inner
        self._sink = sink
        self._records: dict[tuple[str, tuple[ChatMessage, ...]], ChatRecord] = {}
        for record in records:
            if record.key and record.reply is not None:
                self._records.setdefault((record.key, record.messages), record)

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the other run's reply once it is recorded here too, or that of ``inner``."""
        record = self._records.get((request.key, request.messages))
        if record is None or record.reply is None:
            return await self._inner.complete(request)
        self._sink.record(record.model_copy(update={"is_carried": True}))
        return record.reply


def counted_usage(messages: Iterable[ChatMessage], reply: ChatReply) -> ChatUsage:
    """Return what a call used; by the length of its texts where the server did not count."""
    usage = reply.usage
    if usage.prompt_tokens or usage.completion_tokens:
        return usage
    said = (reply.text, reply.reasoning or "")
    return ChatUsage(
        prompt_tokens=_tokens_of(message.content for message in messages),
        completion_tokens=_tokens_of(said),
    )


def _tokens_of(texts: Iterable[str]) -> int:
    return -(-sum(len(text.encode()) for text in texts) // BYTES_PER_TOKEN)


def _flaws(reply: ChatReply) -> tuple[FailedAttempt, ...]:
    """Return what can be seen to be wrong with a reply without knowing what it is for."""
    if reply.finish_reason == "length":
        said = f"cut after {reply.usage.completion_tokens} tokens"
        return (FailedAttempt(kind="cut", message=said, owner="model"),)
    if not reply.text.strip():
        return (FailedAttempt(kind="empty", message="no text", owner="model"),)
    return ()

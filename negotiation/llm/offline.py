"""Answering from records and nothing else, so that a run can be played again without a model."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from negotiation.errors import (
    ChatDeclined,
    ChatError,
    ChatNotAsked,
    ChatRejected,
    ChatTooLong,
    ChatUnavailable,
    ReplayDiverged,
)
from negotiation.llm.chat import ChatMessage, ChatReply, ChatRequest
from negotiation.llm.recorded import ChatRecord

__all__ = ["OfflineChat"]

_ERRORS: Mapping[str, type[ChatError]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (ChatDeclined, ChatNotAsked, ChatRejected, ChatTooLong, ChatUnavailable)
    }
)

_GLIMPSE = 40
"""How much of two texts is shown from where they differ [characters]."""


class OfflineChat:
    """A ``Chat`` that gives every recorded reply again, and every recorded failure.

    A call that failed and was asked again when the run was resumed gets its reply at once.
    ``n_answered`` counts the calls that were found.
    """

    def __init__(self, records: Iterable[ChatRecord]) -> None:
        self.n_answered = 0
        self._records: dict[str, list[ChatRecord]] = {}
        for record in records:
            self._records.setdefault(record.key, []).append(record)

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return what was recorded, or raise it.

        Raises:
            ReplayDiverged: no such call was recorded, or one with other messages.
        """
        named = self._records.get(request.key, [])
        same = [record for record in named if record.messages == request.messages]
        if not same:
            raise _diverged(request, named)
        replies = [record.reply for record in same if record.reply is not None]
        kind, _, message = (same[-1].error or "").partition(": ")
        if not replies and kind not in _ERRORS:
            raise _diverged(request, [])
        self.n_answered += 1
        if replies:
            return replies[0]
        raise _ERRORS[kind](message)


def _diverged(request: ChatRequest, named: list[ChatRecord]) -> ReplayDiverged:
    """Return the error that says how a call differs from the recorded one of its name."""
    key = request.key
    if not named:
        return ReplayDiverged(f"call {key}: no such call was recorded", call=key)
    recorded = named[-1].messages
    number = _first_difference(recorded, request.messages)
    before, now = (_text_of(messages, number) for messages in (recorded, request.messages))
    place = _first_difference(before, now)
    before, now = before[place : place + _GLIMPSE], now[place : place + _GLIMPSE]
    return ReplayDiverged(
        f"call {key}: message {number + 1} differs from character {place + 1} on: "
        f"recorded {before!r}, now {now!r}",
        call=key,
        message=number + 1,
        character=place + 1,
        recorded=before,
        now=now,
    )


def _first_difference(one: Sequence[object], other: Sequence[object]) -> int:
    """Return the first place where two sequences differ; the shorter one's end if nowhere."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _text_of(messages: Sequence[ChatMessage], number: int) -> str:
    """Return the text of a message; empty where there is none."""
    return messages[number].content if number < len(messages) else ""

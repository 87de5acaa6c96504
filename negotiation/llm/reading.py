"""Reading what a server sent: bytes to a reply, or to the right error.

The SDK builds its answer without checking it, so a broken body shows up as any of a dozen types
somewhere else. We read the body ourselves: whatever is in it, out comes a ``ChatReply``,
``ChatUnavailable`` or ``ChatRejected``. Nothing here knows the SDK, a socket or a key.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from negotiation.domain.values import without_control
from negotiation.errors import ChatDeclined, ChatError, ChatRejected, ChatUnavailable
from negotiation.llm.chat import ChatReply, ChatUsage, FinishReason, Rung

__all__ = [
    "SplitText",
    "failure_of_status",
    "read_object",
    "read_reply",
    "read_retry_after_seconds",
    "server_message",
    "split_reasoning",
]

LONGEST_MESSAGE = 400
"""How much of a server's error message we quote [characters]."""

TRANSIENT_STATUSES = frozenset({408, 409, 425, 429})
"""Statuses below 500 after which the same request may succeed."""

NOT_IMPLEMENTED = 501
"""The one status from 500 on that no second try changes."""

_OPEN_THOUGHT = re.compile(r"\s*<(think|thinking)>", re.IGNORECASE)
_END_OF_THOUGHT = re.compile(r"</(think|thinking)>", re.IGNORECASE)


class SplitText(NamedTuple):
    """What a model said, and what it thought aloud before it."""

    text: str
    reasoning: str | None


def split_reasoning(content: str) -> SplitText:
    """Split a leading block of reasoning off.

    Some chat templates write the opening tag into the prompt, so a closing tag alone counts too,
    unless the content starts like JSON. A block that never closes was cut: all of it is reasoning,
    since nothing of it was meant for the other side.

    >>> split_reasoning("<think>They bluff.</think>We pass.")
    SplitText(text='We pass.', reasoning='They bluff.')
    """
    opening = _OPEN_THOUGHT.match(content)
    start = opening.end() if opening else 0
    closing = _END_OF_THOUGHT.search(content, start)
    if opening and not closing:
        return SplitText("", content[start:].strip() or None)
    if not closing or (not opening and content.lstrip()[:1] in {"{", "[", "`", '"'}):
        return SplitText(content, None)
    thought = content[start : closing.start()].strip()
    return SplitText(content[closing.end() :].lstrip(), thought or None)


def read_object(body: bytes) -> Mapping[str, object]:
    """Return the JSON object in ``body``; an error object becomes the error it reports.

    Raises:
        ChatUnavailable: the body is no JSON object, or reports a failure of the server.
        ChatRejected: the body reports a status in the range 400 to 499.
    """
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise ChatUnavailable(f"the reply is not JSON: {_glimpse(body)}") from exc
    if not isinstance(parsed, dict):
        raise ChatUnavailable(f"the reply is JSON but no object: {_glimpse(body)}")
    if parsed.get("error") and not parsed.get("choices"):
        raise _reported_failure(parsed)
    return parsed


def read_reply(body: bytes, *, rung: Rung, model: str, latency_seconds: float) -> ChatReply:
    """Return the reply in a body of ``/chat/completions``.

    ``model`` is the name to note when the server gives none.

    Raises:
        ChatUnavailable: the body is broken.
        ChatDeclined: the model refused, or a filter stopped it.
    """
    parsed = read_object(body)
    choice = _first_choice(parsed)
    message = choice.get("message")
    if not isinstance(message, dict):
        raise ChatUnavailable("the reply has no message")
    said = split_reasoning(_text_of(message.get("content")))
    finish = choice.get("finish_reason")
    refusal = message.get("refusal")
    if finish == "content_filter":
        raise ChatDeclined("a content filter stopped the reply")
    if isinstance(refusal, str) and refusal and not said.text:
        raise ChatDeclined(f"the model refused: {without_control(refusal)[:LONGEST_MESSAGE]}")
    apart = (message.get("reasoning_content") or message.get("reasoning"), said.reasoning)
    thoughts = [thought for thought in apart if isinstance(thought, str) and thought.strip()]
    name = parsed.get("model")
    named = without_control(name) if isinstance(name, str) else ""
    return ChatReply(
        text=said.text,
        reasoning="\n".join(thoughts) or None,
        usage=_usage_of(parsed.get("usage")),
        finish_reason=_finish_reason(finish),
        model=named or model,
        latency_seconds=latency_seconds,
        rung=rung,
    )


def server_message(body: object) -> str:
    """Return what a server's error body says, in one short line; "" if it says nothing."""
    error = body.get("error", body) if isinstance(body, Mapping) else body
    if isinstance(error, Mapping):
        error = next((error[key] for key in ("message", "detail", "code") if error.get(key)), error)
    if isinstance(error, bytes):
        error = error.decode("utf-8", "replace")
    line = without_control(" ".join(str(error or "").split()))
    return "an HTML page" if line.startswith("<") else line[:LONGEST_MESSAGE]


def failure_of_status(
    status: int, message: str, retry_after_seconds: float | None = None, *, code: str | None = None
) -> ChatError:
    """Return the error that an HTTP status means."""
    said = f"HTTP {status}: {message}" if message else f"HTTP {status}"
    if code == "insufficient_quota":
        return ChatRejected(said, status=status)
    is_the_server_down = status >= 500 and status != NOT_IMPLEMENTED  # noqa: PLR2004 (HTTP)
    if is_the_server_down or status in TRANSIENT_STATUSES:
        return ChatUnavailable(said, retry_after_seconds=retry_after_seconds)
    return ChatRejected(said, status=status)


def read_retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """Return how long the server asks to wait [seconds], from a number or an HTTP date.

    A date is read against the server's own clock if it sends one. Nonsense counts as nothing.
    """
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        until = _http_date(value)
        if until is None:
            return None
        now = _http_date(headers.get("date", "")) or datetime.now(UTC)
        seconds = max(0.0, (until - now).total_seconds())
    return seconds if 0 <= seconds < float("inf") else None


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _reported_failure(parsed: Mapping[str, object]) -> ChatError:
    """Return the error reported inside a body that came with status 200."""
    error = parsed["error"]
    message = f"the server reports an error: {server_message(parsed)}"
    status = error.get("code") if isinstance(error, Mapping) else None
    if isinstance(status, int) and 400 <= status < 600:  # noqa: PLR2004 (HTTP)
        return failure_of_status(status, message)
    return ChatUnavailable(message)


def _first_choice(parsed: Mapping[str, object]) -> Mapping[str, object]:
    choices = parsed.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise ChatUnavailable("the reply has no choices")
    return choices[0]


def _text_of(content: object) -> str:
    """Return the text of a message's content: a text, nothing, or a list of parts."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise ChatUnavailable(f"the content is a {type(content).__name__}, not a text")
    texts = [part.get("text") if isinstance(part, dict) else part for part in content]
    return "".join(text for text in texts if isinstance(text, str))


def _finish_reason(word: object) -> FinishReason:
    if word == "length":
        return "length"
    return "stop" if word == "stop" else "other"


def _usage_of(usage: object) -> ChatUsage:
    counts = usage if isinstance(usage, dict) else {}
    details = counts.get("prompt_tokens_details")
    return ChatUsage(
        prompt_tokens=_count(counts.get("prompt_tokens")) or 0,
        completion_tokens=_count(counts.get("completion_tokens")) or 0,
        cached_tokens=_count(details.get("cached_tokens")) if isinstance(details, dict) else None,
    )


def _count(number: object) -> int | None:
    return number if isinstance(number, int) and number >= 0 else None


def _glimpse(body: bytes) -> str:
    """Return the start of a body that we could not read."""
    return repr(body[:80].decode("utf-8", "replace")) if body else "it is empty"

"""What a server's refusal means: a status, a header or an error object as one of our errors."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from negotiation.domain.values import without_control
from negotiation.errors import ChatDeclined, ChatError, ChatRejected, ChatTooLong, ChatUnavailable
from negotiation.llm.secrets import Redact

__all__ = [
    "CONTEXT_WORDS",
    "LONGEST_MESSAGE",
    "failure_of_status",
    "read_retry_after_seconds",
    "reported_failure",
]
__all__ += ["server_message"]

LONGEST_MESSAGE = 400
"""How much of a server's error message we quote [characters]."""

TRANSIENT_STATUSES = frozenset({408, 409, 425, 429})
"""Statuses below 500 after which the same request may succeed."""

CONTEXT_WORDS: tuple[str, ...] = (
    "context length",
    "context size",
    "context_length",
    "context_size",
    "context window",
)
"""How servers say that the prompt is too long; another form of the reply makes it no shorter."""

FILTER_CODES = ("content_filter", "content_policy_violation")
"""How servers say that a filter stopped the request, not that the request is wrong."""

NOT_IMPLEMENTED = 501
"""The one status from 500 on that no second try changes."""


def server_message(body: object, redact: Redact = str) -> str:
    """Return what a server's error body says, in one short line; "" if it says nothing."""
    error = body.get("error", body) if isinstance(body, Mapping) else body
    if isinstance(error, Mapping):
        error = next((error[key] for key in ("message", "detail", "code") if error.get(key)), error)
    if isinstance(error, bytes):
        error = error.decode("utf-8", "replace")
    line = redact(without_control(" ".join(str(error or "").split())))
    return "an HTML page" if line.startswith("<") else line[:LONGEST_MESSAGE]


def failure_of_status(
    status: int,
    message: str,
    retry_after_seconds: float | None = None,
    *,
    code: str | None = None,
    parameter: str | None = None,
) -> ChatError:
    """Return the error that an HTTP status means."""
    said = f"HTTP {status}: {message}" if message else f"HTTP {status}"
    if code == "insufficient_quota":
        return ChatRejected(said, status=status)
    if code in FILTER_CODES:
        return ChatDeclined(said, status=status, parameter=parameter)
    is_the_server_down = status >= 500 and status != NOT_IMPLEMENTED  # noqa: PLR2004 (HTTP)
    if is_the_server_down or status in TRANSIENT_STATUSES:
        return ChatUnavailable(said, retry_after_seconds=retry_after_seconds)
    is_too_long = any(word in f"{said} {code}".lower() for word in CONTEXT_WORDS)
    kind = ChatTooLong if is_too_long else ChatRejected
    return kind(said, status=status, parameter=parameter)


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


def reported_failure(parsed: Mapping[str, object]) -> ChatError:
    """Return the error reported inside a body that came with status 200."""
    error = parsed["error"]
    message = f"the server reports an error: {server_message(parsed)}"
    status = error.get("code") if isinstance(error, Mapping) else None
    if isinstance(status, int) and 400 <= status < 600:  # noqa: PLR2004 (HTTP)
        return failure_of_status(status, message)
    return ChatUnavailable(message)

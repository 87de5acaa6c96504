"""Every exception that Haggle raises on purpose.

* HaggleError
  x CatalogError        a data file is wrong: says file, line, key path, found and expected
  x SettingsError       the environment or a setting is wrong
  x UsageError          a command or a call asks for what cannot be done; says what can
  x RuleError           our bug: events that cannot follow each other
  x ChatError           the model's side
    + ChatUnavailable     time-out, rate limit, connection, broken body: may be tried again
      . ChatNotAsked        the endpoint counts as down, so no call was made
    + ChatRejected        bad key, bad request, unknown model: another try cannot help
      . ChatDeclined        the model or a filter declined to answer: other words may help
      . ChatTooLong         the prompt is longer than the model's context: a shorter one may do
    + ChatBudgetSpent     the run's budget has no room for another call: none was made
  x LogError            the event log
    + LogConflict         somebody else wrote this position
    + LogCorrupted        a line is not an event
  x ReplayDiverged      a run that was played again from its records came out differently

What a party did wrong is an event (``MoveRefused``), what a model wrote wrong is a value
(``MoveProblem``); only what the world or we did wrong is an exception.
"""

from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "CatalogError",
    "ChatBudgetSpent",
    "ChatDeclined",
    "ChatError",
    "ChatNotAsked",
    "ChatRejected",
    "ChatTooLong",
    "ChatUnavailable",
    "Fault",
    "FileProblem",
    "HaggleError",
    "LogConflict",
    "LogCorrupted",
    "LogError",
    "ReplayDiverged",
    "RuleError",
    "SettingsError",
    "UsageError",
]


class HaggleError(Exception):
    """Everything that Haggle raises on purpose."""


class Fault(NamedTuple):
    """What is wrong by its kind, for whoever says it in words of their own."""

    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    """By name, as they are written."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing that is wrong in a data file.

    ``line`` counts from 1; ``key_path`` reads like ``tables[0].agenda[2].options``.
    """

    file: str
    line: int
    key_path: str
    message: str
    fault: Fault | None = None
    """The same by its kind, where it is of one that people often meet."""

    def __str__(self) -> str:
        where = f"{self.key_path}: " if self.key_path else ""
        return f"{self.file}:{self.line}: {where}{self.message}"


class CatalogError(HaggleError):
    """A data file is wrong. ``problems`` holds everything found, in the order of the file."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class SettingsError(HaggleError):
    """The environment or a setting is wrong."""


class UsageError(HaggleError):
    """A command or a call asks for what cannot be done."""


class RuleError(HaggleError):
    """Events that cannot follow each other: a bug of ours or a log that was edited."""


class ChatError(HaggleError):
    """The model's side failed.

    ``failed_attempts`` are the failures of the attempts of one call, in order, this one included
    if it ended an attempt.
    """

    failed_attempts: "tuple[ChatError, ...]" = ()


class ChatUnavailable(ChatError):
    """A time-out, a rate limit, a lost connection or a broken body: may be tried again.

    ``retry_after_seconds`` is what the server asked for, if it did.
    """

    def __init__(self, message: str, *, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class ChatNotAsked(ChatUnavailable):
    """The endpoint counts as down, so no call was made: it costs nothing and took no attempt."""


class ChatRejected(ChatError):
    """A bad key, a bad request or an unknown model: another try cannot help.

    ``status`` is the HTTP status; None where no server answered with one. ``parameter`` is the one
    that the server names as wrong.
    """

    def __init__(
        self, message: str, *, status: int | None = None, parameter: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.parameter = parameter


class ChatTooLong(ChatRejected):
    """The prompt is longer than what the model can read. A shorter one may get an answer."""


class ChatDeclined(ChatRejected):
    """The model, or a filter before it, declined to answer. Other words may get an answer."""


class ChatBudgetSpent(ChatError):
    """The budget of a run has no room for another call, so none was made."""


class LogError(HaggleError):
    """The event log cannot be read or written."""


class LogConflict(LogError):
    """Somebody else has written this position of the log."""


class LogCorrupted(LogError):
    """A line of the log is not an event."""


class ReplayDiverged(HaggleError):
    """A run that was played again from its records came out differently.

    ``details`` says where, for programs; the message says it for people.
    """

    def __init__(self, message: str, /, **details: str | int | None) -> None:
        super().__init__(message)
        self.details = details

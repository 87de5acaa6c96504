"""Why a run stands still, as the key of a sentence that says what to do about it."""

from typing import Literal, NamedTuple, TypeAlias

from negotiation.errors import (
    CatalogError,
    ChatBudgetSpent,
    ChatNotAsked,
    ChatRejected,
    ChatTooLong,
    ChatUnavailable,
    HaggleError,
    LogConflict,
    LogError,
    SettingsError,
    UsageError,
)

__all__ = ["Cause", "Trouble", "trouble_of"]

Cause: TypeAlias = Literal[
    "unreachable",
    "down",
    "key",
    "unknown_model",
    "too_long",
    "rejected",
    "budget",
    "elsewhere",
    "log",
    "settings",
    "other",
    "ours",
]

UNAUTHORISED = (401, 403)
NOT_FOUND = 404


class Trouble(NamedTuple):
    """What went wrong, and where it is mended."""

    cause: Cause
    is_set_up: bool
    """Whether the settings are where it is mended."""


_TROUBLES: tuple[tuple[type[HaggleError], Trouble], ...] = (
    (ChatBudgetSpent, Trouble("budget", is_set_up=False)),
    (ChatNotAsked, Trouble("down", is_set_up=True)),
    (ChatUnavailable, Trouble("unreachable", is_set_up=True)),
    (ChatTooLong, Trouble("too_long", is_set_up=True)),
    (ChatRejected, Trouble("rejected", is_set_up=True)),
    (LogConflict, Trouble("elsewhere", is_set_up=False)),
    (LogError, Trouble("log", is_set_up=False)),
    (SettingsError, Trouble("settings", is_set_up=True)),
    (UsageError, Trouble("settings", is_set_up=True)),
    (CatalogError, Trouble("settings", is_set_up=True)),
    (HaggleError, Trouble("other", is_set_up=False)),
)
"""What each kind of error means; the first that fits counts, so the narrower ones stand first."""


def trouble_of(problem: HaggleError | None) -> Trouble:
    """Return the cause of a problem; ``None`` is a bug of ours."""
    found = next((each for kind, each in _TROUBLES if isinstance(problem, kind)), None)
    if found is None:
        return Trouble("ours", is_set_up=False)
    if isinstance(problem, ChatRejected) and found.cause == "rejected":
        return found._replace(cause=_refusal(problem.status))
    return found


def _refusal(status: int | None) -> Cause:
    if status in UNAUTHORISED:
        return "key"
    return "unknown_model" if status == NOT_FOUND else "rejected"

"""What was found out about a model, as plain values."""

from typing import Literal, NamedTuple, TypeAlias

from negotiation.domain.values import Language
from negotiation.llm.probe_report import ProbeCheck, ProbeReport
from ui.texts import say

__all__ = ["Figure", "Verdict", "check_rows", "figures_of", "verdict_of"]

Verdict: TypeAlias = Literal["usable", "key_refused", "reachable", "unreachable"]

_REFUSED = ("HTTP 401", "HTTP 403")
"""How a report begins to say that a server wants another key."""


class Figure(NamedTuple):
    """One number with its name, ready to be drawn."""

    name: Literal["first_answer", "first_token", "speed"]
    value: str


def verdict_of(report: ProbeReport) -> Verdict:
    """Say in a word how it went."""
    if report.usable:
        return "usable"
    if (report.reason or "").startswith(_REFUSED):
        return "key_refused"
    return "reachable" if report.reachable else "unreachable"


def check_rows(report: ProbeReport, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what was checked, and what was found."""
    return tuple(
        (
            say(f"settings_can_{check.capability}", language),
            say(f"settings_is_{_found(check)}", language),
        )
        for check in report.checks
    )


def figures_of(report: ProbeReport, language: Language) -> tuple[Figure, ...]:
    """Return how fast it is, as far as that was measured."""
    found: list[Figure] = []
    if report.latency_seconds is not None:
        answer = say("settings_seconds", language, n=report.latency_seconds)
        found.append(Figure("first_answer", answer))
    if report.first_token_seconds is not None:
        token = say("settings_seconds", language, n=report.first_token_seconds)
        found.append(Figure("first_token", token))
    if report.tokens_per_second is not None:
        speed = say("settings_tokens_a_second", language, n=report.tokens_per_second)
        found.append(Figure("speed", speed))
    return tuple(found)


def _found(check: ProbeCheck) -> Literal["ok", "loose", "refused", "unknown"]:
    if check.ok:
        return "ok"
    if check.is_accepted:
        return "loose"
    return "refused" if check.is_refused else "unknown"

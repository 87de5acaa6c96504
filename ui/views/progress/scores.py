"""Attempts with the score that stands: the computed one, or a coach's word in its place."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from negotiation.store.training.records import Assignment, Attempt, Override

__all__ = ["Scored", "best_of", "end_of", "is_late", "moment", "percent", "scored"]


class Scored(NamedTuple):
    """An attempt, and how good it counts."""

    attempt: Attempt
    score: float | None
    override: Override | None
    """A coach's word, where one stands."""


def scored(attempts: Iterable[Attempt], overrides: Iterable[Override]) -> tuple[Scored, ...]:
    """Return attempts with the score that stands, in the order given.

    Args:
        attempts: some.
        overrides: what coaches have said of any attempts, oldest first; the last word counts.
    """
    last = {override.attempt: override for override in overrides}
    return tuple(_scored(attempt, last.get(attempt.id)) for attempt in attempts)


def _scored(attempt: Attempt, override: Override | None) -> Scored:
    if override is not None and override.score_fraction is not None:
        return Scored(attempt, override.score_fraction, override)
    computed = attempt.result.score_fraction if attempt.result else None
    return Scored(attempt, computed, None)


def best_of(many: Sequence[Scored]) -> Scored | None:
    """Return the attempt with the best score; the earlier one of two that are as good."""
    known = [each for each in many if each.score is not None]
    if not known:
        return None
    return max(known, key=lambda each: (each.score, _reversed(each.attempt.created_at)))


def _reversed(instant: str) -> float:
    return -_instant(instant).timestamp()


def is_late(attempt: Attempt, assignment: Assignment) -> bool:
    """Whether an attempt was handed in when the day it was due was over everywhere on earth."""
    if assignment.due_on is None or attempt.submitted_at is None:
        return False
    return _instant(attempt.submitted_at) >= end_of(assignment.due_on)


def end_of(day: str) -> datetime:
    """Return when a day is over everywhere on earth."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1, hours=12)


def moment(instant: str, zone: tzinfo | None) -> str:
    """Write an instant as somebody's clock shows it.

    Args:
        instant: as ISO.
        zone: of whoever reads; ``None`` for this machine's.
    """
    return _instant(instant).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def percent(fraction: float | None) -> str:
    """Write a share for reading.

    >>> percent(0.625), percent(None)
    ('62%', '–')
    """
    return "–" if fraction is None else f"{fraction:.0%}"


def _instant(instant: str) -> datetime:
    found = datetime.fromisoformat(instant)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

"""What the start page says of what there is to go on with. Pure."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Literal, NamedTuple, TypeAlias

from negotiation.domain.values import Language
from negotiation.store.training.records import Assignment, Attempt
from ui.views.replay.summaries import RunSummary

__all__ = ["MAX_LISTED", "TOUR_STEPS", "LatestRun", "ModelState", "Task", "latest", "model_state"]
__all__ += ["tasks_of", "unfinished"]

MAX_LISTED = 3
"""Of each kind; whatever is more has a screen of its own."""

TOUR_STEPS = (1, 2, 3, 4, 5, 6)
"""Each a quarter of a minute."""

ModelState: TypeAlias = Literal["none", "half", "set_up"]


class LatestRun(NamedTuple):
    """A run in a line, and the name that an address has for it."""

    name: str
    line: str


class Task(NamedTuple):
    """Something that a coach asks for."""

    id: str
    line: str


def unfinished(attempts: Sequence[Attempt]) -> tuple[Attempt, ...]:
    """Return the newest attempts that can be gone on with."""
    return tuple(each for each in attempts if each.ended_at is None)[:MAX_LISTED]


def tasks_of(
    assignments: Sequence[Assignment], attempts: Sequence[Attempt], *, today: str
) -> tuple[Task, ...]:
    """Return the open assignments that nothing was handed in for, the next one due first.

    Args:
        assignments: all of them.
        attempts: of whoever looks.
        today: ISO date; what was due earlier is left to the screen of progress.
    """
    done = {each.assignment for each in attempts if each.submitted_at is not None}
    due = [
        each
        for each in assignments
        if each.is_open and each.id not in done and (each.due_on or today) >= today
    ]
    in_order = sorted(due, key=lambda each: each.due_on or "9999")[:MAX_LISTED]
    return tuple(
        Task(each.id, f"{each.title} · {each.due_on}" if each.due_on else each.title)
        for each in in_order
    )


def latest(
    runs: Sequence[RunSummary], language: Language, *, zone: tzinfo | None = None
) -> tuple[LatestRun, ...]:
    """Return runs as lines: what was played, and when it last moved.

    Args:
        runs: newest first.
        language: of their titles.
        zone: of the visitor; of this machine without one.
    """
    return tuple(
        LatestRun(run.name, f"{run.title.in_language(language)} · {_when(run.changed_ns, zone)}")
        for run in runs
        if run.title is not None
    )[:MAX_LISTED]


def model_state(*, has_default: bool, missing_half: str | None) -> ModelState:
    """Return whether a model is set up, half of one, or none."""
    if has_default:
        return "set_up"
    return "none" if missing_half is None else "half"


def _when(changed_ns: int, zone: tzinfo | None) -> str:
    return (
        datetime.fromtimestamp(changed_ns / 1e9, zone).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    )

"""What a coach asks of somebody, and how far they are with it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from negotiation.store.training.handing_in import left_of
from negotiation.store.training.records import Assignment
from ui.views.progress.scores import Scored, best_of, end_of

__all__ = ["AssignmentDraft", "AssignmentView", "DraftProblem", "assignments_of", "problems_of"]


class AssignmentView(NamedTuple):
    """An assignment as a trainee sees it."""

    assignment: Assignment
    left: int | None
    """Submissions; ``None`` for any number."""
    best: Scored | None
    """Of what was handed in."""
    has_passed: bool
    n_private: int
    """Attempts that have ended and are not handed in."""
    is_overdue: bool


def assignments_of(
    assignments: Sequence[Assignment], own: Sequence[Scored], *, now: datetime
) -> tuple[AssignmentView, ...]:
    """Return the open assignments: those to be done first, the next one due before all others.

    Args:
        assignments: all of them.
        own: every attempt of the trainee.
        now: what time it is.
    """
    found = [_view(each, own, now) for each in assignments if each.is_open]
    return tuple(
        sorted(found, key=lambda each: (each.has_passed, each.assignment.due_on or "9999"))
    )


def _view(assignment: Assignment, own: Sequence[Scored], now: datetime) -> AssignmentView:
    mine = [each for each in own if each.attempt.assignment == assignment.id]
    handed_in = [each for each in mine if each.attempt.submitted_at is not None]
    best = best_of(handed_in)
    due = assignment.due_on
    return AssignmentView(
        assignment=assignment,
        left=left_of(assignment, [each.attempt for each in mine]),
        best=best,
        has_passed=best is not None and (best.score or 0.0) >= assignment.pass_mark,
        n_private=len([each for each in mine if each.attempt.ended_at]) - len(handed_in),
        is_overdue=due is not None and now >= end_of(due),
    )


class DraftProblem(StrEnum):
    """What is wrong with an assignment that is being written."""

    NO_TITLE = "no_title"
    TITLE_TAKEN = "title_taken"
    DUE_IN_THE_PAST = "due_in_the_past"


class AssignmentDraft(NamedTuple):
    """What has been filled in so far that can be wrong."""

    title: str
    due_on: date | None


def problems_of(
    draft: AssignmentDraft, assignments: Sequence[Assignment], *, today: date
) -> tuple[DraftProblem, ...]:
    """Return what is wrong with a draft, in the order of its fields."""
    found: Mapping[DraftProblem, bool] = {
        DraftProblem.NO_TITLE: not draft.title,
        DraftProblem.TITLE_TAKEN: draft.title in {each.title for each in assignments},
        DraftProblem.DUE_IN_THE_PAST: draft.due_on is not None and draft.due_on < today,
    }
    return tuple(problem for problem, is_there in found.items() if is_there)

"""Handing an attempt in, taking it back, throwing it away: what a trainee may do, and when.

Practice is private. What is handed in for an assignment that counts submissions stays handed in:
whoever could take it back could try without end. A pass once earned stands, for the best counts.
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from negotiation.errors import UsageError
from negotiation.store.training.records import Assignment, Attempt
from negotiation.store.training.store import TrainingStore

__all__ = ["Obstacle", "discard", "hand_in", "left_of", "may_hand_in", "may_take_back", "take_back"]

Obstacle: TypeAlias = Literal["not_ended", "already", "closed", "none_left", "counted", "fixed"]
"""Why it cannot be done: it goes on, is handed in, the assignment is closed, no submission is left,
it counts as a submission, or the assignment that it was handed in for is closed."""

_REASONS: dict[Obstacle, str] = {
    "not_ended": "an attempt is handed in when it has ended and has a score",
    "already": "this attempt is handed in already",
    "closed": "this assignment is closed: ask the coach to open it again",
    "none_left": "no submission is left for this assignment",
    "counted": "this assignment counts submissions: what is handed in stays handed in",
    "fixed": "this assignment is closed: what was handed in for it stays handed in",
}


def left_of(assignment: Assignment, own: Sequence[Attempt]) -> int | None:
    """Return how many submissions are left to a trainee; ``None`` for any number."""
    if assignment.max_attempts is None:
        return None
    used = [each for each in own if each.assignment == assignment.id and each.submitted_at]
    return max(assignment.max_attempts - len(used), 0)


def may_hand_in(
    attempt: Attempt, assignment: Assignment | None, own: Sequence[Attempt]
) -> Obstacle | None:
    """Return what keeps a trainee from handing an attempt in, if anything does.

    Args:
        attempt: theirs.
        assignment: what it was played for.
        own: all attempts of the trainee.
    """
    if attempt.ended_at is None or attempt.result is None:
        return "not_ended"
    if attempt.submitted_at is not None:
        return "already"
    if assignment is None:
        return None
    if not assignment.is_open:
        return "closed"
    return "none_left" if left_of(assignment, own) == 0 else None


def may_take_back(attempt: Attempt, assignment: Assignment | None) -> Obstacle | None:
    """Return what keeps a trainee from taking back or throwing away an attempt, if anything."""
    if attempt.submitted_at is None or assignment is None:
        return None
    if assignment.max_attempts is not None:
        return "counted"
    return None if assignment.is_open else "fixed"


async def hand_in(
    training: TrainingStore,
    attempt_id: str,
    *,
    trainee: str,
    shares_transcript: bool,
    at: str,
    name: str = "",
) -> Attempt:
    """Show an attempt to the coaches.

    Args:
        training: where it is kept.
        attempt_id: which.
        trainee: whose.
        shares_transcript: whether coaches may read the talk too.
        at: now, as an ISO instant.
        name: how the trainee is called where they sign in; empty leaves what they call themselves.

    Raises:
        UsageError: there is none, or it cannot be handed in; says why.
    """
    assignments = {each.id: each for each in await training.assignments()}

    def change(attempt: Attempt, own: tuple[Attempt, ...]) -> Attempt:
        _check(may_hand_in(attempt, assignments.get(attempt.assignment or ""), own))
        return attempt.model_copy(
            update={"submitted_at": at, "shares_transcript": shares_transcript}
        )

    handed_in = await training.change_attempt(attempt_id, trainee=trainee, change=change)
    if name and name != (await training.trainee(trainee)).name:
        await training.name_trainee(trainee, name)
    return handed_in


async def take_back(training: TrainingStore, attempt_id: str, *, trainee: str) -> Attempt:
    """Make an attempt private again.

    Raises:
        UsageError: there is none, or it must stay; says why.
    """
    assignments = {each.id: each for each in await training.assignments()}

    def change(attempt: Attempt, own: tuple[Attempt, ...]) -> Attempt:  # noqa: ARG001 - the port's
        _check(may_take_back(attempt, assignments.get(attempt.assignment or "")))
        return attempt.model_copy(update={"submitted_at": None, "shares_transcript": False})

    return await training.change_attempt(attempt_id, trainee=trainee, change=change)


async def discard(training: TrainingStore, attempt_id: str, *, trainee: str) -> bool:
    """Throw a private attempt away, or one that may be taken back.

    Returns:
        Whether there was one.

    Raises:
        UsageError: it must stay; says why.
    """
    found = await training.attempt(attempt_id, trainee=trainee)
    if found is None:
        return False
    await take_back(training, attempt_id, trainee=trainee)
    return await training.delete_attempt(attempt_id, trainee=trainee)


def _check(obstacle: Obstacle | None) -> None:
    if obstacle is not None:
        raise UsageError(_REASONS[obstacle])

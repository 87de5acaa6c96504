"""What of training one visitor may see, read anew each time: nothing of it is ever cached."""

from collections.abc import Sequence
from typing import NamedTuple

from negotiation.errors import UsageError
from negotiation.store.training.records import Assignment, Override, Trainee
from negotiation.store.training.store import TrainingStore
from ui.page import Page
from ui.views.progress.cohort import Submissions
from ui.views.progress.scores import Scored, scored

__all__ = ["Coached", "Own", "coached", "own_training"]


class Own(NamedTuple):
    """A trainee's own."""

    trainee: Trainee
    attempts: tuple[Scored, ...]
    """Newest first."""
    assignments: tuple[Assignment, ...]

    @property
    def ended(self) -> tuple[Scored, ...]:
        """The attempts that are over, newest first."""
        return tuple(each for each in self.attempts if each.attempt.ended_at is not None)

    @property
    def unfinished(self) -> tuple[Scored, ...]:
        """The attempts that can be gone on with, newest first."""
        return tuple(each for each in self.attempts if each.attempt.ended_at is None)


class Coached(NamedTuple):
    """What coaches see: what was submitted, and who is there."""

    trainees: tuple[Trainee, ...]
    submitted: Submissions
    overrides: Sequence[Override]
    assignments: tuple[Assignment, ...]


def own_training(page: Page) -> Own:
    """Return what belongs to the visitor of a page."""
    return page.server.service.call(_own(page.server.training, page.visitor.key))


def coached(page: Page) -> Coached:
    """Return what a coach may see.

    Raises:
        UsageError: the visitor is none.
    """
    if not page.visitor.is_coach:
        raise UsageError("only coaches see what others have submitted")
    return page.server.service.call(_coached(page.server.training))


async def _own(training: TrainingStore, key: str) -> Own:
    attempts = await training.attempts(key)
    overrides = await training.overrides() if attempts else ()
    return Own(
        trainee=await training.trainee(key),
        attempts=scored(attempts, overrides),
        assignments=await training.assignments(),
    )


async def _coached(training: TrainingStore) -> Coached:
    return Coached(
        trainees=await training.trainees(),
        submitted=await training.submitted(),
        overrides=await training.overrides(),
        assignments=await training.assignments(),
    )

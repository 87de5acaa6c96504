"""The port of whatever keeps training: every question about an attempt names who asks."""

from collections.abc import Callable
from typing import Protocol, TypeAlias

from negotiation.store.training.records import Assignment, Attempt, Override, Trainee

__all__ = ["Change", "Now", "TrainingStore"]

Now: TypeAlias = Callable[[], str]
"""Says what time it is, as an ISO instant."""

Change: TypeAlias = Callable[[Attempt, tuple[Attempt, ...]], Attempt]
"""Returns an attempt as it shall be, from what it is and all attempts of its trainee."""


class TrainingStore(Protocol):
    """Keeps trainees, attempts and assignments. All of it survives the process."""

    async def trainee(self, key: str) -> Trainee:
        """Return the trainee of a key.

        Whoever is not known yet has an empty name and begins now. They are kept from their first
        name or attempt on, so that a look around leaves nothing behind.
        """
        ...

    async def name_trainee(self, key: str, name: str) -> Trainee:
        """Change how a trainee is called."""
        ...

    async def add_attempt(self, attempt: Attempt) -> None:
        """Keep a new attempt. Raises ``UsageError`` where its id is taken."""
        ...

    async def change_attempt(self, attempt_id: str, *, trainee: str, change: Change) -> Attempt:
        """Change an attempt as it is now, with no other change of this trainee's in between.

        What ``change`` raises leaves everything as it was.

        Raises:
            UsageError: there is none of this id that belongs to ``trainee``.
        """
        ...

    async def attempt(self, attempt_id: str, *, trainee: str) -> Attempt | None:
        """Return an attempt of a trainee; ``None`` where it is another's or there is none."""
        ...

    async def attempts(self, trainee: str) -> tuple[Attempt, ...]:
        """Return every attempt of a trainee, newest first."""
        ...

    async def delete_attempt(self, attempt_id: str, *, trainee: str) -> bool:
        """Forget a trainee's own attempt; return whether there was one."""
        ...

    async def submitted(self) -> tuple[tuple[Trainee, Attempt], ...]:
        """Return what trainees have submitted, newest first: for coaches."""
        ...

    async def add_override(self, override: Override) -> None:
        """Keep a coach's word on a score. Raises ``UsageError`` where it was not submitted."""
        ...

    async def overrides(self) -> tuple[Override, ...]:
        """Return what coaches have said of scores that are submitted, oldest first."""
        ...

    async def trainees(self) -> tuple[Trainee, ...]:
        """Return everybody who has a name or an attempt submitted: for coaches."""
        ...

    async def add_assignment(self, assignment: Assignment) -> None:
        """Keep a new assignment."""
        ...

    async def save_assignment(self, assignment: Assignment) -> None:
        """Keep an assignment as it is now; only its coach may change it (``UsageError``)."""
        ...

    async def assignments(self) -> tuple[Assignment, ...]:
        """Return every assignment, newest first."""
        ...

    async def close(self) -> None:
        """Let go of the database."""
        ...

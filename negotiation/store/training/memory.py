"""Training kept in memory, for tests and for a look around: it is gone with the process."""

from negotiation.errors import UsageError
from negotiation.store.training.records import Assignment, Attempt, Trainee
from negotiation.store.training.store import Now

__all__ = ["MemoryTraining"]


class MemoryTraining:
    """Honours ``TrainingStore``.

    Args:
        now: says when somebody first came, as an ISO instant.
    """

    def __init__(self, *, now: Now) -> None:
        self._now = now
        self._trainees: dict[str, Trainee] = {}
        self._attempts: dict[str, Attempt] = {}
        self._assignments: dict[str, Assignment] = {}

    async def trainee(self, key: str) -> Trainee:
        """Return the trainee of a key, made if need be."""
        return self._trainees.setdefault(key, Trainee(key=key, name="", created_at=self._now()))

    async def name_trainee(self, key: str, name: str) -> Trainee:
        """Change how a trainee is called."""
        known = await self.trainee(key)
        self._trainees[key] = Trainee(key=key, name=name, created_at=known.created_at)
        return self._trainees[key]

    async def add_attempt(self, attempt: Attempt) -> None:
        """Keep a new attempt."""
        if attempt.id in self._attempts:
            raise UsageError("an attempt of this id is there already")
        self._attempts[attempt.id] = attempt

    async def save_attempt(self, attempt: Attempt) -> None:
        """Keep an attempt as it is now."""
        if await self.attempt(attempt.id, trainee=attempt.trainee) is None:
            raise UsageError("no such attempt of this trainee")
        self._attempts[attempt.id] = attempt

    async def attempt(self, attempt_id: str, *, trainee: str) -> Attempt | None:
        """Return an attempt of a trainee."""
        found = self._attempts.get(attempt_id)
        return found if found is not None and found.trainee == trainee else None

    async def attempts(self, trainee: str) -> tuple[Attempt, ...]:
        """Return every attempt of a trainee, newest first."""
        own = [attempt for attempt in self._attempts.values() if attempt.trainee == trainee]
        return tuple(reversed(own))

    async def delete_attempt(self, attempt_id: str, *, trainee: str) -> bool:
        """Forget a trainee's own attempt."""
        found = await self.attempt(attempt_id, trainee=trainee)
        return found is not None and self._attempts.pop(attempt_id, None) is not None

    async def submitted(self) -> tuple[tuple[Trainee, Attempt], ...]:
        """Return what trainees have submitted, newest first."""
        handed_in = [each for each in self._attempts.values() if each.submitted_at is not None]
        handed_in.sort(key=lambda attempt: attempt.submitted_at or "", reverse=True)
        return tuple([(await self.trainee(each.trainee), each) for each in handed_in])

    async def trainees(self) -> tuple[Trainee, ...]:
        """Return everybody who has a name or an attempt submitted."""
        known = {trainee.key for trainee, _ in await self.submitted()}
        return tuple(each for each in self._trainees.values() if each.name or each.key in known)

    async def add_assignment(self, assignment: Assignment) -> None:
        """Keep a new assignment."""
        if assignment.id in self._assignments:
            raise UsageError("an assignment of this id is there already")
        self._assignments[assignment.id] = assignment

    async def save_assignment(self, assignment: Assignment) -> None:
        """Keep an assignment as it is now."""
        known = self._assignments.get(assignment.id)
        if known is None or known.coach != assignment.coach:
            raise UsageError("no such assignment of this coach")
        self._assignments[assignment.id] = assignment

    async def assignments(self) -> tuple[Assignment, ...]:
        """Return every assignment, newest first."""
        return tuple(reversed(self._assignments.values()))

    async def close(self) -> None:
        """Let go of nothing."""

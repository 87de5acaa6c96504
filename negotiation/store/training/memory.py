"""Training kept in memory, for tests and for a look around: it is gone with the process."""

from negotiation.errors import UsageError
from negotiation.store.training.records import Assignment, Attempt, Override, Trainee
from negotiation.store.training.store import Change, Now

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
        self._overrides: list[Override] = []

    async def trainee(self, key: str) -> Trainee:
        """Return the trainee of a key; whoever is new is not kept yet."""
        return self._trainees.get(key) or Trainee(key=key, name="", created_at=self._now())

    async def name_trainee(self, key: str, name: str) -> Trainee:
        """Change how a trainee is called."""
        known = await self.trainee(key)
        self._trainees[key] = Trainee(key=key, name=name, created_at=known.created_at)
        return self._trainees[key]

    async def add_attempt(self, attempt: Attempt) -> None:
        """Keep a new attempt."""
        if attempt.id in self._attempts:
            raise UsageError("an attempt of this id is there already")
        self._trainees.setdefault(attempt.trainee, await self.trainee(attempt.trainee))
        self._attempts[attempt.id] = attempt

    async def change_attempt(self, attempt_id: str, *, trainee: str, change: Change) -> Attempt:
        """Change an attempt as it is now."""
        found = await self.attempt(attempt_id, trainee=trainee)
        if found is None:
            raise UsageError("no such attempt of this trainee")
        changed = change(found, await self.attempts(trainee))
        if (changed.id, changed.trainee) != (attempt_id, trainee):
            raise UsageError("an attempt keeps its id and its trainee")
        self._attempts[attempt_id] = changed
        return changed

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
        if await self.attempt(attempt_id, trainee=trainee) is None:
            return False
        del self._attempts[attempt_id]
        self._overrides = [each for each in self._overrides if each.attempt != attempt_id]
        return True

    async def submitted(self) -> tuple[tuple[Trainee, Attempt], ...]:
        """Return what trainees have submitted, newest first."""
        newest_first = reversed(self._attempts.values())
        handed_in = [each for each in newest_first if each.submitted_at is not None]
        handed_in.sort(key=lambda attempt: attempt.submitted_at or "", reverse=True)
        return tuple([(await self.trainee(each.trainee), each) for each in handed_in])

    async def add_override(self, override: Override) -> None:
        """Keep a coach's word on a score."""
        if override.attempt not in await self._submitted_ids():
            raise UsageError("no submitted attempt of this id")
        self._overrides.append(override)

    async def overrides(self) -> tuple[Override, ...]:
        """Return what coaches have said of scores that are submitted, oldest first."""
        ids = await self._submitted_ids()
        return tuple(each for each in self._overrides if each.attempt in ids)

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

    async def _submitted_ids(self) -> set[str]:
        return {attempt.id for _, attempt in await self.submitted()}

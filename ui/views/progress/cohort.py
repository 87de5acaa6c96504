"""A class at an assignment: who has handed in, who has passed, which skills are weak.

Made of what was submitted, and of nothing else.
"""

from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from statistics import fmean, median
from typing import NamedTuple, TypeAlias

from negotiation.analysis.debrief.records import SKILLS
from negotiation.store.training.records import Assignment, Attempt, Override, Trainee
from ui.views.progress.scores import Scored, best_of, is_late, scored

__all__ = ["Cohort", "CohortSkill", "HandedIn", "Member", "Step", "Submissions", "cohort_of"]

Submissions: TypeAlias = Sequence[tuple[Trainee, Attempt]]


class HandedIn(StrEnum):
    """Where somebody stands."""

    ON_TIME = "on_time"
    LATE = "late"
    NOT_YET = "not_yet"


class Member(NamedTuple):
    """Somebody of a class."""

    trainee: Trainee
    tag: str
    """Tells those without a name apart, always in the same way; says nothing of who it is."""
    submissions: tuple[Scored, ...]
    """Oldest first."""
    best: Scored | None
    handed_in: HandedIn
    has_passed: bool | None
    """``None`` where there is no mark to pass. A pass once earned stands: the best one counts."""


class CohortSkill(NamedTuple):
    """How well a class shows a skill: over the best attempt of each of its members."""

    skill: str
    n: int
    mean: float
    low: float
    high: float


class Step(NamedTuple):
    """The median of a class at its first, second, third submission."""

    number: int
    n: int
    median: float


class Cohort(NamedTuple):
    """A class at an assignment, or everybody at what was handed in for none."""

    assignment: Assignment | None
    members: tuple[Member, ...]
    skills: tuple[CohortSkill, ...]
    steps: tuple[Step, ...]

    @property
    def active(self) -> tuple[Member, ...]:
        """Those who have handed in."""
        return tuple(each for each in self.members if each.submissions)

    @property
    def n_passed(self) -> int:
        """How many have passed."""
        return sum(each.has_passed is True for each in self.members)

    @property
    def median_best(self) -> float | None:
        """The median of everybody's best score."""
        scores = [each.best.score for each in self.members if each.best]
        return median(score for score in scores if score is not None) if scores else None


def cohort_of(
    assignment: Assignment | None,
    submitted: Submissions,
    overrides: Sequence[Override],
    trainees: Sequence[Trainee],
) -> Cohort:
    """Return a class.

    Args:
        assignment: which; ``None`` for what was handed in for none.
        submitted: everything that was handed in.
        overrides: every word of a coach on it, oldest first.
        trainees: everybody whom coaches know. Who has handed nothing in for an assignment is a
            member too; the coach who set it is not.
    """
    wanted = None if assignment is None else assignment.id
    handed_in: dict[str, list[Attempt]] = {}
    known: dict[str, Trainee] = {each.key: each for each in trainees}
    for trainee, attempt in submitted:
        known.setdefault(trainee.key, trainee)
        if attempt.assignment == wanted:
            handed_in.setdefault(trainee.key, []).append(attempt)
    members = [
        _member(trainee, _oldest_first(handed_in.get(key, ()), overrides), assignment)
        for key, trainee in known.items()
        if key in handed_in or (assignment is not None and trainee.key != assignment.coach)
    ]
    members.sort(key=lambda each: (-_score(each.best), not each.submissions, each.tag))
    return Cohort(assignment, tuple(members), _skills(members), _steps(members))


def _member(
    trainee: Trainee,
    submissions: tuple[Scored, ...],
    assignment: Assignment | None,
) -> Member:
    best = best_of(submissions)
    return Member(
        trainee=trainee,
        tag=sha256(trainee.key.encode()).hexdigest()[:4].upper(),
        submissions=submissions,
        best=best,
        handed_in=_when(submissions, assignment),
        has_passed=None if assignment is None else _score(best) >= assignment.pass_mark,
    )


def _oldest_first(attempts: Sequence[Attempt], overrides: Sequence[Override]) -> tuple[Scored, ...]:
    return scored(sorted(attempts, key=lambda attempt: attempt.submitted_at or ""), overrides)


def _when(submissions: Sequence[Scored], assignment: Assignment | None) -> HandedIn:
    if not submissions:
        return HandedIn.NOT_YET
    if assignment is not None and is_late(submissions[0].attempt, assignment):
        return HandedIn.LATE
    return HandedIn.ON_TIME


def _skills(members: Sequence[Member]) -> tuple[CohortSkill, ...]:
    found: dict[str, list[float]] = {skill: [] for skill in SKILLS}
    for member in members:
        result = member.best.attempt.result if member.best else None
        for shown in result.skills if result else ():
            if shown.fraction is not None and shown.skill in found:
                found[shown.skill].append(shown.fraction)
    return tuple(
        CohortSkill(skill, len(shown), fmean(shown), min(shown), max(shown))
        for skill, shown in found.items()
        if shown
    )


def _steps(members: Sequence[Member]) -> tuple[Step, ...]:
    found: dict[int, list[float]] = {}
    for member in members:
        for number, each in enumerate(member.submissions, start=1):
            if each.score is not None:
                found.setdefault(number, []).append(each.score)
    return tuple(Step(number, len(all_), median(all_)) for number, all_ in sorted(found.items()))


def _score(best: Scored | None) -> float:
    return -1.0 if best is None or best.score is None else best.score

"""A class, an assignment of one's own, and what goes into a file."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from negotiation.store.training.records import Assignment, Attempt, Override, SkillScore, Trainee
from tests.store.training.samples import (
    ADA,
    BO,
    COACH,
    assignment,
    attempt,
    ended,
    override,
    result,
    submitted,
)
from ui.views.progress.assignments import (
    AssignmentDraft,
    DraftProblem,
    assignments_of,
    problems_of,
)
from ui.views.progress.cohort import Cohort, HandedIn, Member, cohort_of
from ui.views.progress.exports import cohort_csv, history_csv
from ui.views.progress.results import reached_of
from ui.views.progress.scores import scored

WEEK = assignment(pass_mark=0.6, due_on="2026-11-10")

NOW = datetime(2026, 11, 12, tzinfo=UTC)


def trainee(key: str, name: str = "") -> Trainee:
    return Trainee(key=key, name=name, created_at="2026-11-01")


def handed(key: str, score: float, day: int = 2, **overrides: Any) -> Attempt:
    when = f"2026-11-{day:02d}T10:00:00+00:00"
    return submitted(key, score=score, submitted_at=when, assignment=WEEK.id, **overrides)


def a_class(
    *attempts: Attempt, overrides: tuple[Override, ...] = (), asked: Assignment | None = WEEK
) -> Cohort:
    names = {ADA: "Ada", BO: "", COACH: "Coach", "idle-one": "Idle"}
    people = [trainee(key, name) for key, name in names.items()]
    by_key = {each.key: each for each in people}
    pairs = [(by_key[each.trainee], each) for each in attempts]
    return cohort_of(asked, pairs, overrides, [each for each in people if each.name])


def member(cohort: Cohort, key: str) -> Member:
    return next(each for each in cohort.members if each.trainee.key == key)


def test_a_pass_stands_whatever_comes_after() -> None:
    cohort = a_class(handed(ADA, 0.7, 2), handed(ADA, 0.2, 3), handed(BO, 0.5))
    ada = member(cohort, ADA)
    assert (ada.has_passed, len(ada.submissions)) == (True, 2)
    assert [each.score for each in ada.submissions] == [0.7, 0.2]
    assert member(cohort, BO).has_passed is False
    assert cohort.n_passed == 1
    assert cohort.median_best == pytest.approx(0.6)


def test_who_has_handed_in_nothing_has_not_passed_even_a_mark_of_zero() -> None:
    free = WEEK.model_copy(update={"pass_mark": 0.0})
    cohort = a_class(handed(ADA, 0.0), asked=free)
    assert member(cohort, ADA).has_passed
    idle = member(cohort, "idle-one")
    assert (idle.has_passed, idle.handed_in, idle.best) == (False, HandedIn.NOT_YET, None)


def test_the_coach_is_no_member_of_their_own_class() -> None:
    assert COACH not in {each.trainee.key for each in a_class(handed(ADA, 0.5)).members}
    played_too = a_class(handed(COACH, 0.5))
    assert member(played_too, COACH).submissions


def test_the_first_submission_says_who_was_late() -> None:
    cohort = a_class(handed(ADA, 0.3, 9), handed(ADA, 0.9, 20), handed(BO, 0.5, 20))
    assert member(cohort, ADA).handed_in is HandedIn.ON_TIME
    assert member(cohort, BO).handed_in is HandedIn.LATE


def test_what_was_handed_in_for_something_else_is_not_here() -> None:
    elsewhere = submitted(ADA, score=0.9, assignment="e" * 16)
    freely = submitted(BO, score=0.9)
    assert a_class(elsewhere, freely).active == ()
    (only,) = a_class(elsewhere, freely, asked=None).members
    assert (only.trainee.key, only.has_passed) == (BO, None)


def test_skills_count_each_trainee_once_by_their_best() -> None:
    def shown(**fractions: float | None) -> tuple[SkillScore, ...]:
        return tuple(SkillScore(skill=skill, fraction=part) for skill, part in fractions.items())

    cohort = a_class(
        handed(ADA, 0.9, result=result(0.9, skills=shown(leaks=1.0, closing=0.4))),
        handed(ADA, 0.1, result=result(0.1, skills=shown(leaks=0.0, closing=0.0))),
        handed(BO, 0.5, result=result(0.5, skills=shown(leaks=0.5, closing=None))),
    )
    closing, leaks = sorted(cohort.skills, key=lambda each: each.skill)
    assert (leaks.n, leaks.mean, leaks.low, leaks.high) == (2, 0.75, 0.5, 1.0)
    assert (closing.n, closing.mean) == (1, 0.4)


def test_a_coach_s_word_counts_for_the_class() -> None:
    kept = handed(ADA, 0.2)
    assert member(a_class(kept, overrides=(override(kept.id, 0.8),)), ADA).has_passed


def test_the_trend_is_a_median_by_submission() -> None:
    cohort = a_class(handed(ADA, 0.2, 2), handed(ADA, 0.6, 3), handed(BO, 0.4, 2))
    assert [(step.number, step.n, round(step.median, 6)) for step in cohort.steps] == [
        (1, 2, 0.3),
        (2, 1, 0.6),
    ]


def test_what_cannot_be_placed_is_counted_and_not_drawn() -> None:
    odd = handed(BO, 0.5, result=result(0.5, attainable_share=None))
    beyond = handed(ADA, 0.9, result=result(0.9, attainable_share=-0.4))
    reached = reached_of(a_class(odd, beyond))
    assert (len(reached.spots), reached.n_without, reached.median_share) == (1, 1, -0.4)
    assert reached.domain == (-0.4, 1.0)
    assert reached.spots[0].is_best
    assert reached_of(a_class()).median_share is None


def test_a_trainee_s_assignments_begin_with_what_is_due() -> None:
    far, passed = assignment(due_on="2026-12-24"), assignment(due_on="2026-11-01")
    own = scored(
        [submitted(score=0.7, assignment=passed.id), ended(score=0.9, assignment=far.id)], ()
    )
    closed = assignment(is_open=False)
    views = assignments_of([far, passed, closed, WEEK], own, now=NOW)
    assert [view.assignment for view in views] == [WEEK, far, passed]
    week, later, done = views
    assert (week.is_overdue, later.is_overdue) == (True, False)
    assert (later.has_passed, later.best, later.n_private) == (False, None, 1)
    assert done.has_passed


@pytest.mark.parametrize(
    ("title", "due_on", "problems"),
    [
        ("New", None, ()),
        ("New", date(2026, 11, 12), ()),
        ("", None, (DraftProblem.NO_TITLE,)),
        (WEEK.title, date(2026, 11, 11),
         (DraftProblem.TITLE_TAKEN, DraftProblem.DUE_IN_THE_PAST)),
    ],
)  # fmt: skip
def test_a_draft_is_checked(
    title: str, due_on: date | None, problems: tuple[DraftProblem, ...]
) -> None:
    draft = AssignmentDraft(title, due_on)
    assert problems_of(draft, [WEEK], today=date(2026, 11, 12)) == problems


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


def test_no_cell_of_a_file_is_a_formula() -> None:
    kept = handed(ADA, 0.5, scenario="=1+1")
    cohort = cohort_of(
        WEEK.model_copy(update={"title": "@sum(A1)"}),
        [(trainee(ADA, "=cmd|' /c calc'!A0"), kept)],
        [override(kept.id, 0.9, reason="-2+3")],
        [],
    )
    (row,) = rows_of(cohort_csv([cohort]))
    texts = (row["trainee"], row["assignment"], row["scenario"], row["override_reason"])
    assert all(text.startswith("'") for text in texts)
    assert (row["score"], row["computed_score"], row["passed"]) == ("0.9", "0.5", "True")
    assert kept.id not in str(row)
    assert ADA not in str(row)


def test_a_class_file_has_a_row_for_whoever_is_missing() -> None:
    cohort = a_class(handed(ADA, 0.7), handed(ADA, 0.9), handed(BO, 0.5))
    rows, bo = rows_of(cohort_csv([cohort])), member(cohort, BO)
    assert len(bo.tag) == 4
    assert bo.tag == member(a_class(handed(BO, 0.1)), BO).tag
    assert [(row["trainee"], row["is_best"], row["passed"]) for row in rows] == [
        ("Ada", "False", "True"), ("Ada", "True", "True"), (bo.tag, "True", "False"),
        ("Idle", "", "False"),
    ]  # fmt: skip


def test_a_history_holds_every_attempt_and_nobody_s_key() -> None:
    kept = [submitted(assignment=WEEK.id), attempt(), ended(result=None)]
    rows = rows_of(history_csv(scored(kept, ()), {WEEK.id: WEEK.title}))
    assert [row["assignment"] for row in rows] == [WEEK.title, "", ""]
    assert rows[0]["preparation"] == "1.0"
    assert rows[0]["walking_away"] == ""
    assert ADA not in str(rows)

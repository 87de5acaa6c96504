"""History and classes as rows for a spreadsheet, in which no cell is run as a formula.

Columns are named alike in every language. Nobody's key is in them.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from negotiation.analysis.debrief.records import SKILLS
from negotiation.app.exporting.rows import harmless
from negotiation.store.training.records import Assignment
from ui.views.progress.cohort import Cohort
from ui.views.progress.scores import Scored, is_late

__all__ = ["cohort_csv", "history_csv"]

Cell: TypeAlias = str | float | bool | None

_ATTEMPT = (
    "scenario", "seat", "language", "counterpart", "patient", "adviser", "pace_fraction", "seed",
    "started_at", "ended_at", "submitted_at", "ending", "unit", "value", "surplus",
    "attainable_share", "score", "computed_score", "override_reason", "hints", "taken_back",
)  # fmt: skip

_HISTORY = ("assignment", *_ATTEMPT, *SKILLS)

_COHORT = ("trainee", "assignment", "pass_mark", "passed", "is_best", "is_late", *_ATTEMPT, *SKILLS)


def history_csv(attempts: Iterable[Scored], titles: Mapping[str, str]) -> bytes:
    """Return a trainee's own attempts.

    Args:
        attempts: theirs.
        titles: of assignments, by id.
    """
    return _file(
        _HISTORY,
        ((titles.get(each.attempt.assignment or ""), *_row(each)) for each in attempts),
    )


def cohort_csv(cohorts: Sequence[Cohort]) -> bytes:
    """Return every submission of some classes. Who handed nothing in has a row of no attempt."""
    return _file(_COHORT, (row for cohort in cohorts for row in _cohort_rows(cohort)))


def _cohort_rows(cohort: Cohort) -> Iterable[Sequence[Cell]]:
    asked = cohort.assignment
    about = (None, None) if asked is None else (asked.title, asked.pass_mark)
    for member in cohort.members:
        who = member.trainee.name or member.tag
        if not member.submissions:
            missing: Sequence[Cell] = (who, *about, False)
            yield (*missing, *(None,) * (len(_COHORT) - len(missing)))
        for each in member.submissions:
            yield (who, *about, *_standing(each, member.best, asked), *_row(each))


def _standing(each: Scored, best: Scored | None, asked: Assignment | None) -> Sequence[Cell]:
    passed = None if asked is None else (each.score or 0.0) >= asked.pass_mark
    late = None if asked is None else is_late(each.attempt, asked)
    return passed, each is best, late


def _row(each: Scored) -> Sequence[Cell]:
    attempt = each.attempt
    hard, result = attempt.difficulty, attempt.result
    shown = {skill.skill: skill.fraction for skill in result.skills} if result else {}
    outcome: tuple[Cell, ...] = (None,) * 5
    if result is not None:
        outcome = (
            result.ending,
            result.unit,
            result.value,
            result.surplus,
            result.attainable_share,
        )
    return (
        attempt.scenario,
        attempt.party,
        attempt.language,
        hard.counterpart,
        hard.is_patient,
        hard.adviser,
        hard.pace_fraction,
        hard.seed,
        attempt.created_at,
        attempt.ended_at,
        attempt.submitted_at,
        *outcome,
        each.score,
        result.score_fraction if result else None,
        each.override.reason if each.override else None,
        len(attempt.hints),
        len(attempt.taken_back),
        *(shown.get(skill) for skill in SKILLS),
    )


def _file(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a file that spreadsheets read as UTF-8, Chinese ones too."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")

"""Scores that stand, and when something was due."""

from datetime import UTC

import pytest

from tests.store.training.samples import assignment, attempt, ended, override, submitted
from ui.views.progress.scores import best_of, is_late, moment, scored


def test_a_coach_s_last_word_stands() -> None:
    kept = submitted(score=0.4)
    words = [override(kept.id, 0.9), override("f" * 32, 0.1), override(kept.id, 0.7)]
    (found,) = scored([kept], words)
    assert (found.score, found.override) == (0.7, words[-1])


def test_a_word_taken_back_leaves_the_computed_score() -> None:
    kept = submitted(score=0.4)
    (found,) = scored([kept], [override(kept.id, 0.9), override(kept.id, None)])
    assert (found.score, found.override) == (0.4, None)


def test_the_best_is_the_earlier_one_of_two_alike() -> None:
    early = ended(score=0.6, created_at="2026-11-01T10:00:00+00:00")
    late = ended(score=0.6, created_at="2026-11-02T10:00:00+00:00")
    worse = ended(score=0.5)
    found = best_of(scored([late, worse, attempt(), early], ()))
    assert found is not None
    assert found.attempt == early
    assert best_of(scored([attempt()], ())) is None


@pytest.mark.parametrize(
    ("submitted_at", "late"),
    [
        ("2026-12-01T23:59:00+00:00", False),
        ("2026-12-02T11:59:00+00:00", False),  # it is still the first somewhere
        ("2026-12-02T12:00:00+00:00", True),
        ("2026-12-02T19:30:00+08:00", False),
    ],
)
def test_a_day_is_over_when_it_is_over_everywhere(submitted_at: str, *, late: bool) -> None:
    kept = submitted(submitted_at=submitted_at)
    assert is_late(kept, assignment(due_on="2026-12-01")) is late
    assert not is_late(kept, assignment(due_on=None))


def test_a_moment_is_told_by_the_reader_s_clock() -> None:
    assert moment("2026-11-01T23:30:00+08:00", UTC) == "2026-11-01 15:30"

"""Trainees, attempts and assignments: each valid, a test changes what it is about."""

from typing import Any
from uuid import uuid4

from negotiation.store.training.records import (
    Assignment,
    Attempt,
    AttemptResult,
    Difficulty,
    HintGiven,
    Override,
    Preparation,
    SkillScore,
)

ADA, BO, COACH = "browser-ada-0001", "browser-bo-00002", "account-coach-01"

LATER = "2026-11-02T10:00:00+00:00"


def result(score: float = 0.5, **overrides: Any) -> AttemptResult:
    content: dict[str, Any] = {
        "ending": "agreement",
        "unit": "cny",
        "value": 1_200_000.0,
        "surplus": 200_000.0,
        "attainable_share": 0.4,
        "score_fraction": score,
        "skills": (
            SkillScore(skill="preparation", fraction=1.0),
            SkillScore(skill="leaks", fraction=0.0),
            SkillScore(skill="walking_away", fraction=None),
        ),
    }
    return AttemptResult(**content | overrides)


def attempt(trainee: str = ADA, **overrides: Any) -> Attempt:
    content: dict[str, Any] = {
        "id": uuid4().hex,
        "trainee": trainee,
        "scenario": "a800-supply",
        "party": "cloud",
        "language": "zh",
        "difficulty": Difficulty(counterpart="strategy:boulware", pace_fraction=0.5),
        "run": "run-1",
        "taken_back": ("run-0",),
        "preparation": Preparation(target="七折\0以下", target_value=1.5, questions=("交期？",)),
        "hints": (HintGiven(3, "nudge", "deal"), HintGiven(5, "wording")),
        "created_at": "2026-11-01T10:00:00+00:00",
    }
    return Attempt(**content | overrides)


def ended(trainee: str = ADA, *, score: float = 0.5, **overrides: Any) -> Attempt:
    over = {"ended_at": "2026-11-01T11:00:00+00:00", "result": result(score)}
    return attempt(trainee, **over | overrides)


def submitted(trainee: str = ADA, *, score: float = 0.5, **overrides: Any) -> Attempt:
    return ended(trainee, score=score, **{"submitted_at": LATER} | overrides)


def assignment(**overrides: Any) -> Assignment:
    content: dict[str, Any] = {
        "id": uuid4().hex,
        "title": "第一课 'A800'",
        "coach": COACH,
        "scenario": "a800-supply",
        "party": "cloud",
        "difficulty": Difficulty(),
        "pass_mark": 0.6,
        "created_at": "2026-11-01T09:00:00+00:00",
    }
    return Assignment(**content | overrides)


def override(attempt_id: str, score: float | None = 0.9, **overrides: Any) -> Override:
    content: dict[str, Any] = {
        "attempt": attempt_id,
        "coach": COACH,
        "coach_name": "Coach",
        "score_fraction": score,
        "reason": "The rule missed the swap in turn 7.",
        "made_at": LATER,
    }
    return Override(**content | overrides)

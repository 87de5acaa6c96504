"""How the skills of a trainee have grown, and which of them to work on."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from negotiation.analysis.debrief.records import SKILLS
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.progress.scores import Scored

__all__ = ["TOTAL", "SkillGrowth", "SkillPoint", "growth", "points", "skill_name", "weakest"]

TOTAL = "total"
"""Stands for the score over all skills where a skill could stand."""

RECENT = 3
"""How many occasions say how good a skill is by now."""


class SkillPoint(NamedTuple):
    """How well a skill was shown in one attempt."""

    number: int
    """Of the attempt, the oldest being the first."""
    skill: str
    fraction: float
    attempt: Scored


class SkillGrowth(NamedTuple):
    """A skill over all attempts that gave an occasion for it."""

    skill: str
    occasions: int
    first: float
    last: float
    best: float
    recent: float
    """The mean of the last few."""


def points(attempts: Sequence[Scored]) -> tuple[SkillPoint, ...]:
    """Return every point of the curves, the total first, then skill by skill.

    Args:
        attempts: those that have ended, oldest first.
    """
    found: dict[str, list[SkillPoint]] = {skill: [] for skill in (TOTAL, *SKILLS)}
    for number, each in enumerate(attempts, start=1):
        if each.score is not None:
            found[TOTAL].append(SkillPoint(number, TOTAL, each.score, each))
        for shown in each.attempt.result.skills if each.attempt.result else ():
            if shown.fraction is not None and shown.skill in found:
                point = SkillPoint(number, shown.skill, shown.fraction, each)
                found[shown.skill].append(point)
    return tuple(point for curve in found.values() for point in curve)


def growth(curves: Sequence[SkillPoint]) -> tuple[SkillGrowth, ...]:
    """Return what the curves come to, a skill each; those without an occasion are left out."""
    by_skill: dict[str, list[float]] = {}
    for point in curves:
        by_skill.setdefault(point.skill, []).append(point.fraction)
    return tuple(
        SkillGrowth(
            skill=skill,
            occasions=len(fractions),
            first=fractions[0],
            last=fractions[-1],
            best=max(fractions),
            recent=fmean(fractions[-RECENT:]),
        )
        for skill, fractions in by_skill.items()
    )


def weakest(grown: Sequence[SkillGrowth], n: int = 1) -> tuple[SkillGrowth, ...]:
    """Return the skills that were shown worst of late, the worst first."""
    order: Mapping[str, int] = {skill: place for place, skill in enumerate(SKILLS)}
    skills = [each for each in grown if each.skill in order]
    return tuple(sorted(skills, key=lambda each: (each.recent, order[each.skill]))[:n])


def skill_name(skill: str, language: Language) -> str:
    """Return what a skill is called, or the total."""
    if skill == TOTAL:
        return say("progress_total", language)
    return say(f"skill_name_{skill}", language)

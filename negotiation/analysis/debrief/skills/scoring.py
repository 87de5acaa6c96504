"""From checks to skills, and from skills to one score."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.records import SKILLS, Check, Score, Skill, SkillId
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.before import preparation_checks
from negotiation.analysis.debrief.skills.endings import (
    closing_checks,
    share_checks,
    walking_checks,
)
from negotiation.analysis.debrief.skills.offers import (
    concession_checks,
    logrolling_checks,
    opening_checks,
)
from negotiation.analysis.debrief.skills.terms import damages_checks, supply_checks
from negotiation.analysis.debrief.skills.words import (
    information_checks,
    leak_checks,
    rationale_checks,
)

__all__ = ["HINT_COSTS", "MAX_HINTS_COST", "MAX_TAKEN_BACK_COST", "TAKEN_BACK_COST"]
__all__ += ["Hint", "score_of", "skills_of"]

Hint: TypeAlias = Literal["nudge", "principle", "wording"]

HINT_COSTS: Mapping[Hint, float] = MappingProxyType(
    {"nudge": 0.01, "principle": 0.02, "wording": 0.04}
)
"""What a hint of each rung costs of the score."""

MAX_HINTS_COST = 0.2
TAKEN_BACK_COST = 0.03
"""What a move taken back costs of the score."""

MAX_TAKEN_BACK_COST = 0.15

_OF_A_TABLE: Mapping[SkillId, Callable[[Sight], list[Check]]] = MappingProxyType(
    {
        "opening_ambition": opening_checks,
        "concession_curve": concession_checks,
        "information_first": information_checks,
        "logrolling": logrolling_checks,
        "share_claimed": share_checks,
        "supply_risk": supply_checks,
        "damages_quality": damages_checks,
        "leaks": leak_checks,
        "rationale": rationale_checks,
        "closing": closing_checks,
        "walking_away": walking_checks,
    }
)


def skills_of(sights: Sequence[Sight], prepared: Prepared | None) -> tuple[Skill, ...]:
    """Return all twelve skills over the tables at which a party sat."""
    found: dict[SkillId, list[Check]] = {
        skill: [_in_unit(check, sight) for sight in sights for check in checks(sight)]
        for skill, checks in _OF_A_TABLE.items()
    }
    if sights:
        first = sights[0]
        found["preparation"] = preparation_checks(
            prepared, table=first.score.table, party=first.party
        )
    return tuple(_skill(skill, found.get(skill, [])) for skill in SKILLS)


def score_of(skills: Sequence[Skill], hints: Sequence[Hint], n_taken_back: int) -> Score:
    """Return the score over all skills, less what hints and moves taken back cost."""
    shown = [skill.fraction for skill in skills if skill.fraction is not None]
    mean = sum(shown) / len(shown) if shown else None
    hints_cost = min(MAX_HINTS_COST, sum(HINT_COSTS[hint] for hint in hints))
    taken_back_cost = min(MAX_TAKEN_BACK_COST, TAKEN_BACK_COST * n_taken_back)
    return Score(
        fraction=None if mean is None else max(0.0, mean - hints_cost - taken_back_cost),
        of_skills=mean,
        hints_cost=hints_cost,
        n_hints=len(hints),
        taken_back_cost=taken_back_cost,
        n_taken_back=n_taken_back,
    )


def _in_unit(check: Check, sight: Sight) -> Check:
    return check.model_copy(update={"unit": sight.score.unit})


def _skill(skill: SkillId, checks: Sequence[Check]) -> Skill:
    earned = [check.earned for check in checks]
    return Skill(
        skill=skill,
        fraction=sum(earned) / len(earned) if earned else None,
        checks=tuple(checks),
    )

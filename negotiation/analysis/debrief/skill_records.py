"""The skills of a debrief as plain values: checks, each with the turns that it was read from."""

from typing import Literal, TypeAlias

from pydantic import Field

from negotiation.domain.quantities import ValueUnit
from negotiation.domain.values import ShortText, Value

__all__ = ["SKILLS", "Check", "Score", "Skill", "SkillId", "Spot"]

SkillId: TypeAlias = Literal[
    "preparation",
    "opening_ambition",
    "concession_curve",
    "information_first",
    "logrolling",
    "share_claimed",
    "supply_risk",
    "damages_quality",
    "leaks",
    "rationale",
    "closing",
    "walking_away",
]

SKILLS: tuple[SkillId, ...] = SkillId.__args__  # type: ignore[attr-defined]
"""Every skill, in the order in which they are shown."""


class Spot(Value):
    """A turn that something is linked to, with its words. Turn 0 is before the talks."""

    table: str
    turn: int
    party: str
    quote: str = ""


class Check(Value):
    """One narrow question about the play. ``texts.check_title`` and ``check_said`` word it."""

    id: str
    earned: float = Field(ge=0, le=1)
    """Share of the check's one point."""
    about: str | None = None
    """The issue of the agenda that it is about, where it is about one."""
    about_title: ShortText | None = None
    unit: ValueUnit = "cny"
    """Of the figures that are values."""
    figures: dict[str, float] = Field(default_factory=dict)
    """What it was worked out from; a name's ending says the unit: ``_fraction``, ``_value`` (in the
    unit of the table), or a count."""
    spots: tuple[Spot, ...] = ()
    """The turns that it was read from; never empty."""


class Skill(Value):
    """How well a skill was shown: the mean of its checks. ``texts.skill_formula`` publishes how."""

    skill: SkillId
    fraction: float | None = Field(default=None, ge=0, le=1)
    """``None`` where the talks gave no occasion for it."""
    checks: tuple[Check, ...] = ()


class Score(Value):
    """Over all skills that there was an occasion for."""

    fraction: float | None
    """Their mean, less what hints and moves taken back cost; not below 0."""
    of_skills: float | None
    """Their mean."""
    hints_cost: float
    n_hints: int
    taken_back_cost: float
    n_taken_back: int

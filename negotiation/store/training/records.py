"""What is kept of training: plain values, whatever the database.

A record is kept whole, as a document. So a new field needs a default, for older documents lack it;
and a step of ``migrations`` of its own, even an empty one, for an older Haggle refuses documents
with a field that it does not know, and says so at opening by the step that it does not know.
"""

from typing import Literal, NamedTuple, TypeAlias

from pydantic import Field

from negotiation.domain.quantities import ValueUnit
from negotiation.domain.values import Language, Value

__all__ = ["Assignment", "Attempt", "AttemptResult", "Difficulty", "HintGiven", "HintStep"]
__all__ += ["Override", "Preparation", "SkillScore", "Trainee"]

AdviserLevel: TypeAlias = Literal["none", "value", "full"]

HintStep: TypeAlias = Literal["nudge", "principle", "wording"]
"""A rung of the ladder of hints: what to look at, why, and how to say it."""

MAX_TEXT = 4_000
"""Characters of a free text at most."""


class HintGiven(NamedTuple):
    """A hint that was asked for. In a campaign several tables have a turn of the same number."""

    turn: int
    """Before which."""
    step: HintStep
    table: str = ""
    """At which table; empty where it was not kept."""

    def is_at(self, table: str, turn: int) -> bool:
        """Whether it was given before a turn of a table.

        >>> HintGiven(3, "nudge", "rent").is_at("supply", 3), HintGiven(3, "nudge").is_at("rent", 3)
        (False, True)
        """
        return self.turn == turn and self.table in {"", table}


class Trainee(Value):
    """Somebody who practises."""

    key: str = Field(min_length=8, max_length=200)
    """Stands for a browser or an account; never shown to anybody, never in an address."""
    name: str = Field(max_length=80)
    """How a coach sees them; empty until they say."""
    created_at: str


class Difficulty(Value):
    """What a trainee is up against."""

    counterpart: str = "strategy"
    """Who plays every other seat, as ``app.seats.parse_wish`` reads it."""
    is_patient: bool = False
    """Whether the others stay however long nothing moves, where they can be told to."""
    adviser: AdviserLevel = "value"
    """The deal desk at the trainee's side."""
    pace_fraction: float = Field(default=1.0, gt=0, le=1)
    """Share of the scenario's rounds that there are: less is more time pressure."""
    seed: int = Field(default=1, ge=0)


class Preparation(Value):
    """What a trainee wrote down before the talks."""

    target: str = Field(default="", max_length=MAX_TEXT)
    """The outcome aimed for, in words."""
    target_value: float | None = None
    """What that outcome is worth to the own side, in the unit of the table."""
    walk_away_value: float | None = None
    """The worth below which no deal is better."""
    questions: tuple[str, ...] = Field(default=(), max_length=20)
    """What to find out."""


class SkillScore(Value):
    """How well a skill was shown, by a published formula."""

    skill: str
    fraction: float | None = Field(default=None, ge=0, le=1)
    """``None`` where the talk gave no occasion for it."""


class AttemptResult(Value):
    """What came of an attempt."""

    ending: str | None
    unit: ValueUnit
    value: float
    surplus: float
    attainable_share: float | None
    score_fraction: float | None
    """Over all skills that there was an occasion for."""
    skills: tuple[SkillScore, ...]


class Attempt(Value):
    """One try at a seat of a scenario, private until its trainee submits it."""

    id: str = Field(min_length=16, max_length=64)
    """Random; an address that holds it still needs its owner."""
    trainee: str
    """Key of its owner."""
    scenario: str
    party: str
    language: Language
    difficulty: Difficulty
    run: str
    """Folder of the run that is being played, below the folder of practice."""
    taken_back: tuple[str, ...] = ()
    """Folders of the runs that it was forked from, oldest first, each left at a move taken back."""
    preparation: Preparation = Preparation()
    hints: tuple[HintGiven, ...] = ()
    created_at: str
    ended_at: str | None = None
    submitted_at: str | None = None
    shares_transcript: bool = False
    """Whether the coach may read the talk as well as the scores."""
    assignment: str | None = None
    """Id of what it was played for."""
    result: AttemptResult | None = None


class Assignment(Value):
    """What a coach asks of everybody: a seat of a scenario, how hard, and how well."""

    id: str = Field(min_length=16, max_length=64)
    title: str = Field(min_length=1, max_length=200)
    coach: str
    """Key of who set it."""
    scenario: str
    party: str
    difficulty: Difficulty
    pass_mark: float = Field(default=0.7, ge=0, le=1)
    """The least ``score_fraction`` that passes."""
    max_attempts: int | None = Field(default=None, ge=1)
    """Submissions at most; ``None`` for any number."""
    due_on: str | None = None
    """ISO date."""
    created_at: str
    is_open: bool = True


class Override(Value):
    """A coach's word on a score that was submitted: it stands in the place of the computed one."""

    attempt: str = Field(min_length=16, max_length=64)
    coach: str
    """Key of who gave it."""
    coach_name: str = Field(default="", max_length=80)
    """How they were called when they gave it."""
    score_fraction: float | None = Field(ge=0, le=1)
    """``None`` takes the coach's word back, so that the computed score stands again."""
    reason: str = Field(min_length=1, max_length=1_000)
    made_at: str

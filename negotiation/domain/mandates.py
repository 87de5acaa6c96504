"""A mandate: the private instructions of a party. No other party may ever see any of it."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from negotiation.domain.quantities import OptionValue, Unit, format_value
from negotiation.domain.values import Identifier, Language, Number, Text, Value, WholeNumber

__all__ = ["Alternative", "Approval", "AuthorityStep", "Goal", "Mandate", "PrivateFact", "RedLine"]

Approval: TypeAlias = (
    Annotated[float, Field(strict=True, ge=0, le=1)] | Literal["rule", "seat", "never"]
)
"""Whether a signer agrees when asked: with a fixed chance; by the chances of rule R12 (discounts by
what the customer is worth, a vendor's damages by scarcity); as the party's approver decides, which
a person or a model may play; or not during these talks, since nothing was agreed beforehand."""

_WEIGHT_TOLERANCE = 1e-9


class RedLine(Value):
    """A bound on one issue that the party must not cross."""

    issue: Identifier
    at_least: Number | None = None
    at_most: Number | None = None
    only: tuple[OptionValue, ...] | None = Field(default=None, min_length=1)
    reason: Text

    @model_validator(mode="after")
    def _check(self) -> "RedLine":
        if self.at_least is None and self.at_most is None and self.only is None:
            raise ValueError("give 'at_least', 'at_most' or 'only'")
        return self

    def allows(self, value: OptionValue) -> bool:
        """Whether a value of the issue keeps to the line."""
        if self.only is not None and value not in self.only:
            return False
        if isinstance(value, str):
            return True
        above = self.at_least is None or value >= self.at_least
        return above and (self.at_most is None or value <= self.at_most)


class AuthorityStep(Value):
    """One step of the authority ladder: who must sign from which value of an issue on."""

    issue: Identifier
    at_least: Number | None = None
    at_most: Number | None = None
    signer: Text
    delay_rounds: WholeNumber = Field(default=0, ge=0, le=100)
    """Rounds that the signature takes; the answer comes before the party's next turn at least."""
    approval: Approval = 1.0

    @model_validator(mode="after")
    def _check(self) -> "AuthorityStep":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give exactly one of 'at_least' and 'at_most'")
        return self

    def covers(self, value: OptionValue) -> bool:
        """Whether a value of the issue needs this signature."""
        if isinstance(value, str):
            return False
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is not None and value <= self.at_most


class PrivateFact(Value):
    """Something only this party knows. The statement holds the value at ``{value}``."""

    id: Identifier
    statement: Text
    value: OptionValue | None = None
    unit: Unit = Unit.LABEL

    @model_validator(mode="after")
    def _check(self) -> "PrivateFact":
        has_value = self.value is not None
        if any(("{value}" in text) != has_value for text in (self.statement.en, self.statement.zh)):
            raise ValueError("'value' and '{value}' in both statements go together")
        return self

    def in_language(self, language: Language) -> str:
        """Return the statement with the value filled in."""
        text = self.statement.in_language(language)
        if self.value is None:
            return text
        return text.replace("{value}", format_value(self.value, self.unit, language))


class Alternative(Value):
    """What the party does if the talks fail (its BATNA)."""

    description: Text


class Goal(Value):
    """Something that matters to the party, and how much."""

    title: Text
    weight: Number = Field(ge=0, le=1)


class Mandate(Value):
    """Interests, limits and secrets of one party."""

    goals: Annotated[tuple[Goal, ...], Field(min_length=1, max_length=12)]
    """What matters, with weights that sum to 1."""
    alternative: Alternative
    reservation_value: Number | Literal["simulated"]
    """The worth of the alternative to this party, in the unit of the table's valuation: money in
    CNY, or points. ``simulated`` lets the economics simulator play the alternative out."""
    enforcement: Literal["soft", "hard"]
    """``soft`` flags a breach of the reservation value or of a red line; ``hard`` blocks it."""
    red_lines: tuple[RedLine, ...] = ()
    authority: tuple[AuthorityStep, ...] = ()
    private_facts: tuple[PrivateFact, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> "Mandate":
        total = sum(goal.weight for goal in self.goals)
        if abs(total - 1) > _WEIGHT_TOLERANCE:
            raise ValueError(f"goal weights must sum to 1, found {total:g}")
        return self

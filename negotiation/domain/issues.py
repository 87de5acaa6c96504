"""Issues and their options: what a table can decide.

An issue has discrete ``options`` (numbers or labels) or a numeric ``range`` with a step. Both come
out as one ordered tuple of options, so nothing downstream cares which it was.
"""

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from negotiation.domain.quantities import OptionValue, Unit, format_value
from negotiation.domain.values import Identifier, Language, Number, ShortText, Value, refusal

__all__ = ["Issue", "NumericRange", "Option"]

MAX_OPTIONS = 2000
"""Options of one issue at most."""


class Option(Value):
    """One value of an issue, with a title when the bare value reads badly."""

    value: OptionValue
    title: ShortText | None = None
    """How tables and menus name it; the formatted value when absent."""
    say: ShortText | None = None
    """How a person says it in a sentence; the issue's own way when absent."""


def _as_option(given: Any) -> Any:
    """Let a file write ``0.3`` where it means ``{value: 0.3}``."""
    return given if isinstance(given, dict | Option) else {"value": given}


_OptionGiven: TypeAlias = Annotated[
    Option, BeforeValidator(_as_option, json_schema_input_type=OptionValue | Option)
]


class NumericRange(Value):
    """The numbers ``start``, ``start + step``, ... up to ``stop``, both ends included."""

    start: Number
    stop: Number
    step: Number = Field(gt=0)

    @model_validator(mode="after")
    def _check(self) -> "NumericRange":
        span = _exact(self.stop) - _exact(self.start)
        if span <= 0:
            raise refusal(
                "range",
                "stop must be above start, found {start} to {stop}",
                start=str(self.start),
                stop=str(self.stop),
            )
        if span % _exact(self.step) != 0:
            raise ValueError(
                f"the step {self.step} does not lead from {self.start} to {self.stop} exactly"
            )
        if span / _exact(self.step) >= MAX_OPTIONS:
            raise ValueError(f"at most {MAX_OPTIONS} options are allowed")
        numbers = self.numbers()
        if len(set(numbers)) < len(numbers):
            raise ValueError(f"the step {self.step} is too fine to tell the numbers apart")
        return self

    def numbers(self) -> tuple[int | float, ...]:
        """Return the numbers of the range, computed exactly, so that 0.1 + 0.2 is 0.3."""
        start, step = _exact(self.start), _exact(self.step)
        steps = int((_exact(self.stop) - start) / step)
        exact = [start + k * step for k in range(steps + 1)]
        if all(number.denominator == 1 for number in exact):
            return tuple(int(number) for number in exact)
        return tuple(float(number) for number in exact)


class Issue(Value):
    """A negotiable dimension of the contract."""

    id: Identifier
    title: ShortText
    unit: Unit = Unit.LABEL
    options: tuple[_OptionGiven, ...] | None = Field(default=None, max_length=MAX_OPTIONS)
    range: NumericRange | None = None
    say: ShortText | None = None
    """How a person says a value in a sentence, with ``{value}`` for it."""

    @model_validator(mode="after")
    def _check(self) -> "Issue":
        if (self.options is None) == (self.range is None):
            raise ValueError("give exactly one of 'options' and 'range'")
        if self.options is not None:
            _check_options(self.options, self.unit)
        elif self.unit is Unit.LABEL:
            raise ValueError("a range needs a numeric 'unit'")
        if self.say is not None and not all(
            "{value}" in said for said in (self.say.en, self.say.zh)
        ):
            raise refusal("say", "'say' must hold {value} in both languages")
        return self

    @cached_property
    def choices(self) -> tuple[Option, ...]:
        """Every option in order."""
        if self.range is not None:
            return tuple(Option(value=number) for number in self.range.numbers())
        return self.options or ()

    @cached_property
    def values(self) -> tuple[OptionValue, ...]:
        """The value of every option, in order."""
        return tuple(choice.value for choice in self.choices)

    @cached_property
    def positions(self) -> dict[OptionValue, int]:
        """From value to position among the options."""
        return {value: position for position, value in enumerate(self.values)}

    @property
    def is_numeric(self) -> bool:
        """Whether the values are numbers."""
        return self.unit is not Unit.LABEL

    def show(self, value: OptionValue, language: Language) -> str:
        """Write a value as tables and menus do."""
        title = self.choices[self.positions[value]].title
        return title.in_language(language) if title else format_value(value, self.unit, language)

    def speak(self, value: OptionValue, language: Language) -> str:
        """Write a value as a person says it in a sentence."""
        said = self.choices[self.positions[value]].say
        if said is not None:
            return said.in_language(language)
        shown = self.show(value, language)
        if self.say is None:
            return f"{self.title.in_language(language)} {shown}"
        return self.say.in_language(language).replace("{value}", shown)


def _exact(number: float) -> Fraction:
    """Return the number that a person wrote, not the nearest binary one."""
    return Fraction(str(number))


def _check_options(options: tuple[Option, ...], unit: Unit) -> None:
    """Refuse repeated values and labels among numbers."""
    if len(options) < 1:
        raise refusal("no_option", "at least one option is needed")
    values = [option.value for option in options]
    repeated = sorted({repr(value) for value in values if values.count(value) > 1})
    if repeated:
        raise refusal("repeated", "repeated options: {found}", found=", ".join(repeated))
    wants_label = unit is Unit.LABEL
    wrong = [value for value in values if isinstance(value, str) != wants_label]
    if wrong:
        kind = "labels (text)" if wants_label else "numbers"
        raise ValueError(f"unit {unit.value!r} takes {kind}, found {wrong[0]!r}")

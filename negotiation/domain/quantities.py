"""Units of issue values and how people write them, in English and Chinese.

Inside, a share is a fraction in [0, 1] and money is CNY; only the text shown to a person or a model
uses per cent and thousands separators. An issue value is written exactly: nothing is rounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, StrictFloat, StrictInt, StrictStr, StringConstraints

from negotiation.domain.values import Language

__all__ = ["Label", "OptionValue", "Scale", "Unit", "ValueUnit"]
__all__ += ["format_amount", "format_value", "scale_of"]

MAX_LABEL = 80
"""Characters of a label at most."""


def _writable(label: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in label):
        raise ValueError("a label must be text that can be written")
    return label


Label: TypeAlias = Annotated[
    StrictStr, StringConstraints(max_length=MAX_LABEL), AfterValidator(_writable)
]

OptionValue: TypeAlias = StrictInt | StrictFloat | Label
"""One value of an issue: a number in the issue's unit, or a label."""


ValueUnit: TypeAlias = Literal["cny", "points"]
"""What the values of a table count."""


class Unit(StrEnum):
    """What an issue's numbers count."""

    LABEL = "label"
    NUMBER = "number"
    POINTS = "points"
    FRACTION = "fraction"
    FRACTION_PER_WEEK = "fraction_per_week"
    CNY = "cny"
    CNY_PER_GPU = "cny_per_gpu"
    CNY_PER_GPU_MONTH = "cny_per_gpu_month"
    GPUS = "gpus"
    WEEKS = "weeks"
    MONTHS = "months"


_FORMS: dict[Unit, dict[Language, str]] = {
    Unit.LABEL: {"en": "{}", "zh": "{}"},
    Unit.NUMBER: {"en": "{}", "zh": "{}"},
    Unit.POINTS: {"en": "{} points", "zh": "{}分"},
    Unit.FRACTION: {"en": "{}%", "zh": "{}%"},
    Unit.FRACTION_PER_WEEK: {"en": "{}% per week", "zh": "每周{}%"},
    Unit.CNY: {"en": "{} RMB", "zh": "{}元"},
    Unit.CNY_PER_GPU: {"en": "{} RMB per card", "zh": "每张卡{}元"},
    Unit.CNY_PER_GPU_MONTH: {"en": "{} RMB per GPU-month", "zh": "每卡每月{}元"},
    Unit.GPUS: {"en": "{} cards", "zh": "{}张卡"},
    Unit.WEEKS: {"en": "{} weeks", "zh": "{}周"},
    Unit.MONTHS: {"en": "{} months", "zh": "{}个月"},
}

TEN_THOUSAND = 10_000
"""Money is counted in larger units from here on."""

_ONE: dict[Unit, str] = {
    Unit.POINTS: "1 point",
    Unit.GPUS: "1 card",
    Unit.WEEKS: "1 week",
    Unit.MONTHS: "1 month",
}
"""English has a singular, Chinese has not."""

_PERCENT = frozenset({Unit.FRACTION, Unit.FRACTION_PER_WEEK})


def format_value(value: OptionValue, unit: Unit, language: Language) -> str:
    """Write one issue value for a person.

    >>> format_value(0.005, Unit.FRACTION_PER_WEEK, "en")
    '0.5% per week'
    >>> format_value(72000, Unit.CNY_PER_GPU, "zh")
    '每张卡72,000元'
    """
    if isinstance(value, str):
        return value
    if value == 1 and language == "en" and unit in _ONE:
        return _ONE[unit]
    number = _shifted(Decimal(str(value)), 2 if unit in _PERCENT else 0)
    if unit is Unit.CNY and language == "zh" and number >= TEN_THOUSAND:
        return f"{_plain(_shifted(number, -4))}万元"
    return _FORMS[unit][language].format(_plain(number))


def format_amount(value: float, unit: ValueUnit, language: Language) -> str:
    """Write a value of a table at the scale that fits it, rounded for reading.

    >>> format_amount(-12_345_678.0, "cny", "en")
    '-12.35 M RMB'
    >>> format_amount(-12_345_678.0, "cny", "zh")
    '-1,234.6 万元'
    >>> format_amount(200.0, "cny", "en")
    '200 RMB'
    >>> format_amount(61.5, "points", "zh")
    '61.5 分'
    """
    scale = scale_of([value], unit, language)
    one = scale.unit == "points" and value == 1
    return f"{scale.show(value)} {'point' if one else scale.unit}"


@dataclass(frozen=True, slots=True)
class Scale:
    """How amounts that stand together are written, so that they can be compared at a glance."""

    divisor: float
    decimals: int
    unit: str

    def show(self, value: float) -> str:
        """Write an amount without its unit."""
        if self.divisor == 1:
            return _plain(Decimal(str(round(value, self.decimals))))
        return f"{value / self.divisor:,.{self.decimals}f}"


def scale_of(values: Iterable[float], unit: ValueUnit, language: Language) -> Scale:
    """Return the scale that fits the largest of some values."""
    if unit == "points":
        return Scale(1, 6, "points" if language == "en" else "分")
    largest = max((abs(value) for value in values), default=0.0)
    if language == "zh":
        return Scale(1e4, 1, "万元") if largest >= TEN_THOUSAND else Scale(1, 2, "元")
    return Scale(1e6, 2, "M RMB") if largest >= TEN_THOUSAND else Scale(1, 2, "RMB")


def _shifted(number: Decimal, places: int) -> Decimal:
    """Move the decimal point to the right; unlike a product, this never rounds."""
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def _plain(number: Decimal) -> str:
    """Write a decimal with thousands separators and no trailing zeros, exponent or minus zero."""
    text = f"{number or 0:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""Units of issue values and how people write them, in English and Chinese.

Inside, a share is a fraction in [0, 1] and money is CNY; only the text shown to a person or a model
uses per cent and thousands separators. An issue value is written exactly: nothing is rounded.
"""

from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from pydantic import StrictFloat, StrictInt, StrictStr

from negotiation.domain.values import Language

__all__ = ["OptionValue", "Unit", "format_money", "format_value"]

OptionValue: TypeAlias = StrictInt | StrictFloat | StrictStr
"""One value of an issue: a number in the issue's unit, or a label."""


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
"""Chinese counts money from here on in units of this."""

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


def format_money(value_cny: float, language: Language) -> str:
    """Write an amount of money in millions, rounded for reading.

    >>> format_money(-12_345_678.0, "en")
    '-12.35 M RMB'
    >>> format_money(-12_345_678.0, "zh")
    '-1,234.6 万元'
    """
    if language == "zh":
        return f"{value_cny / 1e4:,.1f} 万元"
    return f"{value_cny / 1e6:,.2f} M RMB"


def _shifted(number: Decimal, places: int) -> Decimal:
    """Move the decimal point to the right; unlike a product, this never rounds."""
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def _plain(number: Decimal) -> str:
    """Write a decimal with thousands separators and no trailing zeros, exponent or minus zero."""
    text = f"{number or 0:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

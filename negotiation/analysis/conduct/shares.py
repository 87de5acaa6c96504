"""Shares that are not written as a number of per cent: 七折, 三成五, a third of, half prepaid."""

import re
from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from negotiation.analysis.conduct.numerals import (
    CHINESE,
    ENGLISH_WORDS,
    chinese_number,
    english_number,
)

__all__ = ["Share", "find_shares", "off_list"]


class Share(NamedTuple):
    """A share in a text, as a fraction."""

    value: Fraction
    start: int
    end: int


_LARGEST = 1000
"""No share that anybody speaks of is larger."""

_PARTS = MappingProxyType(
    {
        "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
    }
)  # fmt: skip
_PLURAL = "|".join(f"{part}s" for part in _PARTS if part not in {"half", "quarter"})
_COUNT = "one|two|three|four|five|six|seven|eight|nine|a|an"
_TWO_WORDS = rf"\d{{1,9}}|(?:{ENGLISH_WORDS})(?:[\s-](?:{ENGLISH_WORDS}))?"
_DIGIT = "[一二两三四五六七八九]"
_OPEN = rf"(?<![.\d{CHINESE}])"
_PLACES = rf"(?:点{_DIGIT})?"

_OFF_LIST = re.compile(
    r"\s*(?:off|below|under|(?:discount|reduction) (?:on|off|to|from)|less than) "
    r"(?:the |our |your )?list\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    # A quarter is mostly three months, so one part is a share only of something.
    rf"\b(?P<one>a|one)[\s-](?P<part>third|quarter|fourth|fifth|sixth|eighth|tenth|twentieth)\b"
    r"(?=\s+(?:of|off|up\s?front|prepaid|in advance|down|at signing|on signing|paid)\b)"
    rf"|\b(?P<count>{_COUNT})[\s-](?P<parts>{_PLURAL})\b"
    r"|\bthree[\s-](?P<quarters>quarters)\b(?!\s+(?:ago|later|from|running|in a row))"
    r"|\b(?P<percent>half (?:a|of a|of one) per\s?cent|a? ?quarter (?:of a|per)? ?per\s?cent)\b"
    rf"|\b(?P<top>{_TWO_WORDS})\s(?:chances? in|out of) (?:a |an |every )?(?P<of>{_TWO_WORDS})\b"
    r"|\b(?P<half>half)\b(?=\s+(?:off|up\s?front|prepaid|in advance|down|at signing|on signing|"
    r"paid|(?:of )?(?:(?:the|your|our|my) )?(?:list|price|rent|it|that|cards|order|value|amount|"
    r"sum|cash|total|lot|money|payment|contract))\b)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    rf"百分之(?P<percent>\d{{1,9}}(?:\.\d{{1,9}})?|[{CHINESE}]+(?:点[零〇一二三四五六七八九]+)?|半)"
    rf"|(?P<under>[{CHINESE}]+)分之(?P<over>[{CHINESE}]+)"
    rf"|{_OPEN}(?P<zhe>\d(?:\.\d+)?|\d\d(?:\.\d)?|{_DIGIT}{{1,2}}{_PLACES})"
    rf"折(?P<more>(?:\d|{_DIGIT})(?![\d{CHINESE}折成张台周个月年轮家]))?(?![腾扣旧中返射叠合])"
    rf"|{_OPEN}(?P<cheng>\d(?:\.\d+)?|{_DIGIT}{{1,2}})"
    rf"成(?P<rest>(?:半|\d|{_DIGIT})(?![\d{CHINESE}折成张台周个月年轮家]))?"
    r"(?!交(?![付货])|[本立为功熟品都员果就败不套])"
    r"|(?P<half>对折|对半|半价|(?<=[付预])一半|(?<=[价款金]的)一半|一半(?=的?(?:价|预付|款|租金|定金)))"
)


def find_shares(text: str) -> Iterator[Share]:
    """Yield the shares of a text.

    >>> [float(share.value) for share in find_shares("三八折, 二折八, 百分之三十, two-tenths")]
    [0.2, 0.38, 0.28, 0.3]
    """
    for found in _ENGLISH.finditer(text):
        if (value := _english(found)) is not None:
            yield Share(value, found.start(), found.end())
    for found in _CHINESE.finditer(text):
        value = _chinese(found)
        if value is not None and value <= _LARGEST:
            yield Share(value, found.start(), found.end())


def off_list(text: str, end: int) -> int | None:
    """Return where "off list" ends behind a share that ends at ``end``; ``None`` without it.

    >>> off_list("30% off list", 3)
    12
    """
    found = _OFF_LIST.match(text, end)
    return found.end() if found else None


def _english(found: re.Match[str]) -> Fraction | None:
    if found["percent"]:
        return Fraction(1, 200) if "half" in found["percent"].lower() else Fraction(1, 400)
    if found["half"]:
        return Fraction(1, 2)
    if found["top"]:
        return _ratio(found["top"], found["of"])
    if found["quarters"]:
        return Fraction(3, 4)
    if part := found["part"]:
        return Fraction(1, _PARTS[part.lower()])
    count = found["count"].lower()
    over = Fraction(1) if count in {"a", "an"} else Fraction(english_number(count) or 1)
    return over / _PARTS[found["parts"].lower().removesuffix("s")]


def _ratio(top: str, of: str) -> Fraction | None:
    over, under = (
        Fraction(each) if each.isdecimal() else Fraction(english_number(each) or 0)
        for each in (top, of)
    )
    return over / under if 0 < over < under else None


def _chinese(found: re.Match[str]) -> Fraction | None:
    if found["half"]:
        return Fraction(1, 2)
    if percent := found["percent"]:
        return Fraction("0.005") if percent == "半" else _over(_plain(percent), 100)
    if found["zhe"]:
        return _tenths(found["zhe"], found["more"])
    if found["cheng"]:
        return _tenths(found["cheng"], found["rest"])
    under, over = _plain(found["under"]), _plain(found["over"])
    return over / under if under and over is not None else None


def _tenths(signs: str, more: str | None) -> Fraction | None:
    """Read 七 as 0.7, 七五 and 75 as 0.75, 7.5 as 0.75; ``more`` is the place behind the word."""
    number = _plain(signs)
    if number is None:
        return None
    is_two_places = number >= 10  # noqa: PLR2004 - 七五折, 75折
    share = number / (100 if is_two_places else 10)
    if more:
        last = Fraction(5) if more == "半" else _plain(more)
        share += _over(last, 100) or 0
    return share


def _plain(signs: str) -> Fraction | None:
    if signs[0].isdecimal() and signs.isascii():
        return Fraction(signs)
    number = chinese_number(signs)
    return None if number is None else Fraction(number)


def _over(number: Fraction | None, under: int) -> Fraction | None:
    return None if number is None else number / under

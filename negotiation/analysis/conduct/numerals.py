"""Number words to numbers, exactly: English by text2num, Chinese by a table of signs.

cn2an was tried for Chinese: it takes a fifth of a second to import and reads some numbers wrong
without a complaint.
"""

import re
from decimal import Decimal
from types import MappingProxyType

from text_to_num import text2num  # type: ignore[import-untyped]

__all__ = ["CHINESE", "ENGLISH_WORDS", "chinese_number", "english_number"]

ENGLISH_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|thousand|million|billion"
)
"""The words of a number, for a pattern."""

_DIGITS = MappingProxyType(
    {sign: place % 10 for place, sign in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2, "俩": 2}
)
_WORD_DIGITS = ("zero", *ENGLISH_WORDS.split("|")[:9])
_TENS = MappingProxyType({"十": 10, "百": 100, "千": 1000})
_MYRIADS = MappingProxyType({"万": 10**4, "亿": 10**8})

CHINESE = "".join((*_DIGITS, *_TENS, *_MYRIADS))
"""The signs of a Chinese number, for a pattern."""

_TOKEN = re.compile(rf"\d+(?:\.\d+)?|[{CHINESE}]")
_DECIMAL = re.compile(
    rf"(?P<whole>[{CHINESE}]+)点(?P<places>[零〇一二三四五六七八九]+)(?P<scale>[百千万亿]*)"
)
_HUNDRED = 100


def english_number(words: str) -> Decimal | None:
    """Return what English number words say; ``None`` when they are no one number.

    >>> english_number("seventy-eight thousand"), english_number("zero point two five")
    (Decimal('78000'), Decimal('0.25'))
    >>> english_number("seventy eighty") is None
    True
    """
    whole, _, places = words.lower().partition(" point ")
    try:
        number = Decimal(0) if whole in {"zero", "nought"} else Decimal(text2num(whole, "en"))
        digits = "".join(str(_WORD_DIGITS.index(place)) for place in places.split())
    except ValueError:
        return None
    return number + Decimal(f"0.{digits}") if digits else number


def chinese_number(signs: str) -> Decimal | None:
    """Return what a Chinese number says, digits among the signs included.

    >>> chinese_number("七万八"), chinese_number("1.28亿"), chinese_number("两点五万")
    (Decimal('78000'), Decimal('128000000.00'), Decimal('25000.0'))
    >>> chinese_number("万") is None
    True
    """
    if found := _DECIMAL.fullmatch(signs):
        whole = chinese_number(found["whole"])
        places = "".join(str(_DIGITS[sign]) for sign in found["places"])
        scale = chinese_number(f"一{found['scale']}")
        return None if whole is None or scale is None else (whole + Decimal(f"0.{places}")) * scale
    tokens: list[str] = _TOKEN.findall(signs)
    if not tokens or "".join(tokens) != signs or (tokens[0] in _MYRIADS):
        return None
    return _folded(tokens)


def _folded(tokens: list[str]) -> Decimal:
    """Add up the tokens of a number from the left."""
    total, section, number = Decimal(0), Decimal(0), Decimal(0)
    unit, is_after_zero, is_after_digit = 1, False, False
    for token in tokens:
        if token in _TENS:
            unit = _TENS[token]
            section += (number or 1) * unit
            number = Decimal(0)
        elif token in _MYRIADS:
            unit = _MYRIADS[token]
            section, number = section + number, Decimal(0)
            total = (total + section) * unit if total < unit else total + section * unit
            section = Decimal(0)
        else:
            digit = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)
            number = number * 10 + digit if is_after_digit else digit
            is_after_zero = token in {"零", "〇"} or (is_after_zero and is_after_digit)
        is_after_digit = token in _DIGITS
        is_after_zero = is_after_zero and is_after_digit
    is_short = unit >= _HUNDRED and 0 < number < 10 and not is_after_zero  # noqa: PLR2004 - a digit
    return total + section + (number * unit / 10 if is_short else number)

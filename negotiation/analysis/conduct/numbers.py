"""The figures in what somebody says, in digits and in words, English and Chinese.

What is read: 72,000 · 72k · 7.2万 · 七万二 · seventy-two thousand · one and a half million · 30% ·
thirty per cent · 百分之三十 · 七折 · 三八折 · 二折八 · 对折 · 三成五 · a third of · half of ·
three quarters · 30% off list · 70-75k · 七到八折 · 三个半月. Names (A800, 910B), dates, ordinals,
idioms and counts of what nobody haggles over (rounds, days, sides) are no figures.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from negotiation.analysis.conduct.masks import BLANK, masked
from negotiation.analysis.conduct.measures import (
    FigureKind,
    measure_after,
    measure_before,
)
from negotiation.analysis.conduct.numerals import (
    CHINESE,
    ENGLISH_WORDS,
    chinese_number,
    english_number,
)
from negotiation.analysis.conduct.ranges import Figure, Read, is_range, joined
from negotiation.analysis.conduct.shares import find_shares, off_list

__all__ = ["Figure", "figures_in", "is_range"]


_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD_RUN = (
    rf"(?:{ENGLISH_WORDS})\b(?:(?:[\s-]+(?:a )?|(?<=hundred) and |(?<=thousand) and |"
    rf"(?<=million) and )(?:{ENGLISH_WORDS})\b)*"
)
_WORD_DIGITS = "zero|one|two|three|four|five|six|seven|eight|nine"
_ATOM = re.compile(
    rf"(?P<zh>(?:(?<![A-Za-z0-9_.])(?:{_DIGITS})(?=[十百千万亿]))?[{CHINESE}](?:[{CHINESE}]|\d|"
    rf"(?<=\d)\.(?=\d)|[多来几余](?=[百千万亿])|个(?=[万亿]))*(?:点[零〇一二三四五六七八九]+[百千万亿]*)?)"
    rf"|(?P<digits>(?<![A-Za-z0-9_.])(?:{_DIGITS}))"
    rf"|\b(?P<words>(?:{_WORD_RUN}|zero|nought)(?: point(?: (?:{_WORD_DIGITS})\b)+)?)\b",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r" of (?:a|the|one) year\b", re.IGNORECASE)
_SCALE = re.compile(
    r"\s?(?:(?P<k>k|grand)|(?P<m>m|mn|mio)|(?P<bn>bn|b))\b"
    r"|\s?(?P<word>hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_CHINESE_SCALES = {"千": 10**3, "万": 10**4, "亿": 10**8}
_HALF = re.compile(r"\s(?:and )(?P<share>a half|a quarter|three quarters)\b", re.IGNORECASE)
_HALVES = {"a half": Fraction(1, 2), "a quarter": Fraction(1, 4), "three quarters": Fraction(3, 4)}
_HALF_SCALE = re.compile(
    r"\bhalf (?:a |an )(?P<word>million|billion|thousand|hundred|year|month)\b"
    r"|(?<![上下个])半(?P<sign>年|个月)",
    re.IGNORECASE,
)
_HALF_MONTHS = {"year": 6.0, "年": 6.0, "month": 0.5, "个月": 0.5}
_ABOUT_BEFORE = re.compile(
    r"(?:\babout|\baround|\broughly|\bapproximately|\bsome|\bnearly|\balmost|\bclose to|\bunder|"
    r"\bover|\b(?:more|less) than|\bsomething like|~|"
    r"大约|大概|约莫|约|将近|接近|差不多|不到|超过|近)"
    r"(?: a| the)?\s*[¥￥]?(?:rmb )?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r"\s?(?:or so|-?ish\b|左右|上下|出头|多(?!少))", re.IGNORECASE)
_ADJACENT = re.compile(
    r"(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?=[十百千万亿周]|个?月|个星期)"
)
_SINGULAR = frozenset({"cards", "machines", "weeks", "months"})
"""A word for one of these is mostly none: a card, each week, 一张."""

_LARGEST = 10**15
"""No figure of a negotiation is larger."""

_YEAR = 1200
_TERM_BEFORE = re.compile(r"(?:签|租期?|租约|合同|\b(?:term|lease|contract) of )$", re.IGNORECASE)
_TERM_AFTER = re.compile(r"(?:期|[\s-](?:term|lease|contract|at)\b)", re.IGNORECASE)
_SMALL = frozenset(range(13))
"""Up to here a bare number word is mostly none: one thing, two sides, 三点."""


def figures_in(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in their order.

    >>> [(figure.value, figure.kind) for figure in figures_in("72k a card, 512 A800 cards, 七折")]
    [(72000.0, 'money'), (512.0, 'cards'), (0.7, 'share')]
    """
    plain = masked(text)
    found: list[Read] = []
    for share in find_shares(plain):
        about = _is_about(plain, share.start, share.end)
        is_word = not any(sign.isdigit() for sign in plain[share.start : share.end])
        of_year = _OF_YEAR.match(plain, share.end)
        kind: FigureKind = "months" if of_year else "share"
        value = float(share.value * 12 if of_year else share.value)
        figure = Figure(value, kind, share.start, share.end, about, is_word)
        found.append(Read(figure, 1, is_bare=False))
        plain = _blanked(plain, share.start, share.end)
    halves = list(_scaled_halves(plain))
    for half in halves:
        plain = _blanked(plain, half.figure.start, half.figure.end)
    found += [*halves, *_atoms(plain)]
    found.sort(key=lambda read: read.figure.start)
    return tuple(
        _off_list(read.figure, plain) for read in joined(found, plain) if not _is_idle(read)
    )


def _atoms(plain: str) -> Iterator[Read]:
    position = 0
    while found := _ATOM.search(plain, position):
        position = found.end()
        for read, end in _read_atom(plain, found):
            yield read
            position = max(position, end)


def _read_atom(plain: str, found: re.Match[str]) -> Iterator[tuple[Read, int]]:
    """Read one run of number signs: one figure, or none, or two of a spoken range."""
    start, end = found.span()
    if pair := _ADJACENT.match(plain, start):
        rest = plain[start + 1 : end]
        for signs in (pair["low"] + rest[1:], rest):
            if (number := chinese_number(signs)) is not None:
                yield _measured(plain, start, end, number, scale=1, is_about=True)
        return
    number = None if found[0] in {"百", "千"} else _number(found)
    if found["zh"] and found[0].endswith("一") and re.match(r"\s*[张块片]", plain[end:]):
        end, number = end - 1, chinese_number(found[0][:-1].replace(",", ""))
    if number is None or number > _LARGEST:
        return
    scale = _CHINESE_SCALES.get(plain[end - 1], 1) if found["zh"] else 1
    if half := _HALF.match(plain, end):
        number, end = number + _decimal(_HALVES[half["share"].lower()]), half.end()
    if not found["zh"] and (scaled := _scale_after(plain, end)):
        scale, end = scaled
        number *= scale
    is_loose = bool(found["zh"] and re.search("[多来几余]", found[0]))
    yield _measured(plain, start, end, number, scale=scale, is_about=is_loose)


def _number(found: re.Match[str]) -> Decimal | None:
    if signs := found["zh"]:
        return chinese_number(re.sub("[多来几余个,]", "", signs))
    if digits := found["digits"]:
        return Decimal(digits.replace(",", ""))
    return english_number(re.sub(r"[\s-]+(?:a )?", " ", found["words"]))


def _scale_after(plain: str, end: int) -> tuple[int, int] | None:
    found = _SCALE.match(plain, end)
    if not found:
        return None
    if word := found["word"]:
        return _SCALES[word.lower()], found.end()
    return 10**3 if found["k"] else 10**6 if found["m"] else 10**9, found.end()


def _measured(
    plain: str, start: int, end: int, number: Decimal, *, scale: int, is_about: bool
) -> tuple[Read, int]:
    """Add what the number counts."""
    measure = measure_after(plain, end) or measure_before(plain, start, end)
    about = is_about or _is_about(plain, start, end)
    is_word = not any(sign.isdigit() for sign in plain[start:end])
    if measure is None:
        kind: FigureKind = "share" if 0 < number < 1 else "plain"
        figure = Figure(float(number), kind, start, end, about, is_word)
        return Read(figure, scale, is_bare=scale == 1 and number in _SMALL), end
    if measure.half:
        number += Decimal("0.5")
    value = float(Fraction(number) * measure.per / 100)
    about = about or _is_about(plain, start, measure.end)
    if measure.kind is None:
        # Counts of something else: keep the place in a range, and drop it in the end.
        figure = Figure(value, "plain", start, measure.end, about, is_word)
        return Read(figure, -1, is_bare=True), measure.end
    figure = Figure(value, measure.kind, start, measure.end, about, is_word)
    is_one = is_word and number == 1 and measure.kind in _SINGULAR
    if is_one and measure.per == _YEAR and _is_term(plain, start, measure.end):
        is_one = False
    return Read(figure, scale, is_bare=is_one), measure.end


def _is_term(plain: str, start: int, end: int) -> bool:
    """Whether a single year is a term: a one-year lease, 签一年."""
    before = _TERM_BEFORE.search(plain[max(0, start - 12) : start])
    return bool(before or _TERM_AFTER.match(plain, end))


def _scaled_halves(plain: str) -> Iterator[Read]:
    """Read half a million, half a year."""
    for found in _HALF_SCALE.finditer(plain):
        start, end = found.span()
        word = (found["word"] or found["sign"]).lower()
        if months := _HALF_MONTHS.get(word):
            about = _is_about(plain, start, end)
            figure = Figure(months, "months", start, end, is_about=about, is_word=True)
            yield Read(figure, 1, is_bare=False)
        else:
            half = Decimal(_SCALES[word]) / 2
            yield _measured(plain, start, end, half, scale=1, is_about=False)[0]


def _is_idle(read: Read) -> bool:
    """Whether it is no figure after all: a bare small word, or a count of something else."""
    if read.scale == -1:
        return True
    return read.is_bare and read.figure.is_word


def _is_about(plain: str, start: int, end: int) -> bool:
    before = _ABOUT_BEFORE.search(plain[max(0, start - 24) : start])
    return bool(before or _ABOUT_AFTER.match(plain, end))


def _off_list(figure: Figure, plain: str) -> Figure:
    """Read 30 % off list as 70 % of list."""
    end = off_list(plain, figure.end) if figure.kind == "share" else None
    if end is None:
        return figure
    return replace(figure, value=float(1 - Fraction(str(figure.value))), end=end)


def _blanked(plain: str, start: int, end: int) -> str:
    return plain[:start] + BLANK * (end - start) + plain[end:]


def _decimal(share: Fraction) -> Decimal:
    return Decimal(share.numerator) / Decimal(share.denominator)

"""What a number counts, by the words around it."""

import re
from typing import Literal, NamedTuple, TypeAlias

from negotiation.domain.quantities import Unit

__all__ = ["FigureKind", "Measure", "kind_of_unit", "measure_after", "measure_before"]

FigureKind: TypeAlias = Literal[
    "money", "cards", "machines", "share", "weeks", "months", "points", "plain"
]
"""What a figure counts. ``plain`` has no unit; ``machines`` are servers of several cards."""


class Measure(NamedTuple):
    """A unit in a text."""

    kind: FigureKind | None
    """``None`` for what no issue or fact counts, such as rounds and days."""
    per: int
    """A number in this unit times ``per`` over 100 is one in the unit of the kind."""
    end: int
    """Where the words of the unit end."""
    half: bool = False
    """Whether the unit brings a half with it, as in 三个半月."""


_FILLING = (
    r"(?:(?:more|full|firm|calendar|whole|of|the|our|your|my|those|these|new|extra|free|spare|idle|"
    r"nvidia|additional|\x00+)\s+){0,4}"
)
_AFTER: tuple[tuple[str, FigureKind | None, int], ...] = (
    (r"\s*-?\s*(?:percentage points?)", None, 100),
    (r"\s*-?\s*(?:%|per\s?cent\b|percent\b|pct\b)|个百分点|个点", "share", 1),
    (
        rf"[\s-]*{_FILLING}(?:cards?|gpus?|pieces?|accelerators?)\b|\s*\x00*\s*(?:张|片|枚|块(?=卡|\x00)|卡(?![每月时]))",
        "cards",
        100,
    ),
    (rf"[\s-]*{_FILLING}(?:machines?|servers?|nodes?|boxes)\b|\s*台", "machines", 100),
    (r"\s*(?:rmb|cny|yuan|renminbi|kuai)\b|\s*(?:元|块(?!卡)|人民币)", "money", 100),
    (r"\s*(?:usd|us dollars?|dollars?|euros?)\b|\s*(?:美元|美金|欧元)", None, 100),
    (rf"[\s-]*{_FILLING}weeks?\b|\s*个?(?:星期|礼拜)|\s*周(?![年岁])", "weeks", 100),
    (rf"[\s-]*{_FILLING}months?\b|\s*个(?P<half>半)?月", "months", 100),
    (r"[\s-]*years?\b(?! old)|\s*年(?P<halfyear>半)?", "months", 1200),
    (r"\s*个?季度", "months", 300),
    (r"\s*points?\b|\s*分(?![之钟批别成期段开配享摊])", "points", 100),
    (
        (
            r"[\s-]*(?:rounds?|times?|days?|hours?|minutes?|people|persons?|customers?|clouds?|labs?|"
            r"companies|sides?|parties|turns?|things?|steps?|ways?|x|racks?|halls?|sites?|engineers?|"
            r"reasons?|questions?|others?|tranches|batches|issues|terms|conditions)\b"
        ),
        None,
        100,
    ),
    (
        r"\s*(?:天|日|号|轮|次|家|名|人|位|条|项|步|件|方|边|批|小时|分钟|倍|岁|层|句|点|个|头|种|座)",
        None,
        100,
    ),
)
_PATTERNS = tuple((re.compile(words, re.IGNORECASE), kind, per) for words, kind, per in _AFTER)
_BEFORE = re.compile(r"(?:rmb|cny|yuan|[¥￥])\s*$", re.IGNORECASE)
_DOLLARS = re.compile(r"(?:usd|us\$|\$|€|£)\s*$", re.IGNORECASE)
_EACH = re.compile(
    r"\s*(?:rmb )?(?:a|per|each|for each|for a|apiece)\b(?: \x00+)?\s*(?:card|gpu|piece)?",
    re.IGNORECASE,
)

_KIND_OF_UNIT: dict[Unit, FigureKind | None] = {
    Unit.LABEL: None,
    Unit.NUMBER: "plain",
    Unit.POINTS: "points",
    Unit.FRACTION: "share",
    Unit.FRACTION_PER_WEEK: "share",
    Unit.CNY: "money",
    Unit.CNY_PER_GPU: "money",
    Unit.CNY_PER_GPU_MONTH: "money",
    Unit.GPUS: "cards",
    Unit.WEEKS: "weeks",
    Unit.MONTHS: "months",
}


def kind_of_unit(unit: Unit) -> FigureKind | None:
    """Return what figures in a unit count; ``None`` for labels."""
    return _KIND_OF_UNIT[unit]


def measure_after(text: str, end: int) -> Measure | None:
    """Return the unit that follows the number which ends at ``end``."""
    for pattern, kind, per in _PATTERNS:
        if found := pattern.match(text, end):
            half = any(found.groupdict().values())
            return Measure(kind, per, found.end(), half)
    if (found := _EACH.match(text, end)) and re.search(
        r"card|gpu|piece|each|apiece", found[0], re.IGNORECASE
    ):
        return Measure("money", 100, end)
    return None


def measure_before(text: str, start: int, end: int) -> Measure | None:
    """Return the currency in front of the number from ``start`` to ``end``."""
    front = text[max(0, start - 6) : start]
    if _BEFORE.search(front):
        return Measure("money", 100, end)
    return Measure(None, 100, end) if _DOLLARS.search(front) else None

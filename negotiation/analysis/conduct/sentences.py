"""Sentences and clauses of a message, and what the words around a figure make of it."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from negotiation.analysis.conduct.numbers import Figure

__all__ = [
    "around",
    "clause_of",
    "context_of",
    "is_difference",
    "quoted",
    "sentence_of",
    "sentences",
]

_STOP = re.compile(r"[。！？!?;；\n]|\.(?!\d)")
_PAUSE = re.compile(r"[。！？!?;；\n,，、:：]|\.(?!\d)|—|\bbut\b|\band\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_LESS_BEFORE = re.compile(
    r"(?:\b(?:discount|reduction|rebate|cut) of|\b(?:by|another|further|extra|saved?|shave|knock)|"
    r"\b(?:cut|off)|[降让减砍抹多少涨]|便宜|优惠|[多少涨]了)"
    r"(?:\s(?:a|the|another|further|you|us))?[您你了我价掉出来的\s]{0,3}$",
    re.IGNORECASE,
)
_LESS_AFTER = re.compile(
    r"\s?(?:rmb|yuan|元|块)?\s?(?:(?:a|per|each) (?:card|gpu) )?"
    r"(?:off|less|cheaper|lower|higher|more|discount|的?(?:折扣|优惠))",
    re.IGNORECASE,
)
_QUOTE_LENGTH = 160
_SHORT = 24
"""Characters of a sentence that says hardly more than its figure."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a text start and end, their stops included."""
    return _parts(text, _STOP)


def sentence_of(text: str, figure: Figure) -> str:
    """Return the sentence in which a figure stands."""
    return around(text, figure, _STOP)


def context_of(text: str, figure: Figure) -> str:
    """Return the sentence of a figure; a very short one takes the next one with it."""
    parts = sentences(text)
    for position, (start, end) in enumerate(parts):
        if start <= figure.start < end:
            is_short = end - start <= _SHORT and position + 1 < len(parts)
            return text[start : parts[position + 1][1] if is_short else end]
    return text


def clause_of(text: str, figure: Figure) -> str:
    """Return the clause in which a figure stands."""
    return around(text, figure, _PAUSE)


def is_difference(text: str, figure: Figure) -> bool:
    """Whether a figure says how much more or less: 2,000 off, down by 20,000, 再让5%."""
    before = text[max(0, figure.start - 14) : figure.start]
    return bool(_LESS_BEFORE.search(before) or _LESS_AFTER.match(text, figure.end))


def quoted(text: str) -> str:
    """Return words short enough to be shown."""
    words = text.strip()
    return words if len(words) <= _QUOTE_LENGTH else f"{words[: _QUOTE_LENGTH - 1]}…"


def around(text: str, figure: Figure, stops: re.Pattern[str]) -> str:
    """Return what stands between the stops on both sides of a figure."""
    parts = _parts(text, stops)
    first = bisect_right(parts, (figure.start, len(text)))
    last = bisect_left(parts, (figure.end, 0))
    touched = parts[max(0, first - 1) : last]
    return text[touched[0][0] : touched[-1][1]] if touched else text


@lru_cache(maxsize=16)
def _parts(text: str, stops: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    # The comma of 20,000 is no pause.
    whole = _THOUSANDS.sub("_", text)
    parts: list[tuple[int, int]] = []
    start = 0
    for found in stops.finditer(whole):
        parts.append((start, found.end()))
        start = found.end()
    if start < len(text):
        parts.append((start, len(text)))
    return tuple(parts)

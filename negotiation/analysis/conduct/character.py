"""Who speaks has dropped its part: an assistant, a coach, another language, marks of a prompt."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.record import Record, Said
from negotiation.analysis.conduct.sentences import quoted
from negotiation.analysis.conduct.slips import SLIPS
from negotiation.domain.values import Language

__all__ = ["Slip", "find_dropped_personas", "slips_in"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENGLISH_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[\s,.]+[A-Za-z0-9%][A-Za-z0-9'’%,.-]*){3,}")
_COMMON = re.compile(
    r"\b(?:an?|and|are|as|at|be|but|can|do|for|from|have|i|if|in|is|it|me|my|need|not|of|on|or|our|"
    r"so|that|the|them|this|to|too|us|want|we|will|with|would|your?)\b",
    re.IGNORECASE,
)
"""Words that no name of a product is made of."""

_FEW_HAN = 4
_FEW_WORDS = 2


class Slip(NamedTuple):
    """Words that are out of character."""

    detail: str
    words: str


def slips_in(text: str, language: Language, names: Iterable[str] = ()) -> Iterator[Slip]:
    """Yield what is out of character in a text; ``names`` may stand in either language.

    >>> [slip.detail for slip in slips_in("As an AI language model, I accept.", "en")]
    ['speaks as an assistant']
    """
    for detail, pattern in SLIPS:
        if found := pattern.search(text):
            yield Slip(detail, found[0])
    if words := _foreign(text, language, names):
        yield Slip("speaks another language", words)


def find_dropped_personas(said: Said, record: Record) -> Iterator[Finding]:
    """Yield every way in which one turn is out of character."""
    names = [name for party in record.parties.values() for name in (party.name.en, party.name.zh)]
    for slip in slips_in(said.message, record.language, names):
        yield _finding(slip, said, record)


def _foreign(text: str, language: Language, names: Iterable[str]) -> str:
    """Return words of the other language; empty without any."""
    for name in names:
        text = text.replace(name, " ")
    if language == "en":
        han = _HAN.findall(text)
        return "".join(han) if len(han) >= _FEW_HAN else ""
    for found in _ENGLISH_RUN.finditer(text):
        if len(_COMMON.findall(found[0])) >= _FEW_WORDS:
            return found[0]
    return ""


def _finding(slip: Slip, said: Said, record: Record) -> Finding:
    return Finding(
        kind="persona_dropped",
        table=record.table.id,
        turn=said.turn,
        party=said.party,
        owner=said.owner,
        quote=quoted(slip.words),
        detail=slip.detail,
    )

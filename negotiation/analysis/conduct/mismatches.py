"""A figure in the words that is not the figure of the offer they go with, rounded ones included.

Only what speaks of the offer counts: a figure that is another option of an issue, or within 10 % of
the term that it should be, in a message that does not state that term rightly elsewhere. Figures of
earlier offers, figures that are turned down, put as theirs, the market's or the past's, and
differences are left alone.
"""

import re
from collections.abc import Iterator

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.numbers import Figure
from negotiation.analysis.conduct.record import Record, Said
from negotiation.analysis.conduct.sentences import clause_of, is_difference, quoted, sentence_of
from negotiation.analysis.conduct.terms import TermFigure, fits, term_figures
from negotiation.domain.outcomes import Outcome

__all__ = ["find_mismatches"]

NEAR = 0.1
"""How far a figure may be from a term to be taken for it, as a share of the term."""

_ELSEWHERE = re.compile(
    r"\byou (?:offer|ask|want|said|propose|bid|name)|\b(?:they|others?|ordinary|everybody)\b|"
    r"\b(?:competitors?|rivals?|elsewhere|market|industry|first|last|next|previous|hope|had)\b|"
    r"\bcan(?:not|'t)|\bwon't\b|\bnever\b|\bnot\b|\b(?:instead of|rather than)\b|\bif\b|"
    r"\b(?:i|we) would\b|[您你](?:出|报|开|要|说)|"
    r"贵司|别家|业内|同行|外面|市场|现货|常规|其他|做不|没法|"
    r"不行|不能|不是|太[低高]|上次|上一|另外|原来|明年|如果|要是|[头后](?=\d)",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"\byours?\b", re.IGNORECASE)
"""The other side's, in an offer; in an acceptance it is what is accepted."""


def find_mismatches(said: Said, record: Record) -> Iterator[Finding]:
    """Yield the wrong figures of one offer or acceptance, each issue once."""
    if said.outcome is None:
        return
    read = list(term_figures(said.message, record.space, record.language))
    right = {
        issue
        for term in read
        for issue in term.issues
        if fits(term.figure, said.outcome.get(issue))
    }
    told: set[str] = set()
    for term in read:
        issue = _wrong_issue(term, right | told, said, record)
        if issue is None:
            continue
        told.add(issue)
        yield _finding(term.figure, issue, said, record, outcome=said.outcome)


def _wrong_issue(term: TermFigure, settled: set[str], said: Said, record: Record) -> str | None:
    """Return the issue of which a figure says something else than the offer; mostly none."""
    figure, outcome = term.figure, said.outcome or {}
    if any(fits(figure, outcome.get(issue)) for issue in term.issues):
        return None
    clause = clause_of(said.message, figure)
    if is_difference(said.message, figure) or _ELSEWHERE.search(clause):
        return None
    if said.is_offer and _THEIRS.search(clause):
        return None
    for issue in term.issues:
        if issue in settled or any(fits(figure, value) for value in said.offered.get(issue, ())):
            continue
        own = outcome.get(issue)
        if own is None or isinstance(own, str):
            continue
        is_option = figure.value in record.space.by_id[issue].positions
        if is_option or (own != 0 and _is_near(figure, float(own))):
            return issue
    return None


def _is_near(figure: Figure, own: float) -> bool:
    return abs(figure.value - own) <= NEAR * abs(own)


def _finding(
    figure: Figure, issue: str, said: Said, record: Record, *, outcome: Outcome
) -> Finding:
    act = "offer" if said.is_offer else "agreement"
    shown = record.space.by_id[issue].show(outcome[issue], record.language)
    own = outcome[issue]
    is_rounded = not isinstance(own, str) and own != 0 and _is_near(figure, float(own))
    return Finding(
        kind="mismatch",
        table=record.table.id,
        turn=said.turn,
        party=said.party,
        owner=said.owner,
        severity="minor" if is_rounded and figure.is_about else "major",
        quote=quoted(sentence_of(said.message, figure)),
        detail=f"says {said.message[figure.start : figure.end]}, the {act} says {shown}",
        issue=issue,
    )

"""A last word that was not the last: who says so gives way later.

"Final offer" binds every term; "no lower" and "the price is final" bind the issue that the
sentence names, and every term where it names none. Giving way is what costs the speaker: a later
own offer, or an acceptance, that is worth less to it than the offer it had bound itself to.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.record import Record, Said
from negotiation.analysis.conduct.sentences import quoted, sentences
from negotiation.analysis.conduct.terms import fits, names_issue, term_figures
from negotiation.domain.outcomes import Outcome

__all__ = ["Worth", "find_broken_promises"]

Worth: TypeAlias = Callable[[str, Outcome], float]
"""What an outcome is worth to a party."""


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words in phrases), re.IGNORECASE)


_WHOLE = _any_of(
    r"(?<!\ba )\b(?:final|last) (?:and best )?"
    r"(?:offer|word|proposal|terms|price|position|bid|figure)\b",
    r"^\s*final[.:!]|\bbest and final\b|\btake it or leave it\b|\b(?:i|we) will not move again\b",
    r"\bnothing (?:left|more) to give\b",
    r"\bno (?:further|more) (?:discounts?|concessions?|reductions?)\b",
    r"\bbest (?:offer |terms )?(?:that )?(?:we|i) can (?:do|offer)\b",
    r"(?<![要求等谈])最[后终](?:的)?(?:报价|条件|价格?|一口价|立场)|没有?(?:商量|谈)的?余地|不会再让",
    r"一步都不[能会]?让|不签拉倒|(?:是|到了?)(?:我们|我方|我)?的?底线|到底了",
    r"没有(?:更多|别的)(?:折扣|优惠|让步)|最好的条件了",
)
_LEVEL = _any_of(
    r"\b(?:cannot|can't|can not|won't|will not|not) (?:go|going|stretch|offer|pay)(?: any)? "
    r"(?:lower|higher|below|above|beyond|more|less)\b",
    r"\b(?:cannot|can't|can not|won't|will not) "
    r"(?:increase|raise|lower|reduce|improve|cut|change) (?:our|my|the|this|it)\b",
    r"\b(?:lowest|highest|maximum|minimum|most|least) (?:price |rent )?(?:that )?(?:we|i) can\b",
    r"\bas (?:low|high) as (?:we|i) (?:can )?go\b|\b(?:price|rent|term) is final\b",
    r"\bnot a (?:yuan|cent|fen|card|week) (?:less|more)\b|\b(?:our|my) bottom line\b",
    r"\b(?:at|reached) (?:our|my) limit\b",
    r"(?:不能|没法|无法|不会|不可能)再(?:[低高](?!调)|[降涨让少多加提])",
    r"(?:再[低高降]|再让)(?:就|了)?(?:不|做不了|没法|免)|一分都?不能[少多]|一口价",
    r"最多(?:只能)?(?:出|给)到|封顶|极限|免谈|出不了|能[给出报]的?最[高低]|付不起",
)
_LOOSE = _any_of(
    r"[?？]|\bnot (?:my|our|the|a|yet)\b.{0,12}\b(?:final|last|bottom)|\byour\b",
    r"\byou (?:say|call)\b",
    r"\bwas\b|\bwere\b|\bif\b|\btogether\b|\bwithout\b|\bunless\b|\bhope\b|\breach\b",
    r"不是|并非|要是|如果|上次|收回|一起|商量个|除非|希望|谈出|贵[司方]|对方|吗",
    r"[您你](?:的|这|们|说)",
)
"""What makes a last word none: a question, a condition, the past, somebody else's."""

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class _Promise:
    turn: int
    words: str
    outcome: Outcome
    issues: frozenset[str]
    """What it binds; empty for every term."""


def find_broken_promises(said: Iterable[Said], record: Record, worth: Worth) -> Iterator[Finding]:
    """Yield every promise that was broken, once, in the turn that breaks it."""
    standing: dict[str, Outcome] = {}
    promises: dict[str, _Promise] = {}
    for turn in said:
        promise = promises.get(turn.party)
        if promise is not None and _gives_way(turn, promise, worth):
            del promises[turn.party]
            yield _finding(promise, turn, record)
        if turn.is_offer and turn.outcome is not None:
            standing[turn.party] = turn.outcome
        if turn.party in standing and (made := _promise(turn, standing[turn.party], record)):
            promises[turn.party] = made


def _promise(said: Said, outcome: Outcome, record: Record) -> _Promise | None:
    for start, end in sentences(said.message):
        words = said.message[start:end]
        if _LOOSE.search(words):
            continue
        if _WHOLE.search(words):
            return _Promise(said.turn, words, outcome, frozenset())
        if _LEVEL.search(words):
            return _Promise(said.turn, words, outcome, _bound(words, outcome, record))
    return None


def _bound(words: str, outcome: Outcome, record: Record) -> frozenset[str]:
    named = {
        issue.id
        for issue in record.space.issues
        if names_issue(words.lower(), issue, record.language)
    }
    told = {
        issue
        for term in term_figures(words, record.space, record.language)
        for issue in term.issues
        if fits(term.figure, outcome.get(issue))
    }
    return frozenset(named | told)


def _gives_way(said: Said, promise: _Promise, worth: Worth) -> bool:
    outcome = said.outcome or {}
    changed = {issue for issue, value in outcome.items() if promise.outcome.get(issue) != value}
    if not changed or (promise.issues and not changed & promise.issues):
        return False
    before, after = worth(said.party, promise.outcome), worth(said.party, outcome)
    return after < before - _TOLERANCE * max(1.0, abs(before))


def _finding(promise: _Promise, said: Said, record: Record) -> Finding:
    act = "offers less" if said.is_offer else "accepts less"
    return Finding(
        kind="broken_promise",
        table=record.table.id,
        turn=said.turn,
        party=said.party,
        owner=said.owner,
        quote=quoted(promise.words),
        detail=f"bound itself in turn {promise.turn} and {act} now",
    )

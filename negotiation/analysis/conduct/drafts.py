"""Terms that somebody wrote in free words, as values of the issues they are about.

What is read is put before its author to be confirmed, so a guess is worth making where there is one
that fits and no other. What stays open is named: a figure that could be about several issues, one
that is no option of any, one that says how much more or less.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiation.analysis.conduct.numbers import Figure, is_range
from negotiation.analysis.conduct.sentences import clause_of, is_difference
from negotiation.analysis.conduct.terms import TermFigure, names_issue, states_all, term_figures
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Language

__all__ = ["ReadTerms", "read_terms", "sounds_accepting"]

NEAR = 0.1
"""How far a figure may be from an option to be taken for it, as a share of the figure."""

_THEIRS = re.compile(
    r"\byou(?:r| offer| offered| ask| asked| want| wanted| said| say| proposed| bid| named)\b|"
    r"\b(?:they|competitors?|rivals?|elsewhere|last year)\b|"
    r"[您你](?:们)?(?:出的|报的|开的|要的|说的)|"
    r"贵司|别家|同行|外面",
    re.IGNORECASE,
)
"""A figure beside these words is somebody else's."""

_BETWEEN = re.compile(r"\bbetween\s*…\s*and\s*$|在\s*…\s*[和与]\s*$", re.IGNORECASE)
"""What stands around two figures that are ends of a range; ``…`` is the first of them."""

_ACCEPTING = re.compile(
    r"^\W*(?:ok(?:ay)?\W+|yes\W+|well\W+|then\W+)?(?:it'?s a deal|deal|done|agreed|accepted|"
    r"(?:we|i) (?:accept|agree)|you have a deal)\b(?! (?:with|on|to) )(?!.*\b(?:if|but|unless)\b)|"
    r"^\W*(?:好[，,吧]?\s*)?(?:成交|一言为定|同意|接受|就这么定|我们签)(?!.*(?:如果|要是|但|除非|吗|么|不))",
    re.IGNORECASE,
)
"""How a message begins that says yes to what stands, without a condition."""

_SHORT_TITLE = 2
"""Words of a title that are found by chance when there are fewer, such as ``first``."""


@dataclass(frozen=True, slots=True)
class ReadTerms:
    """What was read out of a message."""

    terms: Mapping[str, OptionValue]
    """By issue."""
    rounded: Mapping[str, str]
    """The issues whose figure is no option, with the words that were said: the next option was
    taken."""
    unclear: tuple[str, ...]
    """Figures, as said, that belong to no issue for certain."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the agenda was spoken of."""
        return not self.terms


def read_terms(text: str, space: OutcomeSpace, language: Language) -> ReadTerms:
    """Read the terms of a message.

    Args:
        text: what somebody wrote.
        space: the outcomes of the table.
        language: in which it is written.
    """
    terms: dict[str, OptionValue] = dict(_worded(text, space, language))
    rounded: dict[str, str] = {}
    unclear: list[str] = []
    read = list(term_figures(text, space, language))
    ends = _ends_of_ranges(text, [each.figure for each in read])
    for term in read:
        said = text[term.figure.start : term.figure.end]
        if _is_theirs(text, term.figure):
            continue
        if term.figure.start in ends or is_difference(text, term.figure):
            unclear.append(said)
            continue
        issue = _issue_of(term, space, terms)
        if issue is None:
            if term.issues and not _is_said_already(term, terms):
                unclear.append(said)
            continue
        value = _nearest(term.figure, issue)
        terms[issue.id] = value
        if float(value) != term.figure.value:
            rounded[issue.id] = said
    ordered = {issue.id: terms[issue.id] for issue in space.issues if issue.id in terms}
    return ReadTerms(ordered, rounded, tuple(unclear))


def sounds_accepting(text: str) -> bool:
    """Whether a message says yes to what stands, so that its author may have meant to accept.

    >>> sounds_accepting("Deal!"), sounds_accepting("Agreed, if you prepay.")
    (True, False)
    """
    return "?" not in text and "？" not in text and bool(_ACCEPTING.search(text.strip()))


def _worded(
    text: str, space: OutcomeSpace, language: Language
) -> Iterator[tuple[str, OptionValue]]:
    """Yield the options that are said in words of their own, where only one of an issue is."""
    heard = text.lower()
    for issue in space.issues:
        said = [
            option.value
            for option in issue.choices
            if (option.say is not None or option.title is not None)
            and not states_all(text, {issue.id: option.value}, space, language)
        ]
        if len(said) == 1 and _is_meant(heard, issue, said[0], language):
            yield issue.id, said[0]


def _is_meant(heard: str, issue: Issue, value: OptionValue, language: Language) -> bool:
    """Whether an option is meant: one short word needs the name of its issue beside it."""
    option = issue.choices[issue.positions[value]]
    if option.say is not None and option.say.in_language(language).lower() in heard:
        return True
    title = option.title.in_language(language) if option.title is not None else ""
    is_long = len(title.split()) >= _SHORT_TITLE or "-" in title
    is_long = is_long or (language == "zh" and len(title) > _SHORT_TITLE)
    return is_long or names_issue(heard, issue, language)


def _ends_of_ranges(text: str, figures: Sequence[Figure]) -> frozenset[int]:
    """Return where the figures stand that are ends of a range: from 70 to 75 is no term."""
    ranges = [
        (low, high)
        for low, high in pairwise(figures)
        if is_range(text, low, high) or _is_between(text, low, high)
    ]
    return frozenset(figure.start for pair in ranges for figure in pair)


def _is_between(text: str, low: Figure, high: Figure) -> bool:
    said = f"{text[: low.start]}…{text[low.end : high.start]}"
    return bool(_BETWEEN.search(said))


def _is_theirs(text: str, figure: Figure) -> bool:
    return bool(_THEIRS.search(clause_of(text, figure)))


def _is_said_already(term: TermFigure, terms: Mapping[str, OptionValue]) -> bool:
    """Whether a figure only repeats a term that was read."""
    return any(terms.get(issue) == term.figure.value for issue in term.issues)


def _issue_of(
    term: TermFigure, space: OutcomeSpace, known: Mapping[str, OptionValue]
) -> Issue | None:
    """Return the one issue that a figure is about; ``None`` where none or several fit."""
    open_issues = [space.by_id[issue] for issue in term.issues if issue not in known]
    exact = [issue for issue in open_issues if term.figure.value in issue.positions]
    if len(exact) == 1:
        return exact[0]
    if exact:
        return None
    near = [issue for issue in open_issues if _is_near(term.figure, issue)]
    return near[0] if len(near) == 1 else None


def _nearest(figure: Figure, issue: Issue) -> float:
    numbers = [value for value in issue.values if not isinstance(value, str)]
    return min(numbers, key=lambda value: abs(value - figure.value))


def _is_near(figure: Figure, issue: Issue) -> bool:
    """Whether an option is close enough to a figure to have been meant."""
    return abs(_nearest(figure, issue) - figure.value) <= NEAR * abs(figure.value)

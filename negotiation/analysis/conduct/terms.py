"""What a message says of the terms of an outcome: which it states, and which it gets wrong."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from negotiation.analysis.conduct.masks import BLANK
from negotiation.analysis.conduct.measures import kind_of_unit
from negotiation.analysis.conduct.numbers import Figure, figures_in
from negotiation.analysis.conduct.sentences import around
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.quantities import OptionValue, Unit
from negotiation.domain.values import Language

__all__ = ["TermFigure", "contradictions", "fits", "names_issue", "states_all", "term_figures"]

_CLAUSE = re.compile(r"[;；。！？!?\n]|[,，、](?!\d{3})|\.(?!\d)|\band\b")
_TITLE_WORD = re.compile(r"[a-z][a-z-]{3,}", re.IGNORECASE)
_TITLE_FILLING = frozenset({"number", "share", "list", "place", "with", "each", "card", "cards"})
_NOTHING = re.compile(
    r"\b(?:no|zero|without|nothing|none|nil|waive[ds]?|free of|drop(?:ped|ping)?)\b|[无免不零没]",
    re.IGNORECASE,
)


class TermFigure(NamedTuple):
    """A figure of a message and the issues that it can be about."""

    figure: Figure
    issues: tuple[str, ...]


def contradictions(
    text: str, outcome: Outcome, space: OutcomeSpace, language: Language
) -> tuple[str, ...]:
    """Return the figures and words of ``text`` that are not those of ``outcome``, as said.

    Strict: any figure that is no value of an issue it can be about is reported, even where it may
    have a good reason, such as the counterpart's price. Chosen words ("nothing prepaid") are
    reported where they belong to another option and those of the own option are missing.
    """
    wrong = [
        text[read.figure.start : read.figure.end]
        for read in term_figures(text, space, language)
        if not any(fits(read.figure, outcome.get(issue)) for issue in read.issues)
    ]
    heard = _plain(text)
    for issue in space.issues:
        if issue.id in outcome:
            of_issue = _without_others(heard, issue, space, language)
            wrong += _other_words(of_issue, issue, outcome[issue.id], language)
    return tuple(wrong)


def states_all(
    text: str, outcome: Outcome, space: OutcomeSpace, language: Language
) -> tuple[str, ...]:
    """Return the issues of ``outcome`` that ``text`` leaves out, in the order of the agenda.

    ``outcome`` may hold some of the issues only, such as those that have changed. Every figure
    states one issue at most.
    """
    read = list(term_figures(text, space, language))
    missing: list[str] = []
    heard = _plain(text)
    for issue in space.issues:
        if issue.id not in outcome:
            continue
        of_issue = _without_others(heard, issue, space, language)
        if _is_worded(of_issue, issue, outcome[issue.id], language):
            continue
        stating = [
            position
            for position, term in enumerate(read)
            if issue.id in term.issues and fits(term.figure, outcome[issue.id])
        ]
        if stating:
            # The one that can be about the fewest issues, so that the others stay free.
            read.pop(min(stating, key=lambda position: len(read[position].issues)))
        else:
            missing.append(issue.id)
    return tuple(missing)


def term_figures(text: str, space: OutcomeSpace, language: Language) -> Iterator[TermFigure]:
    """Yield every figure of a text with the issues of the agenda that it can be about."""
    figures = figures_in(text)
    numeric = [issue for issue in space.issues if issue.is_numeric]
    heard = _plain(text)
    spoken = _spoken_options(heard, space, language)
    for figure in figures:
        if any(start <= figure.start and figure.end <= end for start, end in spoken):
            continue
        fitting = [issue for issue in numeric if _can_be(figure, issue)]
        of_kind = [issue for issue in fitting if kind_of_unit(issue.unit) == figure.kind]
        same = of_kind or fitting  # cards are no number of anything else where cards are an issue
        said = [issue for issue in same if _is_said_as(heard, figure, issue, language)]
        clause = around(heard, figure, _CLAUSE)
        named = [issue for issue in same if names_issue(clause, issue, language)]
        chosen = said or (named if len(named) == 1 else same)
        yield TermFigure(figure, tuple(issue.id for issue in chosen))


def fits(figure: Figure, value: OptionValue | None) -> bool:
    """Whether a figure is exactly the value of an issue."""
    return not isinstance(value, str) and value is not None and figure.value == float(value)


def _can_be(figure: Figure, issue: Issue) -> bool:
    kind = kind_of_unit(issue.unit)
    return kind is not None and (figure.kind in {kind, "plain"} or kind == "plain")


def _is_said_as(heard: str, figure: Figure, issue: Issue, language: Language) -> bool:
    """Whether the words around a figure are those in which the issue is said."""
    if issue.say is None:
        return False
    before, _, after = _plain(issue.say.in_language(language)).partition("{value}")
    if not (before.strip() or after.strip()):
        return False
    return heard.endswith(before, 0, figure.start) and heard.startswith(after, figure.end)


def names_issue(clause: str, issue: Issue, language: Language) -> bool:
    """Whether a clause, in small letters, holds a word of the title of an issue."""
    title = _plain(issue.title.in_language(language))
    if language == "zh":
        return any(title[at : at + 2] in clause for at in range(max(1, len(title) - 1)))
    words = set(_TITLE_WORD.findall(title)) - _TITLE_FILLING
    return any(re.search(rf"\b{re.escape(word[:6])}", clause) for word in words)


def _phrases(issue: Issue, value: OptionValue, language: Language) -> tuple[str, ...]:
    """Return the words of its own that an option has, the longest first."""
    option = issue.choices[issue.positions[value]]
    said = [text.in_language(language) for text in (option.say, option.title) if text is not None]
    return tuple(sorted((_plain(text) for text in said), key=len, reverse=True))


def _is_worded(heard: str, issue: Issue, value: OptionValue, language: Language) -> bool:
    """Whether an option is stated in words of its own, or as nothing where it is nothing."""
    if any(_holds(heard, phrase) for phrase in _phrases(issue, value, language)[:1]):
        return True
    if issue.unit is Unit.NUMBER and issue.say is not None:
        # Figures that count hours, people or the like are read as none; their own words are not.
        form = _plain(issue.say.in_language(language))
        if _holds(heard, form.replace("{value}", _plain(issue.show(value, language)))):
            return True
    if value == 0:
        clauses = (
            clause for clause in _CLAUSE.split(heard) if names_issue(clause, issue, language)
        )
        return any(_NOTHING.search(clause) for clause in clauses)
    if issue.is_numeric:
        return False
    return any(_holds(heard, phrase) for phrase in _phrases(issue, value, language))


def _other_words(heard: str, issue: Issue, value: OptionValue, language: Language) -> Iterator[str]:
    """Yield the words of other options, where those of the own one are missing."""
    if _is_worded(heard, issue, value, language):
        return
    own = _phrases(issue, value, language)
    for option in issue.choices:
        if option.value == value or option.say is None:
            continue
        phrase = _plain(option.say.in_language(language))
        if _holds(heard, phrase) and not any(phrase in other for other in own):
            yield phrase


def _spoken_options(heard: str, space: OutcomeSpace, language: Language) -> list[tuple[int, int]]:
    """Return where options are said in words of their own: their figures are no figures."""
    spans: list[tuple[int, int]] = []
    for issue in space.issues:
        for option in issue.options or ():
            texts = (text for text in (option.say, option.title) if text is not None)
            for phrase in (_plain(text.in_language(language)) for text in texts):
                spans += [
                    (found.start(), found.end()) for found in re.finditer(re.escape(phrase), heard)
                ]
    return spans


def _without_others(heard: str, issue: Issue, space: OutcomeSpace, language: Language) -> str:
    """Blank out the sentences of other issues: the batches that come first are no first place."""
    for other in space.issues:
        for option in (other.options or ()) if other is not issue else ():
            if option.say is not None:
                phrase = _plain(option.say.in_language(language))
                heard = heard.replace(phrase, BLANK * len(phrase))
    return heard


def _holds(heard: str, phrase: str) -> bool:
    """Whether a text holds a phrase, in English as whole words."""
    if not phrase.isascii():
        return phrase in heard
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", heard) is not None


def _plain(text: str) -> str:
    """Return a text to compare by, every sign in its place."""
    if text.isascii():
        lowered = text.lower()
    else:
        lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return lowered.translate(str.maketrans("’‘“”％\n\t", "''\"\"%  "))

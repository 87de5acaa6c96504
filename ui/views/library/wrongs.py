"""What is wrong in a draft, in the words of the page. Pure.

The catalogue says it in English, for the log and the terminal. What people meet while they write is
said in both languages here; anything else is passed on as it is.
"""

import re

from negotiation.domain.values import Language
from negotiation.errors import FileProblem
from ui.texts import fill
from ui.views.play.wording import term_line

__all__ = ["in_words", "problem_line"]

NAME = "^[a-z0-9][a-z0-9_-]{0,63}$"
"""As the catalogue writes what a name is made of."""

_KNOWN = {
    kind: re.compile(pattern)
    for kind, pattern in (
        ("name", re.escape(f"string should match pattern '{NAME}', found ") + "(?P<found>.+)"),
        ("empty", r"string should have at least 1 character, found ''"),
        ("missing", r"missing key, it is required"),
        ("whole", r"found (?P<found>.+), expected a whole number"),
        ("number", r"found (?P<found>.+), expected a number(?: or 'simulated')?"),
        ("at_least", r"found (?P<found>.+), expected greater than or equal to (?P<limit>\S+)"),
        ("above", r"found (?P<found>.+), expected greater than (?P<limit>\S+)"),
        ("at_most", r"found (?P<found>.+), expected less than or equal to (?P<limit>\S+)"),
        ("below", r"found (?P<found>.+), expected less than (?P<limit>\S+)"),
        ("one_of", r"found (?P<found>.+), expected (?P<known>'.+' or '.+')"),
        ("points", r"(?P<n>\d+) numbers for (?P<options>\d+) options"),
        ("no_option", r"at least one option is needed"),
        ("repeated", r"repeated options: (?P<found>.+)"),
        ("range", r"stop must be above start, found (?P<start>\S+) to (?P<stop>\S+)"),
        ("say", r"'say' must hold \{value\} in both languages"),
        ("key", r"unknown key (?P<found>'[^']*').*"),
        ("unknown", r"unknown \w+ (?P<found>'[^']*'); known are (?P<known>.+)"),
    )
}


def in_words(problem: FileProblem, language: Language) -> str:
    """Return what is wrong in the language of the page, if it is one of what people often meet."""
    for kind, pattern in _KNOWN.items():
        found = pattern.fullmatch(problem.message)
        if found is not None:
            return fill(f"library_wrong_{kind}", language, **found.groupdict())
    return problem.message


def problem_line(problem: FileProblem, language: Language) -> str:
    """Return where a problem stands in the file, and what it is."""
    where = fill("library_wrong_line", language, line=str(problem.line))
    return term_line(f"{where} {problem.key_path}".rstrip(), in_words(problem, language), language)

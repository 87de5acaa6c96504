"""What is wrong in a draft, in the words of the page. Pure.

What people often meet while they write is said in both languages here; anything else is passed on
in English, as the log and the terminal have it.
"""

from negotiation.domain.values import Language
from negotiation.errors import FileProblem
from ui.texts import fill
from ui.views.play.wording import term_line

__all__ = ["in_words", "problem_line"]


def in_words(problem: FileProblem, language: Language) -> str:
    """Return what is wrong in the language of the page, if it is one of what people often meet."""
    if problem.fault is None:
        return problem.message
    return fill(f"library_wrong_{problem.fault.kind}", language, **dict(problem.fault.facts))


def problem_line(problem: FileProblem, language: Language) -> str:
    """Return where a problem stands in the file, and what it is."""
    where = fill("library_wrong_line", language, line=str(problem.line))
    return term_line(f"{where} {problem.key_path}".rstrip(), in_words(problem, language), language)

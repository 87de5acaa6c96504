"""The results in a folder as a list."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from evals.reporting.formats import NONE, count_shown
from negotiation.domain.values import Language, Text

__all__ = ["EvalLine", "EvalState", "line_rows", "state_of", "when"]

EvalState: TypeAlias = Literal["playing", "complete", "unfinished", "unreadable"]


class EvalLine(NamedTuple):
    """Results in a list."""

    name: str
    title: Text | None
    n_results: int
    n_cases: int
    changed_ns: int
    state: EvalState


def state_of(*, is_readable: bool, is_complete: bool, is_under_way: bool) -> EvalState:
    """Return how results are."""
    if not is_readable:
        return "unreadable"
    if is_under_way:
        return "playing"
    return "complete" if is_complete else "unfinished"


def when(changed_ns: int) -> str:
    """Write when results last changed, in the time of this machine.

    >>> when(0)
    '–'
    """
    if not changed_ns:
        return NONE
    return datetime.fromtimestamp(changed_ns / 1e9).astimezone().strftime("%Y-%m-%d %H:%M")


def line_rows(
    lines: tuple[EvalLine, ...], states: Mapping[EvalState, str], language: Language
) -> list[list[str]]:
    """Return a list as rows: folder, suite, results, state, when it changed."""
    return [
        [
            line.name,
            line.title.in_language(language) if line.title else NONE,
            f"{count_shown(line.n_results)} / {count_shown(line.n_cases)}",
            states[line.state],
            when(line.changed_ns),
        ]
        for line in lines
    ]

"""The talks that can be looked back on. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from negotiation.domain.values import Language
from negotiation.store.training.records import Attempt
from ui.views.replay.summaries import RunSummary

__all__ = ["PastTalk", "ended_attempts", "ended_runs"]


class PastTalk(NamedTuple):
    """A talk that has ended."""

    name: str
    """Of an attempt its id, of a run its name in an address."""
    label: str


def ended_attempts(attempts: Iterable[Attempt], titles: dict[str, str]) -> tuple[PastTalk, ...]:
    """Return the attempts that have ended, in their order.

    Args:
        attempts: of one trainee.
        titles: of scenarios by name, where they are known.
    """
    return tuple(
        PastTalk(
            each.id, f"{titles.get(each.scenario, each.scenario)} · {_when(each)}{_score(each)}"
        )
        for each in attempts
        if each.ended_at is not None
    )


def ended_runs(summaries: Iterable[RunSummary], language: Language) -> tuple[PastTalk, ...]:
    """Return the runs of the folder that have ended, in their order."""
    return tuple(
        PastTalk(each.name, f"{each.title.in_language(language)} · {each.label}")
        for each in summaries
        if each.is_over and each.title is not None and not each.is_practice
    )


def _when(attempt: Attempt) -> str:
    return (attempt.ended_at or attempt.created_at)[:16].replace("T", " ")


def _score(attempt: Attempt) -> str:
    score = attempt.result.score_fraction if attempt.result is not None else None
    return "" if score is None else f" · {score:.0%}"

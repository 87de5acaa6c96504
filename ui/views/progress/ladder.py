"""The next rung: how an attempt is made harder, and how its address is written."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from negotiation.domain.values import Language
from negotiation.store.training.records import Attempt, Difficulty
from ui.texts import fill, say
from ui.views.play.choices import ADVISERS, PACES, counterpart_name, has_patience
from ui.views.progress.scores import Scored

__all__ = ["GOOD_ENOUGH", "Retry", "difficulty_words", "harder", "play_query", "retry"]

T = TypeVar("T")

GOOD_ENOUGH = 0.6
"""The score from which on a harder variant teaches more than the same one again."""

FIRMER = ("strategy:conceder", "strategy:tit_for_tat", "strategy:linear", "strategy",
          "strategy:boulware", "strategy:firm")  # fmt: skip
"""Built-in counterparts from gentle to hard; the scenario's own stands in the middle."""


class Retry(NamedTuple):
    """What to play next."""

    attempt: Attempt
    """The one that it follows."""
    difficulty: Difficulty
    is_harder: bool


def harder(difficulty: Difficulty) -> Difficulty | None:
    """Return one rung more, or ``None`` at the top.

    First the counterpart gets firmer, then the adviser leaves, then time gets short. A counterpart
    that a model plays stays who it is.
    """
    changes: dict[str, object] = {}
    if (firmer := _next(FIRMER, difficulty.counterpart)) is not None:
        changes["counterpart"] = firmer
    elif (alone := _next(ADVISERS[::-1], difficulty.adviser)) is not None:
        changes["adviser"] = alone
    elif (shorter := _next(PACES, difficulty.pace_fraction)) is not None:
        changes["pace_fraction"] = shorter
    return difficulty.model_copy(update=changes) if changes else None


def retry(latest: Scored) -> Retry:
    """Return what to play after an attempt: the same in another world, or a harder one."""
    attempt = latest.attempt
    again = attempt.difficulty.model_copy(update={"seed": attempt.difficulty.seed + 1})
    rung = harder(again) if (latest.score or 0.0) >= GOOD_ENOUGH else None
    return Retry(attempt, rung or again, is_harder=rung is not None)


def play_query(scenario: str, seat: str, difficulty: Difficulty) -> dict[str, str]:
    """Return the address at which the screen of play is set up so."""
    return {
        "scenario": scenario,
        "party": seat,
        "counterpart": difficulty.counterpart,
        "adviser": difficulty.adviser,
        "pace": f"{difficulty.pace_fraction:g}",
        "seed": str(difficulty.seed),
        **({"patient": "true"} if difficulty.is_patient else {}),
    }


def difficulty_words(difficulty: Difficulty, language: Language) -> str:
    """Say what somebody is up against, in a line; a model is called by its name."""
    parts = [counterpart_name(difficulty.counterpart, language)]
    if difficulty.is_patient and has_patience(difficulty.counterpart):
        parts.append(say("progress_patient", language))
    parts.append(say(f"play_adviser_{difficulty.adviser}", language))
    if difficulty.pace_fraction < 1:
        share = f"{difficulty.pace_fraction:.0%}"
        parts.append(fill("progress_pace", language, share=share))
    return " · ".join(parts)


def _next(rungs: Sequence[T], here: T) -> T | None:
    """Return what comes after ``here``; ``None`` where it is the last, or none of them."""
    if here not in rungs[:-1]:
        return None
    return rungs[rungs.index(here) + 1]

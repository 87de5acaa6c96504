"""Whether a model's words may stand for a move: nothing cut, nothing added, nothing left out."""

import re

from negotiation.agents.negotiator import SeatBrief
from negotiation.analysis.conduct.character import slips_in
from negotiation.analysis.conduct.numbers import figures_in
from negotiation.analysis.conduct.terms import contradictions, states_all
from negotiation.domain.outcomes import Outcome
from negotiation.domain.values import without_control

__all__ = ["wording_problem"]

_ORDER = re.compile(r"\b[A-Z]{4,}=|条件=|对方说=|(?i:can ?not be said)|这话不能说")
"""Marks of our own request, which small models like to repeat."""

LONGEST_WORDING = 800
"""Characters; one or two sentences never need more."""


def wording_problem(
    brief: SeatBrief, said: str, outcome: Outcome | None, *, must_say: Outcome | None, is_cut: bool
) -> str:
    """Say what keeps ``said`` from being the words of a move; empty when they hold.

    Args:
        brief: of the seat.
        said: the model's words.
        outcome: what the move offers or accepts; ``None`` for a move without terms.
        must_say: the terms that have to be spoken of.
        is_cut: whether the reply ended before the model did.
    """
    if is_cut:
        return "it was cut off; be shorter."
    if not without_control(said).strip():
        return "it is empty."
    if found := _ORDER.search(said):
        return f"{found[0]!r} is part of the order, not of the words."
    if len(said) > LONGEST_WORDING:
        return "it is too long."
    names = (brief.own.name, *(side.name for side in brief.counterparts))
    if slip := next(slips_in(said, brief.language, names), None):
        return f"it {slip.detail}: {slip.words!r}."
    if outcome is None:
        wrong = tuple(said[figure.start : figure.end] for figure in figures_in(said))
        missing: tuple[str, ...] = ()
    else:
        wrong = contradictions(said, outcome, brief.space, brief.language)
        missing = states_all(said, must_say or outcome, brief.space, brief.language)
    if wrong:
        return f"{wrong[0]!r} is not in the terms."
    if missing:
        title = brief.space.by_id[missing[0]].title.in_language(brief.language)
        return f"{title!r} is left out."
    return ""

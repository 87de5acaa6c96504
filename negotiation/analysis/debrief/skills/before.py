"""Preparation: what was written down before the talks."""

from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.records import Check, Spot
from negotiation.analysis.debrief.skills.parts import check

__all__ = ["ENOUGH_QUESTIONS", "preparation_checks"]

ENOUGH_QUESTIONS = 3
"""Questions that are worth the whole point."""


def preparation_checks(prepared: Prepared | None, *, table: str, party: str) -> list[Check]:
    """Judge a preparation sheet; nothing where there was no occasion to fill one in.

    Args:
        prepared: the sheet, an empty one if nothing was written.
        table: the first table.
        party: who prepared.
    """
    if prepared is None:
        return []
    asked = tuple(question for question in prepared.questions if question.strip())

    def spots(words: str = "") -> list[Spot]:
        return [Spot(table=table, turn=0, party=party, quote=words)]

    target, limit = prepared.target_value, prepared.walk_away_value
    is_ordered = target is not None and limit is not None and target > limit
    return [
        check("target_written", float(target is not None), spots(prepared.target)),
        check("limit_written", float(limit is not None), spots()),
        check("target_above_limit", float(is_ordered), spots()),
        check(
            "questions_written",
            len(asked) / ENOUGH_QUESTIONS,
            spots("\n".join(asked)),
            n_questions=len(asked),
        ),
    ]

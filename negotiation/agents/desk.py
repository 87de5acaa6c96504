"""The deal desk of a seat: its adviser's figures, worded for the model or the person who plays."""

from negotiation.agents.adviser import Adviser, adviser_for
from negotiation.agents.adviser_card import render_advice
from negotiation.agents.negotiator import AdviserLevel, SeatBrief
from negotiation.agents.tender_desk import TenderAdviser
from negotiation.economics.own import RiskOf
from negotiation.protocol.view import View

__all__ = ["WordedAdviser", "desk_for"]


class WordedAdviser:
    """Advice as a line in the language of the seat."""

    def __init__(
        self, adviser: Adviser | TenderAdviser, brief: SeatBrief, *, for_people: bool = False
    ) -> None:
        self._adviser = adviser
        self._brief = brief
        self._for_people = for_people

    def advise(self, view: View) -> str:
        """Return what the desk says on the turn that is due."""
        brief = self._brief
        advice = self._adviser.advise(view)
        is_idle = advice.theirs is advice.own is None and not advice.counters
        if is_idle and advice.has_candidates and not self._for_people:
            return ""  # nothing lies on the table, and a model pays for every word
        return render_advice(
            advice,
            brief.space,
            brief.language,
            brief.preferences.unit,
            for_people=self._for_people,
        )


def desk_for(
    level: AdviserLevel, brief: SeatBrief, risk: RiskOf | None, *, for_people: bool = False
) -> WordedAdviser | None:
    """Return the desk that a seat has; ``None`` for one without."""
    adviser: Adviser | TenderAdviser | None = adviser_for(level, brief, risk)
    if adviser is not None and brief.tender is not None:
        adviser = TenderAdviser(brief, level, risk)
    return None if adviser is None else WordedAdviser(adviser, brief, for_people=for_people)

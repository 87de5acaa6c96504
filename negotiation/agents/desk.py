"""The deal desk of a seat: its adviser's figures, worded for the model or the person who plays."""

from negotiation.agents.advice import Advice
from negotiation.agents.adviser import Adviser, adviser_for
from negotiation.agents.adviser_card import render_advice
from negotiation.agents.negotiator import AdviserLevel, SeatBrief
from negotiation.agents.tender_desk import TenderAdviser
from negotiation.domain.outcomes import Outcome
from negotiation.economics.own import OwnRisk, RiskOf
from negotiation.protocol.view import View

__all__ = ["WordedAdviser", "desk_for"]


class WordedAdviser:
    """Advice as a line in the language of the seat."""

    def __init__(
        self,
        adviser: Adviser | TenderAdviser,
        brief: SeatBrief,
        *,
        risk: RiskOf | None = None,
        for_people: bool = False,
    ) -> None:
        self._adviser = adviser
        self._brief = brief
        self._risk = risk
        self._for_people = for_people

    def figures(self, view: View) -> Advice:
        """Return the figures behind the words, for whoever words them otherwise."""
        return self._adviser.advise(view)

    def risk_of(self, outcome: Outcome) -> OwnRisk | None:
        """Return what terms may come to; ``None`` for a desk that does not tell, or cannot.

        What a host signs hangs on whose bid it is, so a host's desk tells nothing here.
        """
        return None if self._risk is None or self._brief.is_host else self._risk(outcome)

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
    if adviser is None:
        return None
    told = risk if level == "full" else None
    return WordedAdviser(adviser, brief, risk=told, for_people=for_people)

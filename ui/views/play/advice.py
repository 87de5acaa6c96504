"""What the own deal desk says on the turn that is due, in the language of the page."""

from negotiation.agents.adviser_card import render_advice
from negotiation.agents.desk import WordedAdviser
from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.values import Language
from negotiation.protocol.view import View

__all__ = ["advice_of"]


def advice_of(brief: SeatBrief, view: View, language: Language) -> str | None:
    """Return what the desk says, a line each; ``None`` for a seat without one."""
    if not isinstance(brief.desk, WordedAdviser):
        return None
    return render_advice(
        brief.desk.figures(view),
        brief.space,
        language,
        brief.preferences.unit,
        for_people=True,
    )

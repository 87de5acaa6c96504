"""How both sides have moved, as the own side sees it: the marks of a chart."""

from dataclasses import dataclass

from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.events import OfferMade, round_of
from negotiation.domain.issues import Issue
from negotiation.domain.values import Language
from negotiation.protocol.view import View
from negotiation.store.training.records import AdviserLevel
from ui.views.play.drafting import scale_for_seat

__all__ = ["PathMark", "path_marks", "priced_issue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathMark:
    """An offer on the chart of concessions, as the own side sees it."""

    party: str
    turn: int
    round: int
    offer_id: str
    height: float
    """Own value over no deal in the unit of the scale, or the value of the first issue."""


def priced_issue(brief: SeatBrief, view: View, *, level: AdviserLevel) -> Issue | None:
    """Return the issue whose values the chart shows; ``None`` where it shows worths.

    A rival's bid at a tender is worth nothing to a bidder, and without an adviser no worth is told.
    """
    if view.tender is not None and not view.is_host:
        return brief.space.by_id[view.tender.price_issue]
    if level != "none":
        return None
    return next((issue for issue in brief.space.issues if issue.is_numeric), None)


def path_marks(
    brief: SeatBrief, view: View, *, level: AdviserLevel, language: Language
) -> tuple[PathMark, ...]:
    """Return every offer by its worth to the own side over no deal, or by the priced issue."""
    scale = scale_for_seat(brief, language)
    priced = priced_issue(brief, view, level=level)

    def height(made: OfferMade) -> float | None:
        if priced is not None:
            value = made.outcome[priced.id]
            return None if isinstance(value, str) else float(value)
        if level == "none" or (brief.is_host and made.party not in brief.lots):
            return None
        prefs = brief.lots.get(made.party, brief.preferences)
        over = prefs.value_of(made.outcome) - brief.preferences.reservation_value
        return over / scale.divisor

    return tuple(
        PathMark(
            party=made.party,
            turn=made.turn,
            round=round_of(made.turn, view.n_parties),
            offer_id=made.offer_id,
            height=found,
        )
        for made in view.history
        if isinstance(made, OfferMade) and (found := height(made)) is not None
    )

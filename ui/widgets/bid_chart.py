"""The chart of a tender: who bid what in which round, and the best bid."""

from collections.abc import Sequence

import altair as alt

from negotiation.domain.issues import Issue
from negotiation.domain.quantities import Unit
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.rounds import BidMark
from ui.views.talks import PartyView
from ui.widgets.drawing import HEIGHT, Drawing, colours_of, round_axis, tooltip, upright

__all__ = ["bid_chart"]


def bid_chart(
    marks: Sequence[BidMark],
    best: Sequence[BidMark],
    bidders: Sequence[PartyView],
    *,
    turn: int,
    issue: Issue,
    language: Language,
) -> Drawing:
    """Draw the bids until ``turn``, and the best of them at the end of every round."""
    shown_as = ".0%" if issue.unit is Unit.FRACTION else ",.0f"
    title = fill("bid_axis", language, issue=issue.title.in_language(language))
    prices = [mark.price for mark in marks]
    low, high = min(prices, default=0.0), max(prices, default=1.0)
    margin = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    last = max((mark.round for mark in (*marks, *best)), default=1)
    x = round_axis(last, language)
    y = alt.Y(
        "price:Q",
        title=title,
        axis=upright(shown_as),
        scale=alt.Scale(domain=[low - margin, high + margin], zero=False),
    )
    names = {party.id: party.name for party in bidders}
    leading = say("best_bid", language)
    colours = colours_of(bidders, rest=[leading])
    tips = tooltip(language, ("price", title), shown_as=shown_as)
    bids = (
        alt.Chart(alt.InlineData(values=_rows(marks, turn, names)))
        .mark_line(point=alt.OverlayMarkDef(size=60), strokeWidth=2)
        .encode(x=x, y=y, color=colours, order="turn:Q", tooltip=tips)
    )
    line = (
        alt.Chart(alt.InlineData(values=_rows(best, turn, dict.fromkeys(names, leading))))
        .mark_line(interpolate="step-after", strokeDash=[4, 3], strokeWidth=2)
        .encode(x=x, y=y, color=colours, order="turn:Q")
    )
    return alt.layer(line, bids).properties(height=HEIGHT)


def _rows(
    marks: Sequence[BidMark], turn: int, names: dict[str, str]
) -> list[dict[str, str | float]]:
    return [
        {
            "party": names[mark.party],
            "round": mark.round,
            "turn": mark.turn,
            "offer": mark.offer_id,
            "price": mark.price,
        }
        for mark in marks
        if mark.turn <= turn
    ]

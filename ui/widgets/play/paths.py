"""The chart of how both sides have moved, as the own side sees it."""

from collections.abc import Sequence

import altair as alt

from negotiation.domain.issues import Issue
from negotiation.domain.quantities import Unit
from negotiation.domain.values import Language
from ui.texts import fill
from ui.views.play.path import PathMark
from ui.views.talks import PartyView
from ui.widgets.drawing import Drawing, colours_of, round_axis, tooltip, upright

__all__ = ["path_chart"]

HEIGHT = 270


def path_chart(
    marks: Sequence[PathMark],
    parties: Sequence[PartyView],
    *,
    unit: str | None,
    issue: Issue | None,
    deadline: int,
    language: Language,
) -> Drawing:
    """Draw every offer: its worth in a ``unit``, or where none is told its value of ``issue``."""
    is_share = issue is not None and issue.unit is Unit.FRACTION
    shown_as = ".0%" if unit is None and is_share else ",.2f"
    if unit is not None:
        title = fill("play_worth_axis", language, unit=unit)
    else:
        title = issue.title.in_language(language) if issue is not None else ""
    heights = [mark.height for mark in marks] + ([0.0] if unit is not None else [])
    margin = (max(heights) - min(heights)) * 0.1 or abs(max(heights)) * 0.1 or 1.0
    y = alt.Y(
        "height:Q",
        title=title,
        axis=upright(shown_as if unit is None else None),
        scale=alt.Scale(domain=[min(heights) - margin, max(heights) + margin], zero=False),
    )
    lines = (
        alt.Chart(alt.InlineData(values=_rows(marks, parties)))
        .mark_line(point=alt.OverlayMarkDef(size=55), strokeWidth=2)
        .encode(
            x=round_axis(deadline, language),
            y=y,
            color=colours_of(parties),
            order="turn:Q",
            tooltip=tooltip(language, ("height", title), shown_as=shown_as),
        )
    )
    layers = [lines] if unit is None else [_no_deal(), lines]
    return alt.layer(*layers).properties(height=HEIGHT)


def _rows(marks: Sequence[PathMark], parties: Sequence[PartyView]) -> list[dict[str, str | float]]:
    names = {party.id: party.name for party in parties}
    return [
        {
            "party": names.get(mark.party, mark.party),
            "round": mark.round,
            "turn": mark.turn,
            "offer": mark.offer_id,
            "height": mark.height,
        }
        for mark in marks
    ]


def _no_deal() -> alt.Chart:
    """Draw where no deal lies."""
    line: alt.Chart = alt.Chart(alt.InlineData(values=[{"height": 0}])).mark_rule(
        strokeDash=[4, 3], opacity=0.6
    )
    return line.encode(y="height:Q")

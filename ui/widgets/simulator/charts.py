"""The charts of a deal: its cash and its clauses.

Names of parties and clauses appear as text of the drawing, which nothing interprets.
"""

from collections.abc import Mapping, Sequence

import altair as alt

from negotiation.app.worth_rows import CashPaths
from negotiation.domain.quantities import Scale
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.simulator.clauses import Bar
from ui.views.talks import PartyView
from ui.widgets.drawing import HEIGHT, Drawing, colours_of, upright
from ui.widgets.simulator.ruling import zero_line

__all__ = ["bars_chart", "cash_chart"]

MAX_BARS = 12
"""Clauses that the chart of bars shows; the table beside it has all."""

BAR_HEIGHT = 18

FRAME_HEIGHT = 120
"""Of axis and legend, which count within the height of a chart."""


def cash_chart(
    paths: Mapping[str, CashPaths],
    parties: Sequence[PartyView],
    scale: Scale,
    language: Language,
    *,
    pinned: Mapping[str, CashPaths] | None = None,
) -> Drawing:
    """Draw what each party has earned and paid by every month, as bands of the futures."""
    drawn = [party for party in parties if party.id in paths]
    colours = colours_of(drawn, columns=1)
    rows = [row for party in drawn for row in _band(party.name, paths[party.id], scale)]
    title = fill("sim_axis_cash", language, unit=scale.unit)
    x = alt.X("month:Q", title=say("sim_axis_month", language), axis=alt.Axis(grid=False))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, color=colours)
    tips = [
        alt.Tooltip("party:N", title=say("party", language)),
        alt.Tooltip("month:Q", title=say("sim_axis_month", language)),
        *(
            alt.Tooltip(f"{field}:Q", title=say(f"sim_cash_{field}", language), format=",.1f")
            for field in ("high", "middle", "low")
        ),
    ]
    band = base.mark_area(opacity=0.22).encode(
        y=alt.Y("low:Q", title=title, axis=upright()), y2="high:Q"
    )
    line = base.mark_line(strokeWidth=2.5).encode(y="middle:Q", tooltip=tips)
    layers = [zero_line("y"), band, line]
    if pinned:
        kept = [
            row
            for party in drawn
            if party.id in pinned
            for row in _band(party.name, pinned[party.id], scale)
        ]
        layers.append(
            alt.Chart(alt.InlineData(values=kept))
            .mark_line(strokeDash=[5, 4], strokeWidth=1.5)
            .encode(x=x, y="middle:Q", color=colours)
        )
    return alt.layer(*layers).properties(height=HEIGHT + 90)


def bars_chart(
    bars: Sequence[Bar], parties: Sequence[PartyView], scale: Scale, language: Language
) -> Drawing:
    """Draw what each clause adds for each party; the weightiest stands first."""
    shown = bars[:MAX_BARS]
    rows = [
        {
            "clause": bar.clause,
            "value": bar.value,
            "party": party.name,
            "worth": bar.worth[party.id] / scale.divisor,
        }
        for bar in shown
        for party in parties
        if party.id in bar.worth
    ]
    order = [bar.clause for bar in shown]
    title = fill("sim_axis_worth", language, unit=scale.unit)
    names = [party.name for party in parties]
    marks = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            y=alt.Y(
                "clause:N",
                title=None,
                sort=order,
                axis=alt.Axis(labelLimit=165, labelPadding=6),
            ),
            yOffset=alt.YOffset("party:N", sort=names),
            x=alt.X("worth:Q", title=title),
            color=colours_of(parties, columns=1),
            tooltip=[
                alt.Tooltip("clause:N", title=say("sim_clause", language)),
                alt.Tooltip("value:N", title=say("sim_value", language)),
                alt.Tooltip("party:N", title=say("party", language)),
                alt.Tooltip("worth:Q", title=title, format=",.1f"),
            ],
        )
    )
    height = FRAME_HEIGHT + BAR_HEIGHT * len(shown) * max(2, len(parties))
    return alt.layer(marks, zero_line("x")).properties(height=height)


def _band(name: str, paths: CashPaths, scale: Scale) -> list[dict[str, str | float]]:
    months = zip(paths.low_cny, paths.median_cny, paths.high_cny, strict=True)
    return [
        {
            "party": name,
            "month": month,
            "low": low / scale.divisor,
            "middle": middle / scale.divisor,
            "high": high / scale.divisor,
        }
        for month, (low, middle, high) in enumerate(months)
    ]

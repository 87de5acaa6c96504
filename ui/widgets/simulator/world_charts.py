"""The charts of other markets: their prices, and what the deal gains in each."""

from collections.abc import Mapping, Sequence

import altair as alt

from negotiation.domain.quantities import Scale
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.talks import PartyView
from ui.widgets.drawing import HEIGHT, Drawing, colours_of, legend, upright
from ui.widgets.simulator.ruling import zero_line

__all__ = ["price_chart", "worlds_chart"]

_WORLDS = ("#cc0066", "#e69f00", "#b3261e", "#0072b2", "#009e73", "#7a5c3e")


def price_chart(
    bands: Sequence[tuple[str, Sequence[Sequence[float]]]],
    axis: str,
    language: Language,
) -> Drawing:
    """Draw the median price of several markets over months, of the first with its band.

    Args:
        bands: name of the market, and its 5th, 50th and 95th percentile by month.
        axis: key of the axis' title.
        language: of the words.
    """
    names = [name for name, _ in bands]
    lines = [
        {"world": name, "month": month, "price": price}
        for name, paths in bands
        for month, price in enumerate(paths[1])
    ]
    low, _, high = bands[0][1]
    band = [
        {"month": month, "low": least, "high": most}
        for month, (least, most) in enumerate(zip(low, high, strict=True))
    ]
    title = say(axis, language)
    x = alt.X("month:Q", title=say("sim_axis_month", language), axis=alt.Axis(grid=False))
    y = alt.Y("low:Q", title=title, axis=upright(",.0f"), scale=alt.Scale(zero=False))
    area = (
        alt.Chart(alt.InlineData(values=band))
        .mark_area(opacity=0.2, color=_WORLDS[0])
        .encode(x=x, y=y, y2="high:Q")
    )
    drawn = (
        alt.Chart(alt.InlineData(values=lines))
        .mark_line(strokeWidth=2)
        .encode(
            x=x,
            y="price:Q",
            color=_world_colours(names),
            tooltip=[
                alt.Tooltip("world:N", title=say("sim_world", language)),
                alt.Tooltip("month:Q", title=say("sim_axis_month", language)),
                alt.Tooltip("price:Q", title=title, format=",.0f"),
            ],
        )
    )
    return alt.layer(area, drawn).properties(height=HEIGHT + 160)


def worlds_chart(
    gains: Sequence[tuple[str, Mapping[str, float]]],
    parties: Sequence[PartyView],
    scale: Scale,
    language: Language,
) -> Drawing:
    """Draw what the deal gains each party in each market, a line of dots a market."""
    rows = [
        {"world": name, "party": party.name, "gain": by_party[party.id] / scale.divisor}
        for name, by_party in gains
        for party in parties
    ]
    title = fill("sim_axis_gain", language, unit=scale.unit)
    dots = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(filled=True, size=130, opacity=1)
        .encode(
            y=alt.Y(
                "world:N",
                title=None,
                sort=[name for name, _ in gains],
                axis=alt.Axis(labelLimit=165, grid=True),
            ),
            x=alt.X("gain:Q", title=title),
            color=colours_of(parties, columns=1),
            tooltip=[
                alt.Tooltip("world:N", title=say("sim_world", language)),
                alt.Tooltip("party:N", title=say("party", language)),
                alt.Tooltip("gain:Q", title=title, format=",.1f"),
            ],
        )
    )
    return alt.layer(zero_line("x"), dots).properties(
        height=40 * len(gains) + 22 * len(parties) + 70
    )


def _world_colours(names: Sequence[str]) -> alt.Color:
    scale = alt.Scale(domain=list(names), range=list(_WORLDS[: len(names)]))
    return alt.Color("world:N", title=None, scale=scale, legend=legend(columns=1))

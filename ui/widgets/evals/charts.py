"""Charts of evals: values with their intervals, and differences by scenario.

Names of contestants and scenarios appear as text of the drawing, which nothing interprets.
"""

from collections.abc import Mapping, Sequence

import altair as alt

from evals.reporting.formats import is_share
from evals.reporting.pictures import scale_of_metric
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.evals.figures import Interval, title_of
from ui.views.palette import party_colour
from ui.widgets.drawing import Drawing

__all__ = ["difference_chart", "interval_chart"]

ROW_PIXELS = 30
FRAME_PIXELS = 70
NAME_PIXELS = 150


def interval_chart(found: Sequence[Interval], metric: str, language: Language) -> Drawing:
    """Draw values as dots and their intervals as lines, on the scale of the report.

    An interval that goes beyond the scale is cut at its edge.
    """
    scale = scale_of_metric(metric, [(each.value, each.low, each.high) for each in found])
    names = list(dict.fromkeys(each.name for each in found))
    splits = list(dict.fromkeys(each.split for each in found))
    rows = [
        {
            "contestant": each.name,
            "split": each.split,
            "value": each.value,
            "low": each.value if each.low is None else each.low,
            "high": each.value if each.high is None else each.high,
            "n": each.n,
        }
        for each in found
    ]
    x = alt.X(
        "value:Q",
        title=title_of(metric, language),
        scale=alt.Scale(domain=[scale.low, scale.high]),
        axis=alt.Axis(format=_format(metric), tickCount=6),
    )
    y = alt.Y(
        "contestant:N", sort=names, title=None, axis=alt.Axis(labelLimit=NAME_PIXELS, grid=True)
    )
    told = _tooltip(metric, language, splits)
    lines = (
        _base(rows, splits)
        .mark_rule(strokeWidth=2, clip=True)
        .encode(
            x=alt.X("low:Q", scale=alt.Scale(domain=[scale.low, scale.high])),
            x2="high:Q",
            y=y,
            tooltip=told,
        )
    )
    inside = [
        row for row, each in zip(rows, found, strict=True) if scale.low <= each.value <= scale.high
    ]
    dots = (
        _base(inside, splits)
        .mark_point(filled=True, size=70, opacity=1)
        .encode(x=x, y=y, tooltip=told)
    )
    height = FRAME_PIXELS + ROW_PIXELS * len(names) * max(1, len(splits))
    return alt.layer(lines, dots).properties(height=height)


def _base(rows: Sequence[Mapping[str, object]], splits: Sequence[str]) -> alt.Chart:
    """Return a chart with a colour and a lane for each part of a split."""
    base = alt.Chart(alt.InlineData(values=list(rows)))
    if len(splits) == 1:
        return base.encode(color=alt.value(party_colour(0).code))
    colours = [party_colour(place).code for place in range(len(splits))]
    return base.encode(
        color=alt.Color(
            "split:N",
            title=None,
            scale=alt.Scale(domain=list(splits), range=colours),
            legend=alt.Legend(orient="bottom", labelLimit=200, columns=2),
        ),
        yOffset=alt.YOffset("split:N", sort=list(splits)),
    )


def _tooltip(metric: str, language: Language, splits: Sequence[str]) -> list[alt.Tooltip]:
    shown_as = _format(metric)
    named = [alt.Tooltip("contestant:N", title=say("evals_contestant", language))]
    if len(splits) > 1:
        named.append(alt.Tooltip("split:N", title=say("evals_split", language)))
    return [
        *named,
        alt.Tooltip("value:Q", title=say("evals_value", language), format=shown_as),
        alt.Tooltip("low:Q", title=say("evals_low", language), format=shown_as),
        alt.Tooltip("high:Q", title=say("evals_high", language), format=shown_as),
        alt.Tooltip("n:Q", title=say("evals_n", language), format=",d"),
    ]


def difference_chart(means: Mapping[str, float], metric: str, language: Language) -> alt.Chart:
    """Draw the mean difference of each scenario as a bar from zero."""
    first, second = party_colour(0).code, party_colour(1).code
    rows = [
        {"scenario": scenario, "difference": value, "ahead": "first" if value > 0 else "second"}
        for scenario, value in means.items()
    ]
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(height=14)
        .encode(
            x=alt.X(
                "difference:Q",
                title=say("evals_difference", language),
                axis=alt.Axis(format=_format(metric), tickCount=6),
            ),
            y=alt.Y(
                "scenario:N", sort=list(means), title=None, axis=alt.Axis(labelLimit=NAME_PIXELS)
            ),
            color=alt.Color(
                "ahead:N",
                scale=alt.Scale(domain=["first", "second"], range=[first, second]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("scenario:N", title=say("evals_scenario", language)),
                alt.Tooltip(
                    "difference:Q", title=say("evals_difference", language), format=_format(metric)
                ),
            ],
        )
        .properties(height=FRAME_PIXELS + 24 * len(rows))
    )
    return drawn


def _format(metric: str) -> str:
    return ".0%" if is_share(metric) else ",.3~f"

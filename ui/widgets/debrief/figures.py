"""Figures of a debrief as charts: offers and frontier, concessions, clauses, branches."""

from collections.abc import Sequence

import altair as alt

from negotiation.analysis.debrief.branches import PlayOut
from negotiation.analysis.debrief.skill_records import Skill
from negotiation.app.exporting.debrief.clause_parts import ClauseBar
from negotiation.app.exporting.debrief.figures import Curve, Figure
from negotiation.app.exporting.debrief.handout import Names
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.palette import NEUTRAL, party_colour
from ui.widgets.drawing import HEIGHT, Drawing, legend, upright

__all__ = ["branch_chart", "clause_chart", "figure_chart", "skill_chart"]

MARGIN = 0.06

N_TICKS = 8
"""About so many on an axis of amounts: on a phone more would run into each other."""


def figure_chart(figure: Figure, language: Language) -> Drawing:
    """Draw a figure as the document has it."""
    names = [curve.name for curve in figure.curves]
    scale = alt.Scale(domain=names, range=[_visible(curve) for curve in figure.curves])
    colour = alt.Color("name:N", title=None, scale=scale, legend=legend(columns=2))
    x, y = _axes(figure)
    tips = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("label:N", title=say("turn", language)),
        alt.Tooltip("x:Q", title=figure.x_title, format=",.2f"),
        alt.Tooltip("y:Q", title=figure.y_title, format=",.2f"),
    ]
    layers = [
        _drawn(curve).encode(x=x, y=y, color=colour, tooltip=tips, order=alt.Order("place:Q"))
        for curve in figure.curves
    ]
    return alt.layer(*layers).properties(height=HEIGHT + (0 if figure.has_whole_x else 200))


def _drawn(curve: Curve) -> alt.Chart:
    chart = alt.Chart(alt.InlineData(values=_points(curve)))
    if curve.style == "mark":
        drawn = chart.mark_point(shape="diamond", size=140, filled=True, opacity=1)
    elif curve.style == "dashed":
        drawn = chart.mark_line(strokeDash=[4, 3])
    else:
        drawn = chart.mark_line(point=alt.OverlayMarkDef(size=45), strokeWidth=2)
    found: alt.Chart = drawn
    return found


def _axes(figure: Figure) -> tuple[alt.X, alt.Y]:
    xs = [point[0] for curve in figure.curves for point in curve.points]
    ys = [point[1] for curve in figure.curves for point in curve.points]
    y = alt.Y("y:Q", title=figure.y_title, axis=upright(), scale=alt.Scale(domain=_ends(ys)))
    if figure.has_whole_x:
        axis = alt.Axis(tickMinStep=1, format="d", grid=False)
        whole = alt.Scale(domain=[1, max(*xs, 2)])
        return alt.X("x:Q", title=figure.x_title, scale=whole, axis=axis), y
    axis = alt.Axis(tickCount=N_TICKS)
    return alt.X("x:Q", title=figure.x_title, scale=alt.Scale(domain=_ends(xs)), axis=axis), y


def _points(curve: Curve) -> list[dict[str, str | float]]:
    labels = curve.labels or ("–",) * len(curve.points)
    return [
        {"name": curve.name, "x": x, "y": y, "place": place, "label": label}
        for place, ((x, y), label) in enumerate(zip(curve.points, labels, strict=True))
    ]


def _visible(curve: Curve) -> str:
    """Return a colour that can be seen on white and on black."""
    return NEUTRAL if curve.colour == "#333333" else curve.colour


def clause_chart(
    bars: Sequence[ClauseBar],
    parties: Sequence[tuple[str, str, int]],
    unit: str,
    language: Language,
) -> Drawing:
    """Draw what clauses add.

    Args:
        bars: a clause and a party each.
        parties: id, name and place in the scenario of those that have bars.
        unit: of the worths.
        language: of the page.
    """
    known = {party: name for party, name, _ in parties}
    colours = alt.Scale(
        domain=list(known.values()), range=[party_colour(place).code for _, _, place in parties]
    )
    rows = [
        {"clause": b.clause, "party": known[b.party], "worth": b.worth, "said": b.written}
        for b in bars
    ]
    title = fill("debrief_clause_axis", language, unit=unit)
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("worth:Q", title=title, axis=alt.Axis(tickCount=N_TICKS)),
            y=alt.Y(
                "clause:N",
                title=None,
                sort=None,
                axis=_every_label(),
                scale=alt.Scale(paddingInner=0.35),
            ),
            yOffset=alt.YOffset("party:N", sort=list(known.values())),
            color=alt.Color("party:N", title=None, scale=colours, legend=legend(columns=2)),
            tooltip=[
                alt.Tooltip("party:N", title=" "),
                alt.Tooltip("clause:N", title=say("issue", language)),
                alt.Tooltip("said:N", title=title),
            ],
        )
    )
    clauses = len({bar.clause for bar in bars})
    return alt.layer(chart).properties(height=110 + 44 * clauses)


def skill_chart(skills: Sequence[tuple[Skill, str]], language: Language) -> Drawing:
    """Draw the scores of skills, each with its name, where there was an occasion."""
    rows = [
        {"skill": name, "score": 100 * skill.fraction}
        for skill, name in skills
        if skill.fraction is not None
    ]
    title = say("debrief_percent", language)
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color=party_colour(0).code)
        .encode(
            x=alt.X(
                "score:Q",
                title=title,
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(tickCount=N_TICKS),
            ),
            y=alt.Y("skill:N", title=None, sort=None, axis=_every_label()),
            tooltip=[
                alt.Tooltip("skill:N", title=" "),
                alt.Tooltip("score:Q", title=title, format=".0f"),
            ],
        )
    )
    return alt.layer(chart).properties(height=60 + 26 * len(rows))


def branch_chart(found: PlayOut, names: Names, language: Language) -> Drawing:
    """Draw both branches seed by seed, and their medians."""
    branches = (say("debrief_as_played", language), say("debrief_better", language))
    divisor = names.scale.divisor
    rows = []
    for place, seed in enumerate(found.seeds):
        values = (found.as_played.surpluses[place], found.better.surpluses[place])
        line = say("debrief_seed", language, seed=seed)
        rows += [
            {"branch": branch, "line": line, "gain": value / divisor}
            for branch, value in zip(branches, values, strict=True)
        ]
    medians = (found.as_played.median / divisor, found.better.median / divisor)
    middle = [
        {"branch": branch, "line": say("debrief_median", language), "gain": value}
        for branch, value in zip(branches, medians, strict=True)
    ]
    title = fill("debrief_play_out_axis", language, unit=names.scale.unit)
    x = alt.X("branch:N", title=None, sort=list(branches), axis=alt.Axis(labelAngle=0))
    y = alt.Y("gain:Q", title=title, axis=upright())
    tips = [
        alt.Tooltip("line:N", title=" "),
        alt.Tooltip("branch:N", title=say("debrief_branch", language)),
        alt.Tooltip("gain:Q", title=title, format=",.2f"),
    ]
    strong = party_colour(1).code
    each = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point=alt.OverlayMarkDef(size=35, color=NEUTRAL), color=NEUTRAL, opacity=0.6)
        .encode(x=x, y=y, detail="line:N", tooltip=tips)
    )
    median = (
        alt.Chart(alt.InlineData(values=middle))
        .mark_line(point=alt.OverlayMarkDef(size=90, color=strong), color=strong, strokeWidth=4)
        .encode(x=x, y=y, detail="line:N", tooltip=tips)
    )
    return alt.layer(each, median).properties(height=HEIGHT)


def _every_label() -> alt.Axis:
    """Return an axis of names that leaves none out."""
    return alt.Axis(labelLimit=240, labelOverlap=False)


def _ends(values: Sequence[float]) -> list[float]:
    low, high = min([*values, 0.0]), max([*values, 0.0])
    margin = (high - low) * MARGIN or 1.0
    return [low - margin, high + margin]

"""The chart of the deal zone: the efficient outcomes, named points, and the deal at hand."""

from collections.abc import Sequence

import altair as alt

from negotiation.domain.quantities import Scale
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.palette import NEUTRAL
from ui.views.simulator.zone import Spot
from ui.views.talks import PartyView
from ui.widgets.drawing import HEIGHT, Drawing, legend, upright
from ui.widgets.simulator.ruling import domain, zero_line

__all__ = ["zone_chart"]

_SHAPES = {
    "sim_this_deal": ("circle", "#cc0066"),
    "sim_pinned_deal": ("square", "#7a5c3e"),
    "nash": ("diamond", "#009e73"),
    "kalai_smorodinsky": ("triangle-up", "#0072b2"),
}


def zone_chart(
    frontier: Sequence[Spot],
    marks: Sequence[tuple[str, Spot]],
    sides: tuple[PartyView, PartyView],
    *,
    scale: Scale,
    language: Language,
) -> Drawing:
    """Draw the efficient outcomes, named points, and the deal on the workbench.

    Args:
        frontier: from left to right.
        marks: key of the catalogue and place, the chosen deal first.
        sides: whose gains the axes are.
        scale: of the gains.
        language: of the words.
    """
    first, second = sides
    spots = [*frontier, *(spot for _, spot in marks)]
    x = alt.X(
        "x:Q",
        title=fill("gain", language, party=first.name, unit=scale.unit),
        scale=alt.Scale(domain=domain([spot.x for spot in spots])),
    )
    y = alt.Y(
        "y:Q",
        title=fill("gain", language, party=second.name, unit=scale.unit),
        axis=upright(),
        scale=alt.Scale(domain=domain([spot.y for spot in spots])),
    )
    gains = [
        alt.Tooltip("x:Q", title=fill("surplus_of", language, party=first.name), format=",.2f"),
        alt.Tooltip("y:Q", title=fill("surplus_of", language, party=second.name), format=",.2f"),
    ]
    line = (
        alt.Chart(alt.InlineData(values=[spot._asdict() for spot in frontier]))
        .mark_line(
            strokeDash=[4, 3], color=NEUTRAL, point=alt.OverlayMarkDef(size=18, color=NEUTRAL)
        )
        .encode(x=x, y=y, order="x:Q", tooltip=gains)
    )
    points = _points(marks, gains, language).encode(x=x, y=y)
    layers = (zero_line("x"), zero_line("y"), line, points)
    return alt.layer(*layers).properties(height=HEIGHT + 160)


def _points(
    marks: Sequence[tuple[str, Spot]], gains: Sequence[alt.Tooltip], language: Language
) -> alt.Chart:
    """Return the named points, each with its own form and colour."""
    kinds = [say(kind, language) for kind, _ in marks]
    rows = [spot._asdict() | {"kind": kind} for kind, (_, spot) in zip(kinds, marks, strict=True)]
    forms = [_SHAPES[kind] for kind, _ in marks]

    def scale(place: int) -> alt.Scale:
        return alt.Scale(domain=kinds, range=[form[place] for form in forms])

    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(size=190, filled=True, opacity=1)
        .encode(
            shape=alt.Shape("kind:N", title=None, scale=scale(0), legend=legend(columns=1)),
            color=alt.Color("kind:N", title=None, scale=scale(1), legend=legend(columns=1)),
            tooltip=[alt.Tooltip("kind:N", title=" "), *gains],
        )
    )
    return drawn

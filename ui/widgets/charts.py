"""The two charts: how each side gave way, and where offers and results lie among outcomes.

Names of parties appear in a chart as text of the drawing, which nothing interprets. The axes span
the whole talk, so that a chart does not jump while somebody steps through it.
"""

from collections.abc import Mapping, Sequence

import altair as alt

from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.palette import NEUTRAL
from ui.views.points import OfferMark, Plane
from ui.views.talks import PartyView
from ui.widgets.drawing import HEIGHT, Drawing, colours_of, legend, round_axis, tooltip, upright

__all__ = ["concession_chart", "plane_chart"]

_SHAPES = {"nash": "diamond", "kalai_smorodinsky": "triangle-up", "signed": "circle"}
_SHAPES |= {"no_deal": "cross"}


def concession_chart(
    marks: Sequence[OfferMark],
    parties: Sequence[PartyView],
    *,
    turn: int,
    unit: str,
    language: Language,
) -> Drawing:
    """Draw what every offer until ``turn`` is worth to its own side, over its alternative."""
    names = {party.id: party.name for party in parties}
    own = [mark.surplus[mark.party] for mark in marks]
    rows = [_row(mark, names) | {"own": value} for mark, value in zip(marks, own, strict=True)]
    seen = [row for row, mark in zip(rows, marks, strict=True) if mark.turn <= turn]
    rounds = max((mark.round for mark in marks), default=1)
    x = round_axis(rounds, language)
    y = alt.Y(
        "own:Q",
        title=fill("own_surplus", language, unit=unit),
        axis=upright(),
        scale=alt.Scale(domain=_domain(own)),
    )
    lines = (
        alt.Chart(alt.InlineData(values=seen))
        .mark_line(point=alt.OverlayMarkDef(size=45), strokeWidth=2)
        .encode(
            x=x,
            y=y,
            color=colours_of(parties),
            tooltip=tooltip(language, ("own", fill("own_surplus", language, unit=unit))),
        )
    )
    return alt.layer(_zero("y"), lines).properties(height=HEIGHT)


def plane_chart(
    plane: Plane,
    marks: Sequence[OfferMark],
    parties: Sequence[PartyView],
    *,
    turn: int,
    unit: str,
    language: Language,
) -> Drawing:
    """Draw the offers until ``turn``, the frontier and the landmarks."""
    first, second = parties
    every = [(mark.surplus[first.id], mark.surplus[second.id]) for mark in marks]
    every += [(point.x, point.y) for point in plane.frontier]
    every += [(landmark.point.x, landmark.point.y) for landmark in plane.landmarks]
    x = alt.X(
        "x:Q",
        title=fill("gain", language, party=first.name, unit=unit),
        scale=alt.Scale(domain=_domain([point[0] for point in every])),
    )
    y = alt.Y(
        "y:Q",
        title=fill("gain", language, party=second.name, unit=unit),
        axis=upright(),
        scale=alt.Scale(domain=_domain([point[1] for point in every])),
    )
    colours = colours_of(parties, rest=[say("frontier", language)], columns=1)
    path = _path([mark for mark in marks if mark.turn <= turn], parties, language)
    frontier, landmarks = _frontier(plane, colours, language), _landmarks(plane, language)
    layers = (_zero("x"), _zero("y"), frontier, path.encode(x=x, y=y, color=colours), landmarks)
    return alt.layer(*layers).properties(height=HEIGHT + 180)


def _path(
    marks: Sequence[OfferMark], parties: Sequence[PartyView], language: Language
) -> alt.Chart:
    """Return the offers of two parties in the order in which they were made."""
    first, second = parties
    names = {party.id: party.name for party in parties}
    rows = [
        _row(mark, names) | {"x": mark.surplus[first.id], "y": mark.surplus[second.id]}
        for mark in marks
    ]
    gains = [
        (axis, fill("surplus_of", language, party=party.name))
        for axis, party in (("x", first), ("y", second))
    ]
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point=alt.OverlayMarkDef(size=45), strokeWidth=1.5)
        .encode(order="turn:Q", tooltip=tooltip(language, *gains))
    )
    return drawn


def _frontier(plane: Plane, colours: alt.Color, language: Language) -> alt.Chart:
    name = say("frontier", language)
    rows = [{"x": point.x, "y": point.y, "party": name} for point in plane.frontier]
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeDash=[4, 3], point=alt.OverlayMarkDef(size=12))
        .encode(x="x:Q", y="y:Q", order="x:Q", color=colours)
    )
    return drawn


def _landmarks(plane: Plane, language: Language) -> alt.Chart:
    kinds = [say(mark.kind, language) for mark in plane.landmarks]
    rows = [
        {"x": mark.point.x, "y": mark.point.y, "kind": kind}
        for mark, kind in zip(plane.landmarks, kinds, strict=True)
    ]
    shape = alt.Shape(
        "kind:N",
        title=None,
        scale=alt.Scale(
            domain=kinds,
            range=[_SHAPES[mark.kind] for mark in plane.landmarks],
        ),
        legend=legend(columns=2),
    )
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(size=150, filled=False, color=NEUTRAL, strokeWidth=2.5)
        .encode(x="x:Q", y="y:Q", shape=shape, tooltip=alt.Tooltip("kind:N", title=" "))
    )
    return drawn


def _row(mark: OfferMark, names: Mapping[str, str]) -> dict[str, str | float]:
    return {
        "party": names[mark.party],
        "round": mark.round,
        "turn": mark.turn,
        "offer": mark.offer_id,
    }


def _zero(axis: str) -> alt.Chart:
    rule = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(color=NEUTRAL, opacity=0.6)
    drawn: alt.Chart = rule.encode(x="at:Q") if axis == "x" else rule.encode(y="at:Q")
    return drawn


def _domain(values: Sequence[float]) -> list[float]:
    """Return the ends of an axis that shows ``values`` and zero, with a margin."""
    low, high = min([*values, 0.0]), max([*values, 0.0])
    margin = (high - low) * 0.06 or 1.0
    return [low - margin, high + margin]

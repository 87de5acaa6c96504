"""The two figures of a table: the plane of gains, and how both sides gave way."""

from collections.abc import Sequence
from typing import TypeAlias

from negotiation.analysis.debrief.records import OfferStep
from negotiation.app.exporting.debrief.figures import Curve, Figure
from negotiation.app.exporting.debrief.handout import Handout, Names
from negotiation.app.exporting.debrief.parts import Parts, sheet
from negotiation.app.exporting.debrief.words import said

__all__ = ["COLOURS", "MARKS", "chart_parts", "concession_figure", "path_rows", "plane_figure"]

Point: TypeAlias = tuple[float, float]

COLOURS = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b3261e", "#e69f00", "#56b4e9", "#7a5c3e",
    "#5b4a9e",
)  # fmt: skip
"""Of the parties by their place in the scenario, as everywhere in the app."""

GREY = "#8a8f98"

MARKS = {
    "agreement": "#b3261e",
    "alternative": "#333333",
    "nash": "#5b4a9e",
    "best": "#e69f00",
}
"""The marks that are drawn, and their colours."""


def chart_parts(handout: Handout, names: Names) -> Parts:
    """Return the figures, and the offers that they draw."""
    drawn = (plane_figure(handout, names), concession_figure(handout, names))
    headings = [said(key, names.language) for key in ("turn", "party", "offer")]
    headings += [said(key, names.language) for key in ("your_gain", "others_gain")]
    figures = tuple(figure for figure in drawn if figure is not None)
    return (*figures, *sheet(headings, path_rows(names), n_left=3))


def path_rows(names: Names) -> tuple[tuple[str, ...], ...]:
    """Return every offer on the way, oldest first."""
    return tuple(
        (
            f"{step.turn}",
            names.party(step.party),
            step.offer_id,
            names.amount(step.surplus),
            names.amount(step.others_surplus),
        )
        for step in names.table.plane.path
    )


def plane_figure(handout: Handout, names: Names) -> Figure | None:
    """Draw offers, frontier and result; ``None`` where there is nothing to draw."""
    plane, language, divisor = names.table.plane, names.language, names.scale.divisor
    curves = []
    if plane.frontier:
        points = tuple((m.surplus / divisor, m.others_surplus / divisor) for m in plane.frontier)
        curves.append(Curve(said("frontier", language), GREY, points, "dashed"))
    for steps in _by_party(names).values():
        path = [(step.surplus / divisor, step.others_surplus / divisor) for step in steps]
        curves.append(_offers(handout, names, steps, path))
    for mark in plane.marks:
        if mark.name in MARKS:
            at = (mark.surplus / divisor, mark.others_surplus / divisor)
            name = said(f"mark_{mark.name}", language)
            curves.append(Curve(name, MARKS[mark.name], (at,), "mark"))
    if not curves:
        return None
    unit = names.scale.unit
    others = [names.party(party) for party in plane.others]
    y_title = said("gain_of", language, party=", ".join(others), unit=unit)
    return Figure(
        title=said("plane", language),
        takeaway=said("plane_takeaway", language),
        x_title=said("gain_of", language, party=names.party(handout.own), unit=unit),
        y_title=y_title if len(others) == 1 else said("gain_of_others", language, unit=unit),
        curves=tuple(curves),
    )


def concession_figure(handout: Handout, names: Names) -> Figure | None:
    """Draw what every offer was worth to the own side; ``None`` where nobody made one."""
    language, divisor = names.language, names.scale.divisor
    curves = tuple(
        _offers(handout, names, steps, [(s.round, s.surplus / divisor) for s in steps])
        for steps in _by_party(names).values()
    )
    if not curves:
        return None
    own = names.party(handout.own)
    return Figure(
        title=said("concessions", language),
        takeaway=said("concessions_takeaway", language),
        x_title=said("round", language),
        y_title=said("worth_to_you", language, party=own, unit=names.scale.unit),
        curves=curves,
        has_whole_x=True,
    )


def _by_party(names: Names) -> dict[str, list[OfferStep]]:
    steps: dict[str, list[OfferStep]] = {}
    for step in names.table.plane.path:
        steps.setdefault(step.party, []).append(step)
    return steps


def _offers(
    handout: Handout, names: Names, steps: Sequence[OfferStep], points: Sequence[Point]
) -> Curve:
    party, seats = steps[0].party, [each.id for each in handout.scenario.parties]
    return Curve(
        said("offers_of", names.language, party=names.party(party)),
        COLOURS[seats.index(party) % len(COLOURS)],
        tuple(points),
        labels=tuple(f"{step.turn} · {step.offer_id}" for step in steps),
    )

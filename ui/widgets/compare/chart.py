"""How the parties gave way in two runs, drawn into one chart on one scale."""

from collections.abc import Sequence

import altair as alt

from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.palette import NEUTRAL
from ui.views.points import OfferMark
from ui.views.talks import PartyView
from ui.widgets.drawing import HEIGHT, Drawing, colours_of, round_axis, tooltip, upright

__all__ = ["paths_chart"]


def paths_chart(
    marks: tuple[Sequence[OfferMark], Sequence[OfferMark]],
    parties: Sequence[PartyView],
    *,
    part_round: int | None,
    unit: str,
    language: Language,
) -> Drawing:
    """Draw what every offer was worth to its own side: the first run solid, the second dashed.

    Args:
        marks: the offers of both runs, in the unit of the chart.
        parties: of the table.
        part_round: where the two runs part, marked by a line; ``None`` where they do not.
        unit: of the chart.
        language: of the page.
    """
    runs = [say("compare_first", language), say("compare_second", language)]
    title = fill("own_surplus", language, unit=unit)
    last = max((mark.round for made in marks for mark in made), default=1)
    dashes = alt.Scale(domain=runs, range=[[1, 0], [6, 4]])
    lines = (
        alt.Chart(alt.InlineData(values=_rows(marks, parties, runs)))
        .mark_line(point=alt.OverlayMarkDef(size=40), strokeWidth=2)
        .encode(
            x=round_axis(last, language),
            y=alt.Y("own:Q", title=title, axis=upright()),
            color=colours_of(parties),
            strokeDash=alt.StrokeDash("run:N", scale=dashes, legend=None),
            tooltip=[
                alt.Tooltip("run:N", title=say("run", language)),
                *tooltip(language, ("own", title)),
            ],
        )
    )
    rule = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(color=NEUTRAL, opacity=0.6)
    layers = [rule.encode(y="at:Q"), lines]
    if part_round is not None:
        part = alt.Chart(alt.InlineData(values=[{"at": part_round}]))
        layers.append(part.mark_rule(color=NEUTRAL, strokeDash=[2, 3]).encode(x="at:Q"))
    return alt.layer(*layers).properties(height=HEIGHT)


def _rows(
    marks: tuple[Sequence[OfferMark], Sequence[OfferMark]],
    parties: Sequence[PartyView],
    runs: Sequence[str],
) -> list[dict[str, str | float]]:
    names = {party.id: party.name for party in parties}
    return [
        {
            "party": names[mark.party],
            "run": run,
            "round": mark.round,
            "offer": mark.offer_id,
            "own": mark.surplus[mark.party],
        }
        for run, made in zip(runs, marks, strict=True)
        for mark in made
    ]

"""What every chart shares: colours of parties, axes, legends, tooltips."""

from collections.abc import Sequence
from typing import TypeAlias

import altair as alt

from negotiation.domain.values import Language
from ui.texts import say
from ui.views.palette import NEUTRAL, party_colour
from ui.views.talks import PartyView

__all__ = ["HEIGHT", "Drawing", "colours_of", "legend", "round_axis", "tooltip", "upright"]

Drawing: TypeAlias = alt.LayerChart | alt.FacetChart

HEIGHT = 280


def round_axis(last: int, language: Language) -> alt.X:
    """Return an axis of rounds that shows all of them."""
    return alt.X(
        "round:Q",
        title=say("axis_round", language),
        scale=alt.Scale(domain=[1, max(last, 2)]),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
    )


def colours_of(
    parties: Sequence[PartyView], *, rest: Sequence[str] = (), columns: int = 2
) -> alt.Color:
    """Return the colours of parties, and one for the ``rest``."""
    known = [party_colour(party.position).code for party in parties]
    scale = alt.Scale(
        domain=[*(party.name for party in parties), *rest], range=known + [NEUTRAL] * len(rest)
    )
    return alt.Color("party:N", title=None, scale=scale, legend=legend(columns))


def upright(shown_as: str | None = None) -> alt.Axis:
    """Write the title of a vertical axis above it, where it can be read."""
    return alt.Axis(
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=0,
        titleY=-8,
        format=shown_as or alt.Undefined,
    )


def legend(columns: int) -> alt.Legend:
    """Return a legend below the chart."""
    return alt.Legend(orient="bottom", labelLimit=200, columns=columns, symbolOpacity=1)


def tooltip(
    language: Language, *fields: tuple[str, str], shown_as: str = ",.2f"
) -> list[alt.Tooltip]:
    """Name what a point is. A title is never bare: one called ``image`` would load a picture."""
    fixed = [("party:N", "party"), ("offer:N", "offer"), ("round:Q", "axis_round")]
    shown = [alt.Tooltip(field, title=say(key, language)) for field, key in fixed]
    for field, title in fields:
        shown.append(alt.Tooltip(f"{field}:Q", title=title, format=shown_as))
    return shown

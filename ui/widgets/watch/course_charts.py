"""The charts of a campaign over its months. They grow while it is played."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import altair as alt

from negotiation.domain.values import Language
from ui.texts import say
from ui.views.palette import NEUTRAL
from ui.views.watch.course import Line
from ui.widgets.drawing import HEIGHT, Drawing, legend, upright

__all__ = ["Months", "over_months"]

FIRST = date(2023, 3, 1)
"""The month that markets count from."""

DASHES = {"promised": [5, 4], "list": [5, 4]}
"""How what is merely said is drawn."""


class Months(NamedTuple):
    """The months of a campaign, and how they are written."""

    start: int
    """The world's month 0, as a market counts it."""
    of_phases: tuple[int, ...]
    """When tables opened, counted from the start."""
    language: Language


def over_months(
    lines: Sequence[Line],
    *,
    title: str,
    colours: Mapping[str, str],
    months: Months,
    shown_as: str = ",.0f",
    kinds: Mapping[str, str] | None = None,
    with_zero: bool = True,
) -> Drawing:
    """Draw lines over the months of a campaign.

    Args:
        lines: what to draw.
        title: of the upright axis, with its unit.
        colours: by name of a line.
        months: which they are.
        shown_as: format of the numbers.
        kinds: where a name has two lines, what they are called by kind; those are dashed that
            were merely promised.
        with_zero: whether the upright axis begins at nothing.
    """
    x = alt.X(
        "utcyearmonth(date):T",
        title=None,
        axis=alt.Axis(format="%Y-%m", grid=False, labelOverlap=True, tickCount=6),
    )
    y = alt.Y("value:Q", title=title, axis=upright(shown_as), scale=alt.Scale(zero=with_zero))
    encoded: dict[str, Any] = {
        "x": x,
        "y": y,
        "color": _colour(lines, colours, columns=2 if kinds is None else 1),
        "detail": "kind:N",
        "tooltip": _tips(title, shown_as, months.language, has_kinds=kinds is not None),
    }
    if kinds is not None:
        encoded["strokeDash"] = _dashes(kinds)
    rows = [row for line in lines for row in _rows(line, months.start, kinds or {})]
    drawn = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeWidth=2, interpolate="monotone", point=_points(lines))
        .encode(**encoded)
    )
    return alt.layer(_rules(months), drawn).properties(height=HEIGHT)


def _colour(lines: Sequence[Line], colours: Mapping[str, str], *, columns: int) -> alt.Color:
    """Tell whose a line is; on a phone two legends side by side have a column each."""
    names = list(dict.fromkeys(line.name for line in lines))
    scale = alt.Scale(domain=names, range=[colours.get(name, NEUTRAL) for name in names])
    return alt.Color("name:N", title=None, scale=scale, legend=legend(columns))


def _dashes(kinds: Mapping[str, str]) -> alt.StrokeDash:
    """Tell by its dashes what was merely promised."""
    scale = alt.Scale(domain=[*kinds.values()], range=[DASHES.get(k, [1, 0]) for k in kinds])
    return alt.StrokeDash("kind:N", title=None, scale=scale, legend=legend(columns=1))


def _tips(title: str, shown_as: str, language: Language, *, has_kinds: bool) -> list[alt.Tooltip]:
    """Name what a point is. A title is never bare: one called ``image`` would load a picture."""
    month = say("watch_month", language)
    kind = [alt.Tooltip("kind:N", title=say("watch_kind", language))] if has_kinds else []
    return [
        alt.Tooltip("name:N", title=say("watch_whose", language)),
        *kind,
        alt.Tooltip("utcyearmonth(date):T", title=month, format="%Y-%m"),
        alt.Tooltip("value:Q", title=title, format=shown_as),
    ]


def _points(lines: Sequence[Line]) -> bool:
    """Whether months are marked: a line of one month would not be seen."""
    return max((len(line.points) for line in lines), default=0) < 2  # noqa: PLR2004


def _rows(line: Line, start: int, kinds: Mapping[str, str]) -> list[dict[str, str | float]]:
    return [
        {
            "name": line.name,
            "kind": kinds.get(line.kind, line.kind),
            "date": _day(start + month),
            "value": value,
        }
        for month, value in line.points
    ]


def _rules(months: Months) -> alt.Chart:
    """Draw a dotted line where tables opened."""
    rows = [{"date": _day(months.start + month)} for month in months.of_phases]
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rule(color=NEUTRAL, strokeDash=[1, 4], opacity=0.7)
        .encode(x="utcyearmonth(date):T")
    )
    return drawn


def _day(month: int) -> str:
    """Return the first day of a month that is counted as a market does, from March 2023."""
    year, place = divmod(FIRST.year * 12 + FIRST.month - 1 + month, 12)
    return date(year, place + 1, 1).isoformat()

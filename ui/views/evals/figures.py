"""Figures of contestants in cells: a value, its interval, how many seats it is over."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evals.baselines import is_baseline
from evals.leaderboard import Leaderboard
from evals.metrics.table import METRICS
from evals.reporting.formats import count_shown, interval_shown, shown
from evals.reporting.pictures import scale_of_metric
from evals.reporting.texts import REPORT_TEXTS
from evals.reporting.wording import GROUPS, Wording
from evals.rows import Row
from evals.summaries import GROUPINGS, Summary
from negotiation.domain.values import Language
from ui.texts import say

__all__ = ["Figures", "Interval", "axes_of", "board_rows", "figure", "headline_rows"]
__all__ += [
    "intervals_of",
    "left_out_rows",
    "metric_rows",
    "metrics_of",
    "off_scale_names",
    "ordered",
    "title_of",
]

Figures = Mapping[tuple[str, str], Summary]
"""By metric and contestant."""


class Interval(NamedTuple):
    """One value to be drawn, with the ends of its interval where it has one."""

    name: str
    split: str
    """The role, the scenario and so on; empty over all."""
    value: float
    low: float | None
    high: float | None
    n: int
    is_baseline: bool


def title_of(metric: str, language: Language) -> str:
    """Return what a metric is called."""
    return METRICS[metric].title.in_language(language)


def metrics_of(figures: Figures) -> tuple[str, ...]:
    """Return the metrics that somebody has a value of, in the order of reports."""
    return tuple(
        metric
        for metric in METRICS
        if any(each.estimate.value is not None for (own, _), each in figures.items()
               if own == metric)
    )  # fmt: skip


def ordered(figures: Figures, names: Sequence[str], metric: str) -> tuple[str, ...]:
    """Return contestants best first by a metric; who has no value of it comes last."""
    sign = 1.0 if METRICS[metric].better == "low" else -1.0

    def place(name: str) -> float:
        value = figures[metric, name].estimate.value
        return float("inf") if value is None else sign * value

    return tuple(sorted(names, key=place))


def figure(summary: Summary, language: Language) -> str:
    """Return a value with its interval.

    A dash stands for no value; a value of a single seat has no interval.
    """
    said = interval_shown(summary.metric, summary.estimate, REPORT_TEXTS[language]["to"])
    value = shown(summary.metric, summary.estimate.value)
    return f"{value} ({said})" if said else value


def headline_rows(
    figures: Figures, names: Sequence[str], metrics: Sequence[str], language: Language
) -> list[list[str]]:
    """Return a row for every contestant: its name, how many seats, and the metrics."""
    rows = []
    for name in names:
        own = [figures[metric, name] for metric in metrics]
        n = max((each.estimate.n + sum(each.excluded.values()) for each in own), default=0)
        rows.append([name, *(figure(each, language) for each in own), count_shown(n)])
    return rows


def metric_rows(
    figures: Figures, names: Sequence[str], group: str, language: Language
) -> list[list[str]]:
    """Return a row for every metric of a group that has a value, with every contestant's."""
    said = metrics_of(figures)
    return [
        [
            title_of(metric.name, language),
            *(figure(figures[metric.name, name], language) for name in names),
            REPORT_TEXTS[language][metric.better],
        ]
        for metric in GROUPS[group]
        if metric.name in said
    ]


def board_rows(board: Leaderboard, language: Language) -> list[list[str]]:
    """Return the standings: rank, what of it is resolved, value, by role, whom it is ahead of."""
    to = REPORT_TEXTS[language]["to"]
    roles = tuple(dict.fromkeys(role for each in board.standings for role in each.by_role))
    rows = []
    for place, each in enumerate(board.standings, 1):
        low, high = each.rank_low, each.rank_high
        whole = Summary(metric=board.metric, group=(), estimate=each.estimate, excluded={})
        by_role = (each.by_role[role].value if role in each.by_role else None for role in roles)
        rows.append([
            str(place),
            str(low) if low == high else f"{low} {to} {high}",
            each.contestant,
            figure(whole, language),
            *(shown(board.metric, value) for value in by_role),
            _behind(board, place, language),
        ])  # fmt: skip
    return rows


def _behind(board: Leaderboard, place: int, language: Language) -> str:
    """Name whom a contestant is ahead of; whoever is ahead of all below is said to be so."""
    own = board.standings[place - 1].ahead_of
    below = {each.contestant for each in board.standings[place:]}
    if len(own) > 1 and set(own) == below:
        return say("evals_all_below", language)
    return Wording(language).listed(iter(own))


def off_scale_names(found: Sequence[Interval], metric: str) -> tuple[str, ...]:
    """Return whose value the scale of a chart leaves out."""
    scale = scale_of_metric(metric, [(each.value, each.low, each.high) for each in found])
    return tuple(
        dict.fromkeys(each.name for each in found if not scale.low <= each.value <= scale.high)
    )


def intervals_of(summaries: Sequence[Summary], who: Mapping[str, str]) -> tuple[Interval, ...]:
    """Return the values that there are, to be drawn.

    Args:
        summaries: of one metric, by contestant, or by contestant and what varies.
        who: the words of ``--seat``, by contestant.
    """
    return tuple(
        Interval(
            name=each.group[0],
            split=each.group[1] if len(each.group) > 1 else "",
            value=each.estimate.value,
            low=each.estimate.low,
            high=each.estimate.high,
            n=each.estimate.n,
            is_baseline=is_baseline(who.get(each.group[0], "")),
        )
        for each in summaries
        if each.estimate.value is not None
    )


def axes_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what results can be split by: everything besides contestants that varies."""
    return tuple(
        axis
        for axis, value_of in GROUPINGS.items()
        if axis != "contestant" and len(set(map(value_of, rows))) > 1
    )


def left_out_rows(
    figures: Figures, names: Sequence[str], metric: str, language: Language
) -> list[list[str]]:
    """Return who has seats that say nothing about a metric: how many, and why."""
    wording = Wording(language)
    return [
        [name, wording.reason(reason), count_shown(n)]
        for name in names
        for reason, n in figures[metric, name].excluded.items()
    ]

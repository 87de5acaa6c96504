"""What results say: the first table, a chart of intervals, who is ahead, every other metric."""

from collections import Counter

import streamlit as st

from evals.leaderboard import Leaderboard
from evals.metrics.table import METRICS
from evals.reporting.formats import count_shown, plain
from evals.reporting.texts import REPORT_TEXTS
from evals.reporting.wording import GROUPS, Wording
from evals.summaries import Summary
from negotiation.domain.values import Language
from negotiation.errors import UsageError
from ui.data.evals import Opened, board_of, split_of, summaries_of
from ui.texts import fill, say
from ui.views.evals.figures import (
    Figures,
    axes_of,
    board_rows,
    figure,
    headline_rows,
    intervals_of,
    left_out_rows,
    metric_rows,
    metrics_of,
    off_scale_names,
    ordered,
    title_of,
)
from ui.widgets.evals.charts import interval_chart
from ui.widgets.show import show, show_grid

__all__ = ["show_counts", "show_results"]

MAX_PARTS = 9
"""Parts of a split that have a colour each; more would be told apart by nobody."""


def show_counts(held: Opened, language: Language) -> None:
    """Say of what these results are, how many cases there are, and whether the machines held."""
    suite = held.record.suite
    show(suite.summary.in_language(language))
    failures = Counter(
        each.failure.owner for each in held.results.records if each.failure is not None
    )
    n_played = len(held.results.records) - failures.total()
    with st.container(horizontal=True):
        st.metric(say("evals_n_cases", language), count_shown(held.record.n_cases), border=True)
        st.metric(say("evals_n_played", language), count_shown(n_played), border=True)
        st.metric(
            say("evals_n_failed", language),
            count_shown(failures.total()),
            border=True,
            help=say("evals_n_failed_help", language),
        )
        st.metric(
            say("evals_n_contestants", language), count_shown(len(held.contestants)), border=True
        )
    if failures:
        texts = REPORT_TEXTS[language]
        parts = (f"{texts[f'owner_{owner}']} {n}" for owner, n in failures.items())
        show(Wording(language).listed(parts))


def show_results(held: Opened, metric: str, language: Language) -> None:
    """Draw what results say, most of all of one metric."""
    with st.spinner(say("evals_reading", language)):
        figures = summaries_of(held)
    names = ordered(figures, held.contestants, held.headline[0])
    texts = REPORT_TEXTS[language]
    st.subheader(say("evals_headline", language), anchor=False)
    show_grid(
        [texts["contestant"], *(title_of(name, language) for name in held.headline), texts["rows"]],
        headline_rows(figures, names, held.headline, language),
        key="evals-headline",
        alt=say("evals_headline", language),
    )
    st.caption(say("evals_interval_note", language))
    _chart(held, metric, language)
    _board(held, metric, language)
    _others(figures, names, metric, language)


def _chart(held: Opened, metric: str, language: Language) -> None:
    st.subheader(say("evals_intervals", language), anchor=False)
    show(_meaning(metric, language))
    axes = ("", *axes_of(held.rows))
    axis: str = st.selectbox(
        say("evals_split_by", language),
        axes,
        format_func=lambda name: (
            REPORT_TEXTS[language][f"by_{name}"] if name else say("evals_no_split", language)
        ),
        key=f"evals-axis-{language}",
    )
    summaries = (
        split_of(held, metric, axis)
        if axis
        else [each for (own, _), each in summaries_of(held).items() if own == metric]
    )
    found = intervals_of(summaries, {row.contestant: row.who for row in held.rows})
    if not found:
        st.info(say("evals_no_value", language))
        return
    if len({each.split for each in found}) > MAX_PARTS:
        st.info(say("evals_too_many_parts", language, n=MAX_PARTS))
        return
    names = ordered(summaries_of(held), held.contestants, metric)
    in_order = sorted(found, key=lambda each: names.index(each.name))
    st.altair_chart(
        interval_chart(in_order, metric, language),
        key="evals-intervals",
        alt=say("evals_intervals_alt", language),
    )
    if off_scale := off_scale_names(in_order, metric):
        show(fill("evals_off_scale", language, names=Wording(language).listed(iter(off_scale))))
    if METRICS[metric].better != "neither" and not axis:
        _best(summaries_of(held)[metric, in_order[0].name], language)


def _best(summary: Summary, language: Language) -> None:
    """Say what the chart shows."""
    words = {"name": summary.group[0], "value": figure(summary, language)}
    show(fill(f"evals_best_{METRICS[summary.metric].better}", language, **words))


def _meaning(metric: str, language: Language) -> str:
    """Say how a metric is computed."""
    end = "" if language == "zh" else ": "
    return f"{title_of(metric, language)}{end or '：'}{Wording(language).meaning(metric)}"


def _board(held: Opened, metric: str, language: Language) -> None:
    st.subheader(say("evals_board", language), anchor=False)
    try:
        with st.spinner(say("evals_comparing", language)):
            board = board_of(held, metric)
    except UsageError:
        st.info(say("evals_no_value", language))
        return
    texts = REPORT_TEXTS[language]
    roles = dict.fromkeys(role for each in board.standings for role in each.by_role)
    header = [
        texts["rank"],
        say("evals_ranks", language),
        texts["contestant"],
        title_of(metric, language),
        *(role for role in roles),
        say("evals_ahead_of", language),
    ]
    rows = board_rows(board, language)
    if any(each.rank_low == 1 == each.rank_high for each in board.standings):
        st.caption(say("evals_one_first", language))
    else:
        n = sum(each.rank_low == 1 for each in board.standings)
        st.caption(say("evals_several_first", language, n=n))
    show_grid(header, rows, key="evals-board", alt=say("evals_board", language))
    st.caption(say("evals_board_note", language))
    _strengths(board, language)


def _strengths(board: Leaderboard, language: Language) -> None:
    if not board.strengths:
        return
    texts = REPORT_TEXTS[language]
    with st.expander(say("evals_strengths", language)):
        show(texts["ranking_note"] if board.is_head_to_head else say("evals_alike_games", language))
        show_grid(
            [texts[key] for key in ("contestant", "rank", "ranks", "strength", "games")],
            [
                [
                    each.name,
                    str(each.rank),
                    Wording(language).ranks(each),
                    f"{plain(each.strength)} ({plain(each.low)} {texts['to']} {plain(each.high)})",
                    count_shown(each.n_games),
                ]
                for each in board.strengths
            ],
            key="evals-strengths",
            alt=say("evals_strengths", language),
        )


def _others(figures: Figures, names: tuple[str, ...], metric: str, language: Language) -> None:
    texts = REPORT_TEXTS[language]
    said = set(metrics_of(figures))
    with st.expander(say("evals_all_metrics", language)):
        for group, metrics in GROUPS.items():
            if not said & {each.name for each in metrics}:
                continue
            show(texts[f"group_{group}"])
            show_grid(
                [texts["metric"], *names, say("evals_direction", language)],
                metric_rows(figures, names, group, language),
                key=f"evals-group-{group}",
                alt=say("evals_all_metrics", language),
            )
    left_out = left_out_rows(figures, names, metric, language)
    if left_out:
        with st.expander(say("evals_left_out", language)):
            show(texts["left_out_note"])
            show_grid(
                [texts[key] for key in ("contestant", "reason", "rows")],
                left_out,
                key="evals-left-out",
                alt=say("evals_left_out", language),
            )

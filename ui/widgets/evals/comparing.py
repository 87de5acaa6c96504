"""Two contestants side by side, of one folder of results or of two."""

from collections.abc import Sequence

import streamlit as st

from evals.metrics.table import METRICS
from evals.reporting.formats import is_share
from evals.reporting.texts import REPORT_TEXTS
from evals.statistics.pairing import PairedComparison
from negotiation.domain.values import Language
from ui.data.evals import EvalEntry, Opened, contrast_of, opened
from ui.data.places import name_of
from ui.page import Page
from ui.texts import say
from ui.views.evals.contrasts import (
    Apart,
    apart_rows,
    by_scenario,
    comparison_rows,
    differences,
    hint_of,
    needed,
)
from ui.views.evals.figures import title_of
from ui.widgets.evals.address import follow, tell
from ui.widgets.evals.charts import difference_chart
from ui.widgets.show import show, show_grid

__all__ = ["show_comparison"]

MAX_SHOWN = 20
"""Cells that differ most."""

MAX_BARS = 40

APART_HEADER = (
    "evals_scenario", "evals_role", "evals_opponent", "evals_seed_column", "evals_first",
    "evals_second", "evals_difference",
)  # fmt: skip


def show_comparison(first: Opened, entries: Sequence[EvalEntry], metric: str, page: Page) -> None:
    """Ask what is compared with what, and draw how they differ."""
    language = page.language
    st.caption(say("evals_compare_note", language))
    second = _second(first, entries, language)
    names = _names(first, second, language)
    if first.path == second.path and names[0] == names[1]:
        st.info(say("evals_same", language), icon=":material/info:")
        return
    with st.spinner(say("evals_comparing", language)):
        metrics = tuple(dict.fromkeys((metric, *first.headline)))
        comparisons = contrast_of(first, second, (names,), metrics)
    _verdict(comparisons, metric, language)
    show_grid(
        [REPORT_TEXTS[language]["metric"], *_header(language)],
        comparison_rows(comparisons, language, by_metric=True),
        key="evals-contrast",
        alt=say("evals_contrast", language),
    )
    _power((first, second), names, metric, language)
    _everybody(first, second, metric, language)
    found = differences(first.rows, second.rows, names, metric)
    if any(each.difference for each in found):
        _apart(found, (first, second), metric, page)


def _second(first: Opened, entries: Sequence[EvalEntry], language: Language) -> Opened:
    """Ask for the other results; at first the same again, or what the address says."""
    by_name = {each.name: each for each in entries if each.record is not None and each.n_results}
    names = sorted(by_name, key=lambda name: name != first.path.name)
    follow("second", "evals-other", by_name)
    chosen: str = st.selectbox(
        say("evals_other", language), names, format_func=str, key="evals-other"
    )
    tell("second", chosen)
    return opened(by_name[chosen].path)


def _names(first: Opened, second: Opened, language: Language) -> tuple[str, str]:
    with st.container(horizontal=True):
        one: str = st.selectbox(
            say("evals_first", language), first.contestants, format_func=str, key="evals-first"
        )
        others = second.contestants
        is_same = first.path == second.path
        fitting = one if one in others and not is_same else None
        different = next((name for name in others if name != one), others[0])
        other: str = st.selectbox(
            say("evals_second", language),
            others,
            index=others.index(fitting or different),
            format_func=str,
            key=f"evals-second-{second.path.name}-{one}",
        )
    return one, other


def _header(language: Language) -> list[str]:
    texts = REPORT_TEXTS[language]
    return [
        say("evals_difference_points", language),
        texts["pairs"],
        texts["p"],
        texts["verdict"],
    ]


def _verdict(comparisons: Sequence[PairedComparison], metric: str, language: Language) -> None:
    """Say in a sentence what the chosen metric says."""
    found = next(each for each in comparisons if each.metric == metric)
    if found.difference is None:
        st.info(say("evals_no_pairs", language))
        return
    if found.low == found.high == 0.0:
        st.info(say("evals_alike", language, n=found.n_pairs), icon=":material/balance:")
        return
    if not found.is_resolved:
        st.info(say("evals_unresolved", language, n=found.n_pairs), icon=":material/balance:")
        return
    sign = -1 if METRICS[metric].better == "low" else 1
    key = "first" if sign * found.difference > 0 else "second"
    if METRICS[metric].better == "neither":
        st.success(say("evals_resolved", language, n=found.n_pairs))
    else:
        st.success(say(f"evals_resolved_{key}", language, n=found.n_pairs))


def _everybody(first: Opened, second: Opened, metric: str, language: Language) -> None:
    """Compare everybody who is in both, where they are two."""
    common = tuple((name, name) for name in first.contestants if name in second.contestants)
    if first.path == second.path or len(common) < 2:  # noqa: PLR2004 - one is above already
        return
    with st.expander(say("evals_everybody", language, n=len(common))):
        show_grid(
            [REPORT_TEXTS[language]["contestant"], *_header(language)],
            comparison_rows(
                contrast_of(first, second, common, (metric,)), language, by_metric=False
            ),
            key="evals-everybody",
            alt=say("evals_everybody", language, n=len(common)),
        )


def _power(
    both: tuple[Opened, Opened], names: tuple[str, str], metric: str, language: Language
) -> None:
    first, second = both
    numbers = needed(hint_of(first.rows, second.rows, names, metric))
    if numbers is None:
        return
    unit = "points" if is_share(metric) else "units"
    st.caption(say(f"evals_power_{unit}", language, **numbers))


def _apart(found: Sequence[Apart], both: tuple[Opened, Opened], metric: str, page: Page) -> None:
    language = page.language
    means = by_scenario(found)
    if 1 < len(means) <= MAX_BARS:
        st.subheader(say("evals_by_scenario", language), anchor=False)
        st.caption(say("evals_by_scenario_note", language))
        st.altair_chart(
            difference_chart(means, metric, language),
            key="evals-differences",
            alt=say("evals_by_scenario", language),
        )
    st.subheader(say("evals_apart", language), anchor=False)
    shown_here = [each for each in found if each.difference][:MAX_SHOWN]
    _talks(shown_here, both, metric, page)
    show_grid(
        [say(key, language) for key in APART_HEADER],
        apart_rows(shown_here, metric),
        key="evals-apart",
        alt=say("evals_apart", language),
    )


def _talks(found: Sequence[Apart], both: tuple[Opened, Opened], metric: str, page: Page) -> None:
    """Ask for one of the cells, and lead to its two talks."""
    language = page.language
    place: int | None = st.selectbox(
        say("evals_open_pair", language),
        range(len(found)),
        index=None,
        format_func=lambda number: " · ".join(apart_rows([found[number]], metric)[0]),
        placeholder=say("evals_choose_case", language),
        key=f"evals-pair-{language}",
    )
    if place is None:
        return
    each = found[place]
    folders = [
        name_of(page.runs, held.results.folders[case_id])
        for held, case_id in zip(both, (each.first_case, each.second_case), strict=True)
    ]
    show(f"{title_of(metric, language)}: {' · '.join(apart_rows([each], metric)[0])}")
    with st.container(horizontal=True):
        st.page_link(
            "screens/compare.py",
            label=say("evals_side_by_side", language),
            icon=":material/compare_arrows:",
            query_params={"first": folders[0], "second": folders[1]},
        )
        st.page_link(
            "screens/replay.py",
            label=say("evals_talk_first", language),
            icon=":material/history:",
            query_params={"run": folders[0]},
        )
        st.page_link(
            "screens/replay.py",
            label=say("evals_talk_second", language),
            icon=":material/history:",
            query_params={"run": folders[1]},
        )

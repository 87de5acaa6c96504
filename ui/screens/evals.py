"""Evals: which results there are, what they say, and the cases behind every figure."""

import streamlit as st

from evals.metrics.table import METRICS
from negotiation.domain.values import Language
from ui.data.evals import EvalEntry, Opened, find_evals, opened
from ui.page import Page, this_page
from ui.session import keep_first
from ui.texts import say
from ui.views.evals.figures import title_of
from ui.widgets.boundary import friendly
from ui.widgets.evals.address import follow, tell
from ui.widgets.evals.cases import asked_case, show_case, show_cases
from ui.widgets.evals.choosing import choose_eval, show_nothing_yet
from ui.widgets.evals.comparing import show_comparison
from ui.widgets.evals.files import show_downloads
from ui.widgets.evals.playing import (
    go_on,
    look_at_started,
    show_false_start,
    show_playing,
    show_problem,
)
from ui.widgets.evals.results import show_counts, show_results

__all__ = ["draw"]

VIEWS = ("results", "cases", "compare", "files")


def draw(page: Page) -> None:
    """Draw the screen."""
    entries = find_evals(page.runs)
    look_at_started(entries)
    show_playing(page)
    show_false_start(page, entries)
    if not entries:
        show_nothing_yet(page)
        return
    entry = choose_eval(entries, page)
    if entry.record is None:
        st.warning(say("evals_unreadable", page.language), icon=":material/broken_image:")
    show_problem(entry, page.language)
    go_on(page, entry)
    held = opened(entry.path)
    case_id = asked_case(held)
    if case_id is not None:
        show_case(held, case_id, page)
    elif not held.rows:
        st.info(say("evals_no_results", page.language), icon=":material/hourglass_empty:")
    else:
        _results(held, entries, page)


def _results(held: Opened, entries: tuple[EvalEntry, ...], page: Page) -> None:
    language = page.language
    show_counts(held, language)
    view, metric = _look(held, language)
    match view:
        case "cases":
            show_cases(held, metric, language)
        case "compare":
            show_comparison(held, entries, metric, page)
        case "files":
            show_downloads(held, language)
        case _:
            show_results(held, metric, language)


def _look(held: Opened, language: Language) -> tuple[str, str]:
    """Ask what to look at, and by which metric."""
    metrics = (*held.headline, *(name for name in METRICS if name not in held.headline))
    view_key, metric_key = "evals-view", f"evals-metric-{language}"
    keep_first(view_key, VIEWS[0])
    follow("view", view_key, VIEWS)
    follow("metric", metric_key, metrics)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view: str | None = st.segmented_control(
            say("evals_view", language),
            VIEWS,
            format_func=lambda name: say(f"evals_view_{name}", language),
            required=True,
            key=view_key,
        )
        metric: str = st.selectbox(
            say("evals_metric", language),
            metrics,
            format_func=lambda name: title_of(name, language),
            key=metric_key,
        )
    view = view or VIEWS[0]
    tell("view", view)
    tell("metric", metric)
    return view, metric


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

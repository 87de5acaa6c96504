"""Evals: which results there are, what they say, and the cases behind every figure."""

import streamlit as st

from evals.metrics.table import METRICS
from negotiation.domain.values import Language
from ui.data.evals import EvalEntry, Opened, find_evals, jobs, opened
from ui.page import Page, this_page
from ui.session import keep_first
from ui.texts import fill, say
from ui.views.evals.figures import title_of
from ui.views.evals.listing import EvalLine, EvalState, line_rows, state_of, when
from ui.widgets.boundary import friendly
from ui.widgets.evals.address import follow, tell
from ui.widgets.evals.cases import asked_case, show_case, show_cases
from ui.widgets.evals.comparing import show_comparison
from ui.widgets.evals.files import show_downloads
from ui.widgets.evals.playing import (
    EXAMPLE,
    go_on,
    look_at_started,
    show_playing,
    show_problem,
    start_button,
    start_form,
)
from ui.widgets.evals.results import show_counts, show_results
from ui.widgets.show import show, show_command, show_grid

__all__ = ["draw"]

CHOICE_PIXELS = 460
"""So wide that a phone puts the buttons below."""

VIEWS = ("results", "cases", "compare", "files")
LIST_HEADER = ("evals_folder", "evals_suite", "evals_cases", "evals_state", "evals_when")
STATES: tuple[EvalState, ...] = ("playing", "complete", "unfinished", "unreadable")


def draw(page: Page) -> None:
    """Draw the screen."""
    entries = find_evals(page.runs)
    look_at_started(entries)
    show_playing(page)
    if not entries:
        _nothing_yet(page)
        return
    entry = _choose(entries, page)
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


def _nothing_yet(page: Page) -> None:
    language = page.language
    st.caption(say("evals_tagline", language))
    st.info(say("evals_none_yet", language), icon=":material/leaderboard:")
    start_button(page, is_main=True)
    if not page.visitor.is_coach:
        st.caption(say("evals_ask_coach", language))
    st.caption(say("evals_or_terminal", language))
    show_command(f"haggle eval {EXAMPLE}")
    show(fill("looked_in", language, folder=str(page.runs)))


def _choose(entries: tuple[EvalEntry, ...], page: Page) -> EvalEntry:
    """Ask for results; at first those that changed last."""
    language = page.language
    by_name = {each.name: each for each in entries}
    key = f"evals-which-{language}"
    follow("eval", key, by_name)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen: str = st.selectbox(
            say("evals_which", language),
            list(by_name),
            format_func=lambda name: _described(by_name[name], language),
            key=key,
            width=CHOICE_PIXELS,
        )
        start_button(page, is_main=False)
        start_form(page)
    tell("eval", chosen)
    if len(entries) > 1:
        with st.expander(say("evals_all", language, n=len(entries))):
            show_grid(
                [say(key, language) for key in LIST_HEADER],
                line_rows(
                    tuple(map(_line, entries)),
                    {each: say(f"evals_state_{each}", language) for each in STATES},
                    language,
                ),
                key="evals-all",
                alt=say("evals_all", language, n=len(entries)),
            )
    return by_name[chosen]


def _described(entry: EvalEntry, language: Language) -> str:
    line = _line(entry)
    state = "" if line.state == "complete" else f" · {say(f'evals_state_{line.state}', language)}"
    return f"{line.name} · {line.n_results}/{line.n_cases} · {when(line.changed_ns)}{state}"


def _line(entry: EvalEntry) -> EvalLine:
    record = entry.record
    return EvalLine(
        name=entry.name,
        title=record.suite.title if record else None,
        n_results=entry.n_results,
        n_cases=record.n_cases if record else 0,
        changed_ns=entry.changed_ns,
        state=state_of(
            is_readable=record is not None,
            is_complete=entry.is_complete,
            is_under_way=entry.path.resolve() in jobs().under_way,
        ),
    )


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

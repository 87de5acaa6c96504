"""Playing a suite from the page: start it, watch how far it is, stop it, go on with it.

It takes a processor that everybody shares, so where people sign in it is for coaches.
"""

import shlex
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import streamlit as st

from evals.background.jobs import JobState
from evals.background.orders import Order
from evals.results import ResultsFolder, SuiteRecord
from evals.shelf import load_suite, suite_names
from negotiation.domain.values import Language
from ui.data.evals import EvalEntry, jobs
from ui.page import Page
from ui.session import forget, keep, recall
from ui.texts import say
from ui.widgets.boundary import friendly
from ui.widgets.show import show, show_command

__all__ = ["EXAMPLE", "go_on", "look_at_started", "show_playing", "show_problem"]
__all__ += ["show_false_start", "start_button", "start_form"]

EXAMPLE = "smoke"
"""The suite that says whether everything works."""

POLL_SECONDS = 0.5

STARTED = "evals-started"
"""Where a tab remembers what it has started, until that is on the screen."""


def start_button(page: Page, *, is_main: bool) -> None:
    """Offer to play the suite ``smoke``."""
    if page.visitor.is_coach and st.button(
        say("evals_start", page.language),
        type="primary" if is_main else "secondary",
        icon=":material/play_arrow:",
        key="evals-start",
        disabled=bool(jobs().under_way),
        help=say("evals_start_help", page.language),
    ):
        _start(page, EXAMPLE)


def start_form(page: Page) -> None:
    """Offer every shipped suite."""
    language = page.language
    if not page.visitor.is_coach:
        return
    with st.popover(say("evals_start_other", language), icon=":material/playlist_play:"):
        suite: str = st.selectbox(
            say("evals_suite", language), suite_names(), format_func=str, key="evals-suite"
        )
        show(load_suite(suite)[0].summary.in_language(language))
        seeds = st.number_input(
            say("evals_seeds", language), min_value=1, max_value=50, value=1, key="evals-seeds"
        )
        st.caption(say("evals_no_model", language))
        if st.button(
            say("evals_play", language),
            key="evals-play",
            disabled=bool(jobs().under_way),
            type="primary",
        ):
            _start(page, suite, seeds=seeds)


def go_on(page: Page, entry: EvalEntry) -> None:
    """Offer to play what is left of results."""
    is_under_way = entry.path.resolve() in jobs().under_way
    if entry.record is None or entry.is_complete or is_under_way or not page.visitor.is_coach:
        return
    order = _order_again(entry.path, entry.record)
    if order is None:
        st.caption(say("evals_go_on_there", page.language))
        suite, out = shlex.quote(entry.record.suite.name), shlex.quote(str(entry.path))
        show_command(f"haggle eval {suite} --out {out}")
    elif st.button(say("evals_go_on", page.language), icon=":material/resume:", key="evals-go-on"):
        jobs().start(order)
        st.rerun()


def show_playing(page: Page) -> None:
    """Show what is being played, for as long as it is."""
    paths = jobs().under_way
    if paths:
        st.fragment(_follow, run_every=POLL_SECONDS)(paths[0], page)


def _follow(path: Path, page: Page) -> None:
    language = page.language
    with friendly(language):
        job = jobs().find(path)
        state = job.state if job is not None else JobState("ended")
        is_listed = recall(STARTED, "") == path.name and ResultsFolder(path).is_there
        if state.is_over or job is None or is_listed:
            st.rerun()
            return
        numbers = {"n": state.n_done, "cases": state.n_cases}
        with st.container(border=True):
            show(path.name)
            st.progress(
                value=state.n_done / state.n_cases if state.n_cases else 0.0,
                text=say(f"evals_status_{state.status}", language, **numbers),
            )
            if state.said:
                show(state.said)
            if page.visitor.is_coach and st.button(
                say("evals_stop", language), icon=":material/stop:", key="evals-stop"
            ):
                job.stop()
                st.rerun()


def look_at_started(entries: Iterable[EvalEntry]) -> None:
    """Turn to the results that were started last, as soon as there are any."""
    started = recall(STARTED, "")
    if started in {each.name for each in entries}:
        st.query_params["eval"] = started
        forget(STARTED)


def show_problem(entry: EvalEntry, language: Language) -> None:
    """Say why results were not played to their end, where this server tried."""
    _show_failed(entry.path, language)


def show_false_start(page: Page, entries: Iterable[EvalEntry]) -> None:
    """Say why what was started last has left no results."""
    started = recall(STARTED, "")
    if started and started not in {each.name for each in entries}:
        _show_failed(page.runs / started, page.language)


def _show_failed(path: Path, language: Language) -> None:
    job = jobs().find(path)
    if job is None or job.state.status != "failed":
        return
    st.error(say("evals_failed", language), icon=":material/error:")
    if job.state.said:
        show(job.state.said)


def _start(page: Page, suite: str, *, seeds: int | None = None) -> None:
    name, path = _free(page.runs, suite)
    jobs().start(Order(suite=suite, out=str(path), seeds=seeds))
    keep(STARTED, name)
    st.rerun()


def _free(runs: Path, suite: str) -> tuple[str, Path]:
    """Return the first folder of a suite that is not there."""
    for number in count(1):
        path = runs / f"eval-{suite}-{number}"
        if not path.exists():
            return path.name, path
    raise AssertionError("numbers do not end")


def _order_again(path: Path, record: SuiteRecord) -> Order | None:
    """Return the order that results were played by; ``None`` for a suite that is not shipped.

    Who is measured is said anew: the command line may have named others.
    """
    suite = record.suite
    if suite.name not in suite_names() or record.models:
        return None
    return Order(
        suite=suite.name,
        out=str(ResultsFolder(path).path),
        contestants=record.contestants,
        only_named=True,
        seeds=suite.seeds,
        repeats=suite.repeats,
        languages=suite.languages,
    )

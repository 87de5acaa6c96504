"""What there is to go on with: own attempts, what a coach asks for, the latest runs."""

import streamlit as st

from negotiation.app.endpoints import Endpoints
from ui.data.names import seat_called
from ui.data.practice import attempts_of, open_assignments
from ui.data.runs import find_runs
from ui.data.summaries import summary_of
from ui.page import Page
from ui.texts import say
from ui.views.home import MAX_LISTED, latest, model_state, tasks_of, unfinished
from ui.widgets.progress.clock import now, zone
from ui.widgets.show import show

__all__ = ["show_going_on", "show_model"]

LOOKED_AT = 2 * MAX_LISTED
"""Runs of which a few may be broken."""


def show_going_on(page: Page) -> None:
    """Draw what there is; nothing where there is nothing."""
    attempts = attempts_of(page)
    waiting = unfinished(attempts)
    if waiting:
        st.subheader(say("home_unfinished", page.language), anchor=False)
    for each in waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            show(str(seat_called(page.runs, each.scenario, each.party, page.language)))
            if st.button(
                say("home_go_on", page.language),
                icon=":material/play_arrow:",
                key=f"home-go-on-{each.id}",
            ):
                st.switch_page("screens/play.py", query_params={"session": each.id})
    today = now().astimezone(zone()).date().isoformat()
    tasks = tasks_of(open_assignments(page), attempts, today=today)
    if tasks:
        st.subheader(say("home_tasks", page.language), anchor=False)
    for task in tasks:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            show(task.line)
            if st.button(say("home_begin", page.language), key=f"home-task-{task.id}"):
                st.switch_page("screens/play.py", query_params={"assignment": task.id})
    _latest(page)


def _latest(page: Page) -> None:
    entries = find_runs(page.runs)[:LOOKED_AT]
    heads = [summary_of(entry, entry.name) for entry in entries]
    runs = latest(heads, page.language, zone=zone())
    if not runs:
        return
    st.subheader(say("home_latest", page.language), anchor=False)
    for run in runs:
        with st.container(horizontal=True, vertical_alignment="center"):
            show(run.line)
            if st.button(
                say("home_look", page.language),
                type="tertiary",
                icon=":material/history:",
                key=f"home-run-{run.name}",
            ):
                st.switch_page("screens/replay.py", query_params={"run": run.name})


def show_model(page: Page) -> None:
    """Say whether a model is set up, and where that is done."""
    endpoints = Endpoints(page.settings)
    state = model_state(
        has_default=endpoints.default is not None, missing_half=endpoints.missing_half
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say(f"home_model_{state}", page.language))
        st.page_link(
            "screens/settings.py",
            label=say("home_settings", page.language),
            icon=":material/settings:",
        )

"""Watching a run live: set one up, or open one by its address, and see it turn by turn."""

from datetime import datetime

import streamlit as st

from negotiation.app.service.pace import Pace
from negotiation.store.folder import RunFolder
from ui.data.places import name_of, run_at
from ui.data.reading import read
from ui.data.runs import RunEntry, find_runs
from ui.data.shelf import persona_source, scenario_at
from ui.page import Page, this_page
from ui.texts import say
from ui.views.watch.wishes import Wish, planned
from ui.widgets.boundary import friendly
from ui.widgets.run_view import show_run
from ui.widgets.watch.controls import Watched, follow
from ui.widgets.watch.set_up import wish_for_run
from ui.widgets.watch.tabs import choose_tab

__all__ = ["draw"]

MOST_RUNS = 50
"""Runs in the list, the newest ones."""


def draw(page: Page) -> None:
    """Draw the screen."""
    name = st.query_params.get("run", "")
    if name:
        _watch(page, name)
    else:
        _set_up(page)


def _set_up(page: Page) -> None:
    st.subheader(say("screen_watch", page.language), anchor=False)
    st.caption(say("watch_intro", page.language))
    wish = wish_for_run(page)
    if wish is not None:
        _open(_begun(page, wish))
    _list(page)


def _begun(page: Page, wish: Wish) -> str:
    """Begin a run, have it played, and return its name."""
    service, budget = page.server.service, wish.limits.budget
    sandbox = service.sandbox(page.settings)
    plan = planned(
        wish,
        scenario_at(page.runs, wish.scenario),
        persona_source=lambda name: persona_source(page.runs, name),
        endpoints=sandbox.endpoints,
    )
    folder = RunFolder.create_in(page.runs, scenario=plan.scenario.name, seed=plan.seed)
    sandbox.begin(plan, folder)
    service.play(
        folder,
        page.settings,
        pace=Pace(seconds=wish.seconds, is_paused=wish.is_paused),
        budget=budget,
        owner=page.visitor.key,
    )
    return name_of(page.runs, folder.path)


def _list(page: Page) -> None:
    language = page.language
    runs = {entry.name: entry for entry in find_runs(page.runs)[:MOST_RUNS]}
    st.subheader(say("watch_open", language), anchor=False)
    if not runs:
        st.caption(say("watch_none_there", language))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name: str = st.selectbox(
            say("run", language),
            list(runs),
            format_func=lambda each: f"{each} · {_when(runs[each])}",
            key="watch-list",
            label_visibility="collapsed",
        )
        if st.button(
            say("watch_open_it", language), icon=":material/visibility:", key="watch-open"
        ):
            _open(name_of(page.runs, runs[name].path))


def _open(name: str) -> None:
    st.switch_page("screens/watch.py", query_params={"run": name})


def _watch(page: Page, name: str) -> None:
    path = run_at(page.runs, name)
    bar = st.container()
    run = read(path)
    watched = Watched.now(page, path, run.record.plan, is_over=run.is_over)
    show_run(path, page.language, choose=choose_tab, is_followed=not watched.may_be_elsewhere)
    with bar:
        st.page_link(
            "screens/watch.py",
            label=say("watch_another", page.language),
            icon=":material/add:",
            query_params={},
        )
        follow(page, watched)


def _when(entry: RunEntry) -> str:
    """Write when a run last moved, in the time of this machine."""
    return datetime.fromtimestamp(entry.changed_ns / 1e9).astimezone().strftime("%Y-%m-%d %H:%M")


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

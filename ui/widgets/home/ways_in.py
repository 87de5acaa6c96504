"""The three ways in, each one click from something that happens."""

import streamlit as st

from negotiation.app.plan import plan_run
from negotiation.app.practice.sessions import Wish
from negotiation.app.service.pace import Pace
from negotiation.store.folder import RunFolder
from negotiation.store.training.records import Difficulty
from ui.data.places import name_of
from ui.data.practice import begin, untouched
from ui.data.shelf import scenario_at
from ui.page import Page
from ui.texts import say

__all__ = ["FIRST", "FIRST_SEAT", "show_ways_in"]

FIRST, FIRST_SEAT = "a800-supply", "cloud"
"""What somebody who has never played begins with."""

SECONDS_A_MOMENT = 1.5
"""So slow that one can read along."""


def show_ways_in(page: Page) -> None:
    """Draw them side by side; below each other where there is no room."""
    language = page.language
    play, watch, study = st.columns(3)
    with play, st.container(border=True, height="stretch"):
        st.subheader(say("home_play", language), anchor=False)
        st.caption(say("home_play_why", language))
        if st.button(
            say("home_play_now", language),
            type="primary",
            icon=":material/handshake:",
            width="stretch",
            key="home-play",
        ):
            _play(page)
        st.page_link(
            "screens/play.py",
            label=say("home_play_other", language),
            icon=":material/tune:",
        )
    with watch, st.container(border=True, height="stretch"):
        st.subheader(say("home_watch", language), anchor=False)
        st.caption(say("home_watch_why", language))
        if st.button(
            say("home_watch_now", language),
            icon=":material/visibility:",
            width="stretch",
            key="home-watch",
        ):
            _watch(page)
        st.page_link(
            "screens/watch.py",
            label=say("home_watch_other", language),
            icon=":material/tune:",
        )
    with study, st.container(border=True, height="stretch"):
        _study(page)


def _study(page: Page) -> None:
    language = page.language
    st.subheader(say("home_study", language), anchor=False)
    st.caption(say("home_study_why", language))
    st.page_link(
        "screens/simulator.py",
        label=say("home_simulator", language),
        icon=":material/tune:",
    )
    st.page_link(
        "screens/evals.py",
        label=say("home_evals", language),
        icon=":material/leaderboard:",
    )
    st.page_link(
        "screens/library.py",
        label=say("home_library", language),
        icon=":material/menu_book:",
    )


def _play(page: Page) -> None:
    """Begin the first scenario, and go there; what was only begun before is gone on with."""
    wish = Wish(FIRST, FIRST_SEAT, Difficulty(), page.language)
    attempt = untouched(page, wish) or begin(page, wish)
    st.switch_page("screens/play.py", query_params={"session": attempt.id})


def _watch(page: Page) -> None:
    """Have the first scenario played by its own strategies, and go there."""
    service, loaded = page.server.service, scenario_at(page.runs, FIRST)
    sandbox = service.sandbox(page.settings)
    plan = plan_run(
        loaded,
        who={party.id: "strategy" for party in loaded.scenario.parties},
        personas={},
        model=None,
        seed=1,
        language=page.language,
        endpoints=sandbox.endpoints,
    )
    folder = RunFolder.create_in(page.runs, scenario=plan.scenario.name, seed=plan.seed)
    sandbox.begin(plan, folder)
    service.play(folder, page.settings, pace=Pace(seconds=SECONDS_A_MOMENT), owner=page.visitor.key)
    st.switch_page("screens/watch.py", query_params={"run": name_of(page.runs, folder.path)})

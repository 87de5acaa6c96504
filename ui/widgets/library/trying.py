"""Playing a draft once with built-in strategies, and what comes of it."""

from pathlib import Path

import streamlit as st

from negotiation.app.plan import plan_run
from negotiation.app.service.live import LiveRun
from negotiation.catalog.files import Loaded
from negotiation.domain.personas import Persona
from negotiation.store.folder import RunFolder
from ui.data.places import name_of
from ui.data.reading import read, score_of
from ui.page import Page
from ui.session import keep, recall
from ui.texts import say
from ui.views.results import PARTY_HEADER, party_rows
from ui.views.simulator.worths import parties_of
from ui.views.terms import Terms
from ui.widgets.boundary import friendly
from ui.widgets.scores import show_ending
from ui.widgets.show import show, show_grid

__all__ = ["show_trial"]

POLL_SECONDS = 0.5

_KEY = "library-trial"


def show_trial(page: Page, found: Loaded | Persona | None) -> None:
    """Let a valid scenario be played once, and show how it went."""
    language = page.language
    st.caption(say("library_trial_how", language))
    if not isinstance(found, Loaded):
        st.info(say("library_fix_first", language), icon=":material/build:")
        return
    if not page.visitor.is_coach:
        st.info(say("library_coaches_try", language), icon=":material/lock:")
        return
    if st.button(
        say("library_try", language),
        icon=":material/play_arrow:",
        type="primary",
        key="library-try",
    ):
        keep(_KEY, _begin(page, found))
    path: Path | None = recall(_KEY, None)
    if path is not None:
        live = page.server.service.find(path)
        if live is None or live.state.is_over:
            _result(page, path)
        else:
            _waiting(page, path)


def _begin(page: Page, loaded: Loaded) -> Path:
    """Begin a run of all strategies and let it be played in the background."""
    sandbox = page.server.service.sandbox(page.settings)
    plan = plan_run(
        loaded,
        who={party.id: "strategy" for party in loaded.scenario.parties},
        personas={},
        model=None,
        seed=1,
        language=page.language,
        endpoints=sandbox.endpoints,
    )
    folder = RunFolder.create_in(page.runs, scenario=f"{loaded.scenario.name}-try", seed=1)
    sandbox.begin(plan, folder)
    page.server.service.play(folder, page.settings, owner=page.visitor.key)
    return folder.path


@st.fragment(run_every=POLL_SECONDS)
def _waiting(page: Page, path: Path) -> None:
    with friendly(page.language):
        live = page.server.service.find(path)
        if live is None or live.state.is_over:
            st.rerun()
        st.info(
            say("library_trying", page.language, n=live.state.n_events),
            icon=":material/hourglass_top:",
        )
        st.button(
            say("library_stop", page.language),
            icon=":material/stop:",
            key="library-stop",
            on_click=_stop,
            args=(live,),
        )


def _stop(live: LiveRun) -> None:
    """Leave the run where it is: a callback."""
    live.stop()


def _result(page: Page, path: Path) -> None:
    language = page.language
    live = page.server.service.find(path)
    if live is not None and live.state.problem is not None:
        st.error(say("library_try_failed", language), icon=":material/error:")
        show(str(live.state.problem))
        return
    run = read(path)
    scenario = run.record.plan.scenario
    for table in run.tables.values():
        show(table.title.in_language(language))
        score = score_of(run, table.id)
        parties = parties_of(scenario, table, language)
        show_ending(score, language)
        if score.agreement is not None:
            show_grid(
                [say("issue", language), say("agreement", language)],
                [
                    (term.issue, term.now)
                    for term in Terms(table, language).of_agreement(score.agreement)
                ],
                key=f"library-try-terms-{table.id}",
                alt=say("agreement", language),
            )
        show_grid(
            [say(key, language) for key in PARTY_HEADER],
            party_rows(score, table, parties, language),
            key=f"library-try-score-{table.id}",
            alt=say("scorecard", language),
        )
    name = name_of(page.runs, path)
    with st.container(horizontal=True):
        if st.button(
            say("library_replay", language), icon=":material/history:", key="library-to-replay"
        ):
            st.switch_page("screens/replay.py", query_params={"run": name, "lang": language})
        if st.button(
            say("library_simulate", language), icon=":material/tune:", key="library-to-simulator"
        ):
            st.switch_page("screens/simulator.py", query_params={"run": name, "lang": language})

"""Which debrief: a list of the visitor's practice that has ended, and of the other runs."""

from collections.abc import Sequence

import streamlit as st

from negotiation.domain.values import Language
from ui.data.shelf import scenarios_on
from ui.data.visible import VisibleRuns
from ui.page import Page
from ui.texts import say
from ui.views.debrief.past import PastTalk, ended_attempts, ended_runs

__all__ = ["show_choices"]


def show_choices(page: Page) -> None:
    """Draw what can be looked back on, or say how to get there."""
    language = page.language
    visible = VisibleRuns.of(page)
    titles = {entry.name: entry.title.in_language(language) for entry in scenarios_on(page.runs)}
    attempts = ended_attempts(visible.own, titles)
    runs = ended_runs(visible.summaries, language)
    if not attempts and not runs:
        st.info(say("debrief_nothing", language), icon=":material/rate_review:")
        st.page_link(
            "screens/play.py",
            label=say("debrief_go_play", language),
            icon=":material/handshake:",
            query_params={"lang": language},
        )
        return
    show_words(language)
    if attempts:
        chosen = _choose_attempt(attempts, language)
        _open_button("session", chosen, language)
    if runs:
        chosen = _choose_run(runs, language)
        _open_button("run", chosen, language)


def show_words(language: Language) -> None:
    """Say what a debrief is for."""
    st.caption(say("debrief_choose", language))


def _choose_attempt(talks: Sequence[PastTalk], language: Language) -> str:
    labels = {talk.name: talk.label for talk in talks}
    chosen: str = st.selectbox(
        say("debrief_own", language),
        list(labels),
        format_func=labels.__getitem__,
        key=f"debrief-own-{language}",
    )
    return chosen


def _choose_run(talks: Sequence[PastTalk], language: Language) -> str:
    labels = {talk.name: talk.label for talk in talks}
    chosen: str = st.selectbox(
        say("debrief_runs", language),
        list(labels),
        format_func=labels.__getitem__,
        key=f"debrief-runs-{language}",
    )
    return chosen


def _open_button(parameter: str, chosen: str, language: Language) -> None:
    if st.button(
        say("debrief_open", language),
        key=f"open-{parameter}",
        type="primary",
        icon=":material/rate_review:",
    ):
        st.switch_page("screens/debrief.py", query_params={parameter: chosen})

"""A session that the address names, in whichever state it is: preparing, talking, or over."""

import streamlit as st

from negotiation.app.service.live import LiveState
from negotiation.domain.values import Language
from negotiation.errors import UsageError
from ui.data.practice import attempt_at, begin_talks
from ui.data.reading import read
from ui.data.runs import Run
from ui.page import Page
from ui.texts import say
from ui.widgets.play.ending import show_end
from ui.widgets.play.look import Look
from ui.widgets.play.preparing import show_preparation
from ui.widgets.play.table import show_table
from ui.widgets.show import show

__all__ = ["show_session"]


def show_session(page: Page, attempt_id: str) -> None:
    """Draw a session of the visitor, and take its run up if nobody plays it now."""
    try:
        attempt = attempt_at(page, attempt_id)
    except UsageError:
        _unknown(page)
        return
    path = page.server.practice / attempt.run
    run = read(path)
    show(run.record.plan.scenario.title.in_language(page.language))
    live = page.server.service.find(path)
    if run.is_over and (live is None or live.state.is_over):
        show_end(page, attempt, run)
        return
    if live is None and not run.log and not _has_begun(run):
        show_preparation(page, attempt, run.record.plan)
        return
    if live is None or live.state.status == "ended":
        live = begin_talks(page, attempt)
    state = live.state  # before the log, so that what is asked about stands in it
    look = Look(page=page, attempt=attempt, run=read(path), live=live, state=state)
    if state.status in {"failed", "stopped"}:
        _halted(look)
    show_table(look)


def _unknown(page: Page) -> None:
    """Say that there is no such session of the visitor's, and where to begin one."""
    st.info(say("play_no_session", page.language), icon=":material/lock:")
    if st.button(say("play_new", page.language), type="primary", key="play-new"):
        st.switch_page("screens/play.py", query_params={"lang": page.language})


def _has_begun(run: Run) -> bool:
    """Whether anything stands in the log, shown or not."""
    return (run.path / "events.jsonl").stat().st_size > 0


def _halted(look: Look) -> None:
    """Say why nothing happens, and offer to go on."""
    language, state = look.language, look.state
    if state.status == "stopped":
        st.info(say("play_stopped", language), icon=":material/pause_circle:")
    elif state.is_of_endpoint:
        st.error(say("play_endpoint", language), icon=":material/cloud_off:")
    else:
        st.error(say("play_failed", language), icon=":material/error:")
        _why(state, language)
    label = "play_resume" if state.status == "stopped" else "play_again_try"
    if st.button(say(label, language), type="primary", key="play-again"):
        begin_talks(look.page, look.attempt)
        st.rerun()


def _why(state: LiveState, language: Language) -> None:
    if state.problem is not None:
        show(str(state.problem))
    else:
        st.caption(say("unexpected", language))

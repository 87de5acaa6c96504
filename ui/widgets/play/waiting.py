"""While the others think: who writes how much, and a way to stop."""

import streamlit as st

from negotiation.agents.call_keys import CallKey
from negotiation.app.service.live import LiveState
from negotiation.domain.scenarios import Table
from ui.texts import fill, say
from ui.widgets.boundary import friendly
from ui.widgets.play.look import Look
from ui.widgets.show import show

__all__ = ["show_waiting"]

WATCH_SECONDS = 0.4
"""How often a page looks whether something has happened."""


def show_waiting(look: Look, table: Table | None) -> None:
    """Draw that the others think, until something happens."""
    draw = st.fragment(_draw, run_every=WATCH_SECONDS)
    draw(look, table)


def _draw(look: Look, table: Table | None) -> None:
    with friendly(look.language):
        now = look.live.state
        if _moment(now) != _moment(look.state):
            st.rerun()
        with st.container(horizontal=True, vertical_alignment="center"):
            writing = _writing(look, table, now)
            if writing is None:
                st.caption(say("play_waiting", look.language))
            else:
                show(writing)
            if st.button(
                say("play_stop", look.language), icon=":material/stop_circle:", key="play-stop"
            ):
                look.live.stop()
                st.rerun()


def _moment(state: LiveState) -> tuple[object, ...]:
    number = state.question.number if state.question is not None else 0
    return state.status, state.n_events, number


def _writing(look: Look, table: Table | None, state: LiveState) -> str | None:
    """Say who is writing; at tables where the visitor does not sit nobody is named."""
    if not state.writing or table is None:
        return None
    key, n_characters = list(state.writing.items())[-1]
    called = CallKey.parse(key)
    names = look.names(table)
    is_here = called is not None and called.table == table.id and called.party in names
    if called is None or not is_here:
        return None
    return fill("play_writing", look.language, party=names[called.party], n=f"{n_characters:,}")

"""Replaying runs: choose one or bring one along, read it, search it, take it away."""

import shlex
from pathlib import Path

import streamlit as st

from negotiation.domain.values import Language
from ui.data.visible import VisibleRuns
from ui.page import Page, this_page
from ui.session import recall
from ui.texts import fill, say
from ui.widgets.boundary import friendly
from ui.widgets.replay.one_run import show_one_run
from ui.widgets.replay.run_list import show_run_list
from ui.widgets.replay.uploading import show_upload
from ui.widgets.show import show, show_command

__all__ = ["draw"]

EXAMPLE = "haggle run a800-supply"


def draw(page: Page) -> None:
    """Draw the screen."""
    visible = VisibleRuns.of(page)
    name = _chosen(visible)
    if name:
        show_one_run(visible, name, page)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(say("replay_runs", page.language), anchor=False)
        st.button(say("refresh", page.language), icon=":material/refresh:", key="refresh")
    show_upload(visible, page.language)
    if visible.summaries:
        show_run_list(visible, page.language)
    else:
        _nothing_yet(page.runs, page.language)


def _chosen(visible: VisibleRuns) -> str:
    """Return the run that the address names; the only one there is needs no choosing."""
    named: str = st.query_params.get("run", "")
    if named or recall("replay-list", otherwise=False):
        return named
    runs = visible.summaries
    return runs[0].name if len(runs) == 1 else ""


def _nothing_yet(folder: Path, language: Language) -> None:
    st.caption(say("tagline", language))
    st.info(say("no_runs", language), icon=":material/forum:")
    show_command(f"{EXAMPLE} --out {shlex.quote(str(folder / 'first'))}")
    st.caption(say("then_look", language))
    show(fill("looked_in", language, folder=str(folder)))


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

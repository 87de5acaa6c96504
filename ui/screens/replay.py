"""Replaying a run: choose it, and step through it."""

import shlex
from datetime import datetime
from pathlib import Path

import streamlit as st

from negotiation.domain.values import Language
from ui.data.runs import RunEntry, find_runs
from ui.page import Page, this_page
from ui.texts import fill, say
from ui.widgets.boundary import friendly
from ui.widgets.run_view import show_run
from ui.widgets.show import show, show_command

__all__ = ["draw"]

EXAMPLE = "haggle run a800-supply"


def draw(page: Page) -> None:
    """Draw the screen."""
    runs = find_runs(page.runs)
    chosen = _choose_run(runs, page.language)
    if chosen is None:
        _nothing_yet(page.runs, page.language)
    else:
        show_run(chosen.path, page.language)


def _choose_run(runs: tuple[RunEntry, ...], language: Language) -> RunEntry | None:
    by_name = {entry.name: entry for entry in runs}
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen: str | None = st.selectbox(
            say("run", language),
            list(by_name),
            format_func=lambda name: f"{name} · {_when(by_name[name])}",
            key="run",
            disabled=not runs,
            placeholder=say("none_yet", language),
            label_visibility="collapsed",
        )
        st.button(say("refresh", language), icon=":material/refresh:", key="refresh")
    return by_name.get(chosen) if chosen is not None else None


def _nothing_yet(folder: Path, language: Language) -> None:
    st.caption(say("tagline", language))
    st.info(say("no_runs", language), icon=":material/forum:")
    show_command(f"{EXAMPLE} --out {shlex.quote(str(folder / 'first'))}")
    st.caption(say("then_look", language))
    show(fill("looked_in", language, folder=str(folder)))


def _when(entry: RunEntry) -> str:
    """Write when a run last moved, in the time of this machine."""
    return datetime.fromtimestamp(entry.changed_ns / 1e9).astimezone().strftime("%Y-%m-%d %H:%M")


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

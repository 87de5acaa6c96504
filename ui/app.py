"""The page: choose a run and a language, and see it. Run by ``haggle ui``.

``streamlit run ui/app.py -- --runs DIR`` does the same. Everything is read again when it has
changed; nothing is written.
"""

import argparse
import shlex
from datetime import datetime
from pathlib import Path

import streamlit as st

from negotiation.domain.values import LANGUAGES, Language
from ui.boundary import friendly
from ui.runs import RunEntry, find_runs
from ui.screens import show_run
from ui.show import show, show_command
from ui.texts import LANGUAGE_LABEL, LANGUAGE_NAMES, fill, say

__all__ = ["main"]

EXAMPLE = "haggle run a800-supply"


def main() -> None:
    """Draw the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    folder: Path = parser.parse_args().runs
    st.set_page_config(page_title="Haggle", page_icon=":material/handshake:", layout="wide")
    header = st.container(horizontal=True, vertical_alignment="center")
    with header:
        st.title("Haggle", anchor=False, width="content")
        place = st.container(width="stretch")
        language = _choose_language()
    with friendly(language):
        runs = find_runs(folder)
        with place:
            chosen = _choose_run(runs, language)
        if chosen is None:
            _nothing_yet(folder, language)
        else:
            show_run(chosen.path, language)


def _choose_language() -> Language:
    """Ask for the language of the page, at first the browser's own."""
    preferred: Language = "zh" if (st.context.locale or "").lower().startswith("zh") else "en"
    st.session_state.setdefault("lang", preferred)
    chosen: Language | None = st.segmented_control(
        LANGUAGE_LABEL,
        LANGUAGES,
        format_func=LANGUAGE_NAMES.__getitem__,
        required=True,
        key="lang",
        label_visibility="collapsed",
    )
    return chosen or preferred


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
    default = folder == Path("runs")
    out = "" if default else f" --out {shlex.quote(str(folder / 'first'))}"
    show_command(f"{EXAMPLE}{out}")
    st.caption(say("then_look", language))
    show(fill("looked_in", language, folder=str(folder)))


def _when(entry: RunEntry) -> str:
    """Write when a run last moved, in the time of this machine."""
    return datetime.fromtimestamp(entry.changed_ns / 1e9).astimezone().strftime("%Y-%m-%d %H:%M")


if __name__ == "__main__":
    main()

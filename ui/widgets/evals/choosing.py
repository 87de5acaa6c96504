"""Choosing results of evals, and what stands there while there are none."""

import streamlit as st

from negotiation.domain.values import Language
from ui.data.evals import EvalEntry, jobs
from ui.page import Page
from ui.texts import fill, say
from ui.views.evals.listing import EvalLine, EvalState, line_rows, state_of, when
from ui.widgets.evals.address import follow, tell
from ui.widgets.evals.playing import EXAMPLE, start_button, start_form
from ui.widgets.show import show, show_command, show_grid

__all__ = ["choose_eval", "show_nothing_yet"]

CHOICE_PIXELS = 460
"""So wide that a phone puts the buttons below."""

LIST_HEADER = ("evals_folder", "evals_suite", "evals_cases", "evals_state", "evals_when")
STATES: tuple[EvalState, ...] = ("playing", "complete", "unfinished", "unreadable")


def show_nothing_yet(page: Page) -> None:
    """Say how results are made, with a button that makes the first."""
    language = page.language
    st.caption(say("evals_tagline", language))
    st.info(say("evals_none_yet", language), icon=":material/leaderboard:")
    start_button(page, is_main=True)
    if not page.visitor.is_coach:
        st.caption(say("evals_ask_coach", language))
    st.caption(say("evals_or_terminal", language))
    show_command(f"haggle eval {EXAMPLE}")
    show(fill("looked_in", language, folder=str(page.runs)))


def choose_eval(entries: tuple[EvalEntry, ...], page: Page) -> EvalEntry:
    """Ask for results; at first those that changed last."""
    language = page.language
    by_name = {each.name: each for each in entries}
    key = f"evals-which-{language}"
    follow("eval", key, by_name)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen: str = st.selectbox(
            say("evals_which", language),
            list(by_name),
            format_func=lambda name: _described(by_name[name], language),
            key=key,
            width=CHOICE_PIXELS,
        )
        start_button(page, is_main=False)
        start_form(page)
    tell("eval", chosen)
    if len(entries) > 1:
        with st.expander(say("evals_all", language, n=len(entries))):
            show_grid(
                [say(key, language) for key in LIST_HEADER],
                line_rows(
                    tuple(map(_line, entries)),
                    {each: say(f"evals_state_{each}", language) for each in STATES},
                    language,
                ),
                key="evals-all",
                alt=say("evals_all", language, n=len(entries)),
            )
    return by_name[chosen]


def _described(entry: EvalEntry, language: Language) -> str:
    line = _line(entry)
    state = "" if line.state == "complete" else f" · {say(f'evals_state_{line.state}', language)}"
    return f"{line.name} · {line.n_results}/{line.n_cases} · {when(line.changed_ns)}{state}"


def _line(entry: EvalEntry) -> EvalLine:
    record = entry.record
    return EvalLine(
        name=entry.name,
        title=record.suite.title if record else None,
        n_results=entry.n_results,
        n_cases=record.n_cases if record else 0,
        changed_ns=entry.changed_ns,
        state=state_of(
            is_readable=record is not None,
            is_complete=entry.is_complete,
            is_under_way=entry.path.resolve() in jobs().under_way,
        ),
    )

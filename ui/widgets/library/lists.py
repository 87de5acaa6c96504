"""The shelves of the library: scenarios, people, strategies."""

import textwrap

import streamlit as st

from negotiation.agents.strategies import STRATEGIES
from negotiation.domain.values import Language
from ui.data.shelf import BrokenFile, broken, personas_on, scenarios_on
from ui.page import Page
from ui.texts import say
from ui.views.library.entries import ShelfEntry
from ui.views.library.lists import KINDS, found_personas, found_scenarios, kinds_of, said_in
from ui.views.library.people import card_of
from ui.views.library.wrongs import problem_line
from ui.widgets.show import show

__all__ = ["show_people", "show_scenarios", "show_strategies"]


def show_scenarios(page: Page) -> None:
    """Draw the scenarios that a search finds."""
    language = page.language
    entries = scenarios_on(page.runs)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            say("library_search", language),
            placeholder=say("library_search_scenarios", language),
            icon=":material/search:",
            key="library-words",
        )
        kinds = st.pills(
            say("library_kinds", language),
            KINDS,
            format_func=lambda kind: say(f"library_kind_{kind}", language),
            selection_mode="multi",
            key="library-kinds",
        )
    found = found_scenarios(entries, words, kinds or ())
    st.caption(say("library_n_found", language, n=len(found), total=len(entries)))
    if not found:
        st.info(say("library_none_found", language), icon=":material/search_off:")
    with st.grid(3, min_column_width=290):
        for entry in found:
            with st.container(border=True, height="stretch"):
                _entry(entry, language)
    for each in broken(page.runs):
        _broken(each, language)


def show_people(page: Page) -> None:
    """Draw the personas that a search finds."""
    language = page.language
    words = st.text_input(
        say("library_search", language),
        placeholder=say("library_search_people", language),
        icon=":material/search:",
        key="library-people-words",
    )
    found = found_personas(personas_on(page.runs), words)
    if not found:
        st.info(say("library_none_found", language), icon=":material/search_off:")
    with st.grid(3, min_column_width=290):
        for name, persona in found.items():
            card = card_of(name, persona, language)
            with st.container(border=True, height="stretch"):
                st.badge("", icon=":material/person:", color="violet")
                show(card.title)
                show(card.character)
                st.button(
                    say("library_read", language),
                    key=f"library-persona-{name}",
                    on_click=_open,
                    args=("persona", name),
                )


def show_strategies(page: Page) -> None:
    """Draw the built-in strategies: what each does, and where it comes from."""
    language = page.language
    st.caption(say("library_strategies_how", language))
    with st.grid(3, min_column_width=290):
        for name, strategy in STRATEGIES.items():
            with st.container(border=True, height="stretch"):
                st.badge(say(f"library_strategy_{name.value}", language), color="blue")
                st.caption(say(f"library_about_{name.value}", language))
                show(f"{name.value} · {strategy.source}")


def _entry(entry: ShelfEntry, language: Language) -> None:
    show(said_in(entry.title, language))
    with st.container(horizontal=True, gap="xsmall"):
        for kind in kinds_of(entry):
            st.badge(
                say(f"library_kind_{kind}", language),
                color="orange" if kind == "own" else "blue",
            )
        st.badge(say("library_n_parties", language, n=len(entry.parties)), color="gray")
        if entry.n_tables > 1:
            st.badge(say("library_n_tables", language, n=entry.n_tables), color="gray")
    show(_shortened(said_in(entry.summary, language), language))
    st.button(
        say("library_read", language),
        key=f"library-scenario-{entry.name}",
        on_click=_open,
        args=("scenario", entry.name),
    )


def _broken(file: BrokenFile, language: Language) -> None:
    st.warning(say("library_broken", language), icon=":material/error:")
    show("\n".join(_problem_lines(file, language)))


def _problem_lines(file: BrokenFile, language: Language) -> list[str]:
    return [f"{file.path.name} · {problem_line(each, language)}" for each in file.error.problems]


def _shortened(text: str, language: Language) -> str:
    longest = 180 if language == "en" else 80
    if language == "en":  # at the end of a word
        return textwrap.shorten(text, longest, placeholder="…")
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def _open(parameter: str, name: str) -> None:
    """Go to a page of the library: a callback."""
    st.query_params[parameter] = name

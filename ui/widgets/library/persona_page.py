"""One persona for people to read."""

import streamlit as st

from negotiation.domain.personas import Persona
from negotiation.domain.values import Language
from ui.data.shelf import persona_at, scenario_at, scenarios_on
from ui.page import Page
from ui.texts import say
from ui.views.library.lists import said_in
from ui.views.library.people import card_of, phrase_rows
from ui.widgets.library.scenario_page import leave_page
from ui.widgets.show import show, show_grid

__all__ = ["show_card", "show_persona"]


def show_persona(page: Page, name: str) -> None:
    """Draw the page of a persona of the shelf."""
    language = page.language
    st.button(
        say("library_back", language),
        icon=":material/arrow_back:",
        key="library-back",
        on_click=leave_page,
    )
    persona = persona_at(page.runs, name)
    show_card(name, persona, language)
    where = [
        said_in(entry.title, language)
        for entry in scenarios_on(page.runs)
        if persona.name in scenario_at(page.runs, entry.name).personas
    ]
    if where:
        st.subheader(say("library_seen_in", language), anchor=False)
        show(" · ".join(where))


def show_card(name: str, persona: Persona, language: Language) -> None:
    """Draw a persona."""
    card = card_of(name, persona, language)
    show(card.title)
    left, right = st.columns(2, gap="large")
    with left:
        st.caption(say("library_f_character", language))
        show(card.character)
        st.caption(say("library_f_voice", language))
        show(card.voice)
        for key, lines in card.lists:
            st.caption(say(key, language))
            show("\n".join(f"· {line}" for line in lines))
    with right:
        st.caption(say("library_dials", language))
        for key, share in card.dials:
            st.progress(value=share, text=say(key, language))
        st.caption(say("library_tactics", language))
        show("\n".join(f"· {line}" for line in card.tactics))
    st.subheader(say("library_phrases", language), anchor=False)
    st.caption(say("library_phrases_how", language))
    show_grid(
        [say("library_occasion", language), say("library_says", language)],
        phrase_rows(persona, language),
        key=f"library-phrases-{name}",
        alt=say("library_phrases", language),
    )

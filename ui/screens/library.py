"""The screen ``library``: scenarios, personas and strategies to read, and new ones to write."""

import streamlit as st

from ui.page import Page, this_page
from ui.texts import say
from ui.widgets.boundary import friendly
from ui.widgets.library.lists import show_people, show_scenarios, show_strategies
from ui.widgets.library.persona_page import show_persona
from ui.widgets.library.scenario_page import show_scenario
from ui.widgets.library.writing import show_writing
from ui.widgets.open_tab import keep_tab_open

__all__ = ["draw"]

_SHELVES = {
    "library_scenarios": show_scenarios,
    "library_people": show_people,
    "library_strategies": show_strategies,
    "library_write": show_writing,
}


def draw(page: Page) -> None:
    """Draw the screen."""
    language = page.language
    scenario, persona = st.query_params.get("scenario"), st.query_params.get("persona")
    if scenario is not None:
        show_scenario(page, scenario)
        return
    if persona is not None:
        show_persona(page, persona)
        return
    st.title(say("library_title", language), anchor=False)
    st.caption(say("library_about", language))
    keep_tab_open("library-tabs", _SHELVES, language)
    tabs = st.tabs(
        [
            say("library_scenarios", language),
            say("library_people", language),
            say("library_strategies", language),
            say("library_write", language),
        ],
        key="library-tabs",
        on_change="rerun",
    )
    for tab, shelf in zip(tabs, _SHELVES.values(), strict=True):
        if tab.open:
            with tab:
                shelf(page)


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

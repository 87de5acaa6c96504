"""The start page: what this is, three ways in, and what there is to go on with."""

import streamlit as st

from negotiation.domain.values import Language
from ui.page import Page, this_page
from ui.texts import say
from ui.views.home import TOUR_STEPS
from ui.widgets.boundary import friendly
from ui.widgets.home.going_on import show_going_on, show_model
from ui.widgets.home.ways_in import show_ways_in

__all__ = ["draw"]


def draw(page: Page) -> None:
    """Draw the screen."""
    language = page.language
    st.title(say("home_title", language), anchor=False)
    st.markdown(say("home_what", language))
    show_ways_in(page)
    _tour(language)
    show_going_on(page)
    show_model(page)


def _tour(language: Language) -> None:
    with st.expander(say("home_tour", language), icon=":material/explore:"):
        for step in TOUR_STEPS:
            st.markdown(say(f"home_tour_{step}", language))


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

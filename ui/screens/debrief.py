"""Looking back on a talk: what came of it, how it was played, what would have been better."""

import streamlit as st

from ui.data.debriefs import of_attempt, of_run
from ui.page import Page, this_page
from ui.texts import say
from ui.widgets.boundary import friendly
from ui.widgets.debrief.choosing import show_choices
from ui.widgets.debrief.whole import show_debrief

__all__ = ["draw"]


def draw(page: Page) -> None:
    """Draw the debrief that the address names, or a list to choose from."""
    session, run = st.query_params.get("session"), st.query_params.get("run")
    st.title(say("screen_debrief", page.language), anchor=False)
    if session:
        show_debrief(page, of_attempt(page, session))
    elif run:
        show_debrief(page, of_run(page, run, st.query_params.get("party", "")))
    else:
        show_choices(page)


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

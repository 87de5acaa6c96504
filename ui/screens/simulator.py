"""The screen ``simulator``: a workbench for the terms of a contract."""

import streamlit as st

from ui.page import Page, this_page
from ui.texts import say
from ui.widgets.boundary import friendly
from ui.widgets.simulator.choosing import choose
from ui.widgets.simulator.workbench import show_workbench

__all__ = ["draw"]


def draw(page: Page) -> None:
    """Draw the screen."""
    st.title(say("sim_title", page.language), anchor=False)
    st.caption(say("sim_about", page.language))
    choice = choose(page)
    if choice is not None:
        show_workbench(page, choice)


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

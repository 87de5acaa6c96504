"""Playing a seat oneself: set it up, prepare, talk, and look at what came of it."""

import streamlit as st

from ui.page import Page, this_page
from ui.widgets.boundary import friendly
from ui.widgets.play.session import show_session
from ui.widgets.play.setting_up import show_set_up

__all__ = ["draw"]


def draw(page: Page) -> None:
    """Draw the session that the address names, or what begins one."""
    session = st.query_params.get("session")
    if session:
        show_session(page, session)
    else:
        show_set_up(page)


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

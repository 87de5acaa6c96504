"""Settings: a model of one's own, and what is set up on this server."""

import streamlit as st

from ui.page import Page, this_page
from ui.widgets.boundary import friendly
from ui.widgets.watch.endpoint import show_endpoint
from ui.widgets.watch.facts import show_facts

__all__ = ["draw"]


def draw(page: Page) -> None:
    """Draw the screen."""
    left, right = st.columns([11, 9], gap="large")
    with left, friendly(page.language):
        show_endpoint(page)
    with right, friendly(page.language):
        show_facts(page)


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

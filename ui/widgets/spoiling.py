"""Whether somebody may see both sides' cards: not in the middle of playing with them."""

import streamlit as st

from ui.data.visible import VisibleRuns
from ui.page import Page
from ui.texts import say

__all__ = ["may_look"]


def may_look(page: Page, scenario: str) -> bool:
    """Return whether the cards of a scenario may be shown, and say why where they are not.

    Whoever plays it just now is asked first if a coach, and told to come back later if not.
    """
    own = VisibleRuns.of(page).own
    if not any(attempt.scenario == scenario and attempt.ended_at is None for attempt in own):
        return True
    st.warning(say("sim_spoiler", page.language), icon=":material/visibility_off:")
    if not page.visitor.is_coach:
        st.caption(say("sim_spoiler_locked", page.language))
        return False
    return st.toggle(say("sim_show_anyway", page.language), key=f"sim-anyway-{scenario}")

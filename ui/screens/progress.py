"""How far somebody has come, and for a coach how far a class has."""

from typing import Literal, TypeAlias

import streamlit as st

from negotiation.domain.values import Language
from ui.page import Page, this_page
from ui.texts import say
from ui.widgets.boundary import friendly
from ui.widgets.progress.coach import show_coach
from ui.widgets.progress.trainee import show_trainee

__all__ = ["draw"]

Role: TypeAlias = Literal["trainee", "coach"]

ROLES: tuple[Role, ...] = ("trainee", "coach")


def draw(page: Page) -> None:
    """Draw the screen."""
    st.title(say("progress_title", page.language), anchor=False)
    if page.visitor.is_coach and _role(page.language) == "coach":
        show_coach(page)
    else:
        show_trainee(page)


def _role(language: Language) -> Role:
    chosen: Role | None = st.segmented_control(
        say("progress_as", language),
        ROLES,
        format_func=lambda role: say(f"progress_as_{role}", language),
        default="trainee",
        required=True,
        key="progress-as",
        label_visibility="collapsed",
    )
    return chosen or "trainee"


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

"""The rubric: what is scored and how, shown before the start as after the end."""

import streamlit as st

from negotiation.analysis.debrief.skill_records import SKILLS
from negotiation.analysis.debrief.skills.scoring import (
    HINT_COSTS,
    MAX_HINTS_COST,
    MAX_TAKEN_BACK_COST,
    TAKEN_BACK_COST,
)
from negotiation.analysis.debrief.texts import skill_formula
from negotiation.domain.values import Language
from ui.texts import say
from ui.widgets.show import show

__all__ = ["show_rubric"]


def show_rubric(language: Language) -> None:
    """Draw the twelve skills, what each asks for, and how it is computed."""
    st.caption(say("skill_rubric_why", language))
    for skill in SKILLS:
        with st.container(border=True):
            st.markdown(say(f"skill_titled_{skill}", language))
            st.caption(say(f"skill_asks_{skill}", language))
            show(skill_formula(skill, language))
    st.caption(say("skill_total", language))
    st.caption(
        say(
            "skill_costs",
            language,
            most=round(100 * MAX_HINTS_COST),
            taken=round(100 * TAKEN_BACK_COST),
            most_taken=round(100 * MAX_TAKEN_BACK_COST),
            **{rung: round(100 * cost) for rung, cost in HINT_COSTS.items()},
        )
    )

"""The twelve skills on the screen: scores at a glance, and every point down to its turn."""

import streamlit as st

from negotiation.analysis.debrief.skill_records import Check, Skill
from negotiation.analysis.debrief.texts import check_said, check_title, skill_formula
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.outcome_parts import percent
from negotiation.app.exporting.debrief.skill_parts import score_rows, skill_name
from negotiation.app.exporting.debrief.words import said
from ui.data.debriefs import Subject
from ui.texts import say
from ui.views.debrief.links import turn_links
from ui.widgets.debrief.figures import skill_chart
from ui.widgets.debrief.parts import show_links
from ui.widgets.show import show, show_grid

__all__ = ["show_skills"]

GOOD, FAIR = 0.7, 0.4


def show_skills(subject: Subject, handout: Handout) -> None:
    """Draw the scores, then each skill to be opened."""
    language, skills = handout.language, handout.debrief.skills
    show_grid(
        [said("measure", language), said("points", language)],
        score_rows(handout),
        key="score",
        alt=say("debrief_score", language),
    )
    if any(skill.fraction is not None for skill in skills):
        st.altair_chart(
            skill_chart([(skill, skill_name(handout, skill)) for skill in skills], language),
            key="skills",
            alt=say("debrief_skills_chart", language),
        )
    st.caption(say("debrief_skills_why", language))
    for skill in skills:
        _show_skill(subject, handout, skill)


def _show_skill(subject: Subject, handout: Handout, skill: Skill) -> None:
    language = handout.language
    if skill.fraction is None:
        with st.expander(say(f"skill_open_{skill.skill}", language), icon=":material/remove:"):
            show(said("formula", language, formula=skill_formula(skill.skill, language)))
        return
    label_number = 100 * skill.fraction
    with st.expander(
        say(f"skill_line_{skill.skill}", language, percent=label_number), icon=_icon(skill.fraction)
    ):
        show(said("formula", language, formula=skill_formula(skill.skill, language)))
        for check in skill.checks:
            with st.container(border=True):
                _show_check(subject, handout, check)


def _show_check(subject: Subject, handout: Handout, check: Check) -> None:
    language = handout.language
    show(f"{percent(check.earned)} · {check_title(check, language)}")
    show(check_said(check, language))
    quotes = list(dict.fromkeys(spot.quote for spot in check.spots if spot.quote))
    for quote in quotes[:3]:
        show(said("quoted", language, words=quote))
    show_links(turn_links(check.spots), subject, language)


def _icon(fraction: float) -> str:
    if fraction >= GOOD:
        return ":material/check_circle:"
    return ":material/adjust:" if fraction >= FAIR else ":material/error:"

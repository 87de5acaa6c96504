"""What is always at hand during the talks: the brief, and what was written down before them."""

import streamlit as st

from negotiation.app.service.live import Question
from negotiation.domain.scenarios import Table
from ui.texts import say
from ui.views.play.briefing import brief_view, sheet_lines, table_brief
from ui.widgets.play.brief import show_brief, show_table_brief
from ui.widgets.play.look import Look
from ui.widgets.show import show

__all__ = ["show_at_hand", "show_meanwhile"]

MEANWHILE_HEIGHT = 560


def show_at_hand(look: Look, table: Table, question: Question | None) -> None:
    """Let somebody look at the brief and at their sheet."""
    with st.popover(say("play_brief", look.language), icon=":material/menu_book:", width="content"):
        _show(look, table, question)


def show_meanwhile(look: Look, table: Table) -> None:
    """Draw the same where the own move would stand, while it is the others' turn."""
    with st.container(height=MEANWHILE_HEIGHT, key="play-meanwhile"):
        _show(look, table, None)


def _show(look: Look, table: Table, question: Question | None) -> None:
    language, brief = look.language, question.brief if question is not None else None
    lines = sheet_lines(look.attempt.preparation, brief, language)
    if lines:
        st.caption(say("play_own_sheet", language))
    for line in lines:
        show(line)
    show_brief(brief_view(look.run.record.plan.scenario, look.party, language), language)
    show_table_brief(table_brief(table, look.party, language, brief=brief), language)

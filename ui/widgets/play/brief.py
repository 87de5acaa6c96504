"""The brief of a seat: who one is, what one knows, what may not be crossed, what is negotiated."""

from collections.abc import Sequence

import streamlit as st

from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.play.briefing import BriefView, TableBrief
from ui.views.play.wording import term_line
from ui.widgets.show import show

__all__ = ["show_brief", "show_table_brief"]


def show_brief(brief: BriefView, language: Language) -> None:
    """Draw what a seat knows of itself, then what everybody knows of the others."""
    st.subheader(say("play_who", language), anchor=False)
    show(f"{brief.name} · {brief.role}")
    show(brief.public)
    st.caption(say("play_secret_brief", language))
    show(brief.brief)
    st.caption(say("play_goals", language))
    show(" · ".join(f"{title} {weight}" for title, weight in brief.goals))
    st.caption(say("play_alternative", language))
    show(brief.alternative)
    if brief.facts:
        st.caption(say("play_facts", language))
        _lines(brief.facts)
    if brief.red_lines:
        st.caption(say("play_red_lines", language))
        _lines(brief.red_lines)
    if brief.authority:
        st.caption(say("play_authority", language))
        _lines(brief.authority)
    st.caption(say("play_others", language))
    for name, role, public in brief.others:
        show(f"{name} · {role}")
        show(public)


def show_table_brief(table: TableBrief, language: Language) -> None:
    """Draw what a table is about, and what no deal is worth there."""
    st.subheader(say("play_table", language), anchor=False)
    show(table.title)
    show(table.setting)
    st.caption(say("play_rounds", language, n=table.rounds))
    st.caption(say("play_opens_you" if table.opens else "play_opens_other", language))
    if table.no_deal is not None:
        show(fill("play_no_deal_worth", language, value=table.no_deal))
    if table.best is not None:
        show(fill("play_best_worth", language, value=table.best))
    st.caption(say("play_agenda", language))
    _lines([term_line(issue, options, language) for issue, options in table.agenda])


def _lines(lines: Sequence[str]) -> None:
    for line in lines:
        show(f"· {line}")

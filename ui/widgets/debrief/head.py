"""The head of a debrief: how it ended in plain words, and three numbers."""

import streamlit as st

from negotiation.app.exporting.debrief.handout import Handout, Names
from negotiation.app.exporting.debrief.outcome_parts import percent, result_sentence
from negotiation.domain.values import Language
from ui.session import keep, recall
from ui.texts import say
from ui.widgets.show import show

__all__ = ["choose_table", "show_head"]


def choose_table(handout: Handout, language: Language) -> Names:
    """Ask for a table where there are several; at first the one that comes first."""
    tables = list(handout.names)
    if len(tables) == 1:
        return handout.names[tables[0]]
    kept = "debrief-table"
    before = recall(kept, "")
    chosen: str = st.selectbox(
        say("debrief_table", language),
        tables,
        index=tables.index(before) if before in tables else 0,
        format_func=lambda table: handout.names[table].title,
        key=f"{kept}-{language}",
    )
    keep(kept, chosen)
    return handout.names[chosen]


def show_head(handout: Handout, names: Names) -> None:
    """Draw what came of a table, and three numbers."""
    language, table = handout.language, names.table
    show(result_sentence(names))
    left = table.left.to_frontier
    with st.container(horizontal=True):
        st.metric(
            say("debrief_gain", language),
            names.amount(table.result.surplus),
            help=say("debrief_gain_help", language),
            border=True,
        )
        st.metric(
            say("debrief_left", language),
            names.amount(max(left.gain, 0.0) if left is not None else 0.0),
            help=say("debrief_left_help", language),
            border=True,
        )
        st.metric(
            say("debrief_score", language),
            percent(handout.debrief.score.fraction),
            help=say("debrief_score_help", language),
            border=True,
        )

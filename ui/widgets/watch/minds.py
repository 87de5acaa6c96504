"""What the parties of a table keep to themselves, for the referee's eyes."""

from collections.abc import Sequence

import streamlit as st

from negotiation.domain.events import Event
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.watch.minds import MindView, beliefs_of, minds_of
from ui.widgets.show import show, show_grid

__all__ = ["show_minds"]


def show_minds(
    scenario: Scenario, table: Table, events: Sequence[Event], language: Language, *, turn: int
) -> None:
    """Draw what every party of a table knows, noted and believed by ``turn``."""
    st.subheader(say("watch_minds", language), anchor=False)
    st.caption(say("watch_minds_why", language))
    minds = minds_of(scenario, table, events, language, turn=turn)
    for mind in minds:
        with st.container(border=True):
            _mind(mind, language)
    beliefs = beliefs_of(scenario, table, events, language, turn=turn)
    if beliefs:
        st.caption(say("watch_beliefs", language))
        show_grid(
            [say(key, language) for key in ("party", "turn", "issue", "price", "watch_sure")],
            [(each.party, str(each.turn), each.issue, each.value, each.sure) for each in beliefs],
            key="beliefs",
            alt=say("watch_beliefs", language),
        )
    elif not any(mind.note for mind in minds):
        st.caption(say("watch_no_notes", language))


def _mind(mind: MindView, language: Language) -> None:
    show(mind.party)
    st.caption(say("watch_alternative", language))
    show(mind.alternative)
    if mind.red_lines:
        st.caption(say("watch_red_lines", language))
        show("\n".join(mind.red_lines))
    if mind.facts:
        st.caption(say("watch_facts", language))
        show("\n".join(mind.facts))
    if mind.note:
        st.caption(say("watch_note", language))
        show(mind.note)

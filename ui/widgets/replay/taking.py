"""Taking a run away as a file."""

from functools import partial

import streamlit as st

from negotiation.domain.values import Language
from ui.data.exports import FORMS, export
from ui.data.runs import Run
from ui.texts import say

__all__ = ["show_downloads"]


def show_downloads(run: Run, language: Language) -> None:
    """Draw a button for each form; a file is written when its button is pressed."""
    plan = run.record.plan
    st.caption(say("replay_take_help", language))
    notes = st.toggle(
        say("replay_with_notes", language),
        key="take-notes",
        help=say("replay_with_notes_help", language),
    )
    for name, form in FORMS.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                say(f"replay_form_{name}", language),
                data=partial(export, run.path, name, notes=notes),
                file_name=f"{plan.scenario.name}-s{plan.seed}.{form.ending}",
                mime=form.mime,
                key=f"take-{name}",
                on_click="ignore",
                icon=":material/download:",
            )
            st.caption(say(f"replay_form_{name}_help", language))

"""The ladder of hints: look here, this is why, say it so. Each rung is counted."""

import streamlit as st

from negotiation.agents.coach import Hint, hint_for
from negotiation.app.service.live import Question
from negotiation.store.training.records import HintGiven, HintStep
from ui.data.practice import hinted
from ui.texts import fill, say
from ui.widgets.play.draft import draft_of, generation_of, keep_words, set_draft
from ui.widgets.play.look import Look
from ui.widgets.show import show

__all__ = ["show_hints"]

LADDER: tuple[HintStep, ...] = ("nudge", "principle", "wording")


def show_hints(look: Look, question: Question) -> None:
    """Draw the hints that were asked for in this turn, and a way to ask for the next one."""
    language, view = look.language, question.view
    hints = look.attempt.hints
    given = [hint.step for hint in hints if hint.is_at(view.table, view.turn)]
    hint = hint_for(question.brief, question.view)
    st.caption(say("hint_what", language))
    for step in LADDER:
        if step in given:
            _rung(look, question, hint, step)
    left = [step for step in LADDER if step not in given]
    if left and st.button(
        say(f"hint_ask_{left[0]}", language),
        icon=":material/lightbulb:",
        key=f"hint-{left[0]}-{look.key(question)}",
    ):
        hinted(look.page, look.attempt, HintGiven(view.turn, left[0], view.table))
        st.rerun()
    st.caption(say("hint_count", language, n=len(hints)))


def _rung(look: Look, question: Question, hint: Hint, step: HintStep) -> None:
    """Draw one rung; a wording is in the language of the talks, since it can be said so."""
    if step == "nudge":
        st.info(say(f"hint_{hint.topic}_nudge", look.language), icon=":material/visibility:")
        return
    if step == "principle":
        st.info(say(f"hint_{hint.topic}_principle", look.language), icon=":material/school:")
        return
    said = fill(f"hint_{hint.topic}_wording", question.brief.language, **hint.words)
    with st.container(border=True):
        show(said)
        if question.view.talk == "full" and st.button(
            say("hint_use", look.language),
            icon=":material/content_copy:",
            key=f"hint-use-{look.key(question)}-{generation_of(look, question)}",
        ):
            keep_words(look, question, said)
            set_draft(look, question, draft_of(look, question))
            st.rerun()

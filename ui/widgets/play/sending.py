"""Making a move: what is said with it, and what happens when it is too late."""

import streamlit as st

from negotiation.app.service.live import Question
from negotiation.domain.moves import MAX_MESSAGE, Act, Escalate, Move
from negotiation.domain.outcomes import Outcome
from negotiation.domain.values import Language
from ui.session import forget, keep, recall
from ui.texts import say
from ui.widgets.play.draft import forget_draft, generation_of, keep_words, words_of
from ui.widgets.play.look import Look

__all__ = ["ask_house", "notify", "send", "show_notice", "write_words"]

NOTICE = "play-notice"
"""What is said once after the page was drawn anew."""


def send(look: Look, question: Question, act: Act, words: str) -> None:
    """Make a move and draw the page anew; a question that was answered before stays answered."""
    said = words.strip() if question.view.talk == "full" else ""
    keep_words(look, question, said)  # a move that is refused has not been said
    forget_draft(look, question)
    if not look.answer(question, Move(act=act, message=said)):
        notify("play_too_late")
    st.rerun()


def ask_house(look: Look, question: Question, outcome: Outcome, words: str, *, where: str) -> None:
    """Draw the button that asks the own house to sign terms; ``where`` tells several apart."""
    language = look.language
    if st.button(
        say("play_do_escalate", language),
        type="primary",
        icon=":material/approval:",
        key=f"ask-house-{where}-{look.key(question)}",
        help=say("play_escalate_help", language),
    ):
        send(look, question, Escalate(outcome=outcome), words)


def notify(key: str) -> None:
    """Say something once, when the page is drawn anew; ``key`` is of the catalogue."""
    keep(NOTICE, key)


def show_notice(language: Language) -> None:
    """Draw what was to be said once."""
    key: str | None = recall(NOTICE, None)
    if key is not None:
        forget(NOTICE)
        st.warning(say(key, language), icon=":material/info:")


def write_words(look: Look, question: Question) -> str:
    """Ask for the words that go with a move; nothing where nobody speaks."""
    if question.view.talk != "full":
        return ""
    typed = st.text_area(
        say("play_words", look.language),
        value=words_of(look, question),
        max_chars=MAX_MESSAGE,
        height=80,
        placeholder=say("play_words_placeholder", look.language),
        key=f"words-{look.key(question)}-{generation_of(look, question)}",
    )
    words = typed or ""
    keep_words(look, question, words)
    return words

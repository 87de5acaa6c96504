"""Free words: what is said as it is, and what is read as terms and confirmed first."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from negotiation.analysis.conduct.drafts import ReadTerms, read_terms, sounds_accepting
from negotiation.app.service.live import Question
from negotiation.domain.moves import MAX_MESSAGE, Accept, Offer, Talk
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import without_control
from ui.session import forget, keep, recall
from ui.texts import fill, say
from ui.views.play.board import offers_open
from ui.views.play.drafting import DraftWorth, start_of, weigh
from ui.views.play.wording import listed
from ui.widgets.play.draft import keep_words, set_draft
from ui.widgets.play.limits import show_limits
from ui.widgets.play.look import Look
from ui.widgets.play.sending import ask_house, notify, send
from ui.widgets.show import show, show_grid

__all__ = ["show_free_text"]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A message with the terms that were read in it."""

    text: str
    read: ReadTerms


def show_free_text(look: Look, question: Question) -> None:
    """Draw the line to type in; terms in what was typed are put up to be confirmed."""
    view, language = question.view, look.language
    if "talk" not in view.legal_acts and "offer" not in view.legal_acts:
        return
    if view.talk != "full":
        return
    key = f"play-read-{look.place(question)}"
    heard: _Heard | None = recall(key, None)
    if heard is not None and heard.read.is_empty:
        _confirm_yes(look, question, heard, key=key)
    elif heard is not None:
        _confirm(look, question, heard, key=key)
    typed = st.chat_input(
        say("play_say", language), max_chars=MAX_MESSAGE, key=f"say-{look.key(question)}"
    )
    if typed and (text := without_control(str(typed)).strip()):
        _take(look, question, text, key=key)


def _take(look: Look, question: Question, text: str, *, key: str) -> None:
    """Say what was typed, or read terms in it first."""
    view, brief = question.view, question.brief
    read = read_terms(text, brief.space, brief.language)
    if read.is_empty and look.language != brief.language:
        read = read_terms(text, brief.space, look.language)
    if read.is_empty and sounds_accepting(text) and len(view.offers) == 1:
        keep(key, _Heard(text, read))
        st.rerun()
    if read.is_empty or "offer" not in view.legal_acts:
        if "talk" in view.legal_acts:
            send(look, question, Talk(), text)
        keep_words(look, question, text)
        notify("play_words_kept")
        st.rerun()
    keep(key, _Heard(text, read))
    st.rerun()


def _confirm(look: Look, question: Question, heard: _Heard, *, key: str) -> None:
    """Show what was read, and ask what to do with it."""
    language, view = look.language, question.view
    before = start_of(question.brief, view)
    draft = {**before, **heard.read.terms}
    with st.container(border=True):
        st.caption(say("play_read", language))
        show(heard.text)
        _read_terms(look, question, heard.read, before)
        st.caption(say("play_rest", language))
        if heard.read.unclear:
            figures = listed(heard.read.unclear, language)
            show(fill("play_unclear", language, figures=figures))
        worth = weigh(question.brief, view, draft, level=look.level, language=language)
        if worth.value is not None and worth.gain is not None:
            show(fill("play_worth_over", language, value=worth.value, gain=worth.gain))
        show_limits(worth.crossed, worth.unsigned, worth.obstacle, language)
        _choices(look, question, heard, draft, key=key, worth=worth)


def _confirm_yes(look: Look, question: Question, heard: _Heard, *, key: str) -> None:
    """Ask whether a yes is meant to bind."""
    language, view, place = look.language, question.view, look.key(question)
    names = look.names(look.run.tables[view.table])
    (offer,) = offers_open(question.brief, view, names, level=look.level, language=language)
    with st.container(border=True):
        st.caption(say("play_yes", language))
        show(heard.text)
        show(f"{offer.party} · {offer.offer_id} · {offer.terms}")
        if offer.worth is not None:
            show(offer.worth)
        show_limits(offer.crossed, offer.unsigned, offer.obstacle, language)
        with st.container(horizontal=True):
            if offer.unsigned and offer.obstacle is None:
                ask_house(look, question, offer.outcome, heard.text, where="yes")
            elif st.button(
                say("play_sure_accept", language),
                type="primary",
                key=f"yes-{place}",
                disabled=bool(offer.unsigned),
            ):
                send(look, question, Accept(offer_id=offer.offer_id), heard.text)
            if "talk" in view.legal_acts and st.button(
                say("play_read_talk", language), icon=":material/chat:", key=f"yes-talk-{place}"
            ):
                send(look, question, Talk(), heard.text)
            if st.button(say("play_read_drop", language), key=f"yes-drop-{place}"):
                forget(key)
                st.rerun()


def _read_terms(
    look: Look, question: Question, read: ReadTerms, before: Mapping[str, OptionValue]
) -> None:
    """Draw the terms that were read, each with what it was."""
    language, issues = look.language, question.brief.space.by_id
    rows = []
    for issue, value in read.terms.items():
        known = issues[issue]
        now = known.show(value, language)
        if issue in read.rounded:
            now = fill("play_rounded", language, value=now, said=read.rounded[issue])
        rows.append((known.title.in_language(language), known.show(before[issue], language), now))
    header = [say(name, language) for name in ("issue", "before", "offer")]
    show_grid(header, rows, key=f"read-{look.key(question)}", alt=say("play_read", language))


def _choices(
    look: Look,
    question: Question,
    heard: _Heard,
    draft: dict[str, OptionValue],
    *,
    key: str,
    worth: DraftWorth,
) -> None:
    language = look.language
    place = look.key(question)
    with st.container(horizontal=True):
        if worth.unsigned and worth.obstacle is None:
            ask_house(look, question, draft, heard.text, where="read")
        elif st.button(
            say("play_read_send", language),
            type="primary",
            icon=":material/send:",
            key=f"read-send-{place}",
            disabled=not worth.can_offer,
        ):
            send(look, question, Offer(outcome=draft), heard.text)
        if st.button(
            say("play_read_edit", language), icon=":material/tune:", key=f"read-edit-{place}"
        ):
            keep_words(look, question, heard.text)
            set_draft(look, question, draft)
            forget(key)
            st.rerun()
        if "talk" in question.view.legal_acts and st.button(
            say("play_read_talk", language), icon=":material/chat:", key=f"read-talk-{place}"
        ):
            send(look, question, Talk(), heard.text)
        if st.button(say("play_read_drop", language), key=f"read-drop-{place}"):
            forget(key)
            st.rerun()

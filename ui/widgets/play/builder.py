"""The offer builder: a control for every issue, and what the draft is worth while it is edited.

It is a fragment: moving a control draws the builder anew and nothing else, and asks the own
valuation for one outcome. No table is valued again.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from negotiation.app.service.live import Question
from negotiation.domain.moves import Escalate, Offer
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.play.drafting import Control, DraftWorth, controls, their_offer, weigh
from ui.widgets.boundary import friendly
from ui.widgets.play.draft import draft_of, generation_of, keep_draft, set_draft
from ui.widgets.play.limits import show_limits
from ui.widgets.play.look import Look
from ui.widgets.play.sending import send, write_words
from ui.widgets.show import show

__all__ = ["show_builder"]

FEW = 4
"""Controls from which on they stand in two columns."""


def show_builder(look: Look, question: Question) -> None:
    """Draw the builder where the seat may offer, or ask its house for a signature."""
    _builder(look, question)


@st.fragment
def _builder(look: Look, question: Question) -> None:
    language, view = look.language, question.view
    with friendly(language), st.container(border=True):
        st.subheader(say("play_builder", language), anchor=False)
        _starts(look, question)
        draft = _edited(look, question)
        keep_draft(look, question, draft)
        worth = weigh(question.brief, view, draft, level=look.level, language=language)
        _worth(worth, language)
        words = write_words(look, question)
        with st.container(horizontal=True):
            if "offer" in view.legal_acts and st.button(
                say(f"play_do_{_offer_name(question)}", language),
                type="primary",
                icon=":material/send:",
                key=f"offer-{look.key(question)}",
                disabled=not worth.can_offer,
            ):
                send(look, question, Offer(outcome=draft), words)
            if "escalate" in view.legal_acts and st.button(
                say("play_do_escalate", language),
                type="primary" if worth.unsigned else "secondary",
                icon=":material/approval:",
                key=f"escalate-{look.key(question)}",
                disabled=worth.can_offer or worth.obstacle is not None,
                help=say(f"play_escalate_{'needless' if worth.can_offer else 'help'}", language),
            ):
                send(look, question, Escalate(outcome=draft), words)


def _offer_name(question: Question) -> str:
    view = question.view
    if view.protocol == "tender":
        return "bid"
    if view.protocol == "roundtable":
        return "propose" if view.proposer == view.party else "rather"
    return "offer"


def _starts(look: Look, question: Question) -> None:
    """Offer to begin with what stands on the other side, or with the own last offer."""
    language, theirs, own = look.language, their_offer(question.view), question.view.own_offer
    if theirs is None and own is None:
        st.caption(say("play_builder_empty", language))
        return
    with st.container(horizontal=True):
        if theirs is not None and st.button(
            say("play_copy_theirs", language),
            icon=":material/content_copy:",
            key=f"copy-theirs-{look.key(question)}",
        ):
            set_draft(look, question, dict(theirs.outcome))
        if own is not None and st.button(
            say("play_copy_own", language),
            icon=":material/undo:",
            key=f"copy-own-{look.key(question)}",
        ):
            set_draft(look, question, dict(own.outcome))


def _edited(look: Look, question: Question) -> dict[str, OptionValue]:
    """Draw the controls and return the draft as they have it now."""
    brief, draft = question.brief, draft_of(look, question)
    before = controls(brief, question.view, draft, look.language)
    edited: dict[str, OptionValue] = {}
    below = []
    for number, (control, column) in enumerate(
        zip(before, _columns(len(before)), strict=True), start=1
    ):
        with column, st.container(gap=None):
            show(control.title)
            if control.is_slider:
                st.space("xsmall")  # the value is written between the title and the slider
            position = _control(look, question, control, number)
            if control.is_slider:
                st.space("xsmall")  # the ends of the slider are written there
            below.append(st.container(gap=None))
        edited[control.issue] = brief.space.by_id[control.issue].values[position]
    after = controls(brief, question.view, edited, look.language)
    for place, control in zip(below, after, strict=True):
        with place:
            _difference(control, look.language)
    return edited


def _columns(n_controls: int) -> list[DeltaGenerator]:
    """Return where each control goes: down the left side, then down the right."""
    if n_controls < FEW:
        return [st.container()] * n_controls
    left, right = st.columns(2)
    half = (n_controls + 1) // 2
    return [left] * half + [right] * (n_controls - half)


def _difference(control: Control, language: Language) -> None:
    """Draw how the draft differs from what stands on the other side, and from the own last."""
    if control.theirs is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(say("play_differs", language), color="orange")
            show(fill("play_theirs", language, value=control.theirs))
    if control.own is not None:
        show(fill("play_before", language, value=control.own))


def _control(look: Look, question: Question, control: Control, number: int) -> int:
    """Draw the control of one issue and return the option that it stands at."""
    generation = generation_of(look, question)
    key = f"issue-{control.issue}-{look.place(question)}-{generation}-{look.language}"
    options = range(len(control.options))
    if control.is_slider:
        chosen: int = st.select_slider(
            say("play_issue", look.language, n=number),
            options,
            value=control.position,
            format_func=control.options.__getitem__,
            key=key,
            label_visibility="collapsed",
        )
        return chosen
    picked: int = st.selectbox(
        say("play_issue", look.language, n=number),
        options,
        index=control.position,
        format_func=control.options.__getitem__,
        key=key,
        label_visibility="collapsed",
    )
    return picked


def _worth(worth: DraftWorth, language: Language) -> None:
    """Draw what the draft means, as far as the adviser tells."""
    figures = [
        ("value", worth.value),
        ("gain", worth.gain),
        ("loss", None if worth.loss_fraction is None else f"{worth.loss_fraction:.1%}"),
        ("worst", worth.worst),
    ]
    told = [(name, shown) for name, shown in figures if shown is not None]
    if told:
        with st.container(horizontal=True):
            for name, shown in told:
                st.metric(
                    say(f"play_draft_{name}", language),
                    shown,
                    help=say(f"play_draft_{name}_help", language),
                    width="content",
                )
    if worth.gain_share is not None and worth.gain_share < 0:
        st.warning(say("play_below_no_deal", language), icon=":material/trending_down:")
    show_limits(worth.crossed, worth.unsigned, worth.obstacle, language)

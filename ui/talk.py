"""The talk as bubbles, and the offers that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from negotiation.domain.events import NoteTaken
from negotiation.domain.issues import Issue
from negotiation.domain.quantities import format_value
from negotiation.domain.reasons import reason_in
from negotiation.domain.values import Language
from ui.palette import avatar, party_colour
from ui.show import show, show_grid
from ui.texts import fill, say
from ui.views import PartyView, StandingView, TurnView

__all__ = ["Bubbles", "show_standing", "show_talk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubbles:
    """Everything that a bubble needs besides its turn."""

    parties: Mapping[str, PartyView]
    deadline_rounds: int
    worths: Mapping[int, str]
    """By turn; shown in the referee's view only."""
    is_referee: bool
    issues: Mapping[str, Issue]
    """The agenda by id."""
    language: Language


def show_talk(turns: Sequence[TurnView], context: Bubbles) -> None:
    """Draw bubbles under the rounds that they belong to."""
    if turns and turns[0].round > 1:
        st.caption(say("earlier", context.language, n=turns[0].round - 1))
    last_round = 0
    for place, view in enumerate(turns):
        if view.act == "refused" and not context.is_referee:
            continue
        if view.round != last_round:
            last_round = view.round
            numbers = {"round": view.round, "deadline": context.deadline_rounds}
            st.caption(say("round", context.language, **numbers), text_alignment="center")
        _bubble(view, context, key=f"terms-{view.turn}-{place}")


def show_standing(standing: StandingView, parties: Sequence[PartyView], language: Language) -> None:
    """Draw the offers that stand, side by side."""
    st.subheader(say("standing", language), anchor=False)
    if not standing.offers:
        st.caption(say("nothing_standing", language))
        return
    names = {party.id: party.name for party in parties}
    header = [f"{names[party]} · {offer_id}" for party, offer_id in standing.offers.items()]
    show_grid(
        [say("issue", language), *header],
        standing.rows,
        key="standing",
        alt=say("standing", language),
    )


def _bubble(view: TurnView, context: Bubbles, *, key: str) -> None:
    language = context.language
    party = context.parties[view.party]
    colour = party_colour(party.position)
    with st.chat_message("party", avatar=avatar(party.name, colour)):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show(party.name)
            if view.act == "refused":
                st.badge(say("act_refused", language), color="gray", icon=":material/gavel:")
            else:
                st.badge(say(f"act_{view.act}", language), color=colour.badge)
            if view.offer_id is not None:
                show(view.offer_id)
        if view.message:
            show(view.message)
        if view.is_unchanged:
            st.caption(say("unchanged", language))
        if view.terms:
            _terms(view, language, key=key)
        if context.is_referee and view.noted is not None:
            _note(view.noted, context)
        if view.reasons:
            reasons = reason_in(language, "; ".join(view.reasons))
            show(fill("reasons", language, reasons=reasons))
        if context.is_referee and view.act == "offer" and view.turn in context.worths:
            show(context.worths[view.turn])


def _note(noted: NoteTaken, context: Bubbles) -> None:
    """Draw what a party kept to itself."""
    language = context.language
    if noted.worded_by is not None:
        st.caption(say(f"worded_by_{noted.worded_by}", language))
    if noted.note:
        show(fill("note", language, note=noted.note))
    if noted.estimate is not None:
        issue = context.issues[noted.estimate.issue]
        value = format_value(noted.estimate.value, issue.unit, language)
        title = issue.title.in_language(language)
        sure = f"{noted.estimate.confidence:.0%}"
        show(fill("estimate", language, issue=title, value=value, confidence=sure))
    if noted.n_invalid_replies:
        st.caption(say("invalid_replies", language, n=noted.n_invalid_replies))


def _terms(view: TurnView, language: Language, *, key: str) -> None:
    """Draw the terms: a first offer against the other side, a later one against the one before."""
    columns = {
        "issue": [term.issue for term in view.terms],
        "before": [term.before or "" for term in view.terms],
        "offer": [term.now for term in view.terms],
        "other_side": [term.theirs or "" for term in view.terms],
    }
    if any(columns["before"]):
        del columns["other_side"]
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    header = [say(name, language) for name in filled]
    rows = list(zip(*filled.values(), strict=True))
    alt = say("agreement" if view.act == "accept" else "offer_terms", language)
    show_grid(header, rows, key=key, alt=alt)

"""The talk as bubbles, and the offers that stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from negotiation.domain.events import NoteTaken
from negotiation.domain.issues import Issue
from negotiation.domain.quantities import format_value
from negotiation.domain.reasons import reason_in
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.palette import avatar, party_colour
from ui.views.play.wording import because, term_line
from ui.views.talks import PartyView, StandingView, TurnView
from ui.widgets.show import show, show_grid

__all__ = ["Bubbles", "is_shown", "show_side_by_side", "show_speaker", "show_standing", "show_talk"]

OFFERS = ("offer", "bid", "sealed", "proposal", "suggestion")
"""Acts that put an outcome forward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubbles:
    """Everything that a bubble needs besides its turn."""

    parties: Mapping[str, PartyView]
    deadline_rounds: int
    worths: Mapping[int, str]
    """By turn; shown in the referee's view only."""
    is_referee: bool
    shows_private: bool
    """Whether what a party asks its own house is shown, and what the house answers."""
    issues: Mapping[str, Issue]
    """The agenda by id."""
    language: Language
    findings: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """What the rules of conduct found, by turn; shown in the referee's view only."""


def show_talk(
    turns: Sequence[TurnView],
    context: Bubbles,
    *,
    key: str = "terms",
    is_end: bool = True,
    after: Callable[[TurnView, int], None] | None = None,
) -> None:
    """Draw bubbles under the rounds that they belong to.

    Args:
        turns: oldest first.
        context: all else that a bubble needs.
        key: what the keys of the grids begin with, where several talks are on the page.
        is_end: whether they are the last so far, so that the slider leads to those before.
        after: draws what stands below a bubble, given its place among ``turns`` too.
    """
    if is_end and turns and turns[0].round > 1:
        st.caption(say("earlier", context.language, n=turns[0].round - 1))
    last_round = 0
    for place, view in enumerate(turns):
        if not is_shown(view, context):
            continue
        if view.round != last_round:
            last_round = view.round
            numbers = {"round": view.round, "deadline": context.deadline_rounds}
            st.caption(say("round", context.language, **numbers), text_alignment="center")
        if view.party:
            _bubble(view, context)
        else:
            _announcement(view, context, key=f"{key}-{view.turn}-{place}")
        if after is not None:
            after(view, place)


def is_shown(view: TurnView, context: Bubbles) -> bool:
    """Whether a bubble may be drawn: some are for the referee's eyes, or for its own party's."""
    if view.act in {"signed", "denied"}:
        return context.shows_private
    return context.is_referee or view.act != "refused"


def _announcement(view: TurnView, context: Bubbles, *, key: str) -> None:
    """Draw what the referee says to all."""
    language = context.language
    with st.container(border=True):
        st.caption(say(f"act_{view.act}", language), text_alignment="center")
        if view.bids is not None:
            show_side_by_side(view.bids, context.parties, language, key=key)
        elif view.terms:
            _terms(view, language)


def show_standing(standing: StandingView, parties: Sequence[PartyView], language: Language) -> None:
    """Draw the offers that stand, side by side."""
    st.subheader(say("standing", language), anchor=False)
    if not standing.offers:
        st.caption(say("nothing_standing", language))
        return
    by_id = {party.id: party for party in parties}
    show_side_by_side(standing, by_id, language, key="standing")


def show_side_by_side(
    offers: StandingView, parties: Mapping[str, PartyView], language: Language, *, key: str
) -> None:
    """Draw outcomes side by side, under the parties that they are of."""
    header = [f"{parties[party].name} · {label}" for party, label in offers.offers.items()]
    show_grid(
        [say("issue", language), *header],
        offers.rows,
        key=key,
        alt=say("standing", language),
    )


def show_speaker(view: TurnView, party: PartyView, language: Language) -> None:
    """Draw the head of a bubble: who speaks, what they do, and which offer it makes."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show(party.name)
        if view.act == "refused":
            st.badge(say("act_refused", language), color="gray", icon=":material/gavel:")
        else:
            colour = party_colour(party.position)
            st.badge(say(f"act_{view.act}", language), color=colour.badge)
        if view.offer_id is not None:
            show(view.offer_id)


def _bubble(view: TurnView, context: Bubbles) -> None:
    language = context.language
    party = context.parties[view.party]
    colour = party_colour(party.position)
    with st.chat_message("party", avatar=avatar(party.name, colour)):
        show_speaker(view, party, language)
        if view.message:
            show(view.message)
        if view.is_unchanged:
            st.caption(say("unchanged", language))
        if view.terms and (context.shows_private or not view.is_private):
            _terms(view, language)
        if context.is_referee and view.noted is not None:
            _note(view.noted, context)
        if view.reasons:
            reasons = reason_in(language, "; ".join(view.reasons))
            show(fill("reasons", language, reasons=reasons))
        if context.is_referee and view.act in OFFERS and view.turn in context.worths:
            show(context.worths[view.turn])
        if context.is_referee and view.act not in {"refused", "signed", "denied"}:
            _findings(context.findings.get(view.turn, ()), context.language)


def _findings(findings: Sequence[str], language: Language) -> None:
    """Draw what the rules of conduct found in a turn."""
    if findings:
        st.badge(say("replay_found", language), color="orange", icon=":material/flag:")
        show("\n".join(findings))


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


def _terms(view: TurnView, language: Language) -> None:
    """Draw the terms: a first offer against the other side, a later one against the one before.

    They are lines: a phone has no room for a table, nor a long talk for thirty of them.
    """
    is_later = any(term.before for term in view.terms)
    lines = []
    for term in view.terms:
        changed = f"{term.before} → {term.now}" if term.before else term.now
        line = term_line(term.issue, changed, language)
        if term.theirs and not is_later:
            line = because(
                line, term_line(say("other_side", language), term.theirs, language), language
            )
        lines.append(line)
    show("\n".join(lines))

"""The talk as it goes on: bubbles, thirty at a time, and new ones as if they were being said.

Nothing is shown before it stands in the log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import streamlit as st

from negotiation.domain.issues import Issue
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from ui.session import forget, keep, recall
from ui.texts import fill, say
from ui.views.palette import avatar, party_colour
from ui.views.play.board import titled_reasons
from ui.views.play.wording import term_line
from ui.views.talks import PartyView, StandingView, TurnView, proposals_of, turns_of
from ui.widgets.boundary import friendly
from ui.widgets.play.look import Look
from ui.widgets.show import show
from ui.widgets.talk import show_speaker

__all__ = ["Scene", "show_chat", "show_ended_chat"]

PAGE = 30
"""Bubbles at a time."""

REVEAL_SECONDS = 0.15
FIRST_CHARACTERS, CHARACTERS_PER_SECOND = 40, 300
"""How fast a new message appears, however busy the machine is."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a bubble needs besides its turn."""

    parties: Mapping[str, PartyView]
    issues: Sequence[Issue]
    language: Language


def show_chat(look: Look, table: Table) -> None:
    """Draw the last bubbles of a table; those that are new appear bit by bit."""
    turns = turns_of(
        table,
        look.run.talks[table.id],
        look.language,
        proposals=proposals_of(look.run.whole[table.id]),
    )
    parties = {party.id: party for party in look.parties(table)}
    scene = Scene(parties, table.agenda, look.language)
    start, end = _window(look, table, len(turns))
    key = f"play-seen-{look.attempt.run}/{table.id}"
    seen = _seen(key, turns, look.party)
    if not turns:
        st.caption(say("play_nothing_said", look.language))
    _bubbles(turns[start : min(end, seen)], scene)
    if seen < len(turns) and end == len(turns):
        fresh = turns[max(seen, start) :]
        draw = st.fragment(_reveal, run_every=REVEAL_SECONDS)
        draw(fresh, scene, look.party, key=key, n_turns=len(turns))


def show_ended_chat(turns: Sequence[TurnView], scene: Scene) -> None:
    """Draw the last bubbles of a talk that is over."""
    if len(turns) > PAGE:
        st.caption(say("play_before_that", scene.language, n=len(turns) - PAGE))
    _bubbles(turns[-PAGE:], scene)


def _window(look: Look, table: Table, n_turns: int) -> tuple[int, int]:
    """Return which bubbles are shown, and let somebody page to earlier ones."""
    key = f"play-page-{look.attempt.run}/{table.id}"
    page: int = recall(key, 0)
    end = max(n_turns - page * PAGE, min(n_turns, PAGE))
    start = max(end - PAGE, 0)
    if start > 0 or page > 0:
        with st.container(horizontal=True, horizontal_alignment="center"):
            if start > 0 and st.button(say("play_earlier", look.language, n=start), key="earlier"):
                keep(key, page + 1)
                st.rerun()
            if page > 0 and st.button(say("play_later", look.language), key="later"):
                keep(key, page - 1)
                st.rerun()
    return start, end


def _seen(key: str, turns: Sequence[TurnView], own: str) -> int:
    """Return how many bubbles have been drawn whole.

    What is half said when the page is drawn anew is drawn whole then; one's own words are new to
    nobody.
    """
    n_turns = len(turns)
    seen: int = recall(key, n_turns)
    while seen < n_turns and (turns[seen].party == own or not turns[seen].message):
        seen += 1
    if recall(f"{key}-since", 0.0) or seen > n_turns:
        forget(f"{key}-since")
        seen = n_turns
    keep(key, seen)
    return seen


def _reveal(fresh: Sequence[TurnView], scene: Scene, own: str, *, key: str, n_turns: int) -> None:
    """Draw new bubbles as far as they have been said by now."""
    with friendly(scene.language):
        since: float = recall(f"{key}-since", 0.0) or monotonic()
        keep(f"{key}-since", since)
        left = FIRST_CHARACTERS + int((monotonic() - since) * CHARACTERS_PER_SECOND)
        for view in fresh:
            is_own = view.party in {own, ""}
            _bubble(view, scene, cut=None if is_own else left)
            left -= 0 if is_own else len(view.message)
            if left <= 0:
                return
        keep(key, n_turns)
        forget(f"{key}-since")
        st.rerun()


def _bubbles(turns: Sequence[TurnView], scene: Scene) -> None:
    last_round = 0
    for view in turns:
        if view.round != last_round:
            last_round = view.round
            st.caption(say("play_round", scene.language, round=view.round), text_alignment="center")
        _bubble(view, scene)


def _bubble(view: TurnView, scene: Scene, *, cut: int | None = None) -> None:
    """Draw one bubble, or only so many characters of what it says."""
    language = scene.language
    if not view.party:
        _announcement(view, scene.parties, language)
        return
    party = scene.parties[view.party]
    colour = party_colour(party.position)
    with st.chat_message("party", avatar=avatar(party.name, colour)):
        show_speaker(view, party, language)
        if cut is not None and cut < len(view.message):
            show(f"{view.message[:cut]}…")
            return
        if view.message:
            show(view.message)
        if view.is_unchanged:
            st.caption(say("unchanged", language))
        if view.terms:
            show("\n".join(_term_lines(view, language)))
        if view.reasons:
            reasons = titled_reasons(view.reasons, scene.issues, language)
            show(fill("reasons", language, reasons=reasons))


def _term_lines(view: TurnView, language: Language) -> list[str]:
    """Write the terms of an offer a line each; a changed one with what it was."""
    return [
        term_line(term.issue, f"{term.before} → {term.now}" if term.before else term.now, language)
        for term in view.terms
    ]


def _announcement(view: TurnView, parties: Mapping[str, PartyView], language: Language) -> None:
    """Draw what the referee says to all."""
    with st.container(border=True):
        st.caption(say(f"act_{view.act}", language), text_alignment="center")
        if view.bids is not None:
            for line in _bid_lines(view.bids, parties):
                show(line)
        elif view.terms:
            show("\n".join(_term_lines(view, language)))


def _bid_lines(bids: StandingView, parties: Mapping[str, PartyView]) -> list[str]:
    """Write what was opened or awarded, a line each."""
    return [
        f"{parties[party].name} · {label} · " + " · ".join(row[place + 1] for row in bids.rows)
        for place, (party, label) in enumerate(bids.offers.items())
    ]

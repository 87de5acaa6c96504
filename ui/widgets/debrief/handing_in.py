"""What comes after a debrief: handing it in, playing again, taking it home."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.writing import FORMS, MEDIA_TYPES, written
from negotiation.store.training.handing_in import hand_in, may_hand_in, may_take_back, take_back
from negotiation.store.training.records import Attempt
from ui.page import Page
from ui.texts import say
from ui.views.progress.ladder import harder, play_query

__all__ = ["show_downloads", "show_handing_in", "show_next"]


def show_downloads(handout: Handout) -> None:
    """Offer the debrief as a file; it is written when it is asked for."""
    language = handout.language
    st.subheader(say("debrief_take_home", language), anchor=False)
    with st.container(horizontal=True):
        for form in FORMS:
            st.download_button(
                say(f"debrief_as_{form}", language),
                data=partial(written, handout, form),
                file_name=f"debrief-{handout.debrief.scenario}-{handout.own}.{form}",
                mime=MEDIA_TYPES[form],
                icon=":material/download:",
                key=f"download-{form}",
                on_click="ignore",
            )


def show_next(page: Page, attempt: Attempt) -> None:
    """Offer the same again, a harder variant, and the way to one's progress."""
    language = page.language
    st.subheader(say("debrief_next", language), anchor=False)
    again = attempt.difficulty.model_copy(update={"seed": attempt.difficulty.seed + 1})
    rungs = {"debrief_again": again, "debrief_harder": harder(again)}
    with st.container(horizontal=True):
        for key, difficulty in rungs.items():
            if difficulty is not None:
                query = play_query(attempt.scenario, attempt.party, difficulty)
                st.page_link(
                    "screens/play.py",
                    label=say(key, language),
                    icon=":material/handshake:",
                    query_params=query | {"lang": language},
                )
        st.page_link(
            "screens/progress.py",
            label=say("debrief_progress", language),
            icon=":material/trending_up:",
            query_params={"lang": language},
        )


def show_handing_in(page: Page, attempt: Attempt) -> None:
    """Let a trainee show an attempt to the coaches, or make it private again."""
    language, server = page.language, page.server
    own = server.service.call(server.training.attempts(page.visitor.key))
    assignments = server.service.call(server.training.assignments())
    found = {each.id: each for each in assignments}.get(attempt.assignment or "")
    if attempt.submitted_at is None:
        st.caption(say("debrief_private", language))
        obstacle = may_hand_in(attempt, found, own)
        if obstacle is not None:
            st.info(say(f"debrief_obstacle_{obstacle}", language), icon=":material/lock:")
            return
        shares = st.checkbox(say("debrief_share", language), key="share-talk")
        if st.button(
            say("debrief_hand_in", language),
            type="primary",
            icon=":material/send:",
            key="hand-in",
        ):
            _hand_in(page, attempt, shares_transcript=shares)
        return
    _show_handed_in(page, attempt, may_take_back(attempt, found))


def _show_handed_in(page: Page, attempt: Attempt, obstacle: str | None) -> None:
    language = page.language
    if attempt.shares_transcript:
        st.success(say("debrief_handed_in_shared", language), icon=":material/check:")
    else:
        st.success(say("debrief_handed_in", language), icon=":material/check:")
    if obstacle is not None:
        st.caption(say(f"debrief_obstacle_{obstacle}", language))
        return
    if st.button(say("debrief_take_back", language), key="take-back"):
        server = page.server
        server.service.call(take_back(server.training, attempt.id, trainee=page.visitor.key))
        st.rerun()


def _hand_in(page: Page, attempt: Attempt, *, shares_transcript: bool) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    page.server.service.call(
        hand_in(
            page.server.training,
            attempt.id,
            trainee=page.visitor.key,
            shares_transcript=shares_transcript,
            at=now,
            name=page.visitor.name,
        )
    )
    st.rerun()

"""The attempts that have ended: what came of each, and who may see it."""

from collections.abc import Mapping

import streamlit as st

from negotiation.domain.quantities import format_amount
from negotiation.domain.values import Language
from negotiation.store.training.handing_in import hand_in, may_hand_in, may_take_back, take_back
from negotiation.store.training.records import Assignment, Attempt
from ui.data.discarding import discard_attempt
from ui.data.names import seat_called
from ui.data.training import Own
from ui.page import Page
from ui.session import keep, recall
from ui.texts import fill, say
from ui.views.progress.exports import history_csv
from ui.views.progress.ladder import difficulty_words
from ui.views.progress.scores import Scored, moment, percent
from ui.widgets.progress.clock import stamped_now, zone
from ui.widgets.show import show

__all__ = ["discard_button", "show_history"]

AT_A_TIME = 6
"""Attempts that are drawn at first, and more with each click."""

SHOWN = "progress-n-shown"


def show_history(page: Page, own: Own) -> None:
    """Draw the attempts that have ended, newest first."""
    language = page.language
    assignments = {each.id: each for each in own.assignments}
    st.subheader(say("progress_history", language), anchor=False)
    shown: int = recall(SHOWN, AT_A_TIME)
    for each in own.ended[:shown]:
        _show(page, own, each, assignments.get(each.attempt.assignment or ""))
    with st.container(horizontal=True):
        if len(own.ended) > shown and st.button(
            say("progress_more", language), icon=":material/expand_more:", key="progress-more"
        ):
            keep(SHOWN, shown + AT_A_TIME)
            st.rerun()
        titles: Mapping[str, str] = {each.id: each.title for each in own.assignments}
        st.download_button(
            say("progress_export", language),
            data=lambda: history_csv(own.attempts, titles),
            file_name="haggle-history.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="progress-export",
        )


def _show(page: Page, own: Own, each: Scored, assignment: Assignment | None) -> None:
    language, attempt = page.language, each.attempt
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            show(str(seat_called(page.runs, attempt.scenario, attempt.party, language)))
            _badges(each, language)
        show(" · ".join(_details(each, language)))
        if assignment is not None:
            show(fill("progress_for", language, assignment=assignment.title))
        if each.override is not None:
            _override(each, language)
        with st.container(horizontal=True):
            read = st.button(
                say("progress_debrief", language),
                icon=":material/rate_review:",
                key=f"progress-debrief-{attempt.id}",
            )
            if attempt.submitted_at is None:
                _hand_in(page, own, attempt, assignment)
            else:
                _take_back(page, attempt, assignment)
            if may_take_back(attempt, assignment) is None:
                discard_button(page, attempt)
    if read:
        st.switch_page("screens/debrief.py", query_params={"session": attempt.id})


def _badges(each: Scored, language: Language) -> None:
    if each.score is None:
        st.badge(say("progress_no_score", language), color="gray")
    else:
        st.badge(say("progress_score", language, percent=each.score * 100), color="blue")
    if each.attempt.submitted_at is None:
        st.badge(say("progress_private", language), color="gray", icon=":material/lock:")
    elif each.attempt.shares_transcript:
        st.badge(say("progress_handed_in_shared", language), color="green")
    else:
        st.badge(say("progress_handed_in", language), color="green")


def _details(each: Scored, language: Language) -> list[str]:
    attempt, result = each.attempt, each.attempt.result
    ending = result.ending if result else None
    found = [say(f"progress_end_{ending or 'none'}", language)]
    if result is not None:
        amount = format_amount(result.surplus, result.unit, language)
        found.append(fill("progress_gained", language, amount=amount))
    found.append(difficulty_words(attempt.difficulty, language))
    found.append(moment(attempt.ended_at or attempt.created_at, zone()))
    return found


def _override(each: Scored, language: Language) -> None:
    word, result = each.override, each.attempt.result
    if word is not None:
        show(
            fill(
                "progress_overridden",
                language,
                coach=word.coach_name or say("progress_a_coach", language),
                score=percent(word.score_fraction),
                computed=percent(result.score_fraction if result else None),
                reason=word.reason,
            )
        )


def _hand_in(page: Page, own: Own, attempt: Attempt, assignment: Assignment | None) -> None:
    language = page.language
    obstacle = may_hand_in(attempt, assignment, [each.attempt for each in own.attempts])
    if obstacle is not None:
        st.caption(say(f"progress_obstacle_{obstacle}", language))
        return
    with st.popover(say("progress_hand_in", language), icon=":material/send:"):
        st.caption(say("progress_hand_in_why", language))
        if assignment is not None and assignment.max_attempts is not None:
            st.caption(say("progress_counts", language))
        shares = st.checkbox(say("progress_share", language), key=f"progress-share-{attempt.id}")
        if st.button(
            say("progress_hand_in_now", language),
            type="primary",
            key=f"progress-hand-in-{attempt.id}",
        ):
            server = page.server
            work = hand_in(
                server.training,
                attempt.id,
                trainee=page.visitor.key,
                shares_transcript=shares,
                at=stamped_now(),
                name=page.visitor.name,
            )
            server.service.call(work)
            st.rerun()


def _take_back(page: Page, attempt: Attempt, assignment: Assignment | None) -> None:
    language = page.language
    obstacle = may_take_back(attempt, assignment)
    if obstacle is not None:
        st.caption(say(f"progress_obstacle_{obstacle}", language))
        return
    if st.button(
        say("progress_take_back", language),
        icon=":material/undo:",
        key=f"progress-take-back-{attempt.id}",
    ):
        server = page.server
        server.service.call(take_back(server.training, attempt.id, trainee=page.visitor.key))
        st.rerun()


def discard_button(page: Page, attempt: Attempt) -> None:
    """Offer to throw an attempt away, once it is confirmed."""
    language = page.language
    with st.popover(say("progress_discard", language), icon=":material/delete:"):
        st.caption(say("progress_discard_why", language))
        if st.button(say("progress_discard_now", language), key=f"progress-discard-{attempt.id}"):
            discard_attempt(page, attempt)
            st.rerun()

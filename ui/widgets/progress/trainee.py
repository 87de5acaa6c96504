"""A trainee's side of the screen: all of it is their own."""

from datetime import datetime, timedelta

import streamlit as st

from negotiation.store.training.records import Trainee
from ui.data.names import seat_called
from ui.data.training import Own, own_training
from ui.identity import MAX_NAME, clean_name
from ui.page import Page
from ui.session import keep, recall
from ui.texts import fill, say
from ui.views.progress.ladder import difficulty_words
from ui.views.progress.scores import moment
from ui.widgets.boundary import friendly
from ui.widgets.progress.assigned import show_assigned
from ui.widgets.progress.clock import now, zone
from ui.widgets.progress.curves import show_growth
from ui.widgets.progress.history import discard_button, show_history
from ui.widgets.progress.next_step import show_next
from ui.widgets.show import show

__all__ = ["show_trainee"]

SCORING_SECONDS = 60
"""How long a score may take; one that takes longer is worked out when its debrief is opened."""

WRITTEN = "progress-name-written"
"""What stood in the field when it was last looked at."""

FIRST = "a800-supply"
"""The scenario to begin with."""


def show_trainee(page: Page) -> None:
    """Draw what the visitor has practised, and what comes next."""
    own = own_training(page)
    _who(page, own.trainee)
    show_assigned(page, own)
    _unfinished(page, own)
    if not own.ended:
        if not own.unfinished:
            _begin(page)
        return
    _await_scores(page, own)
    if any(each.score is not None for each in own.ended):
        show_next(page, own)
        show_growth(page, own)
    show_history(page, own)


def _who(page: Page, trainee: Trainee) -> None:
    """Say whose this is. An account has its name from the sign-in, a browser is asked."""
    language = page.language
    if page.visitor.is_signed_in:
        if page.visitor.name != trainee.name:
            _name(page, page.visitor.name)
        show(fill("progress_signed_in", language, name=page.visitor.name))
        st.caption(say("progress_of_account", language))
        return
    written: str = st.text_input(
        say("progress_name", language),
        value=trainee.name,
        max_chars=MAX_NAME,
        help=say("progress_name_help", language),
        width=320,
        key="progress-name",
    )
    # Another tab may have changed the name meanwhile: only what is written here is kept.
    if written != recall(WRITTEN, trainee.name):
        _name(page, written)
    keep(WRITTEN, written)
    st.caption(say("progress_of_browser", language))


def _name(page: Page, name: str) -> None:
    server = page.server
    server.service.call(server.training.name_trainee(page.visitor.key, clean_name(name)))


def _unfinished(page: Page, own: Own) -> None:
    if not own.unfinished:
        return
    language = page.language
    st.subheader(say("progress_unfinished", language), anchor=False)
    for each in own.unfinished:
        attempt = each.attempt
        with st.container(border=True):
            show(str(seat_called(page.runs, attempt.scenario, attempt.party, language)))
            begun = fill("progress_begun", language, when=moment(attempt.created_at, zone()))
            show(f"{difficulty_words(attempt.difficulty, language)} · {begun}")
            with st.container(horizontal=True):
                go_on = st.button(
                    say("progress_go_on", language),
                    type="primary",
                    icon=":material/play_arrow:",
                    key=f"progress-go-on-{attempt.id}",
                )
                discard_button(page, attempt)
        if go_on:
            st.switch_page("screens/play.py", query_params={"session": attempt.id})


def _await_scores(page: Page, own: Own) -> None:
    """Look again while an attempt that has just ended is being summed up."""
    just_now = now() - timedelta(seconds=SCORING_SECONDS)
    waiting = frozenset(
        each.attempt.id
        for each in own.ended
        if each.attempt.result is None
        and datetime.fromisoformat(each.attempt.ended_at or "") > just_now
    )
    if waiting:
        _look_again(page, waiting)


@st.fragment(run_every=1.0)
def _look_again(page: Page, waiting: frozenset[str]) -> None:
    with friendly(page.language):
        found = own_training(page).ended
        if any(each.attempt.result for each in found if each.attempt.id in waiting):
            st.rerun()
        st.caption(say("progress_scoring", page.language))


def _begin(page: Page) -> None:
    language = page.language
    st.info(say("progress_empty", language), icon=":material/trending_up:")
    if st.button(say("progress_first", language), type="primary", key="progress-first"):
        st.switch_page("screens/play.py", query_params={"scenario": FIRST})

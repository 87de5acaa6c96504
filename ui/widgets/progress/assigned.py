"""What coaches ask of a trainee."""

import streamlit as st

from negotiation.domain.values import Language
from ui.data.names import seat_called
from ui.data.training import Own
from ui.page import Page
from ui.texts import fill, say
from ui.views.progress.assignments import AssignmentView, assignments_of
from ui.views.progress.ladder import difficulty_words
from ui.views.progress.scores import percent
from ui.widgets.progress.clock import now
from ui.widgets.show import show

__all__ = ["show_assigned"]


def show_assigned(page: Page, own: Own) -> None:
    """Draw the assignments that are open, each with a way to begin."""
    language = page.language
    views = assignments_of(own.assignments, own.attempts, now=now())
    if not views:
        return
    st.subheader(say("progress_assigned", language), anchor=False)
    for view in views:
        _show(page, view)


def _show(page: Page, view: AssignmentView) -> None:
    language, assignment = page.language, view.assignment
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            show(assignment.title)
            _state(view, language)
        called = seat_called(page.runs, assignment.scenario, assignment.party, language)
        show(f"{called} · {difficulty_words(assignment.difficulty, language)}")
        show(" · ".join(_terms(view, language)))
        if view.n_private:
            st.caption(say("progress_private_tries", language, n=view.n_private))
        start = st.button(
            say("progress_start", language),
            type="secondary" if view.has_passed else "primary",
            disabled=view.left == 0,
            key=f"progress-start-{assignment.id}",
        )
    if start:
        st.switch_page("screens/play.py", query_params={"assignment": assignment.id})


def _state(view: AssignmentView, language: Language) -> None:
    if view.has_passed:
        st.badge(say("progress_passed", language), color="green", icon=":material/check:")
    elif view.is_overdue:
        st.badge(say("progress_overdue", language), color="red", icon=":material/schedule:")
    elif view.best is not None:
        st.badge(say("progress_not_passed", language), color="orange")


def _terms(view: AssignmentView, language: Language) -> list[str]:
    assignment = view.assignment
    due = assignment.due_on
    terms = [
        say("progress_no_due", language)
        if due is None
        else fill("progress_due", language, day=due),
        fill("progress_pass_mark", language, mark=percent(assignment.pass_mark)),
        _left(view.left, language),
    ]
    if view.best is not None:
        terms.append(fill("progress_best_so_far", language, score=percent(view.best.score)))
    return terms


def _left(left: int | None, language: Language) -> str:
    if left is None:
        return say("progress_any_number", language)
    return say("progress_one_left" if left == 1 else "progress_left", language, n=left)

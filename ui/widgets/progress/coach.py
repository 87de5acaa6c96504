"""A coach's side of the screen: assignments, and what was handed in. Practice is not here."""

import streamlit as st

from negotiation.domain.values import Language
from negotiation.store.training.records import Assignment
from ui.data.names import seat_called
from ui.data.training import Coached, coached
from ui.page import Page
from ui.texts import fill, say
from ui.views.progress.cohort import Cohort, cohort_of
from ui.views.progress.exports import cohort_csv
from ui.views.progress.ladder import difficulty_words
from ui.views.progress.scores import percent
from ui.widgets.progress.class_charts import show_results, show_skills, show_trend
from ui.widgets.progress.class_members import show_members, show_talks
from ui.widgets.progress.new_assignment import show_new_assignment
from ui.widgets.progress.overriding import show_overriding
from ui.widgets.replay.link import address_of
from ui.widgets.show import show, show_command

__all__ = ["show_coach"]

FREELY = ""
"""Stands for no assignment in the list of them."""


def show_coach(page: Page) -> None:
    """Draw what a coach works with."""
    language = page.language
    st.caption(say("progress_coach_sees", language))
    if not page.visitor.is_signed_in:
        st.info(say("progress_coach_open", language), icon=":material/info:")
    known = coached(page)
    cohorts = _cohorts(known)
    st.subheader(say("progress_assigned", language), anchor=False)
    show_new_assignment(page, known.assignments)
    for assignment in known.assignments:
        _assignment(page, assignment, cohorts[assignment.id])
    st.subheader(say("progress_class", language), anchor=False)
    chosen = _choose(cohorts, language)
    if chosen is None or not chosen.active:
        st.info(say("progress_nobody", language), icon=":material/groups:")
        if chosen is not None and chosen.members:
            show_members(chosen, language)
        return
    _class(page, chosen)
    st.download_button(
        say("progress_export_class", language),
        data=lambda: cohort_csv(tuple(cohorts.values())),
        file_name="haggle-class.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="progress-export-class",
    )


def _cohorts(known: Coached) -> dict[str, Cohort]:
    """Return the class at every assignment, and at none where something was handed in for none."""
    found = {
        each.id: cohort_of(each, known.submitted, known.overrides, known.trainees)
        for each in known.assignments
    }
    freely = cohort_of(None, known.submitted, known.overrides, known.trainees)
    return found | ({FREELY: freely} if freely.active else {})


def _assignment(page: Page, assignment: Assignment, cohort: Cohort) -> None:
    language = page.language
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            show(assignment.title)
            if assignment.is_open:
                st.badge(say("progress_open", language), color="green")
            else:
                st.badge(say("progress_closed", language), color="gray")
        called = seat_called(page.runs, assignment.scenario, assignment.party, language)
        show(f"{called} · {difficulty_words(assignment.difficulty, language)}")
        show(" · ".join(_terms(assignment, cohort, language)))
        with st.container(horizontal=True, vertical_alignment="center"):
            _open_or_close(page, assignment)


def _open_or_close(page: Page, assignment: Assignment) -> None:
    """Offer the link that trainees follow, and to those who set it to end it or begin it again."""
    language = page.language
    if assignment.is_open:
        with st.popover(say("progress_link", language), icon=":material/link:"):
            st.caption(say("progress_link_why", language))
            show_command(address_of("play", {"assignment": assignment.id}))
    if assignment.coach != page.visitor.key:
        st.caption(say("progress_of_others", language))
    elif st.button(
        say("progress_close" if assignment.is_open else "progress_reopen", language),
        icon=":material/lock:" if assignment.is_open else ":material/lock_open:",
        key=f"progress-turn-{assignment.id}",
    ):
        server = page.server
        turned = assignment.model_copy(update={"is_open": not assignment.is_open})
        server.service.call(server.training.save_assignment(turned))
        st.rerun()


def _terms(assignment: Assignment, cohort: Cohort, language: Language) -> list[str]:
    due = assignment.due_on
    limit = assignment.max_attempts
    n, everybody, passed = len(cohort.active), len(cohort.members), cohort.n_passed
    return [
        say("progress_no_due", language)
        if due is None
        else fill("progress_due", language, day=due),
        fill("progress_pass_mark", language, mark=percent(assignment.pass_mark)),
        say("progress_any_number", language)
        if limit is None
        else say("progress_at_most", language, n=limit),
        say("progress_so_far", language, n=n, all=everybody, passed=passed),
    ]


def _choose(cohorts: dict[str, Cohort], language: Language) -> Cohort | None:
    if not cohorts:
        return None
    freely = say("progress_freely", language)

    def called(name: str) -> str:
        assignment = cohorts[name].assignment
        return freely if assignment is None else assignment.title

    names = list(cohorts)
    chosen: str = st.selectbox(
        say("progress_class_of", language),
        names,
        index=next((place for place, name in enumerate(names) if cohorts[name].active), 0),
        format_func=called,
        width=420,
        key=f"progress-class-{language}",
    )
    return cohorts.get(chosen)


def _class(page: Page, cohort: Cohort) -> None:
    language = page.language
    with st.container(horizontal=True):
        shares = {"n": len(cohort.active), "all": len(cohort.members)}
        st.metric(
            say("progress_n_handed_in", language),
            say("progress_of_class", language, **shares),
            border=True,
            height="stretch",
        )
        if cohort.assignment is not None:
            shares["n"] = cohort.n_passed
            st.metric(
                say("progress_n_passed", language),
                say("progress_of_class", language, **shares),
                border=True,
            )
        st.metric(
            say("progress_median", language),
            percent(cohort.median_best),
            border=True,
            height="stretch",
        )
    show_members(cohort, language)
    show_skills(cohort, language)
    show_results(cohort, language)
    show_trend(cohort, language)
    show_talks(cohort, language)
    show_overriding(page, cohort)

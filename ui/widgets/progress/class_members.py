"""Who is in a class, where each stands, and which talks they share."""

import streamlit as st

from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.progress.cohort import Cohort, Member
from ui.views.progress.scores import moment, percent
from ui.widgets.progress.clock import zone
from ui.widgets.show import show, show_grid

__all__ = ["member_name", "show_members", "show_talks"]


def member_name(member: Member, language: Language) -> str:
    """Return what a member is called: by name, else by a tag."""
    return member.trainee.name or fill("progress_unnamed", language, tag=member.tag)


def show_members(cohort: Cohort, language: Language) -> None:
    """Draw a row a member, the best first."""
    titles = [
        say("progress_trainee", language),
        say("progress_pass_column", language),
        say("progress_best_column", language),
        say("progress_last_column", language),
        say("progress_submissions", language),
        say("progress_state", language),
    ]
    rows = [_row(each, language) for each in cohort.members]
    if cohort.assignment is None:  # there is nothing to pass
        titles.pop(1)
        rows = [(name, *rest) for name, _, *rest in rows]
    show_grid(
        titles,
        rows,
        key="progress-members",
        alt=say("progress_class", language),
    )


def _row(member: Member, language: Language) -> tuple[str, ...]:
    last = member.submissions[-1].score if member.submissions else None
    return (
        member_name(member, language),
        say("progress_yes" if member.has_passed else "progress_no", language),
        percent(member.best.score if member.best else None),
        percent(last),
        str(len(member.submissions)),
        say(f"progress_state_{member.handed_in}", language),
    )


def show_talks(cohort: Cohort, language: Language) -> None:
    """Draw the way to each talk whose trainee shares it."""
    st.subheader(say("progress_talks", language), anchor=False)
    shared = [
        (member, each.attempt)
        for member in cohort.active
        for each in member.submissions
        if each.attempt.shares_transcript
    ]
    if not shared:
        st.caption(say("progress_no_talks", language))
    for member, attempt in shared:
        with st.container(horizontal=True, vertical_alignment="center"):
            when = moment(attempt.submitted_at or attempt.created_at, zone())
            show(f"{member_name(member, language)} · {when}")
            read = st.button(
                say("progress_read", language),
                icon=":material/rate_review:",
                key=f"progress-read-{attempt.id}",
            )
        if read:
            st.switch_page("screens/debrief.py", query_params={"session": attempt.id})

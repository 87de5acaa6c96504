"""A coach's word in the place of a computed score: with a name, a reason, and a way back."""

from collections.abc import Sequence

import streamlit as st

from negotiation.domain.values import without_control
from negotiation.store.training.records import Override
from ui.page import Page
from ui.session import forget, keep, recall
from ui.texts import fill, say
from ui.views.progress.cohort import Cohort, Member
from ui.views.progress.scores import Scored, moment, percent
from ui.widgets.progress.class_members import member_name
from ui.widgets.progress.clock import stamped_now, zone
from ui.widgets.show import show

__all__ = ["show_overriding"]

MAX_REASON = 1_000

DONE = "progress-override-done"


def show_overriding(page: Page, cohort: Cohort) -> None:
    """Draw the words that stand, and the form for another."""
    language = page.language
    if recall(DONE, otherwise=False):
        forget(DONE)
        st.success(say("progress_override_done", language), icon=":material/check:")
    handed_in = [(member, each) for member in cohort.active for each in member.submissions]
    for member, each in handed_in:
        if each.override is not None:
            _standing(page, member, each, each.override)
    with st.expander(say("progress_override", language), icon=":material/edit:"):
        _form(page, handed_in)


def _standing(page: Page, member: Member, each: Scored, word: Override) -> None:
    language, result = page.language, each.attempt.result
    show(
        fill(
            "progress_override_stands",
            language,
            trainee=member_name(member, language),
            score=percent(word.score_fraction),
            computed=percent(result.score_fraction if result else None),
            coach=word.coach_name or say("progress_a_coach", language),
            reason=word.reason,
        )
    )
    if st.button(
        say("progress_override_back", language),
        icon=":material/undo:",
        key=f"progress-override-back-{each.attempt.id}",
    ):
        _keep(page, each, None, say("progress_taken_back_reason", language))


def _form(page: Page, handed_in: Sequence[tuple[Member, Scored]]) -> None:
    language = page.language
    st.caption(say("progress_override_why", language))
    by_id = {each.attempt.id: (member, each) for member, each in handed_in}

    def called(attempt_id: str) -> str:
        member, each = by_id[attempt_id]
        when = moment(each.attempt.submitted_at or "", zone())
        return f"{member_name(member, language)} · {when} · {percent(each.score)}"

    chosen: str = st.selectbox(
        say("progress_override_which", language),
        list(by_id),
        format_func=called,
        key=f"progress-override-which-{language}",
    )
    _, each = by_id[chosen]
    percents: int = st.number_input(
        say("progress_override_score", language),
        min_value=0,
        max_value=100,
        value=round((each.score or 0.0) * 100),
        width=160,
        key=f"progress-override-score-{chosen}",
    )
    reason: str = st.text_area(
        say("progress_override_reason", language),
        max_chars=MAX_REASON,
        key=f"progress-override-reason-{chosen}",
    )
    clean = without_control(reason).strip()
    if st.button(
        say("progress_override_save", language),
        disabled=not clean,
        key="progress-override-save",
    ):
        _keep(page, each, percents / 100, clean)


def _keep(page: Page, each: Scored, score: float | None, reason: str) -> None:
    server, visitor = page.server, page.visitor
    coach = server.service.call(server.training.trainee(visitor.key))
    word = Override(
        attempt=each.attempt.id,
        coach=visitor.key,
        coach_name=visitor.name or coach.name,
        score_fraction=score,
        reason=reason,
        made_at=stamped_now(),
    )
    server.service.call(server.training.add_override(word))
    keep(DONE, value=True)
    st.rerun()

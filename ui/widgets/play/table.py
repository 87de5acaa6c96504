"""The table: the talk on one side, the own move on the other."""

import streamlit as st

from negotiation.agents.signing_card import is_approver
from negotiation.app.practice.own_turns import own_turns
from negotiation.app.service.live import Question
from negotiation.domain.scenarios import Table
from ui.data.practice import take_back
from ui.session import keep, recall
from ui.texts import say
from ui.views.naming import told_apart
from ui.views.play.advice import advice_of
from ui.views.play.board import (
    board_rows,
    notes,
    reasons_of,
    warnings_of,
)
from ui.views.play.drafting import scale_for_seat
from ui.views.play.heard import heard_lines
from ui.views.play.path import PathMark, path_marks, priced_issue
from ui.views.play.signing import request_lines
from ui.widgets.campaign import show_timeline
from ui.widgets.play.acts import show_acts
from ui.widgets.play.at_hand import show_at_hand, show_meanwhile
from ui.widgets.play.builder import show_builder
from ui.widgets.play.coaching import show_hints
from ui.widgets.play.free_text import show_free_text
from ui.widgets.play.look import Look
from ui.widgets.play.paths import path_chart
from ui.widgets.play.sending import show_notice
from ui.widgets.play.talk import show_chat
from ui.widgets.play.waiting import show_waiting
from ui.widgets.show import show, show_grid

__all__ = ["show_table"]

CHAT_HEIGHT = 560
EMPTY_HEIGHT = 160
"""Before anybody has spoken: on a phone the own move should not be a screen further down."""

MAX_HEARD = 12


def show_table(look: Look) -> None:
    """Draw a session whose talks go on."""
    show_notice(look.language)
    table, question = look.table, look.state.question
    if table is None:
        show_waiting(look, None)
        return
    _head(look, table, question)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        has_begun = any(getattr(event, "turn", 0) for event in look.run.talks[table.id])
        height = CHAT_HEIGHT if has_begun else EMPTY_HEIGHT
        with st.container(height=height, autoscroll=True, key="play-talk"):
            show_chat(look, table)
        if look.state.status == "playing":
            show_waiting(look, table)
        if question is not None and not is_approver(question.brief, question.view):
            show_free_text(look, question)
            _desk(look, question)
            _coach(look, question)
    with right:
        if question is None:
            show_meanwhile(look, table)
        else:
            _own_move(look, table, question)
    if question is not None and not is_approver(question.brief, question.view):
        _lies_there(look, table, question)
        _elsewhere(look, question)


def _head(look: Look, table: Table, question: Question | None) -> None:
    """Draw where the talks stand in time, and what is always at hand."""
    language = look.language
    if len(look.run.record.plan.scenario.tables) > 1:
        show(table.title.in_language(language))
    with st.container(horizontal=True, vertical_alignment="center", wrap=True):
        if question is not None:
            view = question.view
            numbers = {"round": view.round, "deadline": view.deadline_rounds}
            st.badge(say("round", language, **numbers), icon=":material/timer:")
            left = view.rounds_left
            st.badge(say("play_left", language, n=left), color="orange" if left <= 1 else "gray")
        show_at_hand(look, table, question)
        _take_back(look)
    if question is None:
        return
    rounds = question.view.deadline_rounds
    st.progress(value=min(question.view.round / rounds, 1.0))
    for warning in warnings_of(question.view):
        st.warning(say(warning, language), icon=":material/timer:")
    reasons = reasons_of(question.brief, question.view, language)
    if reasons is not None:
        st.error(say("play_refused", language), icon=":material/gavel:")
        show(reasons)


def _take_back(look: Look) -> None:
    """Let somebody begin again at a turn of their own."""
    language = look.language
    turns = own_turns(look.run.log, look.attempt.party)
    if not turns:
        return
    tables = look.run.record.plan.scenario.tables
    titles = told_apart({table.id: table.title.in_language(language) for table in tables})
    several = len(titles) > 1
    options = range(len(turns) - 1, -1, -1)

    def called(place: int) -> str:
        said = say("play_move_of", language, round=turns[place].round)
        return f"{titles[turns[place].table]} · {said}" if several else said

    with st.popover(
        say("play_take_back", language),
        icon=":material/undo:",
        width="content",
        key=f"back-look-{look.attempt.run}-{len(turns)}",
    ):
        st.caption(say("play_take_back_why", language))
        place: int = st.selectbox(
            say("play_take_back_which", language),
            options,
            format_func=called,
            key=f"back-{look.attempt.run}-{len(turns)}-{language}",
        )
        if st.button(
            say("play_take_back_sure", language),
            type="primary",
            key=f"back-sure-{look.attempt.run}-{len(turns)}",
        ):
            take_back(look.page, look.attempt, table=turns[place].table, turn=turns[place].turn)
            st.rerun()
        if look.attempt.taken_back:
            st.caption(say("play_taken_back", language, n=len(look.attempt.taken_back)))


def _own_move(look: Look, table: Table, question: Question) -> None:
    """Draw the own side of the table."""
    language, view, brief = look.language, question.view, question.brief
    if is_approver(brief, view):
        with st.container(border=True):
            st.subheader(say("play_sign", language), anchor=False)
            for line in request_lines(brief, view, language):
                show(line)
            show_acts(look, question, has_builder=False)
        _coach(look, question)
        return
    for line in notes(brief, view, look.names(table), language):
        show(line)
    has_builder = bool({"offer", "escalate"} & set(view.legal_acts))
    if has_builder:
        show_builder(look, question)
    show_acts(look, question, has_builder=has_builder)


def _desk(look: Look, question: Question) -> None:
    """Draw what the deal desk says; it is worked out once a turn and language."""
    language = look.language
    key = f"play-desk-{look.key(question)}-{language}"
    said: str | None = recall(key, None)
    if said is None:
        said = advice_of(question.brief, question.view, language) or ""
        keep(key, said)
    if said:
        with st.expander(say("play_desk", language), icon=":material/calculate:"):
            show(said)


def _coach(look: Look, question: Question) -> None:
    view = question.view
    with st.expander(
        say("hint_coach", look.language),
        icon=":material/lightbulb:",
        expanded=any(hint.is_at(view.table, view.turn) for hint in look.attempt.hints),
    ):
        show_hints(look, question)


def _lies_there(look: Look, table: Table, question: Question) -> None:
    """Draw what stands, and how both sides have moved; side by side where there is room."""
    language, brief, view = look.language, question.brief, question.view
    header, rows = board_rows(brief, view, look.names(table), level=look.level, language=language)
    left, right = st.columns(2, gap="medium")
    if rows:
        with (
            left,
            st.expander(say("standing", language), icon=":material/table_chart:", expanded=True),
        ):
            show_grid(header, rows, key="play-board", alt=say("standing", language))
    marks = path_marks(brief, view, level=look.level, language=language)
    if not marks:
        return
    with (
        right,
        st.expander(say("play_paths", language), icon=":material/show_chart:", expanded=True),
    ):
        _paths(look, table, question, marks)


def _paths(look: Look, table: Table, question: Question, marks: tuple[PathMark, ...]) -> None:
    language, brief, view = look.language, question.brief, question.view
    priced = priced_issue(brief, view, level=look.level)
    st.altair_chart(
        path_chart(
            marks,
            look.parties(table),
            unit=None if priced is not None else scale_for_seat(brief, language).unit,
            issue=priced,
            deadline=view.deadline_rounds,
            language=language,
        ),
        key="play-paths",
        alt=say("play_paths", language),
    )
    st.caption(say("play_paths_worth" if priced is None else "play_paths_issue", language))


def _elsewhere(look: Look, question: Question) -> None:
    """Draw what was heard away from the table."""
    language = look.language
    plan = look.run.record.plan
    lines = heard_lines(plan, question.view, language)
    if lines:
        with st.expander(say("play_elsewhere", language), icon=":material/newspaper:"):
            if len(lines) > MAX_HEARD:
                st.caption(say("play_heard_more", language, n=len(lines) - MAX_HEARD))
            for line in lines[-MAX_HEARD:]:
                show(line)
    if plan.scenario.campaign is not None:
        with st.expander(say("timeline", language), icon=":material/calendar_month:"):
            show_timeline(look.run, language)

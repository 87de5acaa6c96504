"""Setting an assignment: every field is checked while it is filled in."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import uuid4

import streamlit as st

from negotiation.app.endpoints import Endpoints
from negotiation.domain.values import Language, without_control
from negotiation.store.training.records import Assignment, Difficulty
from ui.data.shelf import playable, scenario_at
from ui.page import Page
from ui.session import forget, keep, recall
from ui.texts import say
from ui.views.naming import told_apart
from ui.views.play.choices import (
    ADVISERS,
    PACES,
    counterpart_name,
    counterparts,
    has_patience,
    seat_names,
)
from ui.views.progress.assignments import AssignmentDraft, problems_of
from ui.widgets.progress.clock import now, stamped_now, zone

__all__ = ["show_new_assignment"]

ROUND = "progress-new-round"
"""Counts the assignments made in this tab: each form has fields of its own, empty at first."""

DONE = "progress-new-done"


class _Terms(NamedTuple):
    pass_mark: float
    max_attempts: int | None
    due: date | None


def show_new_assignment(page: Page, assignments: Sequence[Assignment]) -> None:
    """Draw the form, and keep what it makes."""
    language = page.language
    if recall(DONE, otherwise=False):
        forget(DONE)
        st.success(say("progress_new_done", language), icon=":material/check:")
    if not assignments:
        st.info(say("progress_no_assignments", language), icon=":material/assignment:")
    made_so_far: int = recall(ROUND, 0)
    with st.expander(
        say("progress_new", language),
        icon=":material/add:",
        expanded=not assignments,
        key=f"progress-new-{made_so_far}",
    ):
        made = _form(page, assignments, f"progress-new-{made_so_far}")
    if made is not None:
        page.server.service.call(page.server.training.add_assignment(made))
        keep(ROUND, made_so_far + 1)
        keep(DONE, value=True)
        st.rerun()


def _form(page: Page, assignments: Sequence[Assignment], key: str) -> Assignment | None:
    """Return what is set, once it is."""
    language = page.language
    title: str = st.text_input(
        say("progress_new_title", language),
        max_chars=120,
        placeholder=say("progress_new_title_hint", language),
        key=f"{key}-title",
    )
    scenario, seat = _seat(page, key)
    difficulty = _difficulty(page, key)
    terms = _terms(language, key)
    clean = " ".join(without_control(title).split())
    draft = AssignmentDraft(clean, terms.due)
    problems = problems_of(draft, assignments, today=now().astimezone(zone()).date())
    for problem in problems:
        st.caption(say(f"progress_problem_{problem}", language))
    if not st.button(
        say("progress_new_make", language),
        type="primary",
        disabled=bool(problems),
        key=f"{key}-make",
    ):
        return None
    return Assignment(
        id=uuid4().hex,
        title=clean,
        coach=page.visitor.key,
        scenario=scenario,
        party=seat,
        difficulty=difficulty,
        pass_mark=terms.pass_mark,
        max_attempts=terms.max_attempts,
        due_on=terms.due.isoformat() if terms.due else None,
        created_at=stamped_now(),
    )


def _terms(language: Language, key: str) -> _Terms:
    """Ask what it takes to pass."""
    first, second, third = st.columns(3)
    with first:
        pass_mark: int = st.slider(
            say("progress_new_pass", language),
            min_value=0,
            max_value=100,
            value=70,
            step=5,
            format="%d%%",
            key=f"{key}-pass",
        )
    with second:
        limit: int | None = st.number_input(
            say("progress_new_max", language),
            min_value=1,
            max_value=99,
            value=None,
            step=1,
            help=say("progress_new_max_help", language),
            key=f"{key}-max",
        )
    with third:
        due: date | None = st.date_input(
            say("progress_new_due", language),
            value=None,
            format="YYYY-MM-DD",
            key=f"{key}-due",
        )
    return _Terms(pass_mark / 100, limit, due)


def _seat(page: Page, key: str) -> tuple[str, str]:
    """Ask for a scenario, and for a seat of it."""
    language = page.language
    titles = told_apart(
        {each.name: each.title.in_language(language) for each in playable(page.runs)}
    )
    left, right = st.columns(2)
    with left:
        scenario: str = st.selectbox(
            say("progress_scenario", language),
            list(titles),
            format_func=titles.__getitem__,
            key=f"{key}-scenario-{language}",
        )
        seats = {
            each.seat: each.name
            for each in seat_names(scenario_at(page.runs, scenario).scenario, language)
        }
    with right:
        seat: str = st.selectbox(
            say("progress_new_seat", language),
            list(seats),
            format_func=seats.__getitem__,
            key=f"{key}-seat-{scenario}-{language}",
        )
    return scenario, seat


def _difficulty(page: Page, key: str) -> Difficulty:
    """Ask how hard it shall be. Models are those of the server: a trainee has no other."""
    language = page.language
    known = counterparts(Endpoints(page.server.settings).names())
    first, second, third, fourth = st.columns([4, 3, 2, 2])
    with first:
        counterpart: str = st.selectbox(
            say("progress_new_against", language),
            known,
            format_func=lambda who: counterpart_name(who, language),
            key=f"{key}-against-{language}",
        )
    with second:
        adviser = st.selectbox(
            say("progress_new_adviser", language),
            ADVISERS,
            index=ADVISERS.index("value"),
            format_func=lambda level: say(f"play_adviser_{level}", language),
            key=f"{key}-adviser-{language}",
        )
    with third:
        pace: float = st.selectbox(
            say("progress_new_pace", language),
            PACES,
            format_func=lambda share: _pace(share, language),
            key=f"{key}-pace-{language}",
        )
    with fourth:
        seed: int = st.number_input(
            say("progress_new_seed", language),
            min_value=0,
            max_value=999_999,
            value=1,
            help=say("progress_new_seed_help", language),
            key=f"{key}-seed",
        )
    patient = has_patience(counterpart) and st.checkbox(
        say("progress_new_patient", language), key=f"{key}-patient"
    )
    return Difficulty(
        counterpart=counterpart,
        is_patient=patient,
        adviser=adviser,
        pace_fraction=pace,
        seed=seed,
    )


def _pace(share: float, language: Language) -> str:
    return say(f"progress_new_pace_{PACES.index(share) + 1}", language)

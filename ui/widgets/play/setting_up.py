"""Choosing what to practise: the scenario, the seat, and how hard it is to be."""

import streamlit as st

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import MAX_SEED
from negotiation.app.practice.sessions import Wish
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from negotiation.store.training.records import Assignment, Attempt, Difficulty
from ui.data.names import seat_called
from ui.data.practice import attempts_of, begin, open_assignments
from ui.data.shelf import ShelfEntry, playable, scenario_at
from ui.page import Page
from ui.session import keep, recall
from ui.texts import fill, say
from ui.views.naming import told_apart
from ui.views.play.choices import (
    ADVISERS,
    PACES,
    counterpart_name,
    counterparts,
    difficulty_in,
    has_patience,
    seat_names,
)
from ui.views.progress.scores import moment
from ui.widgets.play.choosing import place_of, suggested
from ui.widgets.progress.clock import zone
from ui.widgets.show import show

__all__ = ["show_set_up"]

MAX_UNFINISHED = 3


def show_set_up(page: Page) -> None:
    """Draw what can be chosen, and begin a session with it."""
    language = page.language
    st.title(say("play_title", language), anchor=False)
    st.caption(say("play_intro", language))
    _unfinished(page)
    entries = {entry.name: entry for entry in playable(page.runs)}
    assignment = _choose_assignment(page, entries)
    with st.container(border=True):
        if assignment is None:
            wish = _choose(page, entries)
        else:
            wish = _as_assigned(page, entries[assignment.scenario], assignment)
    if st.button(
        say("play_prepare", language),
        type="primary",
        icon=":material/menu_book:",
        key="play-begin",
    ):
        attempt = begin(page, wish)
        _go_to(attempt, language)


def _unfinished(page: Page) -> None:
    """Offer to go on with sessions that have not ended."""
    language = page.language
    waiting = [each for each in attempts_of(page) if each.ended_at is None][:MAX_UNFINISHED]
    if not waiting:
        return
    with st.container(border=True):
        st.caption(say("play_unfinished", language))
        for attempt in waiting:
            with st.container(horizontal=True, vertical_alignment="center"):
                show(_called(page, attempt))
                if st.button(say("play_go_on", language), key=f"play-resume-{attempt.id}"):
                    st.switch_page(
                        "screens/play.py", query_params={"session": attempt.id, "lang": language}
                    )


def _go_to(attempt: Attempt, language: Language) -> None:
    st.switch_page("screens/play.py", query_params={"session": attempt.id, "lang": language})


def _called(page: Page, attempt: Attempt) -> str:
    """Say which session it is: scenario, seat, and when it began."""
    called = seat_called(page.runs, attempt.scenario, attempt.party, page.language)
    return f"{called} · {moment(attempt.created_at, zone())}"


def _choose_assignment(page: Page, entries: dict[str, ShelfEntry]) -> Assignment | None:
    """Ask whether this is for an assignment, where there are any."""
    known = {each.id: each for each in open_assignments(page) if each.scenario in entries}
    if not known:
        return None
    language = page.language
    titles = told_apart({each.id: each.title for each in known.values()})
    titles[""] = say("play_free", language)
    options = ["", *known]
    chosen: str = st.selectbox(
        say("play_assignment", language),
        options,
        index=place_of("assignment", options, suggested().get("assignment", "")),
        format_func=titles.__getitem__,
        key=f"play-assignment-{language}",
    )
    keep("play-kept-assignment", chosen)
    return known.get(chosen)


def _as_assigned(page: Page, entry: ShelfEntry, assignment: Assignment) -> Wish:
    """Show what an assignment asks for; nothing of it can be changed."""
    language = page.language
    scenario = scenario_at(page.runs, entry.name).scenario
    seats = dict(seat_names(scenario, language))
    show(f"{entry.title.in_language(language)} · {seats.get(assignment.party, assignment.party)}")
    show(entry.summary.in_language(language).strip())
    difficulty = assignment.difficulty
    with_whom = counterpart_name(difficulty.counterpart, language)
    show(fill("play_against", language, counterpart=with_whom))
    st.caption(say("play_pace", language, percent=round(difficulty.pace_fraction * 100)))
    st.caption(say(f"play_adviser_{difficulty.adviser}", language))
    st.caption(say("play_pass_mark", language, percent=round(assignment.pass_mark * 100)))
    return Wish(entry.name, assignment.party, difficulty, language, assignment.id)


def _choose(page: Page, entries: dict[str, ShelfEntry]) -> Wish:
    """Ask for everything."""
    language, given = page.language, suggested()
    names = list(entries)
    titles = told_apart({each: entries[each].title.in_language(language) for each in names})
    first = "a800-supply" if "a800-supply" in entries else names[0]
    name: str = st.selectbox(
        say("play_scenario", language),
        names,
        index=place_of("scenario", names, given.get("scenario", first)),
        format_func=titles.__getitem__,
        key=f"play-scenario-{language}",
    )
    keep("play-kept-scenario", name)
    show(entries[name].summary.in_language(language).strip())
    scenario = scenario_at(page.runs, name).scenario
    seat = _choose_seat(scenario, name, given.get("party", ""), language)
    st.subheader(say("play_difficulty", language), anchor=False)
    return Wish(name, seat, _choose_difficulty(page, difficulty_in(given)), language)


def _choose_seat(scenario: Scenario, name: str, wanted: str, language: Language) -> str:
    seats = dict(seat_names(scenario, language))
    options = list(seats)
    chosen: str = st.selectbox(
        say("play_seat", language),
        options,
        index=place_of(f"seat-{name}", options, wanted or options[0]),
        format_func=seats.__getitem__,
        key=f"play-seat-{name}-{language}",
    )
    keep(f"play-kept-seat-{name}", chosen)
    return chosen


def _choose_difficulty(page: Page, given: Difficulty) -> Difficulty:
    language = page.language
    who = _choose_counterpart(page, given)
    left, right = st.columns(2)
    with left:
        adviser = st.segmented_control(
            say("play_adviser", language),
            ADVISERS,
            default=recall("play-kept-adviser", given.adviser),
            format_func=lambda level: say(f"play_level_{level}", language),
            required=True,
            key=f"play-adviser-{language}",
            help=say("play_adviser_help", language),
        )
        keep("play-kept-adviser", adviser)
    with right:
        pace = st.segmented_control(
            say("play_time", language),
            PACES,
            default=recall("play-kept-pace", _nearest_pace(given.pace_fraction)),
            format_func=lambda each: say("play_percent", language, percent=round(each * 100)),
            required=True,
            key=f"play-pace-{language}",
            help=say("play_time_help", language),
        )
        keep("play-kept-pace", pace)
    is_patient = has_patience(who) and st.toggle(
        say("play_patient", language), value=given.is_patient, key="play-patient"
    )
    seed = st.number_input(
        say("play_seed", language),
        min_value=0,
        max_value=MAX_SEED,
        value=min(given.seed, MAX_SEED),  # an address may say anything
        step=1,
        key="play-seed",
        help=say("play_seed_help", language),
    )
    return Difficulty(
        counterpart=who,
        is_patient=is_patient,
        adviser=adviser or given.adviser,
        pace_fraction=pace or 1.0,
        seed=int(seed or 0),
    )


def _choose_counterpart(page: Page, given: Difficulty) -> str:
    language = page.language
    known = list(counterparts(Endpoints(page.settings).names()))
    who: str = st.selectbox(
        say("play_counterpart", language),
        known,
        index=place_of("counterpart", known, given.counterpart),
        format_func=lambda each: counterpart_name(each, language),
        key=f"play-counterpart-{language}",
        help=say("play_counterpart_help", language),
    )
    keep("play-kept-counterpart", who)
    return who


def _nearest_pace(fraction: float) -> float:
    return min(PACES, key=lambda pace: abs(pace - fraction))

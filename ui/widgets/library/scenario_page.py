"""One scenario for people to read."""

import streamlit as st

from negotiation.catalog.files import Loaded
from negotiation.cli.rule_lines import rule_lines
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.valuations import PointsValuation
from negotiation.domain.values import Language
from ui.data.shelf import scenario_at, scenarios_on
from ui.data.suites import suites_with
from ui.page import Page
from ui.texts import fill, say
from ui.views.library.lists import said_in, variants_of
from ui.views.library.scenario_page import (
    agenda_rows,
    mandate_rows,
    market_rows,
    news_rows,
    phase_rows,
    public_parties,
    stand_in_lines,
)
from ui.views.naming import told_apart
from ui.views.palette import party_colour
from ui.widgets.show import show, show_grid
from ui.widgets.spoiling import may_look

__all__ = ["show_public", "show_scenario"]


def show_scenario(page: Page, name: str) -> None:
    """Draw the page of a scenario of the shelf."""
    language = page.language
    st.button(
        say("library_back", language),
        icon=":material/arrow_back:",
        key="library-back",
        on_click=leave_page,
    )
    loaded = scenario_at(page.runs, name)
    entries = scenarios_on(page.runs)
    entry = next(each for each in entries if each.name == name)
    _actions(name, language, is_playable=entry.is_playable)
    show_public(loaded, language)
    family = variants_of(entry, entries)
    suites = suites_with(name)
    if family or suites:
        st.subheader(say("library_related", language), anchor=False)
    for other in family:
        with st.container(horizontal=True, vertical_alignment="center"):
            show(said_in(other.title, language))
            st.button(
                say("library_read", language),
                key=f"library-variant-{other.name}",
                on_click=_open,
                args=(other.name,),
            )
    if suites:
        titles = " · ".join(title.in_language(language) for title in suites)
        show(fill("library_in_suites", language, suites=titles))
    if page.visitor.is_coach:
        _private(page, name, loaded.scenario)


def show_public(loaded: Loaded, language: Language) -> None:
    """Draw what everybody may know of a scenario."""
    scenario = loaded.scenario
    show(said_in(scenario.title, language))
    show(said_in(scenario.summary, language))
    st.subheader(say("library_parties", language), anchor=False)
    with st.grid(3, min_column_width=270):
        for party in public_parties(scenario, loaded.personas, language):
            with st.container(border=True, height="stretch"):
                with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                    st.badge("", icon=":material/circle:", color=party_colour(party.position).badge)
                    show(party.name)
                show(party.role)
                show(party.public)
                show(fill("library_spoken_by", language, persona=party.persona))
                show(fill("library_plays", language, strategy=party.strategy))
    _course(scenario, language)
    _tables(scenario, language)
    rows = market_rows(scenario, language)
    if rows:
        st.subheader(say("library_market", language), anchor=False)
        st.caption(say("library_market_how", language))
        show_grid(
            [
                say("sim_figure", language),
                say("sim_value", language),
                say("sim_status", language),
                say("sim_source", language),
            ],
            rows,
            key=f"library-market-{scenario.name}",
            alt=say("library_market", language),
        )


def leave_page() -> None:
    """Go back to the shelves: a callback."""
    for parameter in ("scenario", "persona"):
        st.query_params.pop(parameter, None)


def _open(name: str) -> None:
    st.query_params["scenario"] = name


def _actions(name: str, language: Language, *, is_playable: bool) -> None:
    asked = {"scenario": name, "lang": language}
    with st.container(horizontal=True):
        if st.button(
            say("library_play", language),
            icon=":material/handshake:",
            type="primary",
            key="library-play",
            disabled=not is_playable,
        ):
            st.switch_page("screens/play.py", query_params=asked)
        if st.button(
            say("library_watch", language),
            icon=":material/visibility:",
            key="library-watch",
            disabled=not is_playable,
        ):
            st.switch_page("screens/watch.py", query_params=asked)
        if st.button(say("library_simulate", language), icon=":material/tune:", key="library-sim"):
            st.switch_page("screens/simulator.py", query_params=asked)


def _course(scenario: Scenario, language: Language) -> None:
    rows = phase_rows(scenario, language)
    if not rows:
        return
    st.subheader(say("library_phases", language), anchor=False)
    show_grid(
        [say("library_month", language), say("library_phase", language), say("table", language)],
        rows,
        key=f"library-phases-{scenario.name}",
        alt=say("library_phases", language),
    )
    settled = stand_in_lines(scenario, language)
    if settled:
        show("\n".join(settled))
    news = news_rows(scenario, language)
    if news:
        show_grid(
            [say("library_month", language), say("news", language)],
            news,
            key=f"library-news-{scenario.name}",
            alt=say("news", language),
        )


def _tables(scenario: Scenario, language: Language) -> None:
    """Draw the table; of several one at a time."""
    st.subheader(say("library_agenda", language), anchor=False)
    titles = told_apart({table.id: table.title.in_language(language) for table in scenario.tables})
    chosen = next(iter(titles))
    if len(titles) > 1:
        chosen = st.selectbox(
            say("library_which_table", language),
            list(titles),
            format_func=titles.__getitem__,
            key=f"library-table-{scenario.name}-{language}",
        )
    _table(scenario, scenario.table(chosen), language)


def _table(scenario: Scenario, table: Table, language: Language) -> None:
    with st.container(border=True):
        show(table.title.in_language(language))
        show(table.setting.in_language(language))
        with st.container(horizontal=True, gap="xsmall"):
            st.badge(say(f"library_kind_{table.protocol}", language), color="blue")
            st.badge(say("rounds", language, n=table.deadline_rounds), color="gray")
            st.badge(say("library_n_outcomes", language, n=table.space.size), color="gray")
        rules = tuple(rule_lines(scenario, table, language))
        if rules:
            show("\n".join(rules))
        show_grid(
            [
                say("issue", language),
                say("library_options", language),
                say("library_n_options", language),
            ],
            agenda_rows(table, language),
            key=f"library-agenda-{scenario.name}-{table.id}",
            alt=say("library_agenda", language),
        )


def _private(page: Page, name: str, scenario: Scenario) -> None:
    language = page.language
    st.subheader(say("library_private", language), anchor=False)
    st.caption(say("library_private_how", language))
    if not st.toggle(say("library_spoil", language), key=f"library-spoil-{name}"):
        return
    if not may_look(page, name):
        return
    for party in scenario.parties:
        with st.container(border=True):
            show(party.name.in_language(language))
            for what, said in mandate_rows(scenario, party, language):
                show(f"{what}\n{said}")
    for table in scenario.tables:
        if isinstance(table.valuation, PointsValuation):
            _scores(scenario, table, table.valuation, language)


def _scores(scenario: Scenario, table: Table, points: PointsValuation, language: Language) -> None:
    rows = [
        (
            issue.title.in_language(language),
            issue.show(value, language),
            *(
                f"{points.scores[party][issue.id][place]:g}"
                if issue.id in points.scores.get(party, {})
                else ""
                for party in table.parties
            ),
        )
        for issue in table.agenda
        for place, value in enumerate(issue.values)
    ]
    names = {party.id: party.name.in_language(language) for party in scenario.parties}
    show_grid(
        [
            say("issue", language),
            say("library_options", language),
            *(names.get(party, party) for party in table.parties),
        ],
        rows,
        key=f"library-scores-{table.id}",
        alt=say("library_scores", language),
    )

"""The list of runs: filters, an order, and pages of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import streamlit as st

from negotiation.domain.values import LANGUAGES, Language
from ui.data.visible import VisibleRuns
from ui.session import forget
from ui.texts import LANGUAGE_NAMES, say
from ui.views.palette import BadgeColour
from ui.views.replay.summaries import (
    ORDERS,
    Order,
    RunFilter,
    RunSummary,
    chosen_runs,
    results_line,
    seats_line,
)
from ui.widgets.replay.link import write_address
from ui.widgets.replay.paging import choose_page
from ui.widgets.show import show

__all__ = ["LIST_PAGE", "open_run", "show_run_list", "when_of"]

LIST_PAGE = 20
"""Runs on a page."""

_COLOURS: Mapping[str, BadgeColour] = MappingProxyType(
    {
        "agreement": "green",
        "walk_away": "red",
        "deadline": "gray",
        "several": "blue",
        "open": "orange",
        "over": "gray",
        "broken": "red",
        "none": "gray",
    }
)
"""By how a run ended; each ending is a key of the catalogue behind ``replay_ended_``."""


def show_run_list(visible: VisibleRuns, language: Language) -> None:
    """Draw what there is to choose from."""
    runs = visible.summaries
    fitting = chosen_runs(runs, *_filter(runs, language))
    st.caption(say("replay_n_runs", language, n=len(fitting), total=len(runs)))
    if not fitting:
        st.info(say("replay_no_match", language), icon=":material/search_off:")
        return
    page = choose_page(-(-len(fitting) // LIST_PAGE), key="replay-list-page")
    for place, run in enumerate(fitting[(page - 1) * LIST_PAGE : page * LIST_PAGE]):
        _card(run, language, place=place)


def open_run(name: str) -> None:
    """Have a run on the screen when the page is drawn next, at its end."""
    forget("replay-opened")
    write_address(run=name, view="", table="", turn="")


def _filter(runs: tuple[RunSummary, ...], language: Language) -> tuple[RunFilter, Order]:
    titles = {run.scenario: run.title for run in runs if run.title is not None}
    endings = {ending for run in runs for ending in (run.ending, *run.endings)}
    first, second, third = st.columns([4, 3, 3], vertical_alignment="bottom")
    with first:
        words = st.text_input(
            say("replay_find_run", language),
            type="search",
            key="replay-words",
            placeholder=say("replay_search", language),
            persist_state="session",
        )
    with second:
        scenarios = st.multiselect(
            say("replay_scenario", language),
            sorted(titles),
            format_func=lambda name: titles[name].in_language(language),
            key="replay-scenarios",
            placeholder=say("replay_any", language),
            persist_state="session",
        )
    with third:
        order: Order = st.selectbox(
            say("replay_order", language),
            ORDERS,
            format_func=lambda name: say(f"replay_order_{name}", language),
            key="replay-order",
            persist_state="session",
        )
    with st.expander(say("replay_more_filters", language)):
        more = _more(runs, [each for each in _COLOURS if each in endings], language)
    return replace(more, words=words, scenarios=frozenset(scenarios)), order


def _more(runs: tuple[RunSummary, ...], endings: list[str], language: Language) -> RunFilter:
    first, second, third = st.columns(3)
    with first:
        ended = st.multiselect(
            say("replay_ending", language),
            endings,
            format_func=lambda ending: say(f"replay_ended_{ending}", language),
            key="replay-endings",
            placeholder=say("replay_any", language),
            persist_state="session",
        )
    with second:
        players = st.multiselect(
            say("replay_players", language),
            sorted({player for run in runs for player in run.players}),
            key="replay-players",
            placeholder=say("replay_any", language),
            persist_state="session",
        )
    with third:
        languages = st.multiselect(
            say("replay_language", language),
            LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            key="replay-languages",
            placeholder=say("replay_any", language),
            persist_state="session",
        )
    return RunFilter(
        endings=frozenset(ended), players=frozenset(players), languages=frozenset(languages)
    )


def _card(run: RunSummary, language: Language, *, place: int) -> None:
    """Draw one run: what it was, who played, how it ended, what it brought."""
    with st.container(border=True, gap="xsmall", key=f"replay-run-{place}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", width="stretch"
            ):
                show(run.title.in_language(language) if run.title is not None else run.label)
                st.badge(say(f"replay_ended_{run.ending}", language), color=_COLOURS[run.ending])
                _marks(run, language)
            st.button(
                say("replay_open", language),
                key=f"open-{place}",
                on_click=open_run,
                args=(run.name,),
                icon=":material/open_in_new:",
            )
        show("\n".join(line for line in _lines(run, language) if line))


def _marks(run: RunSummary, language: Language) -> None:
    if run.is_practice:
        st.badge(say("replay_practice", language), color="violet")
    if run.is_upload:
        st.badge(say("replay_uploaded", language), color="orange")
    if run.forked_from is not None:
        st.badge(say("replay_branch", language), icon=":material/fork_right:")


def _lines(run: RunSummary, language: Language) -> tuple[str, ...]:
    facts = [run.called if run.title is not None else "", when_of(run.changed_ns)]
    if run.language is not None:
        facts += [say("replay_seed", language, seed=run.seed), LANGUAGE_NAMES[run.language]]
    line = " · ".join(fact for fact in facts if fact)
    return line, seats_line(run, language), results_line(run, language)


def when_of(changed_ns: int) -> str:
    """Write when a run last moved, in the time of this machine."""
    return datetime.fromtimestamp(changed_ns / 1e9).astimezone().strftime("%Y-%m-%d %H:%M")

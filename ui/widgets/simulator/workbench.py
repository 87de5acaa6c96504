"""The workbench: controls on one side, what the deal is worth on the other, panels below."""

import streamlit as st

from negotiation.errors import UsageError
from ui.data.workbench import prepare
from ui.page import Page
from ui.texts import say
from ui.widgets.boundary import friendly
from ui.widgets.open_tab import keep_tab_open
from ui.widgets.simulator.assuming import assumed_now, show_assumptions
from ui.widgets.simulator.choosing import Choice
from ui.widgets.simulator.desk import Desk
from ui.widgets.simulator.future import show_future
from ui.widgets.simulator.markets import show_markets
from ui.widgets.simulator.panels import show_cash, show_clauses, show_zone
from ui.widgets.simulator.results import show_figures, show_worths
from ui.widgets.simulator.terms import load_deal, pin, pinned_deal, set_terms, unpin

__all__ = ["show_workbench"]

_PANELS = {
    "sim_cash": show_cash,
    "sim_clauses": show_clauses,
    "sim_zone": show_zone,
    "sim_worlds": show_markets,
    "sim_future": show_future,
    "sim_assumptions": show_assumptions,
    "sim_figures": show_figures,
}


@st.fragment
def show_workbench(page: Page, choice: Choice) -> None:
    """Draw the workbench; a control that is moved redraws nothing else."""
    with friendly(page.language):
        _draw(page, choice)


def _draw(page: Page, choice: Choice) -> None:
    language = page.language
    assumed = assumed_now(choice.key)
    given = choice.bench()
    try:
        bench = choice.bench(assumed) if given.run is None else given
    except UsageError:
        st.warning(say("sim_bad_assumption", language))
        bench, assumed = given, ()
    with st.spinner(say("valuing", language)):
        prepare(bench)
    left, right = st.columns([2, 3], gap="large")
    with left:
        outcome = set_terms(choice.key, bench.space, language, start=choice.start)
    desk = Desk(
        choice=choice,
        language=language,
        bench=bench,
        given=given,
        assumed=assumed,
        outcome=outcome,
        pinned=pinned_deal(choice.key, bench.space),
    )
    with left:
        _buttons(desk)
    with right:
        show_worths(desk)
    keep_tab_open("sim-panels", _PANELS, language)
    tabs = st.tabs(
        [
            say("sim_cash", language),
            say("sim_clauses", language),
            say("sim_zone", language),
            say("sim_worlds", language),
            say("sim_future", language),
            say("sim_assumptions", language),
            say("sim_figures", language),
        ],
        key="sim-panels",
        on_change="rerun",
    )
    for tab, panel in zip(tabs, _PANELS.values(), strict=True):
        if tab.open:
            with tab:
                panel(desk)


def _buttons(desk: Desk) -> None:
    language = desk.language
    with st.container(horizontal=True):
        st.button(
            say("sim_pin", language),
            icon=":material/keep:",
            key="sim-pin",
            help=say("sim_pin_help", language),
            on_click=pin,
            args=(desk.key, desk.written),
            disabled=desk.pinned == desk.outcome,
        )
        if desk.pinned is not None:
            st.button(
                say("sim_unpin", language),
                icon=":material/keep_off:",
                key="sim-unpin",
                on_click=unpin,
                args=(desk.key,),
            )
        if desk.choice.start is not None and desk.outcome != desk.choice.start:
            st.button(
                say("sim_signed", language),
                icon=":material/handshake:",
                key="sim-signed",
                on_click=load_deal,
                args=(desk.key, desk.written_start),
            )
    st.caption(say("sim_share", language))

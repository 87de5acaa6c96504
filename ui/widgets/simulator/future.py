"""One future of the deal, drawn by a number: what happens in it, and the cash."""

import streamlit as st

from negotiation.app.worth_rows import CashPaths
from ui.data.workbench import carried_out
from ui.texts import say
from ui.views.simulator.futures import cash_so_far, happening_rows, npv_rows
from ui.widgets.show import show_grid
from ui.widgets.simulator.charts import cash_chart
from ui.widgets.simulator.desk import Desk

__all__ = ["show_future"]

LAST_WORLD = 2**31 - 1


def show_future(desk: Desk) -> None:
    """Draw what becomes of the deal in one future."""
    language = desk.language
    st.caption(say("sim_future_how", language))
    world = st.number_input(
        say("sim_future_number", language),
        min_value=0,
        max_value=LAST_WORLD,
        value=1,
        step=1,
        key="sim-world",
    )
    found = carried_out(desk.bench, desk.outcome, int(world))
    if found is None:
        st.info(say("sim_no_future", language), icon=":material/info:")
        return
    paths = {
        party.id: CashPaths(low_cny=cash, median_cny=cash, high_cny=cash)
        for party in desk.parties
        if (cash := cash_so_far(found, party.id))
    }
    st.altair_chart(
        cash_chart(paths, desk.parties, desk.scale, language),
        alt=say("sim_future", language),
        key="sim-future",
    )
    show_grid(
        [say("sim_figure", language), *(party.name for party in desk.parties)],
        npv_rows(found, desk.parties, desk.scale, language),
        key="sim-future-npv",
        alt=say("sim_npv_after", language),
    )
    rows = happening_rows(found, language)
    if not rows:
        st.caption(say("sim_nothing_happens", language))
        return
    show_grid(
        [say("sim_axis_month", language), say("sim_happens", language)],
        rows,
        key="sim-happenings",
        alt=say("sim_happens", language),
    )

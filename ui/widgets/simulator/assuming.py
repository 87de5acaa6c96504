"""What a valuation rests on: every number with where it comes from, and other numbers to try."""

import streamlit as st

from ui.session import keep, recall
from ui.texts import say
from ui.views.simulator.assumptions import (
    STATUSES,
    Figure,
    assumed_value,
    assumption_rows,
    figures_of,
    read_assumed,
)
from ui.widgets.show import show, show_grid
from ui.widgets.simulator.desk import Desk

__all__ = ["assumed_now", "show_assumptions"]

FIRST_PICKED = (
    "market.list_price_cny_per_gpu_month",
    "market.card_price_cny_per_gpu",
    "market.backlog_months",
)
"""The figures that are asked about most."""

LONGEST_ADDRESS = 600
"""Characters of assumptions that an address holds; more are not shared by it."""

MOST_WITH_DECIMALS = 1_000
"""Figures that may be larger are typed without decimals."""


def assumed_now(key: str) -> tuple[str, ...]:
    """Return the assumptions of a table on the workbench, those of a new address included."""
    asked = st.query_params.get("assume")
    if asked is not None and asked != recall("sim-assumed-written", ""):
        keep(_kept(key), read_assumed(asked))
    pairs: tuple[str, ...] = recall(_kept(key), ())
    written = ",".join(pairs)
    keep("sim-assumed-written", written)
    if written and len(written) <= LONGEST_ADDRESS:
        st.query_params["assume"] = written
    else:
        st.query_params.pop("assume", None)
    return pairs


def show_assumptions(desk: Desk) -> None:
    """Draw the numbers, and controls for those that one wants to change."""
    language = desk.language
    if not desk.report.assumptions:
        st.info(say("sim_no_assumptions", language), icon=":material/info:")
        return
    figures = figures_of(
        desk.report.assumptions, desk.report_as_given.assumptions, desk.table, desk.outcome
    )
    st.caption(say("sim_assumptions_how", language))
    if desk.can_assume:
        _changes(desk, {each.pair_name: each for each in figures if each.pair_name})
    else:
        st.info(say("sim_fixed_in_run", language), icon=":material/lock:")
    _table(desk, figures)


def _changes(desk: Desk, known: dict[str, Figure]) -> None:
    """Draw a control for every figure that was picked."""
    language, key = desk.language, desk.key
    changed = [pair.partition("=")[0] for pair in desk.assumed]
    first = [name for name in (*FIRST_PICKED, *changed) if name in known]
    picked = st.multiselect(
        say("sim_pick_figures", language),
        list(known),
        default=list(dict.fromkeys(first)),
        format_func=lambda name: f"{known[name].called(language)} · {known[name].name}",
        key=f"sim-picked-{key}-{recall(_generation(key), 0)}-{language}",
        placeholder=say("sim_pick_some", language),
    )
    with st.grid(3, min_column_width=230):
        for name in picked:
            with st.container(border=True, height="stretch"):
                _change(desk, known[name])
    if desk.assumed:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                say("sim_reset", language),
                icon=":material/restart_alt:",
                key=f"sim-reset-{key}",
                on_click=_reset,
                args=(key,),
            )
            st.caption(say("sim_n_changed", language, n=len(desk.assumed)))


def _change(desk: Desk, figure: Figure) -> None:
    language = desk.language
    show(figure.called(language))
    _status(figure.status, desk)
    name = str(figure.pair_name)
    current = assumed_value(desk.assumed, name)
    value = figure.given if current is None else current
    widget = f"sim-figure-{desk.key}-{recall(_generation(desk.key), 0)}-{name}"
    st.number_input(
        say("sim_figure_value", language),
        min_value=figure.low,
        max_value=figure.high,
        value=float(value) if isinstance(value, int | float) else None,
        step=1.0 if figure.is_whole else _step(figure),
        format="%.0f" if figure.is_whole or figure.high > MOST_WITH_DECIMALS else "%.4f",
        key=widget,
        label_visibility="collapsed",
        on_change=_assume,
        args=(desk.key, name, widget, figure),
        placeholder=say("sim_unset", language),
    )
    if figure.is_changed:
        st.caption(say("sim_was", language, value=_number(figure.given)))


def _status(status: str, desk: Desk) -> None:
    """Say where a number comes from, in a colour of its own."""
    language = desk.language
    match status:
        case "P":
            st.badge(say("sim_status_P", language), color="green", icon=":material/public:")
        case "S":
            st.badge(say("sim_status_S", language), color="blue", icon=":material/description:")
        case "C":
            st.badge(say("sim_status_C", language), color="violet", icon=":material/tune:")
        case _:
            st.badge(say("sim_status_A", language), color="orange", icon=":material/help:")


def _table(desk: Desk, figures: tuple[Figure, ...]) -> None:
    language = desk.language
    shown = st.pills(
        say("sim_show_only", language),
        (*STATUSES, "changed"),
        format_func=lambda status: say(f"sim_status_{status}", language),
        selection_mode="multi",
        key="sim-statuses",
    )
    wanted = set(shown or ())
    rows = [
        each
        for each in figures
        if not wanted
        or each.status in wanted
        or ("changed" in wanted and (each.is_changed or not each.is_default))
    ]
    show_grid(
        [
            say("sim_figure", language),
            say("sim_value", language),
            say("sim_status", language),
            say("sim_source", language),
            say("sim_name", language),
        ],
        assumption_rows(rows, language),
        key="sim-assumptions",
        alt=say("sim_assumptions", language),
    )
    st.caption(say("sim_star", language))


def _assume(key: str, name: str, widget: str, figure: Figure) -> None:
    """Take over what was typed: a callback."""
    typed: float | None = recall(widget, None)
    pairs: tuple[str, ...] = recall(_kept(key), ())
    others = tuple(pair for pair in pairs if pair.partition("=")[0] != name)
    is_other = typed is not None and typed != figure.given
    written = f"{name}={typed:.0f}" if figure.is_whole else f"{name}={typed!r}"
    keep(_kept(key), (*others, written) if is_other else others)


def _reset(key: str) -> None:
    """Go back to the scenario's own figures: a callback."""
    keep(_kept(key), ())
    keep(_generation(key), recall(_generation(key), 0) + 1)


def _step(figure: Figure) -> float:
    """Return a step that one would take: about a fiftieth of the value, a round number."""
    value = figure.given if isinstance(figure.given, int | float) and figure.given else figure.high
    size = abs(value) / 20 or 1.0
    return float(f"{size:.0e}")


def _number(value: float | str | None) -> float:
    return value if isinstance(value, int | float) else 0.0


def _kept(key: str) -> str:
    return f"sim-assumed-{key}"


def _generation(key: str) -> str:
    return f"sim-assumed-generation-{key}"

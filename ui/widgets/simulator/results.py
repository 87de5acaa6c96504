"""What the deal is worth, at a glance: a card a party."""

import streamlit as st

from ui.texts import say
from ui.views.palette import party_colour
from ui.views.simulator.worths import PartyCard, cards, figure_rows, verdict
from ui.widgets.show import show, show_grid
from ui.widgets.simulator.desk import Desk

__all__ = ["show_figures", "show_worths"]

MAX_CARDS = 6
"""Parties that fit as cards; of more there is the table of figures."""


def show_worths(desk: Desk) -> None:
    """Draw the cards of all parties, and say whether the deal can hold."""
    language, report = desk.language, desk.report
    beside = desk.beside
    gains = beside and {party: worth.surplus for party, worth in beside.parties.items()}
    found = cards(
        report, desk.parties, desk.scale, language, table=desk.table, beside=gains or None
    )
    key = verdict(report)
    if key == "sim_all_gain":
        st.success(say("sim_all_gain", language), icon=":material/handshake:")
    elif key == "sim_some_lose":
        st.warning(say("sim_some_lose", language), icon=":material/person_off:")
    else:
        st.warning(say("sim_all_lose", language), icon=":material/block:")
    with st.grid(min(len(found), 3), min_column_width=210):
        for card in found[:MAX_CARDS]:
            with st.container(border=True, height="stretch"):
                _card(card, desk)
    if beside is not None:
        which = "sim_against_pinned" if desk.pinned is not None else "sim_against_given"
        st.caption(say(which, language))
    if report.basis is not None:
        st.caption(
            say(
                f"sim_basis_{report.basis.kind}",
                language,
                month=report.basis.month or 0,
                seed=report.basis.seed or 0,
            )
        )


def show_figures(desk: Desk) -> None:
    """Draw every figure of the deal, and of the pinned one beside it."""
    language = desk.language
    header = [say("sim_figure", language), *(party.name for party in desk.parties)]
    show_grid(
        header,
        figure_rows(desk.report, desk.parties, desk.scale, language),
        key="sim-figures",
        alt=say("sim_figures", language),
    )
    if desk.pinned is not None and desk.beside is not None:
        st.caption(say("sim_pinned_deal", language))
        show_grid(
            header,
            figure_rows(desk.beside, desk.parties, desk.scale, language),
            key="sim-figures-pinned",
            alt=say("sim_pinned_deal", language),
        )


def _card(card: PartyCard, desk: Desk) -> None:
    language = desk.language
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.badge("", icon=":material/circle:", color=party_colour(card.party.position).badge)
        show(card.party.name)
    st.metric(
        say("sim_gain", language),
        card.gain,
        card.change_shown if card.change else None,
        help=say("sim_gain_help", language),
    )
    if card.loss is not None and card.tail is not None:
        st.metric(say("sim_loss", language), card.loss, help=say("sim_loss_help", language))
        st.metric(say("sim_tail", language), card.tail, help=say("sim_tail_help", language))
    for warning in card.warnings:
        show(warning)

"""What came of testing a model: whether it works, what it can do, how fast it is."""

import streamlit as st

from negotiation.app.service.probing import Tried
from negotiation.domain.values import Language
from negotiation.llm.probe_report import ProbeReport
from ui.texts import fill, say
from ui.views.watch.probes import check_rows, figures_of, verdict_of
from ui.widgets.show import show, show_grid

__all__ = ["show_tried"]


def show_tried(tried: Tried, language: Language) -> None:
    """Draw it."""
    report = tried.report
    match verdict_of(report):
        case "usable":
            st.success(say("settings_usable", language), icon=":material/check_circle:")
        case "reachable":
            st.warning(say("settings_reachable", language), icon=":material/warning:")
        case "key_refused":
            st.warning(say("settings_key_refused", language), icon=":material/key_off:")
        case "unreachable":
            st.error(say("settings_unreachable", language), icon=":material/link_off:")
    show(f"{report.model} · {report.base_url}")
    if report.usable:
        _abilities(report, language)
    if tried.is_kept:
        st.caption(say("settings_kept", language))
    _details(report, language)


def _abilities(report: ProbeReport, language: Language) -> None:
    with st.container(horizontal=True):
        for figure in figures_of(report, language):
            st.metric(say(f"settings_{figure.name}", language), figure.value, width="content")
    show_grid(
        [say("settings_check", language), say("settings_found", language)],
        check_rows(report, language),
        key="settings-checks",
        alt=say("settings_check", language),
    )
    if report.capabilities is not None:
        show(fill("settings_asks_for", language, rung=report.capabilities.rung))


def _details(report: ProbeReport, language: Language) -> None:
    """Draw what the server said, as it said it."""
    with st.expander(say("watch_details", language)):
        if report.reason:
            show(report.reason)
        show("\n".join(f"{check.capability}: {check.reason}" for check in report.checks))
        if report.listed_models:
            st.caption(say("settings_pick", language))
            show("\n".join(report.listed_models))

"""A campaign on the page: its timeline, and its scorecard."""

import streamlit as st

from negotiation.cli.campaign_names import CampaignNames
from negotiation.domain.values import Language
from negotiation.protocol.fold import replay
from ui.data.reading import campaign_of
from ui.data.runs import Run
from ui.texts import fill, say
from ui.views.campaign_rows import campaign_grids, regimes_of
from ui.views.chronicle import PhaseView, phases_of
from ui.widgets.show import show, show_grid
from ui.widgets.watch.course import show_course

__all__ = ["show_campaign", "show_timeline"]


def show_timeline(run: Run, language: Language) -> None:
    """Draw the phases: news for all, tables, and private things where the referee looks."""
    show_course(run, language)
    is_referee = not run.is_secret and st.toggle(
        say("referee", language), key="referee-timeline", help=say("referee_help", language)
    )
    sessions = {name: replay(events) for name, events in run.whole.items()}
    phases = phases_of(run.record.plan, run.log, sessions, language)
    for place, phase in enumerate(phases):
        with st.container(border=True):
            _phase(phase, language, key=f"phase-{place}", is_private=is_referee or run.is_secret)


def show_campaign(run: Run, language: Language) -> None:
    """Draw the campaign's scorecard, once it is over."""
    if run.is_secret or not run.is_over:
        st.info(say("not_scored", language), icon=":material/lock:")
        return
    with st.spinner(say("valuing", language)):
        score = campaign_of(run)
    if score is None:
        return
    names = CampaignNames(run.record.plan, language)
    if score.regimes:
        show(fill("market", language, regimes=regimes_of(score, names, language)))
    for title, header, rows in campaign_grids(score, names, language):
        st.subheader(say(title, language), anchor=False)
        show_grid(
            [say(key, language) for key in header],
            rows,
            key=f"campaign-{title}",
            alt=say(title, language),
        )
    found = score.amplification
    show(
        fill(
            "amplification",
            language,
            rented=f"{found.rented_gpus:,.0f}",
            ordered=f"{found.ordered_gpus:,.0f}",
            delivered=f"{found.delivered_gpus:,.0f}",
        )
    )


def _phase(phase: PhaseView, language: Language, *, key: str, is_private: bool) -> None:
    show(f"{phase.month} · {phase.title}")
    if phase.news:
        st.caption(say("news", language))
        show("\n".join(f"{month}  {text}" for month, text in phase.news))
    if phase.tables:
        show_grid(
            [say(name, language) for name in ("table", "parties", "ending")],
            phase.tables,
            key=key,
            alt=say("phase_opens", language),
        )
    if is_private and phase.moves:
        st.caption(say("moves", language))
        show("\n".join(f"{month}  {text} ({who})" for month, who, text in phase.moves))
    if is_private and phase.skipped:
        st.caption(say("skipped", language))
        show("\n".join(f"{title}: {reason}" for title, reason in phase.skipped))

"""Before the talks: the brief, what will be scored, and a sheet to write down what one aims for."""

import streamlit as st

from negotiation.agents.negotiator import SeatBrief
from negotiation.app.plan import RunPlan
from negotiation.app.practice.planning import party_of
from negotiation.app.seating import seat_table
from negotiation.domain.quantities import Scale, scale_of
from negotiation.domain.scenarios import Table
from negotiation.store.training.records import Attempt, Preparation
from ui.data.practice import begin_talks, prepare
from ui.page import Page
from ui.texts import say
from ui.views.play.briefing import brief_view, table_brief, tables_known
from ui.views.play.drafting import scale_for_seat
from ui.widgets.play.brief import show_brief, show_table_brief
from ui.widgets.rubric import show_rubric

__all__ = ["seat_brief_of", "show_preparation"]


def show_preparation(page: Page, attempt: Attempt, plan: RunPlan) -> None:
    """Draw the brief beside the sheet; its button begins the talks."""
    language, party = page.language, party_of(attempt.party)
    tables = tables_known(plan.scenario, party)
    with st.spinner(say("play_valuing", language)):
        briefs = {table.id: seat_brief_of(plan, table, party) for table in tables}
    left, right = st.columns([11, 9], gap="large")
    with left:
        show_brief(brief_view(plan.scenario, party, language), language)
        if plan.scenario.campaign is not None:
            st.info(say("play_campaign", language), icon=":material/calendar_month:")
        for table in tables:
            view = table_brief(table, party, language, brief=briefs[table.id])
            show_table_brief(view, language)
    with right:
        known = next((brief for brief in briefs.values() if brief is not None), None)
        _sheet(page, attempt, None if known is None else scale_for_seat(known, language))
        with st.expander(say("play_rubric", language), icon=":material/checklist:"):
            show_rubric(language)


def seat_brief_of(plan: RunPlan, table: Table, party: str) -> SeatBrief | None:
    """Return what a seat knows of a table before it opens; in a campaign that is not known yet."""
    if plan.scenario.campaign is not None:
        return None
    people = plan.model_copy(
        update={
            "seats": {
                name: seat.model_copy(update={"kind": "human", "name": None, "model": None})
                for name, seat in plan.seats.items()
            }
        }
    )
    return seat_table(people, table, {}).briefs[party]


def _sheet(page: Page, attempt: Attempt, scale: Scale | None) -> None:
    """Draw the sheet of preparation."""
    language, known = page.language, attempt.preparation
    st.subheader(say("play_sheet", language), anchor=False)
    st.caption(say("play_sheet_why", language))
    with st.form("play-sheet", border=True):
        target = st.text_area(
            say("play_target", language),
            value=known.target,
            max_chars=4000,
            key="play-target",
            help=say("play_target_help", language),
        )
        target_value, least_value = None, None
        if scale is not None:
            target_value = _amount(page, "target", known.target_value, scale)
            least_value = _amount(page, "least", known.walk_away_value, scale)
        questions = st.text_area(
            say("play_questions", language),
            value="\n".join(known.questions),
            max_chars=4000,
            key="play-questions",
            help=say("play_questions_help", language),
        )
        begins = st.form_submit_button(
            say("play_begin", language), type="primary", icon=":material/handshake:"
        )
        keeps = st.form_submit_button(say("play_keep", language))
    if begins or keeps:
        written = Preparation(
            target=(target or "").strip(),
            target_value=target_value,
            walk_away_value=least_value,
            questions=tuple(filter(None, map(str.strip, (questions or "").splitlines())))[:20],
        )
        attempt = prepare(page, attempt, written)
        if keeps:
            st.success(say("play_kept", language), icon=":material/save:")
        else:
            begin_talks(page, attempt)
            st.rerun()


def _amount(page: Page, name: str, known: float | None, scale: Scale) -> float | None:
    """Ask for an amount in the unit that the table's amounts are written in."""
    sizes = {1e6: "millions", 1e4: "wan"}
    plain = "points" if scale.unit == scale_of((), "points", page.language).unit else "yuan"
    typed = st.number_input(
        say(f"play_value_{name}_{sizes.get(scale.divisor, plain)}", page.language),
        value=None if known is None else round(known / scale.divisor, 4),
        step=None,
        format="%.2f",
        key=f"play-{name}-{page.language}",
        help=say(f"play_value_help_{name}", page.language),
    )
    return None if typed is None else typed * scale.divisor

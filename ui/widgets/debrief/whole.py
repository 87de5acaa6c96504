"""One debrief, whole: its head, its sections in tabs, and what to do with it."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from negotiation.analysis.debrief.records import Debrief
from negotiation.app.exporting.blocks import Sheet
from negotiation.app.exporting.debrief.chart_parts import chart_parts
from negotiation.app.exporting.debrief.clause_parts import clause_bars, clause_parts
from negotiation.app.exporting.debrief.handout import Handout, Names
from negotiation.app.exporting.debrief.honesty_parts import claim_parts, leak_parts, promise_parts
from negotiation.app.exporting.debrief.later_parts import later_parts
from negotiation.app.exporting.debrief.outcome_parts import (
    acceptable_parts,
    left_parts,
    result_rows,
)
from negotiation.app.exporting.debrief.parts import Parts
from negotiation.app.exporting.debrief.words import said
from negotiation.domain.values import Language
from negotiation.store.training.records import Attempt
from ui.data.debriefs import Subject, debriefed, settled
from ui.page import Page
from ui.texts import say
from ui.views.debrief.links import TurnLink, turn_links
from ui.views.progress.ladder import difficulty_words
from ui.widgets.debrief.figures import clause_chart
from ui.widgets.debrief.handing_in import show_downloads, show_handing_in, show_next
from ui.widgets.debrief.head import choose_table, show_head
from ui.widgets.debrief.parts import show_links, show_parts
from ui.widgets.debrief.skills import show_skills
from ui.widgets.debrief.turning import finished_play_outs, show_turning
from ui.widgets.show import show, show_grid

__all__ = ["show_debrief"]


def show_debrief(page: Page, subject: Subject) -> None:
    """Draw the debrief of a talk that has ended; while somebody plays, only how to go on."""
    language = page.language
    if subject.run.is_secret or not subject.run.is_over:
        _show_unfinished(page, subject)
        return
    with st.spinner(say("debrief_working", language)):
        found = debriefed(subject)
        attempt = _settled(page, subject, found)
    handout = Handout(
        debrief=found,
        scenario=subject.run.record.plan.scenario,
        language=language,
        date=subject.run.record.started_at[:10],
        trainee=subject.trainee,
    )
    handout = replace(handout, play_outs=finished_play_outs(subject, found))
    _show_title(page, subject, handout)
    names = choose_table(handout, language)
    show_head(handout, names)
    _show_tabs(page, subject, handout, names)
    st.divider()
    if attempt is not None:
        show_handing_in(page, attempt)
        show_next(page, attempt)
    show_downloads(handout)


def _settled(page: Page, subject: Subject, found: Debrief) -> Attempt | None:
    """Return the visitor's own attempt with its result; ``None`` where it is not theirs."""
    attempt = subject.attempt
    if attempt is None or not _is_mine(page, subject):
        return None
    return settled(page, attempt, found)


def _is_mine(page: Page, subject: Subject) -> bool:
    return subject.attempt is not None and subject.attempt.trainee == page.visitor.key


def _show_unfinished(page: Page, subject: Subject) -> None:
    language = page.language
    st.info(say("debrief_unfinished", language), icon=":material/lock:")
    if _is_mine(page, subject) and subject.attempt is not None:
        st.page_link(
            "screens/play.py",
            label=say("debrief_go_on", language),
            icon=":material/handshake:",
            query_params={"session": subject.attempt.id, "lang": language},
        )
    elif subject.is_own:
        st.page_link(
            "screens/watch.py",
            label=say("debrief_watch", language),
            icon=":material/visibility:",
            query_params={"run": subject.name, "lang": language},
        )


def _show_title(page: Page, subject: Subject, handout: Handout) -> None:
    """Say whose talk it is; of a run that nobody practised any side can be looked at."""
    language, scenario = page.language, handout.scenario
    if not subject.is_own:
        st.info(say("debrief_shared", language), icon=":material/share:")
    party = scenario.party(subject.party)
    name, role = party.name.in_language(language), party.role.in_language(language)
    title = scenario.title.in_language(language)
    with st.container(horizontal=True, vertical_alignment="center"):
        show(" · ".join(filter(None, [title, f"{name} ({role})", handout.date, handout.trainee])))
        st.page_link(
            "screens/debrief.py",
            label=say("debrief_other", language),
            icon=":material/list:",
            query_params={"lang": language},
        )
    if subject.attempt is not None:
        show(difficulty_words(subject.attempt.difficulty, language))
    else:
        _choose_party(subject, handout, language)


def _choose_party(subject: Subject, handout: Handout, language: Language) -> None:
    parties = {each.id: each.name.in_language(language) for each in handout.scenario.parties}
    known = subject.parties
    chosen: str = st.selectbox(
        say("debrief_party", language),
        known,
        index=known.index(subject.party),
        format_func=parties.__getitem__,
        key=f"debrief-party-{subject.name}-{subject.party}-{language}",
    )
    if chosen != subject.party:
        query = {"run": subject.name, "party": chosen}
        st.switch_page("screens/debrief.py", query_params=query)


def _show_tabs(page: Page, subject: Subject, handout: Handout, names: Names) -> None:
    language = page.language
    result, skills, turning, honesty, later = st.tabs(
        [
            say("debrief_tab_result", language),
            say("debrief_tab_skills", language),
            say("debrief_tab_turning", language),
            say("debrief_tab_honesty", language),
            say("debrief_tab_later", language),
        ]
    )
    with result:
        _show_result(subject, handout, names)
    with skills:
        show_skills(subject, handout)
    with turning:
        show_turning(page, subject, handout)
    with honesty:
        _show_honesty(subject, names)
    with later:
        show_parts(later_parts(names), language, key="later")


def _show_result(subject: Subject, handout: Handout, names: Names) -> None:
    language = handout.language
    show_grid(
        [said("measure", language), said("amount", language)],
        result_rows(names),
        key="result",
        alt=say("debrief_head_result", language),
    )
    _section("left", lambda: left_parts(names), language)
    charts = chart_parts(handout, names)
    st.subheader(say("debrief_head_charts", language), anchor=False)
    show_parts(tuple(p for p in charts if not isinstance(p, Sheet)), language, key="charts")
    with st.expander(say("debrief_offers", language)):
        show_parts(tuple(p for p in charts if isinstance(p, Sheet)), language, key="offers")
        steps = names.table.plane.path
        show_links([TurnLink(names.table.table, step.turn) for step in steps], subject, language)
    _section("acceptable", lambda: acceptable_parts(names), language)
    _section("clauses", lambda: clause_parts(names), language)
    _show_bars(handout, names)


def _show_bars(handout: Handout, names: Names) -> None:
    bars = clause_bars(names)
    if not bars:
        return
    seen = dict.fromkeys(bar.party for bar in bars)
    places = {each.id: place for place, each in enumerate(handout.scenario.parties)}
    st.altair_chart(
        clause_chart(
            bars,
            [(party, names.party(party), places[party]) for party in seen],
            names.scale.unit,
            handout.language,
        ),
        key="bars",
        alt=say("debrief_bars", handout.language),
    )


def _show_honesty(subject: Subject, names: Names) -> None:
    language, table = names.language, names.table
    _section("promises", lambda: promise_parts(names), language)
    _section("claims", lambda: claim_parts(names), language)
    show_links(turn_links(row.spot for row in table.claims), subject, language)
    _section("leaks", lambda: leak_parts(names), language)
    show_links(turn_links(row.spot for row in table.leaks), subject, language)


def _section(section: str, parts: Callable[[], Parts], language: Language) -> None:
    st.subheader(say(f"debrief_head_{section}", language), anchor=False)
    show_parts(parts(), language, key=section)

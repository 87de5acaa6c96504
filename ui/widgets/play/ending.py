"""After the talks: how they ended, and where to go from here."""

import streamlit as st

from negotiation.app.practice.planning import party_of
from negotiation.domain.values import Language
from negotiation.protocol.fold import replay
from negotiation.store.training.records import Attempt
from ui.data.practice import finish
from ui.data.runs import Run
from ui.page import Page
from ui.session import keep, recall
from ui.texts import say
from ui.views.play.endings import is_bound
from ui.views.play.wording import term_line
from ui.views.progress.ladder import play_query
from ui.views.talks import parties_of, proposals_of, turns_of
from ui.widgets.play.talk import Scene, show_ended_chat
from ui.widgets.show import show

__all__ = ["show_end"]


def show_end(page: Page, attempt: Attempt, run: Run) -> None:
    """Draw a session that is over, and have it summed up."""
    language = page.language
    key = f"play-finished-{attempt.id}"
    if attempt.result is None and recall(key, "") != attempt.run:
        keep(key, attempt.run)
        finish(page, attempt)
    st.title(say("play_over", language), anchor=False)
    party = party_of(attempt.party)
    mine = [name for name, table in run.tables.items() if party in table.parties]
    for name in mine:
        _ending(run, name, party, language)
    with st.container(horizontal=True):
        if st.button(
            say("play_debrief", language),
            type="primary",
            icon=":material/rate_review:",
            key="play-debrief",
        ):
            st.switch_page(
                "screens/debrief.py", query_params={"session": attempt.id, "lang": language}
            )
        if st.button(say("play_once_more", language), icon=":material/replay:", key="play-more"):
            st.switch_page("screens/play.py", query_params=_again(attempt) | {"lang": language})
    with st.expander(say("talk", language), icon=":material/forum:"):
        for name, table in ((name, run.tables[name]) for name in mine):
            turns = turns_of(
                table, run.talks[name], language, proposals=proposals_of(run.whole[name])
            )
            parties = {party.id: party for party in parties_of(run.record.plan, table, language)}
            show_ended_chat(turns, Scene(parties, table.agenda, language))


def _ending(run: Run, name: str, party: str, language: Language) -> None:
    """Say how a table ended for a party."""
    session = replay(run.whole[name])
    if len(run.tables) > 1:
        show(run.tables[name].title.in_language(language))
    ending = "none" if session.ending is None else session.ending.value
    if ending == "agreement" and not is_bound(session, party):
        st.info(say("play_ended_other", language, rounds=session.round))
    elif ending == "agreement":
        st.success(say("ending_agreement", language, rounds=session.round))
    else:
        st.info(say(f"ending_{ending}", language, rounds=session.round))
    if session.agreement is not None:
        issues = run.tables[name].space.by_id
        lines = [
            term_line(
                issues[issue].title.in_language(language),
                issues[issue].show(value, language),
                language,
            )
            for issue, value in session.agreement.items()
            if issue in issues
        ]
        show("\n".join(lines))


def _again(attempt: Attempt) -> dict[str, str]:
    """Return the address that suggests the same once more."""
    given = play_query(attempt.scenario, attempt.party, attempt.difficulty)
    return given if attempt.assignment is None else {**given, "assignment": attempt.assignment}

"""What somebody looks for in a talk."""

from collections.abc import Sequence

import streamlit as st

from negotiation.domain.values import Language
from ui.texts import say
from ui.views.replay.searching import DEEDS, Wanted
from ui.widgets.replay.reading import TableReading

__all__ = ["ask_wanted"]


def ask_wanted(reading: TableReading) -> Wanted:
    """Draw the filters, and return what they ask for."""
    language = reading.context.language
    acts = {view.act for view in reading.turns}
    there = [deed for deed, known in DEEDS.items() if known & acts]
    kinds = list(dict.fromkeys(found.kind for found in reading.findings))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            say("replay_find_words", language),
            type="search",
            key="transcript-words",
            placeholder=say("replay_search", language),
        )
        parties = st.multiselect(
            say("replay_by_party", language),
            [party.id for party in reading.parties],
            format_func=lambda party: reading.context.parties[party].name,
            key="transcript-parties",
            placeholder=say("replay_any", language),
        )
        deeds = st.multiselect(
            say("replay_by_deed", language),
            there,
            format_func=lambda deed: say(f"replay_deeds_{deed}", language),
            key="transcript-deeds",
            placeholder=say("replay_any", language),
        )
        findings = _ask_findings(kinds, language) if kinds else []
    return Wanted(
        parties=frozenset(parties),
        deeds=frozenset(deeds),
        kinds=frozenset(findings),
        words=words,
    )


def _ask_findings(kinds: Sequence[str], language: Language) -> list[str]:
    return st.multiselect(
        say("replay_by_finding", language),
        kinds,
        format_func=lambda kind: say(f"replay_finding_{kind}", language),
        key="transcript-findings",
        placeholder=say("replay_any", language),
    )

"""A whole talk to read: filtered, searched, and in pages of about thirty turns.

Nothing here is worked out by the simulator but the scorecard, which is kept for as long as the log
stays as it is.
"""

import streamlit as st

from negotiation.domain.values import Language
from ui.data.runs import Run
from ui.session import keep
from ui.texts import fill, say
from ui.views.replay.searching import Wanted, n_pages, page_of, wanted_turns
from ui.views.talks import TurnView, turns_of
from ui.widgets.replay.filters import ask_wanted
from ui.widgets.replay.link import write_address
from ui.widgets.replay.paging import choose_page
from ui.widgets.replay.reading import TableReading, read_table
from ui.widgets.show import show
from ui.widgets.stepping import open_at
from ui.widgets.tables import choose_table
from ui.widgets.talk import is_shown, show_talk

__all__ = ["show_transcript"]


def show_transcript(run: Run, language: Language) -> None:
    """Draw the talk at a table of a run."""
    table = choose_table(run, language)
    write_address(table=table.id if len(run.tables) > 1 else "", turn="")
    is_referee = not run.is_secret and st.toggle(
        say("referee", language),
        key="referee-transcript",
        help=say("referee_help", language),
        persist_state="session",
    )
    reading = read_table(run, table, language, is_referee=is_referee)
    wanted = ask_wanted(reading)
    fitting = wanted_turns(
        reading.turns, wanted, kinds=_kinds(reading), sees_private=reading.context.shows_private
    )
    if wanted.words.strip():
        _elsewhere(reading, wanted.words)
    if not fitting:
        st.info(say("replay_no_turn", language), icon=":material/search_off:")
        return
    st.caption(say("replay_n_turns", language, n=len(fitting), total=len(reading.turns)))
    page = choose_page(n_pages(len(fitting)), key="transcript-page")
    show_talk(
        page_of(fitting, page),
        reading.context,
        key="transcript",
        is_end=False,
        after=lambda view, place: _below(reading, view, place, tells=bool(wanted.kinds)),
    )


def _kinds(reading: TableReading) -> dict[int, frozenset[str]]:
    """Return the kinds of finding by turn."""
    found: dict[int, frozenset[str]] = {}
    for each in reading.findings:
        found[each.turn] = found.get(each.turn, frozenset()) | {each.kind}
    return found


def _elsewhere(reading: TableReading, words: str) -> None:
    """Say at which other tables the words stand too."""
    run, context = reading.run, reading.context
    hits: list[str] = []
    for name, table in run.tables.items():
        if name != reading.table.id:
            every = turns_of(table, run.talks[name], context.language)
            shown = [view for view in every if is_shown(view, context)]
            found = wanted_turns(
                shown, Wanted(words=words), kinds={}, sees_private=context.shows_private
            )
            if found:
                hits.append(f"{table.title.in_language(context.language)} {len(found)}")
    if hits:
        show(fill("replay_elsewhere", context.language, tables=" · ".join(hits)))


def _below(reading: TableReading, view: TurnView, place: int, *, tells: bool) -> None:
    """Draw what was found in a turn, where that is looked for, and the way to it."""
    language = reading.context.language
    found = reading.context.findings.get(view.turn, ())
    if tells and found and view.party and not reading.context.is_referee:
        st.badge(say("replay_found", language), color="orange", icon=":material/flag:")
        show("\n".join(found))
    st.button(
        say("replay_to_turn", language, n=max(view.turn, 1)),
        key=f"jump-{view.turn}-{place}",
        type="tertiary",
        icon=":material/my_location:",
        on_click=_go,
        args=(f"{reading.run.path}/{reading.table.id}", max(view.turn, 1)),
    )


def _go(talk: str, turn: int) -> None:
    open_at(talk, turn)
    keep("view", "talk")

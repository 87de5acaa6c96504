"""Two talks side by side, round by round: stepping through them draws nothing else again."""

from collections.abc import Sequence

import streamlit as st

from negotiation.domain.events import round_of
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.talks import TurnView
from ui.widgets.boundary import friendly
from ui.widgets.compare.result import Sides
from ui.widgets.replay.link import show_link, write_address
from ui.widgets.replay.reading import TableReading
from ui.widgets.scores import show_ending
from ui.widgets.stepping import choose_turn, open_at
from ui.widgets.talk import show_talk

__all__ = ["SHOWN_ROUNDS", "show_two_talks", "talk_id"]

SHOWN_ROUNDS = 3
"""Rounds of both talks on the page: the one of the chosen turn, and those before it."""


def talk_id(first: str, second: str, table: str) -> str:
    """Return what the slider remembers a pair of talks by."""
    return f"compare/{first}/{second}/{table}"


def show_two_talks(
    sides: Sides, names: tuple[str, str], language: Language, *, part_turn: int | None
) -> None:
    """Draw a slider and both talks around the turn it is at.

    Args:
        sides: the table in both runs.
        names: of the runs, for the address.
        language: of the page.
        part_turn: where they part; ``None`` where they do not, or at another table.
    """
    st.subheader(say("compare_talks", language), anchor=False)
    st.fragment(_draw)(sides, names, language, part_turn=part_turn)


def _draw(
    sides: Sides, names: tuple[str, str], language: Language, *, part_turn: int | None
) -> None:
    with friendly(language):
        known = [side for side in (sides.first, sides.second) if side is not None]
        n_turns = max((side.n_turns for side in known), default=0)
        if not n_turns:
            st.caption(say("not_begun", language))
            return
        table, n_parties = known[0].table, len(known[0].parties)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            turn = choose_turn(talk_id(*names, table.id), n_turns, n_parties, language)
            several = table.id if any(len(side.run.tables) > 1 for side in known) else ""
            if part_turn is not None:
                st.button(
                    say("compare_to_parting", language),
                    icon=":material/fork_right:",
                    key="to-parting",
                    disabled=turn == part_turn,
                    on_click=open_at,
                    args=(talk_id(*names, table.id), part_turn),
                )
            query = {"first": names[0], "second": names[1], "table": several, "turn": str(turn)}
            show_link("compare", query, language)
        write_address(table=several, turn=str(turn))
        last = round_of(turn, n_parties)
        for round_ in range(max(last - SHOWN_ROUNDS + 1, 1), last + 1):
            if part_turn is not None and round_of(part_turn, n_parties) == round_:
                st.caption(say("compare_here", language), text_alignment="center")
            left, right = st.columns(2, gap="medium", border=True)
            with left:
                _side(sides.first, "first", language, round_=round_, turn=turn)
            with right:
                _side(sides.second, "second", language, round_=round_, turn=turn)


def _side(
    side: TableReading | None, key: str, language: Language, *, round_: int, turn: int
) -> None:
    st.badge(say(f"compare_{key}", language), color="gray")
    if side is None:
        st.caption(say("compare_not_opened", language))
        return
    shown: Sequence[TurnView] = [
        view for view in side.turns if view.round == round_ and view.turn <= turn
    ]
    if not shown:
        st.caption(say("compare_over_by_then", language))
        return
    show_talk(shown, side.context, key=f"compare-{key}-{round_}", is_end=False)
    if side.score is not None and shown[-1].turn == side.n_turns:
        show_ending(side.score, language)

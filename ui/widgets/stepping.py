"""Which turn of a talk is on the screen. At the end it follows the talk as it grows."""

import streamlit as st

from negotiation.domain.values import Language
from ui.session import forget, keep, recall
from ui.texts import say

__all__ = ["WINDOW", "asked_turn", "choose_turn", "open_at", "turn_at"]

WINDOW = 5
"""Rounds on a page of the talk."""

MAX_DIGITS = 9
"""Of a turn in an address."""


def choose_turn(talk: str, n_turns: int, n_parties: int, language: Language) -> int:
    """Draw the slider between its buttons, in a row, and return the turn that is chosen.

    Args:
        talk: which talk this is; another one starts at its end.
        n_turns: turns so far.
        n_parties: turns in a round.
        language: of the labels.
    """
    _follow(talk, n_turns)
    keep("turn-shown", (talk, recall("turn", n_turns)))
    if n_turns <= 1:
        return n_turns
    page = WINDOW * n_parties
    _button("earlier_rounds", -page, n_turns, language)
    _button("earlier_turn", -1, n_turns, language)
    chosen: int = st.slider(
        say("turn", language),
        min_value=1,
        max_value=n_turns,
        key="turn",
        width=300,
        label_visibility="collapsed",
    )
    _button("later_turn", 1, n_turns, language)
    _button("later_rounds", page, n_turns, language)
    return chosen


def asked_turn() -> int | None:
    """Return the turn that the address asks for; ``None`` for none, or what can be none."""
    asked = st.query_params.get("turn", "")
    return int(asked) if asked.isdecimal() and len(asked) <= MAX_DIGITS else None


def open_at(talk: str, turn: int) -> None:
    """Have a talk on the screen at ``turn`` when it is drawn next, or as near to it as there is."""
    keep("turn-wanted", (talk, turn))


def turn_at(talk: str) -> int | None:
    """Return the turn that a talk is at, or will be when it is drawn; ``None`` for its end."""
    for key in ("turn-wanted", "turn-shown"):
        kept: tuple[str, int] | None = recall(key, None)
        if kept is not None and kept[0] == talk:
            return kept[1]
    return None


_ICONS = {
    "earlier_rounds": ":material/keyboard_double_arrow_left:",
    "earlier_turn": ":material/chevron_left:",
    "later_turn": ":material/chevron_right:",
    "later_rounds": ":material/keyboard_double_arrow_right:",
}


def _button(name: str, step: int, n_turns: int, language: Language) -> None:
    turn = recall("turn", 1)
    far = name.endswith("rounds")
    st.button(
        say("rounds" if far else "one_turn", language, n=WINDOW),
        icon=_ICONS[name],
        icon_position="left" if step < 0 else "right",
        key=name,
        disabled=turn == (1 if step < 0 else n_turns),
        on_click=_move,
        args=(step, n_turns),
    )


def _move(step: int, n_turns: int) -> None:
    turn = recall("turn", 1)
    keep("turn", min(max(turn + step, 1), n_turns))


def _follow(talk: str, n_turns: int) -> None:
    """Start a talk at its end, and stay there while it grows; elsewhere stay on the same turn."""
    before: tuple[str, int] | None = recall("followed", None)
    turn: int | None = recall("turn", turn_at(talk))
    wanted: tuple[str, int] | None = recall("turn-wanted", None)
    if wanted is not None and wanted[0] == talk:
        forget("turn-wanted")
        turn = min(max(wanted[1], 1), n_turns)
    elif before is None or turn is None or before[0] != talk or turn >= min(before[1], n_turns):
        turn = n_turns
    # Written even when it stays: a slider that gets longer would forget where it was.
    keep("turn", turn)
    keep("followed", (talk, n_turns))

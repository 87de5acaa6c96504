"""Asking for one of several things, in a list that keeps its choice when the language changes."""

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

import streamlit as st

from negotiation.domain.values import Language
from ui.session import forget, keep, recall
from ui.texts import say

__all__ = ["ask_one", "choose"]

T = TypeVar("T")


def ask_one(
    label: str,
    options: Sequence[T],
    *,
    name: str,
    language: Language,
    shown: Callable[[T], str],
    first: T | None = None,
    width: int | None = None,
    accepts_others: bool = False,
) -> T:
    """Draw a list, and return what is chosen.

    A list does not write anew by itself what is chosen in it, so each language has one of its own.

    Args:
        label: key of its label.
        options: what can be chosen.
        name: of the list; its widget is called so, with the language behind.
        language: of the page.
        shown: how an option is written; foreign text is allowed, for a list draws no Markdown.
        first: what is chosen at first; the first option without it.
        width: in pixels; all there is without it.
        accepts_others: whether another word may be typed.
    """
    kept: T | None = recall(f"{name}-kept", first)
    known = [*options]
    if accepts_others and kept is not None and kept not in known:
        known.append(kept)
    place = known.index(kept) if kept is not None and kept in known else 0
    chosen = st.selectbox(
        say(label, language),
        known,
        index=place,
        format_func=shown,
        key=f"{name}-{language}",
        width=width or "stretch",
        accept_new_options=accepts_others,
    )
    keep(f"{name}-kept", chosen)
    return cast("T", chosen)  # what is typed is a word, where words may be typed


def choose(name: str, option: object, language: Language) -> None:
    """Have an option chosen in the list of this name when it is drawn next."""
    keep(f"{name}-kept", option)
    forget(f"{name}-{language}")

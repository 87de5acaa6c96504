"""The only way to the screen for what models, people and files wrote.

Streamlit reads nearly every text as Markdown, and a picture in it is fetched by the viewer's
browser without a click. Plain text and cells of a grid are drawn as they are. Everything else that
is written on the screen comes out of ``ui.texts``.
"""

import re
from collections.abc import Sequence

import streamlit as st

from negotiation.domain.values import without_control

__all__ = ["inert_cell", "show", "show_command", "show_grid", "show_json"]

_FORMULA = ("=", "+", "-", "@", "%", "|", "\t", "\r", "\n")
_AMOUNT = re.compile(r"[+-]?[\d.,]+ ?[^\W_]*( [^\W_]+)?%?")


def show(text: str) -> None:
    """Draw ``text`` as it is, but for characters that are none."""
    st.text(without_control(text))


def show_command(command: str) -> None:
    """Draw a command, with a button that copies it."""
    st.code(without_control(command), language=None, wrap_lines=True)


def show_json(text: str) -> None:
    """Draw JSON, with a button that copies it."""
    st.code(without_control(text), language="json", wrap_lines=True)


def show_grid(header: Sequence[str], rows: Sequence[Sequence[str]], *, key: str, alt: str) -> None:
    """Draw rows of text under a header. Two columns of the same name are told apart."""
    titles = [
        title if title not in header[:place] else f"{title} ({place + 1})"
        for place, title in enumerate(header)
    ]
    columns = {
        title: [inert_cell(row[place]) for row in rows] for place, title in enumerate(titles)
    }
    st.dataframe(columns, hide_index=True, height="content", key=key, alt=alt)


def inert_cell(text: str) -> str:
    """Return ``text`` such that a spreadsheet, which a grid can be saved for, runs no formula.

    >>> inert_cell("=1+2"), inert_cell("-12.35 M RMB"), inert_cell("12%")
    ("'=1+2", '-12.35 M RMB', '12%')
    """
    text = without_control(text)
    if text.lstrip(" \xa0\u3000").startswith(_FORMULA) and not _AMOUNT.fullmatch(text):
        return f"'{text}"
    return text

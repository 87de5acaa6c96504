"""The one door to ``st.session_state``: what a browser's tab remembers between two reruns.

Widgets keep their own values under their keys; the keys that are written here begin otherwise.
"""

from typing import TypeVar

import streamlit as st

__all__ = ["forget", "keep", "keep_first", "recall"]

T = TypeVar("T")


def recall(key: str, otherwise: T) -> T:
    """Return what is kept under ``key``, else ``otherwise``. The caller knows its type."""
    found: T = st.session_state.get(key, otherwise)
    return found


def keep(key: str, value: object) -> None:
    """Keep ``value`` under ``key``; for a widget's key before the widget is drawn only."""
    st.session_state[key] = value


def keep_first(key: str, value: object) -> None:
    """Keep ``value`` unless something is kept there already."""
    st.session_state.setdefault(key, value)


def forget(key: str) -> None:
    """Forget what is kept under ``key``, if anything is."""
    st.session_state.pop(key, None)

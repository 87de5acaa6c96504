"""What a link asks for, and a link to what is on the screen.

Streamlit's own binding writes the words of an option into the address, which are others in each
language; here it is the name.
"""

from collections.abc import Container

import streamlit as st

from ui.session import keep, recall

__all__ = ["follow", "tell"]


def follow(name: str, key: str, options: Container[str]) -> None:
    """Let a widget that is about to be drawn have what the address asks for.

    Args:
        name: of the query parameter.
        key: of the widget.
        options: what it may have; anything else in the address is ignored.
    """
    asked = st.query_params.get(name)
    is_new = asked != recall(_told(name), "") or not recall(key, "")
    if asked is not None and is_new and asked in options:
        keep(key, asked)
        keep(_told(name), asked)


def tell(name: str, value: str) -> None:
    """Write what was chosen into the address."""
    if st.query_params.get(name) != value:
        st.query_params[name] = value
    keep(_told(name), value)


def _told(name: str) -> str:
    return f"told-{name}"

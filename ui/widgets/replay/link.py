"""A link to what is on the screen, to be copied."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from negotiation.domain.values import Language
from ui.texts import say
from ui.widgets.show import show_command

__all__ = ["address_of", "show_link", "write_address"]


def show_link(
    screen: Literal["replay", "compare"], query: Mapping[str, str], language: Language
) -> None:
    """Draw a button that opens a link to a screen, without anything that is ``""``."""
    with st.popover(say("replay_link", language), icon=":material/link:"):
        st.caption(say("replay_link_help", language))
        show_command(address_of(screen, query))


def address_of(screen: str, query: Mapping[str, str]) -> str:
    """Return the address of a screen on this server, as this browser reaches it."""
    # The path is not taken from the browser's address: Streamlit cuts it at the name of any page.
    reached = urlsplit(st.context.url or "")
    below = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = f"/{below}/{screen}" if below else f"/{screen}"
    said = urlencode({name: value for name, value in query.items() if value})
    return urlunsplit((reached.scheme, reached.netloc, path, said, ""))


def write_address(**query: str) -> None:
    """Have the address of the page say what is on it; what is ``""`` is left out of it."""
    for name, value in query.items():
        if not value:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value

"""What the choices before a session begin with: what was chosen before, else what is suggested.

Another page suggests by the address, such as a debrief that offers a harder variant.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.session import forget, keep, recall

__all__ = ["place_of", "suggested"]

NAMES = ("assignment", "scenario", "party", "counterpart", "adviser", "pace", "patient", "seed")
"""Parameters of the address that suggest a choice."""


def suggested() -> Mapping[str, str]:
    """Return what the address suggests; a new suggestion goes before what was chosen earlier."""
    given = {name: st.query_params[name] for name in NAMES if name in st.query_params}
    if given != recall("play-suggested", {}):
        for name in NAMES:
            forget(f"play-kept-{name}")
        if "scenario" in given:
            forget(f"play-kept-seat-{given['scenario']}")
        keep("play-suggested", given)
    return given


def place_of(name: str, options: Sequence[str], otherwise: str) -> int:
    """Return where a list begins: at what was chosen before, else at what is suggested."""
    wanted = recall(f"play-kept-{name}", otherwise)
    if wanted not in options:
        wanted = otherwise
    return options.index(wanted) if wanted in options else 0

"""The tables of a run as tabs: numbered as they opened, each with how it stands.

Their titles come out of a file, so they stand below the tabs and not on them.
"""

import streamlit as st

from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from negotiation.protocol.fold import replay
from ui.data.runs import Run
from ui.session import keep, recall
from ui.texts import say
from ui.widgets.show import show

__all__ = ["choose_tab"]


def choose_tab(run: Run, language: Language) -> Table:
    """Draw the tabs, and return the table of the chosen one.

    It is the newest table, also when another opens, until somebody looks at an earlier one.
    """
    names = list(run.tables)
    if len(names) > 1:
        chosen = _tabs(run, names, language)
        show(run.tables[chosen].title.in_language(language))
        return run.tables[chosen]
    return run.tables[names[0]]


def _tabs(run: Run, names: list[str], language: Language) -> str:
    key = f"tabs-{run.path.name}"
    n_seen: int = recall(f"{key}-seen", 0)
    kept = recall(key, recall(f"{key}-kept", ""))
    was_newest = kept not in names or names.index(kept) == n_seen - 1
    shown = names[-1] if was_newest else kept
    keep(key, shown)
    keep(f"{key}-seen", len(names))
    endings = {name: replay(run.whole[name]).ending for name in names}
    chosen: str | None = st.segmented_control(
        say("tables", language),
        names,
        format_func=lambda name: _named(names.index(name) + 1, endings[name], language),
        required=True,
        key=key,
        label_visibility="collapsed",
    )
    keep(f"{key}-kept", chosen or shown)
    return chosen or shown


def _named(number: int, ending: str | None, language: Language) -> str:
    stands = say(f"end_{ending or 'none'}", language)
    return f"{number} · {stands}"

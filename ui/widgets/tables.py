"""Which table of a run is on the screen."""

import streamlit as st

from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from ui.data.runs import Run
from ui.session import keep, recall
from ui.texts import say
from ui.views.naming import told_apart

__all__ = ["choose_table", "open_table"]


def choose_table(run: Run, language: Language) -> Table:
    """Ask for a table where there are several; at first the one that opened last."""
    opened = run.tables
    if len(opened) == 1:
        return next(iter(opened.values()))
    kept = _key(run)
    before = recall(kept, "")
    names = list(opened)
    titles = told_apart({name: each.title.in_language(language) for name, each in opened.items()})
    chosen: str = st.selectbox(
        say("table", language),
        names,
        index=names.index(before) if before in names else len(names) - 1,
        format_func=titles.__getitem__,
        key=f"{kept}-{language}",  # the name of what is chosen is not written anew by itself
    )
    keep(kept, chosen)
    return opened[chosen]


def open_table(run: Run, table: str) -> None:
    """Have a table on the screen when its run is first drawn; one that has not opened is not."""
    keep(_key(run), table)


def _key(run: Run) -> str:
    return f"table-{run.path.name}"

"""Two runs of one scenario side by side: where they part, what came of it, what else differs."""

import streamlit as st

from negotiation.app.comparing import RunComparison
from negotiation.domain.scenarios import Table
from ui.data.comparing import comparison_of
from ui.data.reading import read
from ui.data.runs import Run
from ui.data.visible import VisibleRuns
from ui.page import Page, this_page
from ui.session import keep, recall
from ui.texts import say
from ui.views.compare.rows import Wording
from ui.views.naming import told_apart
from ui.widgets.boundary import friendly
from ui.widgets.compare.picking import Picked, pick_two
from ui.widgets.compare.result import (
    Sides,
    show_campaigns,
    show_parting,
    show_results,
    show_settings,
    show_verdict,
)
from ui.widgets.compare.talks import show_two_talks, talk_id
from ui.widgets.replay.reading import TableReading, read_table
from ui.widgets.stepping import asked_turn, open_at

__all__ = ["draw"]


def draw(page: Page) -> None:
    """Draw the screen."""
    visible = VisibleRuns.of(page)
    picked = pick_two(visible, page.language)
    if picked is None:
        st.info(say("compare_nothing", page.language), icon=":material/compare_arrows:")
        return
    with friendly(page.language):
        first, second = (read(visible.path(name)) for name in picked)
        if first.is_secret or second.is_secret:
            st.info(say("compare_secret", page.language), icon=":material/lock:")
            return
        with st.spinner(say("valuing", page.language)):
            found = comparison_of(first, second, (picked.first, picked.second))
        _show(found, (first, second), picked, page)


def _show(found: RunComparison, runs: tuple[Run, Run], picked: Picked, page: Page) -> None:
    language = page.language
    words = Wording(runs[0].record.plan.scenario, language)
    show_verdict(found, words)
    show_campaigns(found, words)
    if found.parting is not None:
        show_parting(found.parting, words)
    table = _choose_table(found, runs, words)
    if table is None:
        st.caption(say("not_begun", language))
        return
    is_referee = st.toggle(
        say("referee", language),
        key="referee-compare",
        help=say("referee_help", language),
        persist_state="session",
    )
    sides = Sides(*(_reading(run, table.id, page, is_referee=is_referee) for run in runs))
    parting = found.parting
    part_turn = parting.turn if parting is not None and parting.table == table.id else None
    for compared in found.tables or ():
        if compared.table == table.id:
            show_results(compared, sides, words, part_turn=part_turn)
    _open(picked, table.id, part_turn)
    show_two_talks(sides, (picked.first, picked.second), language, part_turn=part_turn)
    show_settings(found, language)


def _choose_table(found: RunComparison, runs: tuple[Run, Run], words: Wording) -> Table | None:
    """Ask for a table where there are several; at first that of the address or of the parting."""
    opened = {**runs[0].tables, **runs[1].tables}
    if len(opened) <= 1:
        return next(iter(opened.values()), None)
    names = list(opened)
    titles = told_apart(
        {name: each.title.in_language(words.language) for name, each in opened.items()}
    )
    wanted = (
        recall("compare-table", ""),
        st.query_params.get("table", ""),
        found.parting.table if found.parting is not None else None,
    )
    start = next((names.index(name) for name in wanted if name in opened), 0)
    chosen: str = st.selectbox(
        say("table", words.language),
        names,
        index=start,
        format_func=titles.__getitem__,
        key=f"compare-table-{words.language}-{words.scenario.name}",
    )
    keep("compare-table", chosen)
    return opened[chosen]


def _reading(run: Run, table: str, page: Page, *, is_referee: bool) -> TableReading | None:
    seated = run.tables.get(table)
    return read_table(run, seated, page.language, is_referee=is_referee) if seated else None


def _open(picked: Picked, table: str, part_turn: int | None) -> None:
    """Begin at the turn of the address, else where the two part."""
    talk = talk_id(picked.first, picked.second, table)
    if recall("compare-begun", "") == talk:
        return
    is_first = not recall("compare-begun", "")
    keep("compare-begun", talk)
    turn = asked_turn()
    if is_first and turn is not None:
        open_at(talk, turn)
    elif part_turn is not None:
        open_at(talk, part_turn)


if __name__ == "__main__":
    here = this_page()
    with friendly(here.language):
        draw(here)

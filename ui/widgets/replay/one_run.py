"""One run on the replay screen: what can be looked at, and the ways from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from negotiation.domain.values import Language
from ui.data.reading import read
from ui.data.runs import Run
from ui.data.visible import VisibleRuns
from ui.page import Page
from ui.session import keep, recall
from ui.texts import LANGUAGE_NAMES, fill, say
from ui.widgets.boundary import friendly
from ui.widgets.replay.branching import show_branching
from ui.widgets.replay.link import show_link, write_address
from ui.widgets.replay.raw import show_calls, show_events
from ui.widgets.replay.taking import show_downloads
from ui.widgets.replay.transcript import show_transcript
from ui.widgets.replay.usage import show_usage
from ui.widgets.run_view import show_run
from ui.widgets.show import show
from ui.widgets.stepping import asked_turn, open_at
from ui.widgets.tables import open_table

__all__ = ["show_one_run"]


def show_one_run(visible: VisibleRuns, name: str, page: Page) -> None:
    """Draw a run. Where it cannot be shown, why not stands under the way back."""
    language = page.language
    head = st.container(horizontal=True, vertical_alignment="center")
    with head:
        _ways(name, language)
    with friendly(language):
        run = read(visible.path(name))
        _open(run, name)
        show(_facts(run, visible.label(name), language))
        is_private = not visible.is_forkable(name)
        view = _choose_view(_views(run, is_private=is_private), language)
        write_address(run=name, view="" if view == "talk" else view)
        _draw(view, run, name, page, is_private=is_private)
        if view != "talk":
            table: str = st.query_params.get("table", "")
            with head:
                show_link("replay", {"run": name, "view": view, "table": table}, language)


def _ways(name: str, language: Language) -> None:
    """Draw the ways back, and on to another screen."""
    st.button(
        say("replay_all", language),
        icon=":material/arrow_back:",
        key="replay-back",
        on_click=_leave,
    )
    to_compare = st.button(
        say("replay_compare", language), icon=":material/compare_arrows:", key="replay-compare"
    )
    if to_compare:
        st.switch_page("screens/compare.py", query_params={"first": name})


def _draw(view: str, run: Run, name: str, page: Page, *, is_private: bool) -> None:
    language = page.language
    match view:
        case "transcript":
            show_transcript(run, language)
        case "events":
            show_events(run, language)
        case "calls":
            show_calls(run, language)
        case "usage":
            show_usage(run, page.settings, language)
        case "take":
            show_downloads(run, language)
        case "branch":
            show_branching(run, page)
        case _:
            _step(run, name, page, is_private=is_private)


def _step(run: Run, name: str, page: Page, *, is_private: bool) -> None:
    """Draw the run to step through; where it goes on elsewhere, say where."""
    language = page.language
    if not run.is_over and is_private:
        st.info(say("replay_unfinished", language), icon=":material/pending:")
    elif not run.is_over and page.server.service.find(run.path) is not None:
        st.page_link(
            "screens/watch.py",
            label=say("replay_watch", language),
            icon=":material/visibility:",
            query_params={"run": name},
        )
    show_run(run.path, language, on_turn=_Addressed(name, language).note, is_followed=is_private)


@dataclass(frozen=True, slots=True)
class _Addressed:
    """Lets the address of the page follow what is on it."""

    name: str
    language: Language

    def note(self, run: Run, table: str, turn: int, n_turns: int) -> None:
        """Write the turn into the address, but for the end, which may move on; draw a link."""
        several = table if len(run.tables) > 1 else ""
        write_address(table=several, turn="" if turn >= n_turns else str(turn))
        query = {"run": self.name, "table": several, "turn": str(turn)}
        show_link("replay", query, self.language)


def _views(run: Run, *, is_private: bool) -> Sequence[str]:
    """Return what there is to look at; while a person plays nothing that shows others' hands."""
    views = ["talk"]
    if run.talks:
        views += ["transcript", "events"]
    if run.talks and not run.is_secret:
        views += ["calls", "usage", "take"]
        views += ["branch"] if run.is_over and not is_private else []
    return views


def _choose_view(views: Sequence[str], language: Language) -> str:
    if recall("view", "") not in views:
        keep("view", "talk")
    chosen = st.segmented_control(
        say("replay_view", language),
        views,
        format_func=lambda view: say(f"replay_view_{view}", language),
        required=True,
        key="view",
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or "talk"


def _open(run: Run, name: str) -> None:
    """Go where the address says, once: after that the page goes where it is led."""
    table, turn = st.query_params.get("table", ""), asked_turn()
    if recall("replay-opened", "") == name:
        return
    keep("replay-opened", name)
    keep("view", st.query_params.get("view", "talk"))
    if table in run.tables:
        open_table(run, table)
    elif len(run.tables) == 1:
        table = next(iter(run.tables))
    if turn is not None and table in run.tables:
        open_at(f"{run.path}/{table}", turn)


def _leave() -> None:
    keep("replay-list", value=True)
    keep("replay-opened", "")
    write_address(run="", view="", table="", turn="")


def _facts(run: Run, label: str, language: Language) -> str:
    """Say which run this is, and where it came from."""
    record = run.record
    began = datetime.fromisoformat(record.started_at).astimezone().strftime("%Y-%m-%d %H:%M")
    seed = say("replay_seed", language, seed=record.plan.seed)
    parts = (label, began, seed, LANGUAGE_NAMES[record.plan.language])
    facts = " · ".join(filter(None, parts))
    origin = record.forked_from
    if origin is None:
        return facts
    title = record.plan.scenario.table(origin.table).title.in_language(language)
    where = fill(
        "replay_forked",
        language,
        run=origin.run.rstrip("/").rpartition("/")[2],
        table=title,
        turn=str(origin.turn),
    )
    return f"{facts}\n{where}"

"""Branching a run at one of its turns, with others in its seats."""

from typing import NamedTuple

import streamlit as st

from negotiation.app.endpoints import Endpoints
from negotiation.app.forking import Fork, fork
from negotiation.app.plan import RunPlan
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import Language
from negotiation.store.folder import RunFolder
from ui.data.places import name_of
from ui.data.runs import Run
from ui.page import Page
from ui.texts import fill, say
from ui.views.talks import parties_of
from ui.widgets.boundary import friendly
from ui.widgets.show import show
from ui.widgets.stepping import turn_at
from ui.widgets.tables import choose_table

__all__ = ["show_branching"]

SAME = ""
"""The choice of leaving a seat to whoever had it."""


class _Wish(NamedTuple):
    fork: Fork
    is_sent: bool


def show_branching(run: Run, page: Page) -> None:
    """Draw the form; the branch is played at once, and shown while it is."""
    wish = _ask(run, page)
    if not wish.is_sent:
        return
    with friendly(page.language):
        folder = fork(
            page.server.service.sandbox(page.settings),
            RunFolder.open(run.path),
            wish.fork,
            make=lambda plan: RunFolder.create_in(
                page.runs, scenario=f"{plan.scenario.name}-fork", seed=plan.seed
            ),
        )
        page.server.service.play(folder, page.settings, owner=page.visitor.key)
        st.switch_page("screens/watch.py", query_params={"run": name_of(page.runs, folder.path)})


def _ask(run: Run, page: Page) -> _Wish:
    language, plan = page.language, run.record.plan
    st.caption(say("replay_branch_help", language))
    table = choose_table(run, language)
    last = max((getattr(event, "turn", 0) for event in run.talks[table.id]), default=1)
    here = turn_at(f"{run.path}/{table.id}") or 1
    with st.form("branch", border=True):
        turn = st.number_input(
            say("replay_branch_turn", language, n=last),
            min_value=1,
            max_value=max(last, 1),
            value=min(max(here, 1), max(last, 1)),
            key=f"branch-turn-{table.id}",
        )
        who = {
            party.id: _ask_seat(party.id, party.name, plan, page, language=language)
            for party in parties_of(plan, table, language)
        }
        is_sent = st.form_submit_button(
            say("replay_branch_go", language), icon=":material/fork_right:", type="primary"
        )
    changed = {seat: wish for seat, wish in who.items() if wish != SAME}
    return _Wish(Fork(turn=int(turn), table=table.id, who=changed), is_sent)


def _ask_seat(seat: str, name: str, plan: RunPlan, page: Page, *, language: Language) -> str:
    """Ask who plays a seat from that turn on; a person's seat goes to somebody else."""
    options = [SAME] if plan.seats[seat].kind != "human" else []
    options += [f"strategy:{strategy}" for strategy in StrategyName]
    options += [f"llm:{model}" for model in Endpoints(page.settings).names()]
    show(fill("replay_branch_seat", language, party=name, who=str(plan.seats[seat])))
    return st.selectbox(
        say("replay_branch_who", language),
        options,
        format_func=lambda who: _who(who, language),
        key=f"branch-{seat}",
        label_visibility="collapsed",
    )


def _who(who: str, language: Language) -> str:
    kind, _, name = who.partition(":")
    if kind == "strategy":
        return say(f"watch_strategy_{name}", language)
    return who or say("replay_branch_same", language)

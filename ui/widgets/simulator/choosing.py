"""Choosing what lies on the workbench: a table of a scenario, or of a run that was played."""

from dataclasses import dataclass

import streamlit as st

from negotiation.domain.outcomes import Outcome
from negotiation.domain.scenarios import Scenario
from negotiation.domain.stand_ins import candidates, stand_in_names
from negotiation.domain.values import Language
from negotiation.errors import UsageError
from negotiation.protocol.fold import replay
from ui.data.reading import read
from ui.data.runs import Run
from ui.data.shelf import scenario_at, scenarios_on
from ui.data.visible import VisibleRuns
from ui.data.workbench import Bench, bench_in_run, bench_of
from ui.page import Page
from ui.session import keep, recall
from ui.texts import fill, say
from ui.views.naming import told_apart
from ui.widgets.show import show
from ui.widgets.spoiling import may_look

__all__ = ["Choice", "choose"]

FIRST = "a800-supply"
"""What lies there before anybody chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A table, and the deal to start from."""

    key: str
    """Tells one table on the workbench from another."""
    scenario: Scenario
    table: str
    names: tuple[str, ...] = ()
    run: Run | None = None
    start: Outcome | None = None
    """What was signed in the run."""

    def bench(self, assumed: tuple[str, ...] = ()) -> Bench:
        """Return the table under assumptions; in a campaign's run there are none."""
        if self.run is None or self.run.record.plan.scenario.campaign is None:
            return bench_of(self.scenario, self.table, self.names, assumed)
        return bench_in_run(self.run, self.table)


def choose(page: Page) -> Choice | None:
    """Draw the choice; ``None`` where there is nothing to work on yet."""
    run = st.query_params.get("run")
    return _of_shelf(page) if run is None else _of_run(page, run)


def _of_shelf(page: Page) -> Choice | None:
    language = page.language
    entries = {entry.name: entry for entry in scenarios_on(page.runs)}
    titles = told_apart(
        {name: entry.title.in_language(language) for name, entry in entries.items()}
    )
    key = f"sim-scenario-{language}"
    _follow_link("scenario", tuple(entries), FIRST, key=key, memory="sim-scenario")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            say("sim_scenario", language),
            list(entries),
            format_func=titles.__getitem__,
            key=key,
        )
        _remember("scenario", name, memory="sim-scenario")
        scenario = scenario_at(page.runs, name).scenario
        table = _choose_table(scenario, language)
    names = _choose_names(scenario, table, language)
    if names is None or not may_look(page, name):
        return None
    key = "/".join((name, table, *names))
    return Choice(key=key, scenario=scenario, table=table, names=names)


def _of_run(page: Page, name: str) -> Choice | None:
    language = page.language
    run = read(VisibleRuns.of(page).path(name))
    if run.is_secret:
        raise UsageError(f"a person still plays in {name}; ask again when it is over")
    with st.container(horizontal=True, vertical_alignment="center"):
        show(fill("sim_from_run", language, run=name))
        st.button(
            say("sim_leave_run", language),
            key="sim-leave-run",
            icon=":material/close:",
            on_click=_leave_run,
        )
    if not run.talks:
        st.info(say("not_begun", language))
        return None
    table = _choose_table(run.record.plan.scenario, language, tuple(run.talks))
    session = replay(run.whole[table])
    if session.agreement is None:
        st.info(say("sim_none_signed", language))
    scenario = run.record.plan.scenario
    return Choice(
        key=f"run:{name}/{table}",
        scenario=scenario,
        table=table,
        run=run,
        start=session.agreement,
    )


def _choose_table(
    scenario: Scenario, language: Language, tables: tuple[str, ...] | None = None
) -> str:
    """Let one of several tables be chosen; a single one needs no choice."""
    known = tables or tuple(table.id for table in scenario.tables)
    if len(known) == 1:
        st.query_params.pop("table", None)
        return known[0]
    titles = told_apart({table.id: table.title.in_language(language) for table in scenario.tables})
    memory = f"sim-table-{scenario.name}"
    key = f"{memory}-{language}"
    _follow_link("table", known, known[0], key=key, memory=memory)
    chosen: str = st.selectbox(
        say("table", language),
        known,
        format_func=titles.__getitem__,
        key=key,
    )
    _remember("table", chosen, memory=memory)
    return chosen


def _choose_names(scenario: Scenario, table: str, language: Language) -> tuple[str, ...] | None:
    """Let be said who stands behind names that a campaign settles."""
    open_names = [
        name for name in scenario.table(table).parties if name in stand_in_names(scenario)
    ]
    known = told_apart({party.id: party.name.in_language(language) for party in scenario.parties})
    taken = {name for name in scenario.table(table).parties if name in known}
    pairs = []
    for name in open_names:
        possible = sorted(candidates(scenario, name) - taken)
        show(fill("sim_who_is", language, name=name))
        memory = f"sim-name-{scenario.name}-{table}-{name}"
        before = recall(memory, "")
        chosen = st.selectbox(
            say("sim_who", language),
            possible,
            index=possible.index(before) if before in possible else 0,
            format_func=lambda each: known.get(each, each),
            key=f"{memory}-{language}",
            label_visibility="collapsed",
        )
        if chosen is None:
            return None
        keep(memory, chosen)
        pairs.append(f"{name}={chosen}")
    return tuple(pairs)


def _follow_link(
    parameter: str, known: tuple[str, ...], first: str, *, key: str, memory: str
) -> None:
    """Let a new address choose, once: later the control does.

    Args:
        parameter: of the address.
        known: what may be chosen.
        first: what is chosen at first.
        key: of the control. A menu keeps the words that it was drawn with, so each language has its
            own.
        memory: where the choice is kept whatever the language.
    """
    asked = st.query_params.get(parameter)
    seen = f"{memory}-seen"
    if asked is not None and asked != recall(seen, ""):
        keep(seen, asked)
        if asked not in known:
            raise UsageError(f"there is no {parameter} {asked!r} here")
        keep(key, asked)
    elif recall(key, None) not in known:
        chosen = recall(memory, first)
        keep(key, chosen if chosen in known else known[0])


def _remember(parameter: str, chosen: str, *, memory: str) -> None:
    """Keep a choice, and write it into the address: it is no new one then."""
    keep(memory, chosen)
    keep(f"{memory}-seen", chosen)
    st.query_params[parameter] = chosen


def _leave_run() -> None:
    for name in ("run", "table", "deal"):
        st.query_params.pop(name, None)

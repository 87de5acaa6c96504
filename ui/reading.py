"""Runs and what follows from them, read once for as long as their files stay the same.

The cache is shared by everybody who looks at this server, so it holds only values that come from a
run's own files.
"""

from pathlib import Path

import streamlit as st

from negotiation.analysis.scorecard import TableScore
from negotiation.app.frontiers import FrontierReport, frontier_report
from negotiation.app.scoring import score_talks
from negotiation.app.tables import valued_table
from ui.runs import Run, Stamp, load_run, stamp

__all__ = ["frontier_of", "read", "score_of"]


def read(path: Path) -> Run:
    """Return a run as it is now. Raises what ``load_run`` does."""
    return _load(path, stamp(path))


def score_of(run: Run, table: str) -> TableScore:
    """Return the score of a table that has opened, by the simulator of today."""
    return _score(run.path, len(run.talks[table]), stamp(run.path), table, run)


def frontier_of(run: Run, table: str) -> FrontierReport:
    """Return what the parties of a table could reach."""
    return _frontier(run.path, run.record.started_at, table, run)


@st.cache_data(max_entries=16, show_spinner=False)
def _load(path: Path, stamp: Stamp) -> Run:  # noqa: ARG001 - the stamp is the cache's key
    return load_run(path)


@st.cache_data(max_entries=32, show_spinner=False)
def _score(path: Path, n_events: int, stamp: Stamp, table: str, _run: Run) -> TableScore:  # noqa: ARG001
    plan = _run.record.plan
    outcomes = valued_table(plan.scenario, plan.scenario.table(table))
    return score_talks(plan, outcomes, _run.talks[table])


@st.cache_data(max_entries=16, show_spinner=False)
def _frontier(path: Path, started_at: str, table: str, _run: Run) -> FrontierReport:  # noqa: ARG001
    scenario = _run.record.plan.scenario
    return frontier_report(scenario, scenario.table(table))

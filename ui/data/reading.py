"""Runs and what follows from them, read once for as long as their files stay the same.

The cache is shared by everybody who looks at this server, so it holds only values that come from a
run's own files.
"""

from functools import partial
from pathlib import Path

import streamlit as st

from negotiation.analysis.campaign_score import CampaignScore
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.analysis.scorecard import Scorecard, TableScore
from negotiation.app.campaign_scoring import score_campaign
from negotiation.app.frontiers import FrontierReport, frontier_report
from negotiation.app.programmes import programme_of
from negotiation.app.scoring import score_talks
from negotiation.llm.recorded import ChatRecord
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder
from ui.data.runs import Run, Stamp, changed, load_run, stamp

__all__ = ["calls_of", "campaign_of", "frontier_of", "read", "score_of", "scorecard_of"]


def read(path: Path) -> Run:
    """Return a run as it is now. Raises what ``load_run`` does."""
    return _load(path, stamp(path))


def score_of(run: Run, table: str) -> TableScore:
    """Return the score of a table that has opened, by the simulator of today."""
    return _score(run.path, len(run.talks[table]), _identity(run), table, run)


def frontier_of(run: Run, table: str) -> FrontierReport:
    """Return what the parties of a table could reach."""
    n_events = len(run.talks[table]) if run.record.plan.scenario.campaign is not None else 0
    return _frontier(run.path, n_events, run.record.started_at, table, run)


def campaign_of(run: Run) -> CampaignScore | None:
    """Return the score of a campaign that has been played to its end."""
    campaign = run.record.plan.scenario.campaign
    if campaign is None or run.is_secret or not run.is_over:
        return None
    return _campaign(run.path, len(run.log), stamp(run.path), run)


def scorecard_of(run: Run) -> Scorecard | None:
    """Return the scores of all tables, and over them; ``None`` while a person plays."""
    if run.is_secret:
        return None
    scenario = run.record.plan.scenario
    return Scorecard(
        scenario=scenario.name,
        tables=tuple(score_of(run, table.id) for table in scenario.tables if table.id in run.talks),
        campaign=campaign_of(run),
    )


def calls_of(run: Run) -> tuple[ChatRecord, ...]:
    """Return the calls to models; none while a person plays, who is not to read them.

    Raises:
        LogCorrupted: they cannot be read.
    """
    if run.is_secret:
        return ()
    path = RunFolder(run.path).chats
    return _calls(path, changed(path))


def _identity(run: Run) -> Stamp:
    """Return what tells whether a run's tables are others than before.

    The log of a campaign grows at other tables too, which changes nothing at a table that ended.
    """
    return stamp(run.path) if run.record.plan.scenario.campaign is None else stamp(run.path)[:1]


def _outcomes(run: Run, table: str) -> OutcomeTable:
    """Return what the outcomes of a table were worth, in a campaign as things stood then."""
    return programme_of(run.record.plan, {}).outcomes(table, run.log)


@st.cache_data(max_entries=16, show_spinner=False)
def _load(path: Path, stamp: Stamp) -> Run:  # noqa: ARG001 - the stamp is the cache's key
    return load_run(path)


@st.cache_resource(max_entries=16, show_spinner=False)  # frozen, and too much to copy
def _calls(path: Path, stamp: tuple[int, int]) -> tuple[ChatRecord, ...]:  # noqa: ARG001
    return read_chats(path)


@st.cache_data(max_entries=64, show_spinner=False)
def _score(path: Path, n_events: int, stamp: Stamp, table: str, _run: Run) -> TableScore:  # noqa: ARG001
    programme = programme_of(_run.record.plan, {})
    return score_talks(
        _run.record.plan,
        programme.valued(table, _run.log),
        _run.talks[table],
        partial(programme.situation, table, _run.log),
    )


@st.cache_data(max_entries=32, show_spinner=False)
def _frontier(path: Path, n_events: int, started_at: str, table: str, _run: Run) -> FrontierReport:  # noqa: ARG001
    scenario = _run.record.plan.scenario
    return frontier_report(scenario, _run.tables[table], outcomes=_outcomes(_run, table))


@st.cache_data(max_entries=16, show_spinner=False)
def _campaign(path: Path, n_events: int, stamp: Stamp, _run: Run) -> CampaignScore | None:  # noqa: ARG001
    plan = _run.record.plan
    campaign = plan.scenario.campaign
    return None if campaign is None else score_campaign(plan, campaign, _run.log)

"""How campaigns have gone so far, worked out once for as long as nothing new has happened."""

from pathlib import Path

import streamlit as st

from negotiation.app.campaign_course import CampaignCourse, course_so_far, month_reached
from negotiation.app.ledger import until_signed
from ui.data.runs import Run

__all__ = ["campaign_course"]


def campaign_course(run: Run) -> CampaignCourse | None:
    """Return how a campaign has gone; ``None`` before it began, or where it would tell secrets."""
    campaign = run.record.plan.scenario.campaign
    if campaign is None or run.is_secret:
        return None
    month, n_signed = month_reached(campaign, run.log), len(until_signed(run.log))
    return _course(run.path, run.record.started_at, month, n_signed, run)


@st.cache_data(max_entries=64, show_spinner=False)
def _course(
    path: Path,  # noqa: ARG001 - this and the next three are the cache's key
    started_at: str,  # noqa: ARG001
    month: int | None,  # noqa: ARG001
    n_signed: int,  # noqa: ARG001
    _run: Run,
) -> CampaignCourse | None:
    plan = _run.record.plan
    campaign = plan.scenario.campaign
    return None if campaign is None else course_so_far(plan, campaign, _run.log)

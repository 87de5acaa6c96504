"""Scoring one table of a run: what it is worth to each party, and how the parties behaved."""

from collections.abc import Sequence

from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.analysis.scorecard import TableScore, score_table
from negotiation.app.plan import RunPlan
from negotiation.app.tables import mandates_of
from negotiation.domain.events import Event

__all__ = ["score_talks"]


def score_talks(plan: RunPlan, outcomes: OutcomeTable, events: Sequence[Event]) -> TableScore:
    """Score the talks at one table.

    Args:
        plan: the run.
        outcomes: the valued outcomes of the table.
        events: the log of this table, from its opening on.
    """
    findings = find_conduct(outcomes, plan.scenario.parties, events, plan.language)
    return score_table(outcomes, mandates_of(plan.scenario), events, findings=findings)

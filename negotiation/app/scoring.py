"""Scoring one table of a run: what it is worth to each party, and how the parties behaved."""

from collections.abc import Callable, Sequence

from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.analysis.scorecard import TableScore, score_table
from negotiation.app.plan import RunPlan
from negotiation.app.split_awards import gains_of_split
from negotiation.app.tables import mandates_of
from negotiation.domain.events import Event
from negotiation.economics.situation import Situation
from negotiation.protocol.fold import replay

__all__ = ["score_talks"]


def score_talks(
    plan: RunPlan,
    outcomes: OutcomeTable,
    events: Sequence[Event],
    situation: Callable[[], Situation | None],
) -> TableScore:
    """Score the talks at one table.

    Args:
        plan: the run.
        outcomes: the valued outcomes of the table.
        events: the log of this table, from its opening on.
        situation: tells where a campaign stood when the table ended.
    """
    awards, table = replay(events).awards, outcomes.valuation.table
    gains = None
    if len(awards) > 1:
        gains = gains_of_split(plan.scenario, table, awards, situation())
    findings = find_conduct(outcomes, plan.scenario.parties, events, plan.language)
    return score_table(outcomes, mandates_of(plan.scenario), events, findings=findings, gains=gains)

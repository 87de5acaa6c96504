"""Scoring a run: what its tables are worth to each party, and how the parties behaved."""

from collections.abc import Callable, Sequence
from functools import partial

from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.scorecard import Scorecard, TableScore, score_table
from negotiation.app.campaign_scoring import score_campaign
from negotiation.app.plan import RunPlan
from negotiation.app.programmes import SeatedProgramme
from negotiation.app.split_awards import gains_of_split
from negotiation.app.table_cache import ValuedTable
from negotiation.app.tables import mandates_of
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import Event
from negotiation.economics.situation import Situation
from negotiation.protocol.fold import replay

__all__ = ["score_log", "score_talks"]


def score_log(plan: RunPlan, log: Sequence[LogEvent], programme: SeatedProgramme) -> Scorecard:
    """Score every table that was opened.

    Args:
        plan: the run.
        log: all of it.
        programme: of the same plan.
    """
    campaign = plan.scenario.campaign
    talks: dict[str, list[Event]] = {}
    for event in table_events(log):
        talks.setdefault(event.table, []).append(event)
    return Scorecard(
        scenario=plan.scenario.name,
        tables=tuple(
            score_talks(
                plan,
                programme.valued(table.id, log),
                talks[table.id],
                partial(programme.situation, table.id, log),
            )
            for table in plan.scenario.tables
            if table.id in talks
        ),
        campaign=campaign and score_campaign(plan, campaign, log),
    )


def score_talks(
    plan: RunPlan,
    valued: ValuedTable,
    events: Sequence[Event],
    situation: Callable[[], Situation | None],
) -> TableScore:
    """Score the talks at one table.

    Args:
        plan: the run.
        valued: the valued outcomes of the table.
        events: the log of this table, from its opening on.
        situation: tells where a campaign stood when the table ended.
    """
    outcomes, reachable = valued.outcomes, valued.reachable
    awards, table = replay(events).awards, outcomes.valuation.table
    gains = None
    if len(awards) > 1:
        gains = gains_of_split(plan.scenario, table, awards, situation())
    findings = find_conduct(
        outcomes, plan.scenario.parties, events, plan.language, reachable=reachable
    )
    return score_table(
        outcomes,
        mandates_of(plan.scenario),
        events,
        findings=findings,
        gains=gains,
        reachable=reachable,
    )

"""From the folder of a run that has ended to the result of its case; also long afterwards."""

from collections import Counter
from collections.abc import Sequence

from evals.cases import Case
from evals.metrics.metric import Judged, Played
from evals.metrics.table import figures_of
from evals.results import CaseRecord, Spent
from negotiation.analysis.scorecard import Scorecard
from negotiation.app.aftermath import Aftermath, aftermath_of
from negotiation.app.plan import RunPlan
from negotiation.app.programmes import programme_of
from negotiation.app.records import read_run
from negotiation.domain.chronicle import LogEvent
from negotiation.llm.recorded import ChatRecord, counted_usage
from negotiation.store.asked import n_lost_calls
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events

__all__ = ["models_of", "result_of", "spent_on"]


def result_of(case: Case, run: RunFolder, scorecard: Scorecard) -> CaseRecord:
    """Work out the result of a case whose run has ended.

    Args:
        case: the case.
        run: its folder.
        scorecard: of today's simulator.
    """
    record = read_run(run)
    log, calls = read_events(run.events), read_chats(run.chats)
    played = Played(
        plan=record.plan,
        log=log,
        scorecard=scorecard,
        calls=calls,
        aftermaths=_aftermaths(record.plan, log, scorecard),
    )
    found = {
        party: figures_of(Judged(played, party, case.rival_of(party).who)) for party in case.judged
    }
    return CaseRecord(
        case=case,
        figures={party: each.values for party, each in found.items()},
        undefined={party: each.undefined for party, each in found.items()},
        spent=spent_on(run, calls),
        models=models_of(calls),
        played_with=record.versions["simulator"],
        scored_with=scorecard.simulator_version,
    )


def _aftermaths(
    plan: RunPlan, log: Sequence[LogEvent], scorecard: Scorecard
) -> dict[str, Aftermath]:
    """Carry out what was signed, table by table; a campaign's scorecard has done so already."""
    if plan.scenario.campaign is not None:
        return {}
    programme = programme_of(plan, {})
    found = {
        table.table: aftermath_of(programme.outcomes(table.table, log), table.agreement, plan.seed)
        for table in scorecard.tables
        if table.agreement is not None and table.unit == "cny"
    }
    return {table: each for table, each in found.items() if each is not None}


def spent_on(run: RunFolder, calls: Sequence[ChatRecord]) -> Spent:
    """Return what a run's calls used, those too that were under way when a process ended.

    Args:
        run: its folder.
        calls: as they were recorded.
    """
    replies = [call for call in calls if call.reply is not None]
    used = [counted_usage(call.messages, call.reply) for call in replies if call.reply is not None]
    answered = Counter(call.key for call in replies)
    lost = n_lost_calls(run.asked, calls)
    twice = sum(n - 1 for n in answered.values())
    costs = [call.cost for call in replies if call.cost is not None]
    return Spent(
        calls=sum(min(call.n_attempts, 1) for call in calls) + lost,
        prompt_tokens=sum(each.prompt_tokens for each in used),
        completion_tokens=sum(each.completion_tokens for each in used),
        abandoned_calls=lost + twice,
        failed_attempts=sum(len(call.faults) for call in calls),
        cost=sum(each.amount for each in costs) if len(costs) == len(replies) else None,
        currency=costs[0].currency if costs else None,
    )


def models_of(calls: Sequence[ChatRecord]) -> dict[str, str]:
    """Return the model that answered each seat, as its server names it."""
    return {
        call.key.split("/")[1]: call.reply.model
        for call in calls
        if call.reply is not None and call.key.count("/") > 1
    }

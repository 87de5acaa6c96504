"""What a suite has spent on its models, and what of its budget is left."""

from collections.abc import Iterable

from evals.judging import spent_on
from evals.results import ResultsFolder, Spent, is_due
from negotiation.llm.budget import Budget
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder

__all__ = ["remaining", "spent_so_far", "total"]


def spent_so_far(folder: ResultsFolder, case_ids: Iterable[str]) -> Spent:
    """Return what cases have used, those too that were stopped in the middle."""
    return total(_spent_on_case(folder, case_id) for case_id in case_ids)


def remaining(budget: Budget, spent: Spent) -> Budget:
    """Return what is left of a budget; never less than nothing."""
    tokens = spent.prompt_tokens + spent.completion_tokens
    calls, most_tokens, cost = budget.max_calls, budget.max_tokens, budget.max_cost
    return Budget(
        max_calls=None if calls is None else max(0, calls - spent.calls),
        max_tokens=None if most_tokens is None else max(0, most_tokens - tokens),
        max_cost=None if cost is None else max(0.0, cost - (spent.cost or 0.0)),
    )


def total(parts: Iterable[Spent]) -> Spent:
    """Return what several cases used together; the cost is of those that have prices."""
    each = tuple(parts)
    costs = [part.cost for part in each if part.cost is not None and part.currency is not None]
    return Spent(
        calls=sum(part.calls for part in each),
        prompt_tokens=sum(part.prompt_tokens for part in each),
        completion_tokens=sum(part.completion_tokens for part in each),
        abandoned_calls=sum(part.abandoned_calls for part in each),
        failed_attempts=sum(part.failed_attempts for part in each),
        cost=sum(costs) if costs else None,
        currency=next((part.currency for part in each if part.currency), None),
    )


def _spent_on_case(folder: ResultsFolder, case_id: str) -> Spent:
    record = folder.read_case(case_id)
    if record is not None and not is_due(record):
        return record.spent
    run = RunFolder(folder.case_folder(case_id))
    return spent_on(run, read_chats(run.chats))

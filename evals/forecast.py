"""What cases will ask of models: calls, tokens and money, before the first call.

What was played before is the best guide. Where nothing was, a talk is taken to last to its deadline
and prompts to be as long as ours were measured to be, so that it comes to less rather than more.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from evals.cases import Case
from evals.plans import plan_of
from evals.results import CaseRecord
from evals.shelf import Shelf
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan
from negotiation.llm.chat import ChatUsage

__all__ = ["Forecast", "forecast"]

FIRST_PROMPT_TOKENS = 1_200
TOKENS_A_TURN = 220
"""By which the prompt grows with every own turn, o200k, with the desk of level ``value``."""
REPLY_TOKENS = 160


class Forecast(NamedTuple):
    """What is to be expected of one contestant's cases."""

    contestant: str
    n_cases: int
    calls: float
    prompt_tokens: float
    completion_tokens: float
    cost: float | None
    """``None`` where a model has no prices."""
    currency: str | None
    is_measured: bool
    """Whether from cases that were played, and not from the deadlines."""


def forecast(
    cases: Sequence[Case],
    shelf: Shelf,
    endpoints: Endpoints,
    played: Iterable[CaseRecord],
) -> tuple[Forecast, ...]:
    """Return what the cases that are due will use, by contestant.

    Args:
        cases: that are due.
        shelf: of their suite.
        endpoints: with the prices of models.
        played: cases of the same suite that have ended.
    """
    earlier: dict[str, list[CaseRecord]] = {}
    for record in played:
        if record.failure is None:
            earlier.setdefault(record.case.contestant.name, []).append(record)
    by_name: dict[str, list[Case]] = {}
    for case in cases:
        by_name.setdefault(case.contestant.name, []).append(case)
    return tuple(
        _measured(name, len(due), earlier[name])
        if name in earlier
        else _guessed(name, due, shelf, endpoints)
        for name, due in by_name.items()
    )


def _measured(name: str, n_due: int, records: Sequence[CaseRecord]) -> Forecast:
    scale = n_due / len(records)
    spent = [record.spent for record in records]
    costs = [each.cost for each in spent if each.cost is not None]
    return Forecast(
        contestant=name,
        n_cases=n_due,
        calls=scale * sum(each.calls for each in spent),
        prompt_tokens=scale * sum(each.prompt_tokens for each in spent),
        completion_tokens=scale * sum(each.completion_tokens for each in spent),
        cost=scale * sum(costs) if len(costs) == len(spent) else None,
        currency=next((each.currency for each in spent if each.currency), None),
        is_measured=True,
    )


def _guessed(name: str, cases: Sequence[Case], shelf: Shelf, endpoints: Endpoints) -> Forecast:
    used: dict[str, ChatUsage] = {}
    calls = 0
    for case in cases:
        for model, turns in _turns(plan_of(case, shelf, endpoints)).items():
            calls += turns
            used[model] = _sum(used.get(model), turns)
    costs = [
        prices.cost_of(usage)
        for model, usage in used.items()
        if (prices := endpoints.profile(model).prices) is not None
    ]
    is_priced = len(costs) == len(used)
    return Forecast(
        contestant=name,
        n_cases=len(cases),
        calls=calls,
        prompt_tokens=sum(each.prompt_tokens for each in used.values()),
        completion_tokens=sum(each.completion_tokens for each in used.values()),
        cost=sum(each.amount for each in costs) if is_priced else None,
        currency=costs[0].currency if costs else None,
        is_measured=False,
    )


def _turns(plan: RunPlan) -> Mapping[str, int]:
    """Return how often each model has to speak at most, by model."""
    turns: dict[str, int] = {}
    for table in plan.scenario.tables:
        for party in table.parties:
            model = plan.seats[party].asked_model if party in plan.seats else None
            if model is not None:
                turns[model] = turns.get(model, 0) + table.deadline_rounds
    return turns


def _sum(before: ChatUsage | None, turns: int) -> ChatUsage:
    prompt = turns * FIRST_PROMPT_TOKENS + TOKENS_A_TURN * turns * (turns - 1) // 2
    return ChatUsage(
        prompt_tokens=prompt + (before.prompt_tokens if before else 0),
        completion_tokens=turns * REPLY_TOKENS + (before.completion_tokens if before else 0),
    )

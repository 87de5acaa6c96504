"""Playing what is left of a suite, watched over: spending, an endpoint that is down, a stop."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from evals.allowance import remaining, spent_so_far
from evals.cases import Case
from evals.deciding import models_of_cases
from evals.executing.executor import Executor
from evals.health import check_endpoints, wait_for_endpoints
from evals.player import PlayerSetup
from evals.preparing import EvalPlan
from evals.results import Attempt, CaseRecord, ResultsFolder, Spent, is_due
from negotiation.app.endpoints import Endpoints
from negotiation.errors import UsageError
from negotiation.llm.budget import Budget
from negotiation.settings import Settings

__all__ = ["Launch", "Progress", "due_cases", "run_cases", "utc_now"]

FAILURES_IN_A_ROW = 8
"""Cases in a row that the endpoint fails until it counts as down for all others too."""

N_ROUNDS = 3
"""How often a case is tried that the endpoint fails."""


class Progress(Protocol):
    """Is told how far it is."""

    def begin(self, n_cases: int, n_done: int) -> None:
        """So many cases in all, so many of them done before."""
        ...

    def advance(self, record: CaseRecord) -> None:
        """One more case has a result."""
        ...

    def note(self, said: str) -> None:
        """Something happened that whoever waits should know."""
        ...

    def end(self) -> None:
        """Nothing more will come."""
        ...


class Launch(NamedTuple):
    """How cases are played."""

    executor: Executor
    settings: Settings
    endpoints: Endpoints
    budget: Budget
    """Of the whole suite, all launches together."""
    concurrency: int

    @property
    def is_limited(self) -> bool:
        """Whether there is a budget at all."""
        return self.budget != Budget()


def due_cases(folder: ResultsFolder, cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return the cases that are still to be played."""
    return tuple(case for case in cases if is_due(folder.read_case(case.id)))


def run_cases(
    plan: EvalPlan,
    folder: ResultsFolder,
    cases: tuple[Case, ...],
    *,
    launch: Launch,
    progress: Progress,
) -> None:
    """Play cases into a folder of results.

    What an endpoint fails is tried again once it answers, in at most ``N_ROUNDS`` rounds.

    Args:
        plan: of the suite.
        folder: its results.
        cases: those to be played; the others of the plan are left alone.
        launch: how.
        progress: is told how far it is.

    Raises:
        ChatError: an endpoint cannot be used.
        ChatBudgetSpent: what may be spent is spent.
        LogConflict: another launch holds the folder.
        KeyboardInterrupt: somebody wants it to end. In each case the same command goes on.
    """
    due = due_cases(folder, cases)
    asked = models_of_cases(due, plan.shelf, launch.endpoints).values()
    models = tuple(dict.fromkeys(model for several in asked for model in several))
    _check_money(models, launch)
    check_endpoints(models, launch.endpoints)
    with folder.launch() as line_file:
        line_file.cut_off_remains()
        attempt = _attempt(plan, launch, n_left=len(due))
        line_file.append(attempt.model_dump_json().encode() + b"\n")
        progress.begin(len(cases), len(cases) - len(due))
        try:
            for number in range(1, N_ROUNDS + 1):
                if not due:
                    break
                watcher = _Watcher(progress)
                setup = _setup(plan, folder, launch, models)
                launch.executor.play(due, setup, watcher.on_result)
                due = due_cases(folder, cases)
                if due and number < N_ROUNDS:
                    wait_for_endpoints(models, launch.endpoints, tell=progress.note)
        finally:
            _tell_failures(folder, due, progress)
            progress.end()


def _setup(
    plan: EvalPlan, folder: ResultsFolder, launch: Launch, models: tuple[str, ...]
) -> PlayerSetup:
    spent = spent_so_far(folder, plan.record.case_ids) if launch.is_limited else Spent()
    return PlayerSetup(
        path=folder.path,
        shelf=plan.shelf,
        settings=launch.settings,
        budget=remaining(launch.budget, spent),
        concurrency=launch.concurrency,
        models=models,
    )


def _attempt(plan: EvalPlan, launch: Launch, *, n_left: int) -> Attempt:
    return Attempt(
        started_at=utc_now(),
        executor=launch.executor.name,
        n_cases_left=n_left,
        versions=plan.record.versions,
        git_revision=plan.record.git_revision,
    )


class _Watcher:
    """Passes results on, and ends a round when an endpoint fails one case after the other."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._n_in_a_row = 0

    def on_result(self, record: CaseRecord) -> bool:
        """Pass a result on, unless it is one to try again; return whether to go on."""
        if is_due(record):
            self._n_in_a_row += 1
            return self._n_in_a_row < FAILURES_IN_A_ROW
        self._n_in_a_row = 0
        self._progress.advance(record)
        return True


def _tell_failures(folder: ResultsFolder, due: Iterable[Case], progress: Progress) -> None:
    """Pass on the results that stay failures."""
    for case in due:
        record = folder.read_case(case.id)
        if record is not None and is_due(record):
            progress.advance(record)


def _check_money(models: Iterable[str], launch: Launch) -> None:
    """Raise ``UsageError`` if money is limited and models have no prices in one currency."""
    if launch.budget.max_cost is None:
        return
    prices = {name: launch.endpoints.profile(name).prices for name in models}
    unpriced = [name for name, each in prices.items() if each is None]
    if unpriced:
        raise UsageError(f"--max-cost: no prices in the models file for {', '.join(unpriced)}")
    currencies = {each.currency for each in prices.values() if each is not None}
    if len(currencies) > 1:
        raise UsageError(f"--max-cost: prices are in {' and '.join(sorted(currencies))}")


def utc_now() -> str:
    """Return the time, as records write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")

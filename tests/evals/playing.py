"""Suites played in this process, without the command."""

from pathlib import Path
from typing import Any

from evals.executing.executor import Executor
from evals.executing.local import LocalExecutor
from evals.preparing import EvalPlan, Wishes, open_results, prepare
from evals.results import CaseRecord, ResultsFolder
from evals.runner import Launch, run_cases
from negotiation.app.endpoints import Endpoints
from negotiation.llm.budget import Budget
from negotiation.settings import Settings
from tests.evals.suites import write_suite

__all__ = ["Silence", "launch_of", "played", "results_of"]

NOBODY: Settings = Settings({})


class Silence:
    """Remembers what it was told, and shows nothing."""

    def __init__(self) -> None:
        self.n_cases = self.n_done = 0
        self.advanced: list[CaseRecord] = []
        self.noted: list[str] = []

    def begin(self, n_cases: int, n_done: int) -> None:
        self.n_cases, self.n_done = n_cases, n_done

    def advance(self, record: CaseRecord) -> None:
        self.advanced.append(record)

    def note(self, said: str) -> None:
        self.noted.append(said)

    def end(self) -> None:
        pass


def launch_of(
    executor: Executor | None = None,
    *,
    settings: Settings = NOBODY,
    concurrency: int = 4,
    **budget: Any,
) -> Launch:
    """Return a launch of the local executor."""
    return Launch(
        executor=executor or LocalExecutor(),
        settings=settings,
        endpoints=Endpoints(settings),
        budget=Budget(**budget),
        concurrency=concurrency,
    )


def played(
    suite: Path,
    folder: Path,
    launch: Launch | None = None,
    progress: Silence | None = None,
    **wishes: Any,
) -> ResultsFolder:
    """Play a suite into a folder, or what is left of it."""
    launch = launch or launch_of()
    plan = planned(suite, launch, **wishes)
    results = ResultsFolder(folder)
    open_results(results, plan, accept_changes=False)
    run_cases(plan, results, plan.cases, launch=launch, progress=progress or Silence())
    return results


def planned(suite: Path, launch: Launch, **wishes: Any) -> EvalPlan:
    return prepare(str(suite), Wishes.model_validate(wishes), launch.endpoints, started_at="now")


def results_of(tmp_path: Path, **overrides: Any) -> tuple[CaseRecord, ...]:
    """Play the tiny suite with some keys changed, and return its results."""
    return tuple(played(write_suite(tmp_path, **overrides), tmp_path / "out").read_cases())

"""Executors of this machine: the same files whoever plays, and nothing lost when it ends early."""

import os
import signal
from multiprocessing import active_children
from pathlib import Path

import pytest

from evals.executing.executor import Executor
from evals.executing.local import LocalExecutor
from evals.executing.processes import ProcessExecutor
from evals.preparing import EvalPlan
from evals.results import CaseRecord
from evals.runner import due_cases
from negotiation.errors import UsageError
from tests.evals.executing.builders import Listener, Record, begun, contents, mixed_plan, setup_of

FILES_OF_CASE = 5

EXECUTORS = (LocalExecutor(), ProcessExecutor(2))


def whole(path: Path, plan: EvalPlan) -> dict[str, bytes | Record]:
    """Play everything here, and return what is left of it."""
    folder = begun(path, plan)
    heard = Listener()
    LocalExecutor().play(plan.cases, setup_of(folder, plan), heard)
    assert not any(record.failure for record in heard.records)
    found = contents(folder)
    assert len(found) == len(plan.cases) * FILES_OF_CASE
    return found


def test_processes_leave_what_one_process_leaves(tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path)
    folder = begun(tmp_path / "processes", plan)
    heard = Listener()
    ProcessExecutor(2).play(plan.cases, setup_of(folder, plan), heard)
    assert sorted(heard.ids) == sorted(case.id for case in plan.cases)
    assert contents(folder) == whole(tmp_path / "whole", plan)


@pytest.mark.parametrize("executor", EXECUTORS, ids=lambda each: each.name)
def test_whoever_listens_may_end_it_and_go_on_later(executor: Executor, tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path)
    folder = begun(tmp_path / "stopped", plan)
    setup = setup_of(folder, plan, concurrency=2)
    first = Listener(stop_after=2)
    executor.play(plan.cases, setup, first)
    left = due_cases(folder, plan.cases)
    assert 0 < len(left) <= len(plan.cases) - 2
    second = Listener()
    LocalExecutor().play(left, setup, second)
    assert not set(first.ids) & set(second.ids)
    assert not due_cases(folder, plan.cases)
    assert contents(folder) == whole(tmp_path / "whole", plan)


def test_a_killed_worker_is_said_and_the_same_call_goes_on(tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path, seeds=3)
    folder = begun(tmp_path / "killed", plan)
    setup = setup_of(folder, plan, concurrency=2)
    killed: list[int] = []

    def kill(_: CaseRecord) -> bool:
        if not killed:
            worker = active_children()[0]
            assert worker.pid is not None
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)
        return True

    with pytest.raises(UsageError, match="a worker process ended with -9"):
        ProcessExecutor(2).play(plan.cases, setup, kill)
    assert not active_children()
    LocalExecutor().play(due_cases(folder, plan.cases), setup, Listener())
    assert contents(folder) == whole(tmp_path / "whole", plan)

"""What works on a machine of a cluster, tried without one: it knows nothing of Ray."""

import asyncio
from dataclasses import replace
from pathlib import Path

from evals.executing.local import LocalExecutor
from evals.executing.ray_worker import (
    CaseWorker,
    Files,
    Report,
    Token,
    WorkerSetup,
    files_in,
    write_files,
)
from evals.preparing import EvalPlan
from evals.results import CASE, ResultsFolder
from evals.runner import due_cases
from tests.evals.executing.builders import Listener, begun, contents, mixed_plan, setup_of
from tests.evals.executing.guests import WAITS, Waiting


def handed(folder: ResultsFolder, plan: EvalPlan, *, apart: Path | None = None) -> WorkerSetup:
    """Return what a worker is handed: of this folder, or as from a machine with another disk."""
    token = Token.fresh()
    token.put(folder.path)
    setup = setup_of(folder, plan)
    return WorkerSetup(replace(setup, path=apart) if apart else setup, token, None)


async def all_played(worker: CaseWorker, plan: EvalPlan) -> list[Report]:
    await worker.begin()
    reports = [await worker.play(case, {}) for case in plan.cases]
    await worker.end()
    return reports


def test_a_folder_is_shared_if_what_was_put_there_is_seen_there(tmp_path: Path) -> None:
    token = Token.fresh()
    token.put(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    assert token.is_in(tmp_path)
    assert not token.is_in(tmp_path / "elsewhere")
    assert not Token.fresh().is_in(tmp_path)


def test_with_another_disk_the_same_files_come_back(tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path, seeds=1)
    whole = begun(tmp_path / "whole", plan)
    LocalExecutor().play(plan.cases, setup_of(whole, plan), Listener())
    folder, apart = begun(tmp_path / "driver", plan), tmp_path / "worker"
    for report in asyncio.run(all_played(CaseWorker(handed(folder, plan, apart=apart)), plan)):
        assert report.record is not None
        write_files(folder.case_folder(report.record.case.id), report.files)
    assert contents(folder) == contents(whole)
    assert not apart.exists()


def test_with_the_same_disk_nothing_is_sent(tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path, seeds=1)
    folder = begun(tmp_path / "out", plan)
    reports = asyncio.run(all_played(CaseWorker(handed(folder, plan)), plan))
    assert not any(report.files for report in reports)
    assert not due_cases(folder, plan.cases)


def test_what_was_begun_comes_back_and_another_worker_goes_on_with_it(tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path, seeds=1, contestants=[WAITS])
    case, folder = plan.cases[0], begun(tmp_path / "driver", plan)

    async def left_behind() -> Files:
        Waiting.is_waiting.clear()
        worker = CaseWorker(handed(folder, plan, apart=tmp_path / "worker"))
        await worker.begin()
        playing = asyncio.create_task(worker.play(case, {}))
        await Waiting.is_waiting.wait()
        left = await worker.end()
        await asyncio.gather(playing, return_exceptions=True)
        return left[case.id]

    async def gone_on(files: Files) -> Report:
        worker = CaseWorker(handed(folder, plan, apart=tmp_path / "worker"))
        await worker.begin()
        report = await worker.play(case, files)
        await worker.end()
        return report

    left = asyncio.run(left_behind())
    assert CASE not in left
    assert left["events.jsonl"].count(b"\n") > 2
    report = asyncio.run(gone_on(left))
    assert report.record is not None
    assert report.record.failure is None
    assert report.files["events.jsonl"].startswith(left["events.jsonl"])
    whole = begun(tmp_path / "whole", plan)
    LocalExecutor().play([case], setup_of(whole, plan), Listener())
    assert report.files["events.jsonl"] == files_in(whole.case_folder(case.id))["events.jsonl"]

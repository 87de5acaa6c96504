"""Cases on a cluster of Ray that is started for them, with the real package."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from evals.executing.local import LocalExecutor
from evals.executing.ray_cluster import RayExecutor, drive
from evals.executing.ray_crew import Crew
from evals.executing.ray_door import joined_cluster
from evals.executing.ray_values import map_on_ray
from evals.executing.ray_worker import Token, WorkerSetup
from evals.preparing import EvalPlan
from evals.results import CaseRecord, ResultsFolder
from evals.runner import due_cases
from evals.worlds import realised_in
from negotiation.catalog.files import load_scenario
from negotiation.economics.valuation import table_valuation
from tests.evals.executing.builders import Listener, begun, contents, mixed_plan, setup_of

pytestmark = pytest.mark.ray


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """One cluster for all tests: within it executors find it there, and leave it as it is."""
    pytest.importorskip("ray")
    with joined_cluster(None) as ray:
        yield ray
    assert not ray.is_initialized()


def whole(path: Path, plan: EvalPlan) -> object:
    folder = begun(path, plan)
    LocalExecutor().play(plan.cases, setup_of(folder, plan), Listener())
    return contents(folder)


def crew_apart(
    ray: Any, folder: ResultsFolder, plan: EvalPlan, *, path: Path, concurrency: int = 1
) -> Crew:
    """Return workers to whom the folder of results is another one than to the driver."""
    setup = replace(setup_of(folder, plan, concurrency=concurrency), path=path)
    return Crew(ray, WorkerSetup(setup, Token.fresh(), None), folder, n_workers=2)


def test_the_files_are_those_of_one_process_bit_for_bit(ray: Any, tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path)
    folder = begun(tmp_path / "ray", plan)
    heard = Listener()
    RayExecutor(n_workers=2).play(plan.cases, setup_of(folder, plan), heard)
    assert sorted(heard.ids) == sorted(case.id for case in plan.cases)
    assert contents(folder) == whole(tmp_path / "whole", plan)
    assert sorted(path.name for path in folder.path.iterdir()) == ["cases", "suite.json"]
    assert ray.is_initialized()


def test_they_are_the_same_from_machines_with_other_disks(ray: Any, tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path)
    folder = begun(tmp_path / "ray", plan)
    heard = Listener()
    crew = crew_apart(ray, folder, plan, path=tmp_path / "not-there")
    drive(crew, plan.cases, folder, heard)
    assert len(heard.records) == len(plan.cases)
    assert contents(folder) == whole(tmp_path / "whole", plan)
    assert not (tmp_path / "not-there").exists()


def test_cases_of_a_worker_that_dies_are_played_by_others_once_each(
    ray: Any, tmp_path: Path
) -> None:
    plan = mixed_plan(tmp_path, seeds=3)
    folder = begun(tmp_path / "ray", plan)
    crew = crew_apart(ray, folder, plan, path=tmp_path / "not-there", concurrency=2)
    heard = Listener()
    killed: list[Any] = []

    def kill(record: CaseRecord) -> bool:
        if not killed:
            killed.extend(crew.workers)
            for worker in crew.workers:
                ray.kill(worker)
        return heard(record)

    drive(crew, plan.cases, folder, kill)
    assert killed
    assert sorted(heard.ids) == sorted(case.id for case in plan.cases)
    assert contents(folder) == whole(tmp_path / "whole", plan)


@pytest.mark.usefixtures("ray")
def test_whoever_listens_may_end_it_and_go_on_later(tmp_path: Path) -> None:
    plan = mixed_plan(tmp_path, seeds=3)
    folder = begun(tmp_path / "ray", plan)
    setup = setup_of(folder, plan, concurrency=2)
    first = Listener(stop_after=1)
    RayExecutor(n_workers=1).play(plan.cases, setup, first)
    assert len(first.records) == 1
    left = due_cases(folder, plan.cases)
    assert left
    LocalExecutor().play(left, setup, Listener())
    assert contents(folder) == whole(tmp_path / "whole", plan)


@pytest.mark.usefixtures("ray")
def test_worlds_on_a_cluster_are_the_worlds_here() -> None:
    scenario = load_scenario("a800-supply").scenario
    outcome = table_valuation(scenario, scenario.tables[0]).space.outcome_at(1)
    here = realised_in(scenario, outcome, range(20))
    assert realised_in(scenario, outcome, range(20), mapped=map_on_ray) == here


@pytest.mark.usefixtures("ray")
def test_what_is_mapped_on_a_cluster_is_what_is_mapped_here() -> None:
    function = partial(pow, 3)
    assert map_on_ray(function, range(101), n_in_chunk=7) == [function(n) for n in range(101)]


def test_an_address_where_nobody_is_is_wrong_usage(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    script = (
        "from evals.executing.ray_door import joined_cluster\n"
        "from negotiation.errors import UsageError\n"
        "try:\n"
        "    with joined_cluster('127.0.0.1:9'): print('joined')\n"
        "except UsageError as exc: print('refused:', exc)\n"
    )
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert told.stdout.startswith("refused: no cluster of Ray can be used at 127.0.0.1:9")


def test_without_the_extra_it_is_named(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "sys.modules['ray'] = None\n"
        "from evals.executing.ray_door import joined_cluster\n"
        "with joined_cluster(None): pass\n"
    )
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert "UsageError: Ray is not installed: pip install 'haggle[ray]'" in told.stderr

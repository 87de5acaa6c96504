"""Results of a small suite, really played, and a folder of runs that holds them."""

import shutil
from pathlib import Path

import pytest

from evals.results import ResultsFolder
from evals.rows import Row, rows_of
from tests.evals.playing import played
from tests.evals.suites import write_suite


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two contestants against two opponents, in both roles, two seeds; for reading only."""
    folder = tmp_path_factory.mktemp("small")
    return played(write_suite(folder), folder / "results").path


@pytest.fixture(scope="session")
def rows(small: Path) -> tuple[Row, ...]:
    return tuple(rows_of(ResultsFolder(small).read_cases()))


@pytest.fixture
def eval_runs(tmp_path: Path, small: Path) -> Path:
    """A folder of runs with those results, ``eval-tiny-1``, to be changed at will."""
    shutil.copytree(small, tmp_path / "runs" / "eval-tiny-1")
    return tmp_path / "runs"

"""Results that are really played, once: by strategies, one of which has a name that attacks."""

import argparse
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from evals.reporting.building import build_report
from evals.reporting.command import register
from evals.reporting.contents import Report
from evals.reporting.reading import Results, read_results
from evals.results import Failure, ResultsFolder
from tests.builders import Content, text, write_file
from tests.evals.playing import played

EVIL = "<script>document.title='owned'</script>"
"""The name of the contestant that takes whatever it is offered."""

FORMULA = '=HYPERLINK("x")'

Command = Callable[..., int]


def suite_content(**overrides: object) -> Content:
    return {
        "schema_version": 1,
        "name": "tiny",
        "title": text("Tiny <b>suite</b>"),
        "summary": text("Three against one."),
        "scenarios": ["mixed"],
        "contestants": [
            "strategy:boulware",
            {"name": FORMULA, "who": "strategy:conceder"},
            {"name": EVIL, "who": "strategy:agreeable"},
        ],
        "opponents": ["strategy:boulware"],
        "seeds": 3,
        **overrides,
    }


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that was written by the command."""

    out: Path
    page: str
    markdown: str


@pytest.fixture(scope="session")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three contestants in both roles of three tables against one opponent; for reading only."""
    folder = tmp_path_factory.mktemp("pool")
    return played(write_file(folder / "tiny.yaml", suite_content()), folder / "results").path


@pytest.fixture(scope="session")
def games(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody against everybody; for reading only."""
    folder = tmp_path_factory.mktemp("games")
    content = suite_content(pairing="round_robin", opponents=[])
    return played(write_file(folder / "tiny.yaml", content), folder / "results").path


@pytest.fixture(scope="session")
def report(pool: Path) -> Report:
    return build_report(read_results([pool]), pool)


@pytest.fixture(scope="session")
def results(pool: Path) -> Results:
    return read_results([pool])


@pytest.fixture
def copied(pool: Path, tmp_path: Path) -> ResultsFolder:
    """The pool, to be changed at will."""
    return ResultsFolder(Path(shutil.copytree(pool, tmp_path / "copied")))


@pytest.fixture(scope="session")
def command() -> Command:
    """``report``, as the command line calls it."""
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers(required=True))

    def run(*words: object) -> int:
        options = parser.parse_args(["report", *map(str, words)])
        code: int = options.run(options)
        return code

    return run


@pytest.fixture(scope="session", params=["en", "zh"])
def reported(
    request: pytest.FixtureRequest,
    pool: Path,
    tmp_path_factory: pytest.TempPathFactory,
    command: Command,
) -> Reported:
    out = tmp_path_factory.mktemp("report")
    assert command(pool, "--out", out, "--lang", request.param) == 0
    return Reported(
        out, (out / "report.html").read_text("utf-8"), (out / "report.md").read_text("utf-8")
    )


def fail(folder: ResultsFolder, place: int, failure: Failure) -> str:
    """Let a case have failed; return its id."""
    case_id = folder.read_suite().case_ids[place]
    record = folder.read_case(case_id)
    assert record is not None
    folder.write_case(
        record.model_copy(update={"failure": failure, "figures": {}, "undefined": {}})
    )
    return case_id

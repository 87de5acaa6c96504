"""``report``: the report of ten thousand cases.

A small suite is really played; its results are copied with other ids, scenarios and figures, so
that there are as many scenarios to cluster by and as much to resample as in a large one.
"""

from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from evals.bench.claims import Claim, Claims, cpu_seconds
from evals.reporting.contents import SKILL
from evals.results import CaseRecord, ResultsFolder
from negotiation.cli.main import main
from negotiation.errors import UsageError

__all__ = ["measure_report"]

LIMIT_SECONDS = 60.0
SEED = 5
SPREAD = 0.1
"""By which the skill of copies differs from what was played."""


def measure_report(*, n_cases: int = 10_000, n_played: int = 160) -> Claims:
    """Measure ``haggle report``.

    Args:
        n_cases: of the folder that is reported on.
        n_played: of the suite ``smoke``, to copy from.
    """
    with TemporaryDirectory() as name:
        folder = ResultsFolder(Path(name) / "results")
        _run("eval", "smoke", "--limit", str(n_played), "--out", str(folder.path))
        _multiply(folder, n_cases)
        seconds = cpu_seconds(lambda: _run("report", str(folder.path)))
    return (
        Claim(
            name="report.seconds",
            claim=f"`haggle report` of {n_cases:,} cases: page, Markdown, CSV, Parquet",
            unit="CPU s",
            limit=LIMIT_SECONDS,
            measured=seconds,
        ),
    )


def _multiply(folder: ResultsFolder, n_cases: int) -> None:
    """Make a folder hold copies of its results until there are so many."""
    played = tuple(folder.read_cases())
    copies = tuple(_copies(played, n_cases))
    for record in copies:
        folder.case_folder(record.case.id).mkdir(exist_ok=True)
        folder.write_case(record)
    ids = tuple(record.case.id for record in copies)
    folder.write_suite(folder.read_suite().model_copy(update={"case_ids": ids}))


def _copies(played: tuple[CaseRecord, ...], n_cases: int) -> Iterator[CaseRecord]:
    rng = np.random.Generator(np.random.PCG64(SEED))
    for number in range(n_cases):
        source, lap = played[number % len(played)], number // len(played)
        case = source.case.model_copy(
            update={
                "id": f"{number:016x}",
                "scenario": f"{source.case.scenario}-{lap}",
                "seed": source.case.seed + lap,
            }
        )
        figures = {
            party: {**each, SKILL: each[SKILL] + SPREAD * rng.normal()} if SKILL in each else each
            for party, each in source.figures.items()
        }
        yield source.model_copy(update={"case": case, "figures": figures})


def _run(*arguments: str) -> None:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as complaints:
        code = main(arguments)
    if code != 0:
        raise UsageError(f"haggle {' '.join(arguments)} ended with {code}: {complaints.getvalue()}")

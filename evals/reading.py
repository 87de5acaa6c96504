"""Rows of earlier results: of a folder, or of the ``cases.csv`` that a report left."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.metrics.table import METRICS
from evals.reporting.contents import HEADLINE
from evals.results import Failure, ResultsFolder
from evals.rows import Row, rows_of
from negotiation.app.exporting.rows import harmless
from negotiation.errors import UsageError

__all__ = ["check_alike", "headline_of", "is_results", "rows_from", "rows_of_all"]

SUFFIX = ".csv"


def is_results(path: Path) -> bool:
    """Whether a path holds results of a suite."""
    return ResultsFolder(path).is_there or (path.suffix == SUFFIX and path.is_file())


def rows_from(path: Path) -> tuple[Row, ...]:
    """Return the rows of a folder of results, or of the file of its cases.

    Raises:
        UsageError: there are none, or they are of another version.
    """
    if path.suffix != SUFFIX:
        return tuple(rows_of(ResultsFolder.open(path).read_cases()))
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(_row(each) for each in csv.DictReader(file))
    except OSError as exc:
        raise UsageError(f"cannot read {path}: {exc.strerror}") from exc
    except (KeyError, ValueError, csv.Error) as exc:
        raise UsageError(f"{path} is no file of cases that a report wrote: {exc}") from exc


def rows_of_all(paths: Sequence[Path]) -> tuple[Row, ...]:
    """Return the rows of several results. A case that stands in several of them counts once.

    Raises:
        UsageError: one of them holds none, or they are of another version.
    """
    found: dict[tuple[str, str], Row] = {}
    for path in paths:
        for row in rows_from(path):
            key = (row.case_id, row.party)
            if key not in found or (found[key].failure is not None and row.failure is None):
                found[key] = row
    return tuple(found.values())


def headline_of(paths: Iterable[Path]) -> tuple[str, ...]:
    """Return the metrics of the first tables of results; the usual ones where nothing says which.

    A file of cases does not say.
    """
    suites = [ResultsFolder(path).read_suite().suite for path in paths if path.is_dir()]
    wanted = dict.fromkeys(metric for suite in suites for metric in suite.headline)
    return tuple(wanted) or HEADLINE


def check_alike(paths: Iterable[Path]) -> None:
    """Check that what has one name in several folders of results is one thing.

    Raises:
        UsageError: a scenario, a persona or an opponent is not; the message names it.
    """
    seen: dict[str, tuple[str, Path]] = {}
    for path in paths:
        if not path.is_dir():
            continue  # a file of cases does not say what was in the scenarios
        record = ResultsFolder.open(path).read_suite()
        opponents = {f"opponent {each.name}": each.who for each in record.suite.opponents}
        for name, content in {**record.digests, **opponents}.items():
            earlier, where = seen.setdefault(name, (content, path))
            if earlier != content:
                raise UsageError(
                    f"{name} is not the same in {where} and {path}: their cases cannot be paired"
                )


def _row(cells: Mapping[str, str]) -> Row:
    """Return a row as it was, but for why a metric says nothing; no file of cases keeps that."""
    factors = ("persona", "language", "talk", "adviser", "opener")
    failure = None
    if cells["failure_owner"]:
        failure = Failure.model_validate(
            {
                "owner": cells["failure_owner"],
                "kind": cells["failure_kind"],
                "message": cells["failure_message"],
            }
        )
    return Row(
        case_id=cells["case_id"],
        contestant=_as_it_was(cells["contestant"]),
        who=_as_it_was(cells["who"]),
        opponent=_as_it_was(cells["opponent"]),
        scenario=_as_it_was(cells["scenario"]),
        party=cells["role"],
        **{factor: cells[factor] for factor in factors},
        variant="/".join(cells[factor] for factor in factors),
        seed=int(cells["seed"]),
        repeat=int(cells["repeat"]),
        figures={name: float(cells[name]) for name in METRICS if cells.get(name)},
        undefined={},
        failure=failure,
        model=cells["model"] or None,
    )


def _as_it_was(cell: str) -> str:
    """Return a text without the apostrophe that keeps a spreadsheet from running it."""
    bare = cell.removeprefix("'")
    return bare if harmless(bare) == cell else cell

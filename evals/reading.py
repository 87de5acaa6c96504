"""Rows of earlier results: of a folder, or of the ``cases.csv`` that a report left."""

import csv
from collections.abc import Mapping
from pathlib import Path

from evals.metrics.table import METRICS
from evals.results import Failure, ResultsFolder
from evals.rows import Row, rows_of
from negotiation.app.exporting.rows import harmless
from negotiation.errors import UsageError

__all__ = ["is_results", "rows_from"]

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


def _row(cells: Mapping[str, str]) -> Row:
    """Return a row as it was, but for why a metric says nothing; no file of cases keeps that."""
    factors = ("persona", "language", "talk", "adviser", "opener")
    failure = None
    if cells["failure_owner"] in {"endpoint", "engine"}:
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

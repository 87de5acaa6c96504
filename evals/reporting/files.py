"""All cases as files for other programs: CSV and Parquet, a row for every judged seat.

What says nothing stays empty. In CSV, what a spreadsheet would run gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from evals.metrics.table import METRICS
from evals.reporting.reading import Results
from evals.rows import Row, rows_of
from negotiation.app.exporting.rows import harmless
from negotiation.domain.values import without_control
from negotiation.store.files import replace_file

__all__ = ["COLUMNS", "case_columns", "write_csv", "write_parquet"]

TEXTS = (
    "case_id", "contestant", "who", "opponent", "scenario", "role", "persona", "language", "talk",
    "adviser", "opener", "model", "failure_owner", "failure_kind", "failure_message", "played_with",
    "scored_with", "folder",
)  # fmt: skip
NUMBERS = ("seed", "repeat")

COLUMNS = (*TEXTS, *NUMBERS, *METRICS)
"""Of both files; metrics by their names, in their own unit: a rate of 60 % is 0.6."""


def case_columns(results: Results) -> dict[str, list[str | int | float | None]]:
    """Return all rows of results by column; ``None`` where nothing is said."""
    table: dict[str, list[str | int | float | None]] = {name: [] for name in COLUMNS}
    versions = {each.case.id: each for each in results.records}
    for row in rows_of(results.records):
        record = versions[row.case_id]
        cells = {
            **_factors(row),
            "played_with": record.played_with,
            "scored_with": record.scored_with,
            "folder": results.folders[row.case_id].as_posix(),
            **row.figures,
        }
        for name, column in table.items():
            column.append(cells.get(name))
    return table


def _factors(row: Row) -> dict[str, str | int | float | None]:
    failure = row.failure
    return {
        "case_id": row.case_id,
        "contestant": row.contestant,
        "who": row.who,
        "opponent": row.opponent,
        "scenario": row.scenario,
        "role": row.party,
        "persona": row.persona,
        "language": row.language,
        "talk": row.talk,
        "adviser": row.adviser or None,
        "opener": row.opener,
        "model": row.model,
        "failure_owner": failure.owner if failure else None,
        "failure_kind": failure.kind if failure else None,
        "failure_message": failure.message if failure else None,
        "seed": row.seed,
        "repeat": row.repeat,
    }


def write_csv(path: Path, results: Results) -> None:
    """Write all rows as CSV. Raises ``OSError`` when that cannot be done."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_harmless(zip(*case_columns(results).values(), strict=True)))
    replace_file(path, file.getvalue().encode("utf-8", "backslashreplace"))


def _harmless(
    rows: Iterable[tuple[str | int | float | None, ...]],
) -> Iterator[list[str | float | bool | None]]:
    for row in rows:
        yield [harmless(without_control(cell) if isinstance(cell, str) else cell) for cell in row]


def write_parquet(path: Path, results: Results) -> None:
    """Write all rows as Parquet: texts, whole numbers, and metrics as 64-bit floats."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, and heavy
    from pyarrow import parquet  # noqa: PLC0415 - an extra, and heavy

    types = {name: pa.string() for name in TEXTS} | {name: pa.int64() for name in NUMBERS}
    schema = pa.schema([(name, types.get(name, pa.float64())) for name in COLUMNS])
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(case_columns(results), schema=schema), sink)
    replace_file(path, sink.getvalue().to_pybytes())

"""Results of suites: which there are, and what they say, worked out once for as long as they stay.

Everybody who looks at this server shares it, so it holds only what comes from the results' files.
What is handed out is never changed by whoever asked for it.
"""

import atexit
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from evals.background.jobs import EvalJobs
from evals.contrasting import contrast
from evals.leaderboard import Leaderboard, leaderboard
from evals.metrics.table import METRICS
from evals.reading import check_alike
from evals.reporting.building import build_report
from evals.reporting.contents import HEADLINE, Quotation, Report
from evals.reporting.quoting import quotations_of
from evals.reporting.reading import Results, read_results
from evals.results import ResultsFolder, SuiteRecord
from evals.rows import Row, rows_of
from evals.statistics.chance import generator
from evals.statistics.pairing import PairedComparison
from evals.summaries import Summary, grouped, summarise
from negotiation.errors import UsageError

__all__ = ["EvalEntry", "Opened", "board_of", "contrast_of", "find_evals", "jobs", "opened"]
__all__ += ["quotations_in", "report_of", "split_of", "summaries_of"]

SUITE_FILE, CASES, CASE_FILE = "suite.json", "cases", "case.json"


class _Stamp(NamedTuple):
    """The same stamp, the same results."""

    suite_ns: int
    n_results: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class EvalEntry:
    """A folder of results, perhaps one that cannot be read."""

    path: Path
    record: SuiteRecord | None
    n_results: int
    changed_ns: int

    @property
    def name(self) -> str:
        """How an address names it; a name that is not UTF-8 keeps its bytes as escapes."""
        return self.path.name.encode("utf-8", "backslashreplace").decode()

    @property
    def is_complete(self) -> bool:
        """Whether every case has a result."""
        return self.record is not None and self.n_results >= self.record.n_cases


@dataclass(frozen=True, slots=True)
class Opened:
    """Results, whole."""

    path: Path
    record: SuiteRecord
    results: Results
    rows: tuple[Row, ...]
    headline: tuple[str, ...]
    stamp: _Stamp

    @property
    def contestants(self) -> tuple[str, ...]:
        """Who is measured."""
        return tuple(dict.fromkeys(row.contestant for row in self.rows))


def find_evals(runs: Path) -> tuple[EvalEntry, ...]:
    """Return the results in a folder, those that changed last first.

    Raises:
        UsageError: the folder is there but cannot be read.
    """
    try:
        folders = list(runs.iterdir()) if runs.is_dir() else []
    except OSError as exc:
        raise UsageError(f"cannot read the folder {runs}: {exc.strerror}") from exc
    found = [_entry(path) for path in folders if (path / SUITE_FILE).is_file()]
    return tuple(sorted(found, key=lambda each: (-each.changed_ns, each.name)))


def opened(path: Path) -> Opened:
    """Return results as they are now. Raises ``UsageError`` when they cannot be read."""
    return _opened(path, _stamp(path))


def summaries_of(held: Opened) -> Mapping[tuple[str, str], Summary]:
    """Return every metric of every contestant, by metric and contestant."""
    return _summaries(held.path, held.stamp, held)


def split_of(held: Opened, metric: str, axis: str) -> tuple[Summary, ...]:
    """Return a metric by contestant and by one thing that varies, such as the role."""
    return _split(held.path, held.stamp, metric, axis, held)


def board_of(held: Opened, metric: str) -> Leaderboard:
    """Return who is ahead by a metric. Raises ``UsageError`` when nobody has a value of it."""
    return _board(held.path, held.stamp, metric, held)


def report_of(held: Opened) -> Report:
    """Return all that a report of results says."""
    return _report(held.path, held.stamp, held)


def quotations_in(held: Opened) -> tuple[Quotation, ...]:
    """Return the worst that contestants did, in their words."""
    return _quotations(held.path, held.stamp, held)


def contrast_of(
    first: Opened, second: Opened, names: Sequence[tuple[str, str]], metrics: Sequence[str]
) -> tuple[PairedComparison, ...]:
    """Compare contestants of two results, or of the same, on the cells that both have.

    Raises:
        UsageError: what has one name in both is not the same thing, or they share no cell.
    """
    return _contrast(
        (first.path, second.path),
        (first.stamp, second.stamp),
        tuple(names),
        tuple(metrics),
        (first, second),
    )


@st.cache_resource(show_spinner=False, on_release=lambda held: held.close())
def jobs() -> EvalJobs:
    """Return the suites that this server plays."""
    made = EvalJobs()
    atexit.register(made.close)
    return made


def _entry(path: Path) -> EvalEntry:
    found = _stamp(path)
    try:
        record = ResultsFolder(path).read_suite()
    except UsageError:
        record = None
    n_results = found.n_results
    if record is not None and n_results > record.n_cases:  # some are of an earlier suite
        n_results = sum(len(_changed(f"{path}/{CASES}/{each}/{CASE_FILE}"))
                        for each in record.case_ids)  # fmt: skip
    return EvalEntry(path, record, n_results, max(found.changed_ns, found.suite_ns))


def _stamp(path: Path) -> _Stamp:
    """Look at the files only: ten thousand cases take a few hundredths of a second."""
    try:
        suite_ns = (path / SUITE_FILE).stat().st_mtime_ns
        with os.scandir(path / CASES) as folders:
            changed = [ns for each in folders for ns in _changed(f"{each.path}/{CASE_FILE}")]
    except FileNotFoundError:  # begun a moment ago
        return _Stamp(0, 0, 0)
    except OSError as exc:
        raise UsageError(f"cannot read {path}: {exc.strerror}") from exc
    return _Stamp(suite_ns, len(changed), max(changed, default=0))


def _changed(path: str) -> list[int]:
    try:
        return [os.stat(path).st_mtime_ns]  # noqa: PTH116 - of thousands, and Path is slow
    except OSError:
        return []


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(path: Path, stamp: _Stamp) -> Opened:
    results = read_results([path])
    (source,) = results.sources
    headline = tuple(name for name in source.record.suite.headline if name in METRICS)
    return Opened(
        path=path,
        record=source.record,
        results=results,
        rows=tuple(rows_of(results.records)),
        headline=headline or HEADLINE,
        stamp=stamp,
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _summaries(path: Path, stamp: _Stamp, _held: Opened) -> Mapping[tuple[str, str], Summary]:  # noqa: ARG001
    return {
        (metric, name): summarise(own, metric, (name,))
        for (name,), own in grouped(_held.rows, "contestant").items()
        for metric in METRICS
    }


@st.cache_resource(max_entries=32, show_spinner=False)
def _split(
    path: Path,  # noqa: ARG001
    stamp: _Stamp,  # noqa: ARG001
    metric: str,
    axis: str,
    _held: Opened,
) -> tuple[Summary, ...]:
    return tuple(
        summarise(own, metric, group)
        for group, own in grouped(_held.rows, "contestant", axis).items()
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _board(path: Path, stamp: _Stamp, metric: str, _held: Opened) -> Leaderboard:  # noqa: ARG001
    return leaderboard(_held.rows, metric)


@st.cache_resource(max_entries=4, show_spinner=False)
def _report(path: Path, stamp: _Stamp, _held: Opened) -> Report:  # noqa: ARG001
    return build_report(_held.results, path)


@st.cache_resource(max_entries=4, show_spinner=False)
def _quotations(path: Path, stamp: _Stamp, _held: Opened) -> tuple[Quotation, ...]:  # noqa: ARG001
    by_contestant = {name: own for (name,), own in grouped(_held.rows, "contestant").items()}
    return quotations_of(by_contestant, _held.results.folders, path)


@st.cache_resource(max_entries=16, show_spinner=False)
def _contrast(
    paths: tuple[Path, Path],
    stamps: tuple[_Stamp, _Stamp],  # noqa: ARG001
    names: tuple[tuple[str, str], ...],
    metrics: tuple[str, ...],
    _held: tuple[Opened, Opened],
) -> tuple[PairedComparison, ...]:
    check_alike(paths)
    first, second = _held
    return contrast(first.rows, second.rows, names=names, metrics=metrics, rng=generator())

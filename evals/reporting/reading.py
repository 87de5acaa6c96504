"""Folders of results, read together as one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evals.reporting.contents import Counts, Origin
from evals.results import Attempt, CaseRecord, ResultsFolder, SuiteRecord

__all__ = ["Results", "Source", "counts_of", "origin_of", "read_results"]


@dataclass(frozen=True, slots=True)
class Source:
    """One folder of results."""

    folder: ResultsFolder
    record: SuiteRecord
    attempts: tuple[Attempt, ...]
    cases: tuple[CaseRecord, ...]
    """Those of its results that count."""


@dataclass(frozen=True, slots=True)
class Results:
    """All of them."""

    sources: tuple[Source, ...]
    records: tuple[CaseRecord, ...]
    folders: Mapping[str, Path]
    """Of runs, by case."""
    n_repeated: int
    """Results that do not count, as an earlier folder has the same case."""


def read_results(paths: Sequence[Path]) -> Results:
    """Read folders of results.

    A case that is in several of them, as when shares of a suite were copied together, counts once:
    the first that was played to its end, or else the first.

    Raises:
        UsageError: one of them holds no results, or results of another version.
    """
    chosen: dict[str, tuple[int, CaseRecord]] = {}
    n_results = 0
    folders = [ResultsFolder.open(path) for path in paths]
    for place, folder in enumerate(folders):
        for record in folder.read_cases():
            n_results += 1
            earlier = chosen.get(record.case.id)
            if earlier is None or (earlier[1].failure is not None and record.failure is None):
                chosen[record.case.id] = (place, record)
    return Results(
        sources=tuple(
            Source(
                folder=folder,
                record=folder.read_suite(),
                attempts=folder.attempts(),
                cases=tuple(record for where, record in chosen.values() if where == place),
            )
            for place, folder in enumerate(folders)
        ),
        records=tuple(record for _, record in chosen.values()),
        folders={
            case_id: folders[place].case_folder(case_id) for case_id, (place, _) in chosen.items()
        },
        n_repeated=n_results - len(chosen),
    )


def counts_of(results: Results) -> Counts:
    """Count the cases, and those that could not be played."""
    known = {case_id for source in results.sources for case_id in source.record.case_ids}
    failures = [record.failure for record in results.records if record.failure is not None]
    return Counts(
        n_cases=len(known),
        n_played=len(results.records) - len(failures),
        n_missing=len(known) - len(results.records),
        failures=dict(Counter(each.owner for each in failures)),
        failure_kinds=dict(Counter(f"{each.owner}: {each.kind}" for each in failures)),
        n_repeated=results.n_repeated,
    )


def origin_of(source: Source) -> Origin:
    """Say where the results of a folder come from."""
    record = source.record
    return Origin(
        path=str(source.folder.path),
        suite=record.suite.name,
        suite_digest=sha256(record.suite.model_dump_json().encode()).hexdigest(),
        started_at=record.started_at,
        git_revision=record.git_revision,
        versions=record.versions,
        played_with=_counted(each.played_with for each in source.cases),
        scored_with=_counted(each.scored_with for each in source.cases),
        digests=record.digests,
        addresses=record.models,
        answered_by=_counted(model for each in source.cases for model in each.models.values()),
        seeds=record.suite.seeds,
        repeats=record.suite.repeats,
        n_cases=record.n_cases,
        n_results=len(source.cases),
        launches=source.attempts,
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))

"""A log that Inspect AI opens (``inspect view``, ``read_eval_log``), by the standard library alone.

The file is a zip of JSON documents, in the form that inspect-ai 0.3.285 writes and reads: version 2
of its log format, deflated. That form is theirs, so this is an export and never our own record.
Nothing in it comes from a clock or from chance: the same runs give the same bytes.
"""

import io
import json
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from negotiation.app.exporting.inspect_parts import Ids, Json, added_usage, model_of, role_config
from negotiation.app.exporting.inspect_sample import InspectRun, InspectSample, inspect_sample
from negotiation.app.exporting.inspect_scores import scorers, total_scores
from negotiation.app.records import RunRecord
from negotiation.errors import UsageError

__all__ = ["TESTED_WITH", "InspectLog", "inspect_log"]

TESTED_WITH = "0.3.285"
"""The inspect-ai that has read what is written here."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, for a zip must give one."""


class InspectLog(NamedTuple):
    """A file."""

    name: str
    """``TIME_TASK_ID.eval``, as Inspect names its own."""
    content: bytes


def inspect_log(runs: Iterable[InspectRun], *, task: str) -> InspectLog:
    """Return the log of a task with a sample a run.

    Args:
        runs: in the order of the samples; read one after the other.
        task: what they are runs of: a scenario, a suite.

    Raises:
        UsageError: there is no run.
    """
    file = io.BytesIO()
    records: list[RunRecord] = []
    samples: list[InspectSample] = []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for given in runs:
            sample = inspect_sample(given)
            _add(archive, f"samples/{given.run.name}_epoch_1.json", sample.content)
            records.append(given.run.record)
            samples.append(sample._replace(content={}))  # thousands of cases do not fit
        if not samples:
            raise UsageError(f"{task}: there is no run to export")
        head = _header(task, records, samples)
        start = {key: head[key] for key in ("version", "eval", "plan")}
        summaries = [sample.summary for sample in samples]
        _add(archive, "_journal/start.json", start)
        _add(archive, "_journal/summaries/1.json", summaries)
        _add(archive, "summaries.json", summaries)
        _add(archive, "reductions.json", [])
        _add(archive, "header.json", head)
    time = re.sub(r"[^0-9T]", "-", min(record.started_at for record in records))
    plain_task = re.sub(r"[^A-Za-z0-9-]", "-", task)
    return InspectLog(f"{time}_{plain_task}_{_ids(samples).of('task')}.eval", file.getvalue())


def _add(archive: ZipFile, name: str, content: object) -> None:
    entry = ZipInfo(name, date_time=_LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    archive.writestr(entry, text.encode("utf-8", "backslashreplace"))


def _ids(samples: Sequence[InspectSample]) -> Ids:
    digests = "\n".join(sample.digest for sample in samples)
    return Ids(sha256(digests.encode()).hexdigest())


def _header(task: str, records: Sequence[RunRecord], samples: Sequence[InspectSample]) -> Json:
    ids = _ids(samples)
    totals = total_scores([sample.scores for sample in samples])
    ended = [record.ended_at for record in records if record.ended_at is not None]
    is_over = len(ended) == len(records)
    return {
        "version": 2,
        "status": "success" if is_over else "cancelled",
        "eval": _spec(task, records, samples, totals) | _named(ids),
        "plan": {
            "name": "plan",
            "steps": [{"solver": "negotiate", "params": {}, "params_passed": {}}],
            "config": {},
        },
        "results": {
            "total_samples": len(records),
            "completed_samples": len(ended),
            "scores": totals,
        },
        "stats": {
            "started_at": min(record.started_at for record in records),
            "completed_at": max(ended, default=""),
            "model_usage": _total_usage(samples, "model_usage"),
            "role_usage": _total_usage(samples, "role_usage"),
        },
        "invalidated": False,
        "tags": [],
        "metadata": {},
    }


def _named(ids: Ids) -> Json:
    return {name: ids.of(name.removesuffix("_id")) for name in ("eval_id", "run_id", "task_id")}


def _spec(
    task: str,
    records: Sequence[RunRecord],
    samples: Sequence[InspectSample],
    totals: Sequence[Json],
) -> Json:
    models = {
        model: None
        for record in records
        for seat in record.plan.seats
        if (model := model_of(record, seat)) is not None
    }
    return {
        "created": min(record.started_at for record in records),
        "task": task,
        "task_version": 0,
        "task_display_name": task,
        "task_attribs": {},
        "task_args": {},
        "task_args_passed": {},
        "dataset": {
            "name": task,
            "samples": len(samples),
            "sample_ids": [sample.summary["id"] for sample in samples],
            "shuffled": False,
        },
        "model": next(iter(models)) if len(models) == 1 else "none/none",
        "model_generate_config": {},
        "model_args": {},
        "model_roles": _roles(records),
        "config": {"epochs": 1, "log_samples": True},
        "packages": records[0].versions,
        "metadata": {"written_by": "haggle export", "tested_with": f"inspect-ai {TESTED_WITH}"},
        "scorers": scorers(totals),
    }


def _roles(records: Sequence[RunRecord]) -> Json:
    """Return who plays each seat; several where the runs differ in it."""
    found: dict[str, list[Json]] = {}
    for record in records:
        for seat in record.plan.seats:
            config = role_config(record, seat)
            if config not in found.setdefault(seat, []):
                found[seat].append(config)
    return {seat: each[0] if len(each) == 1 else each for seat, each in found.items()}


def _total_usage(samples: Sequence[InspectSample], key: str) -> dict[str, dict[str, float]]:
    return added_usage(
        (name, usage) for sample in samples for name, usage in _usage(sample.summary[key]).items()
    )


def _usage(found: object) -> dict[str, dict[str, float]]:
    assert isinstance(found, dict)  # noqa: S101 - a sample's own usage
    return found

"""A run as a file to take away, in the forms of ``haggle export``."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from negotiation.app.exporting.exported import ExportedRun, read_exported
from negotiation.app.exporting.inspect_log import inspect_log
from negotiation.app.exporting.inspect_sample import InspectRun
from negotiation.app.exporting.markdown import to_markdown
from negotiation.app.exporting.page import to_page
from negotiation.app.exporting.rows import csv_text
from negotiation.cli.run_document import public_words, run_document, title_of
from negotiation.errors import UsageError

__all__ = ["FORMS", "Form", "FormName", "export"]

FormName: TypeAlias = Literal["md", "html", "csv", "json", "inspect"]


class Form(NamedTuple):
    """How a run can be taken away."""

    ending: str
    mime: str


FORMS: Mapping[FormName, Form] = MappingProxyType(
    {
        "md": Form("md", "text/markdown"),
        "html": Form("html", "text/html"),
        "csv": Form("csv", "text/csv"),
        "json": Form("json", "application/json"),
        "inspect": Form("eval", "application/octet-stream"),
    }
)


def export(path: Path, name: FormName, *, notes: bool) -> bytes:
    """Return a run as a file, scored with the simulator of today where the form has scores.

    Args:
        path: the run's folder.
        name: of the form.
        notes: whether what seats note for themselves is in it, where the form leaves that open.

    Raises:
        UsageError: a person still plays, to whom it would show everybody's hand.
        LogCorrupted: the log is damaged.
    """
    run = read_exported(path, is_scored=name != "csv")
    if run.is_secret:
        raise UsageError("a person still plays: this run can be taken away when it has ended")
    return _WRITERS[name](run, notes)


def _markdown(run: ExportedRun, notes: bool) -> bytes:  # noqa: FBT001 - one of a table of writers
    return _encoded(to_markdown(run_document(run, notes=notes)))


def _html(run: ExportedRun, notes: bool) -> bytes:  # noqa: FBT001 - one of a table of writers
    blocks = run_document(run, notes=notes)
    return _encoded(to_page(title_of(run), run.record.plan.language, blocks))


def _csv(run: ExportedRun, _: bool) -> bytes:  # noqa: FBT001 - one of a table of writers
    return _encoded(csv_text(run))


def _json(run: ExportedRun, _: bool) -> bytes:  # noqa: FBT001 - one of a table of writers
    content = {
        "run": run.name,
        "record": run.record.model_dump(mode="json"),
        "events": [event.model_dump(mode="json") for event in run.events],
        "scorecard": None if run.scorecard is None else run.scorecard.model_dump(mode="json"),
    }
    return _encoded(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


def _inspect(run: ExportedRun, _: bool) -> bytes:  # noqa: FBT001 - one of a table of writers
    task = run.record.plan.scenario.name
    return inspect_log(iter([InspectRun(run, public_words(run))]), task=task).content


_WRITERS: Mapping[FormName, Callable[[ExportedRun, bool], bytes]] = MappingProxyType(
    {"md": _markdown, "html": _html, "csv": _csv, "json": _json, "inspect": _inspect}
)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")

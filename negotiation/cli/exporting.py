"""``export``: a run, or the cases of a batch, as a file for people or for other programs."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.output import complain, narrator, printer
from negotiation.errors import HaggleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from negotiation.app.exporting.exported import ExportedRun
    from negotiation.app.exporting.inspect_sample import InspectRun

__all__ = ["register"]

FORMATS = ("md", "html", "csv", "json", "inspect")


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    export = commands.add_parser(
        "export",
        help="a run as Markdown, HTML, CSV, JSON or a log for Inspect",
        description="Write a run for others to read. md and html: the talk and its scorecard; csv: "
                    "the events at the tables; json: record, events and scorecard; inspect: a log "
                    "that Inspect AI opens (inspect view), of a run or of all cases of a batch.",
    )  # fmt: skip
    export.add_argument("folder", metavar="RUN", type=Path,
                        help="the run's folder; for inspect also one with cases/")  # fmt: skip
    export.add_argument("--format", choices=FORMATS, required=True, help="what to write")
    export.add_argument("--out", type=Path, default=None, metavar="FILE",
                        help="where to (default: standard output; for inspect a new file in this "
                             "folder, whose name is printed)")  # fmt: skip
    export.add_argument("--notes", action="store_true",
                        help="md, html: show what seats note for themselves")  # fmt: skip
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    if options.format == "inspect":
        return _inspect(options.folder, options.out)
    from negotiation.app.exporting.exported import read_exported

    run = read_exported(options.folder, is_scored=options.format != "csv")
    text = _text(options, run)
    if options.out is None:
        sys.stdout.write(text)
    else:
        _write(options.out, text.encode("utf-8", "backslashreplace"))
    return 0


def _text(options: argparse.Namespace, run: "ExportedRun") -> str:
    import json

    from negotiation.app.exporting.markdown import to_markdown
    from negotiation.app.exporting.page import to_page
    from negotiation.app.exporting.rows import csv_text
    from negotiation.cli.run_document import run_document, title_of

    match options.format:
        case "csv":
            return csv_text(run)
        case "json":
            content = _document(options.folder, run)
            return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
        case "html":
            blocks = run_document(run, notes=options.notes)
            return to_page(title_of(run), run.record.plan.language, blocks)
        case _:
            return to_markdown(run_document(run, notes=options.notes))


def _document(folder: Path, run: "ExportedRun") -> dict[str, object]:
    """Return the one document; while a person plays, without the plan, which knows all limits."""
    return {
        "run": str(folder),
        "record": None if run.is_secret else run.record.model_dump(mode="json"),
        "events": [event.model_dump(mode="json") for event in run.events],
        "scorecard": None if run.scorecard is None else run.scorecard.model_dump(mode="json"),
    }


def _inspect(folder: Path, out: Path | None) -> int:
    from negotiation.app.exporting.exported import batch_name, is_batch, read_exported
    from negotiation.app.exporting.inspect_log import inspect_log

    if is_batch(folder):
        runs, task = _cases(folder), batch_name(folder)
    else:
        run = read_exported(folder)
        runs, task = iter([_heard(run)]), run.record.plan.scenario.name
    log = inspect_log(runs, task=task)
    path = out / log.name if out is not None and out.is_dir() else out or Path(log.name)
    _write(path, log.content)
    printer().print(str(path), soft_wrap=True)
    return 0


def _cases(folder: Path) -> "Iterator[InspectRun]":
    """Yield every case that can be read, and say which cannot."""
    from negotiation.app.exporting.exported import case_folders, read_case

    for path in case_folders(folder):
        try:
            yield _heard(read_case(path))
        except HaggleError as exc:
            complain(f"left out: {exc}")


def _heard(run: "ExportedRun") -> "InspectRun":
    from negotiation.app.exporting.inspect_sample import InspectRun
    from negotiation.cli.run_document import public_words

    if run.is_secret:
        raise UsageError(
            f"{run.name}: a person plays and the talks go on: its log for Inspect, which shows "
            "everybody's prompts, is written when they have ended"
        )
    return InspectRun(run, public_words(run))


def _write(path: Path, content: bytes) -> None:
    from negotiation.store.files import replace_file

    replace_file(path, content)
    narrator().print(f"{len(content):,} bytes: {path}", style="dim", soft_wrap=True)

"""``compare``: two runs side by side."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.output import print_json, printer

if TYPE_CHECKING:
    from negotiation.app.comparing import ComparedRun

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    compare = commands.add_parser(
        "compare",
        help="two runs side by side: where they part, and what came of it",
        description="Show where the logs of two runs of one scenario first differ, what each "
                    "agreed on and gained, and what was set up differently. Both are scored with "
                    "today's simulator.",
    )  # fmt: skip
    compare.add_argument("first", metavar="RUN", type=Path, help="a run's folder")
    compare.add_argument("second", metavar="RUN", type=Path, help="another one")
    compare.add_argument("--lang", choices=("en", "zh"), default=None,
                         help="language of the report (default: the first run's)")  # fmt: skip
    compare.add_argument("--json", action="store_true", help="print one JSON document")
    compare.set_defaults(run=_compare)


def _compare(options: argparse.Namespace) -> int:
    from negotiation.app.comparing import compare_runs
    from negotiation.cli.comparison_printer import ComparisonPrinter

    first, second = _read(options.first, options.second)
    comparison = compare_runs(first, second)
    if options.json:
        print_json(comparison.model_dump(mode="json"))
        return 0
    plan = first.record.plan
    language = options.lang or plan.language
    ComparisonPrinter(plan.scenario, language, printer()).show(comparison)
    return 0


def _read(*paths: Path) -> "list[ComparedRun]":
    """Read runs as they may be shown: while a person plays in one, as that person sees them."""
    from negotiation.app.comparing import ComparedRun
    from negotiation.app.records import is_secret, read_run, seen_by_people
    from negotiation.app.sandbox import score
    from negotiation.store.folder import RunFolder
    from negotiation.store.jsonl import read_events

    folders = [RunFolder.open(path) for path in paths]
    records = [read_run(folder) for folder in folders]
    logs = [read_events(folder.events) for folder in folders]
    secret = [
        record.plan
        for record, events in zip(records, logs, strict=True)
        if is_secret(record.plan, events)
    ]
    for plan in secret:
        logs = [seen_by_people(plan, events) for events in logs]
    return [
        ComparedRun(
            name=str(folder.path),
            record=record,
            events=events,
            scorecard=None if secret else score(folder),
        )
        for folder, record, events in zip(folders, records, logs, strict=True)
    ]

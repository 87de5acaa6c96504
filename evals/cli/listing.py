"""``suites`` and ``metrics``: what can be played and what is measured."""

import argparse

from negotiation.cli.output import print_json, printer

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this module."""
    suites = commands.add_parser("suites", help="list the shipped suites")
    suites.add_argument("--schema", action="store_true",
                        help="print the JSON Schema of a suite, for editors")  # fmt: skip
    suites.add_argument("--json", action="store_true", help="print one JSON document")
    suites.set_defaults(run=_suites)
    metrics = commands.add_parser("metrics", help="list what evals measure, and how")
    metrics.add_argument("--json", action="store_true", help="print one JSON document")
    metrics.set_defaults(run=_metrics)


def _suites(options: argparse.Namespace) -> int:
    from rich.table import Table as Grid

    from evals.shelf import load_suite, suite_names
    from evals.suite import Suite

    if options.schema:
        draft = "https://json-schema.org/draft/2020-12/schema"
        print_json({"$schema": draft, **Suite.model_json_schema()})
        return 0
    suites = [load_suite(name)[0] for name in suite_names()]
    if options.json:
        print_json(
            [
                {"name": each.name, "title": each.title.model_dump(),
                 "summary": each.summary.model_dump(), "pairing": each.pairing}
                for each in suites
            ]
        )  # fmt: skip
        return 0
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=False)
    for each in suites:
        grid.add_row(each.name, each.summary.en)
    printer().print(grid)
    return 0


def _metrics(options: argparse.Namespace) -> int:
    from rich.table import Table as Grid

    from evals.metrics.table import METRICS

    if options.json:
        print_json(
            [
                {"name": each.name, "title": each.title.model_dump(), "kind": each.kind,
                 "better": each.better, "summary": each.summary}
                for each in METRICS.values()
            ]
        )  # fmt: skip
        return 0
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("name", "kind", "better", "how it is computed"):
        grid.add_column(heading, no_wrap=heading == "name")
    for each in METRICS.values():
        grid.add_row(each.name, each.kind, each.better, each.summary)
    printer().print(grid)
    return 0

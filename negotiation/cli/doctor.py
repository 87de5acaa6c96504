"""``doctor``: is the model endpoint up, and what can it do."""

import argparse
from typing import TYPE_CHECKING

from negotiation.cli.output import EXIT_ENDPOINT, print_json, printer

if TYPE_CHECKING:
    from negotiation.llm.probe import ProbeReport

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    doctor = commands.add_parser("doctor", help="is the model endpoint up, what can it do")
    doctor.add_argument("--model", default=None, help="a profile or a model name")
    doctor.add_argument("--json", action="store_true", help="print one JSON document")
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    import asyncio

    from negotiation.app.endpoints import Endpoints
    from negotiation.llm.probe import probe
    from negotiation.settings import Settings

    profile = Endpoints(Settings.from_environment()).profile(options.model)
    report = asyncio.run(probe(profile))
    if options.json:
        print_json(report.model_dump(mode="json"))
    else:
        _show(report)
    return 0 if report.usable else EXIT_ENDPOINT


def _show(report: "ProbeReport") -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    console = printer()
    console.print(Text(f"{report.model} at {report.base_url}", style="bold"))
    state = "usable" if report.usable else "reachable, not usable" if report.reachable else "down"
    console.print(Text(f"{state}{f': {report.reason}' if report.reason else ''}"))
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=False)
    for check in report.checks:
        grid.add_row("yes" if check.ok else "no", check.capability, Text(check.reason or ""))
    console.print(grid)
    if report.latency_seconds is not None:
        speed = report.tokens_per_second
        rate = f", {speed:.1f} tokens/s" if speed is not None else ""
        console.print(Text(f"first answer after {report.latency_seconds:.2f} s{rate}"))
    if report.listed_models:
        console.print(Text(f"models there: {', '.join(report.listed_models[:20])}"))

"""``doctor``: is the model endpoint up, and what can it do."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from negotiation.cli.output import EXIT_ENDPOINT, print_json, printer

if TYPE_CHECKING:
    from negotiation.llm.probe_report import ProbeReport

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    doctor = commands.add_parser("doctor", help="is the model endpoint up, what can it do")
    doctor.add_argument("--model", default=None, help="a profile or a model name")
    doctor.add_argument("--json", action="store_true", help="print one JSON document")
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    import asyncio

    from negotiation.app.capability_cache import CapabilityCache
    from negotiation.app.endpoints import Endpoints
    from negotiation.llm.probe import probe
    from negotiation.settings import Settings

    settings = Settings.from_environment()
    endpoints = Endpoints(settings)

    async def look() -> "ProbeReport":
        async with endpoints.opened(options.model) as profile:
            return await probe(profile)

    report = asyncio.run(look())
    cache = CapabilityCache(settings.cache_dir)
    is_kept = report.capabilities is not None and cache.put(
        endpoints.address(report.name), report.capabilities
    )
    kept_in = str(cache.path) if is_kept else None
    if options.json:
        print_json({**report.model_dump(mode="json"), "kept_in": kept_in})
    else:
        _show(report, kept_in)
    return 0 if report.usable else EXIT_ENDPOINT


def _show(report: "ProbeReport", kept_in: str | None) -> None:
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
    for line in (*_plan_of(report), *_speed_of(report)):
        console.print(Text(line))
    if report.listed_models:
        console.print(Text(f"models there: {', '.join(report.listed_models[:20])}"))
    if kept_in is not None:
        console.print(Text(f"kept for runs in {kept_in}", style="dim"), soft_wrap=True)


def _plan_of(report: "ProbeReport") -> Iterator[str]:
    """Say what runs will ask for."""
    found = report.capabilities
    if found is None:
        return
    yield f"runs ask for {found.rung} ({report.rung_reason})"
    if found.omitted:
        yield f"runs leave out what the server rejects: {', '.join(found.omitted)}"
    if found.says_max_completion_tokens:
        yield "runs say max_completion_tokens instead of max_tokens"


def _speed_of(report: "ProbeReport") -> Iterator[str]:
    if report.latency_seconds is None:
        return
    speed = report.tokens_per_second
    rate = f", {speed:.1f} tokens/s" if speed is not None else ""
    yield f"first answer after {report.latency_seconds:.2f} s{rate}"
    if report.first_token_seconds is not None:
        yield f"first token after {report.first_token_seconds:.2f} s, streamed"
    yield f"cached tokens are {'' if report.reports_cached_tokens else 'not '}reported"

"""Measuring benchmarks one after the other, and saying what came of it."""

import platform
from collections.abc import Sequence
from importlib.metadata import version

from rich.table import Table as Grid

from evals.bench.claims import Benchmark, Claims, least_cpu_seconds
from negotiation.cli.output import EXIT_GATE, narrator, print_json, printer
from negotiation.domain.values import Value

__all__ = ["BenchReport", "bench", "list_benchmarks"]

YARDSTICK_STEPS = 1_000_000


class BenchReport(Value):
    """What one run of benchmarks found, and where."""

    versions: dict[str, str]
    machine: str
    yardstick_seconds: float
    """CPU time of a million steps of a plain Python loop, to compare machines by [s]."""
    ok: bool
    claims: Claims


def bench(benchmarks: Sequence[Benchmark], *, as_json: bool) -> int:
    """Measure ``benchmarks``, print what they found, return the exit code."""
    found: list[Claims] = []
    for benchmark in benchmarks:
        narrator().print(f"{benchmark.name}: {benchmark.summary} ...", style="dim", markup=False)
        found.append(benchmark.measure())
    report = _report(sum(found, ()))
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        _print(report)
    return 0 if report.ok else EXIT_GATE


def list_benchmarks(benchmarks: Sequence[Benchmark], *, as_json: bool) -> int:
    """Print the names of ``benchmarks`` without measuring anything."""
    if as_json:
        print_json([{"name": each.name, "summary": each.summary} for each in benchmarks])
        return 0
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=False)
    for each in benchmarks:
        grid.add_row(each.name, each.summary)
    printer().print(grid)
    return 0


def _report(claims: Claims) -> BenchReport:
    return BenchReport(
        versions={
            "python": platform.python_version(),
            **{package: version(package) for package in ("haggle", "langgraph", "numpy")},
        },
        machine=f"{platform.system()} {platform.machine()}",
        yardstick_seconds=least_cpu_seconds(_yardstick, repeats=3),
        ok=all(claim.ok for claim in claims),
        claims=claims,
    )


def _print(report: BenchReport) -> None:
    console = printer()
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    grid.add_column("name", no_wrap=True)
    grid.add_column("claim")
    for heading in ("measured", "limit"):
        grid.add_column(heading, justify="right", no_wrap=True)
    grid.add_column("unit", no_wrap=True)
    grid.add_column("ok", no_wrap=True)
    for claim in report.claims:
        verdict = "yes" if claim.ok else "[bold red]NO[/]"
        numbers = (_figure(claim.measured), _figure(claim.limit))
        grid.add_row(claim.name, claim.claim, *numbers, claim.unit, verdict)
    console.print(grid)
    console.print(
        f"{report.machine}, Python {report.versions['python']}; "
        f"a million steps of a plain loop take {report.yardstick_seconds:.3f} s here",
        style="dim",
        markup=False,
    )


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"  # noqa: PLR2004 - three digits


def _yardstick() -> int:
    total = 0
    for step in range(YARDSTICK_STEPS):
        total += step
    return total

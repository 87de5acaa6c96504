"""What this room adds to the command: suites, their reports and rankings, and the benchmarks."""

import argparse

from evals.cli import contrasting, evaluating, listing, ranking, scoring
from evals.reporting import command as reporting

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this room."""
    for command in (listing, evaluating, reporting, ranking, contrasting, scoring):
        command.register(commands)
    bench = commands.add_parser("bench", help="measure every speed claim; 4 if one does not hold")
    bench.add_argument("name", nargs="?", metavar="NAME", help="one benchmark (default: all)")
    bench.add_argument("--list", action="store_true", help="only name the benchmarks")
    bench.add_argument("--json", action="store_true", help="print one JSON document")
    bench.set_defaults(run=_bench)


def _bench(options: argparse.Namespace) -> int:
    from evals.bench.running import bench, list_benchmarks  # noqa: PLC0415 - heavy
    from evals.bench.table import chosen  # noqa: PLC0415 - heavy

    benchmarks = chosen(options.name)
    if options.list:
        return list_benchmarks(benchmarks, as_json=options.json)
    return bench(benchmarks, as_json=options.json)

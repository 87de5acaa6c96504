"""``compare`` for results: the paired difference, and whether it is resolved."""

import argparse
from pathlib import Path

from evals.cli.extending import extend
from negotiation.cli.output import EXIT_GATE, print_json, printer
from negotiation.errors import UsageError

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add to the command what it does with results."""
    parser = extend(commands, "compare", is_ours=_is_ours, run=_compare)
    group = parser.add_argument_group("folders of results", "instead of two runs")
    group.add_argument("--contestant", default=None, metavar="NAME", help="of the first")
    group.add_argument("--against", default=None, metavar="NAME", help="of the second")
    group.add_argument("--metric", action="append", default=[],
                       help="what is compared (default: their headlines)")  # fmt: skip
    group.add_argument("--fail-if-worse", action="store_true",
                       help="exit with 4 if the second is worse, resolved")  # fmt: skip


def _is_ours(options: argparse.Namespace) -> bool:
    from evals.reading import is_results

    found = [is_results(Path(path)) for path in (options.first, options.second)]
    if any(found) and not all(found):
        raise UsageError("one of the two is a run and the other is results: compare like with like")
    return all(found)


def _compare(options: argparse.Namespace) -> int:
    from evals.cli.verdicts import verdict
    from evals.contrasting import contrast
    from evals.metrics.table import METRICS, known_metric
    from evals.reading import check_alike, headline_of, rows_from
    from evals.statistics.chance import generator

    paths = (options.first, options.second)
    check_alike(paths)
    first, second = map(rows_from, paths)
    if (options.contestant is None) != (options.against is None):
        raise UsageError("--contestant and --against go together")
    metrics = options.metric or headline_of(paths)
    for metric in metrics:
        known_metric(metric)
    named = [(options.contestant, options.against)] if options.contestant else []
    comparisons = contrast(first, second, names=named, metrics=metrics, rng=generator())
    worse = [
        each
        for each in comparisons
        if each.is_resolved and _sign(METRICS[each.metric].better) * (each.difference or 0.0) > 0
    ]
    if options.json:
        print_json(
            {
                "first": str(options.first),
                "second": str(options.second),
                "comparisons": [each.model_dump(mode="json") for each in comparisons],
                "worse": [f"{each.second} {each.metric}" for each in worse],
            }
        )
    else:
        console = printer()
        console.print(f"A: {options.first}\nB: {options.second}", soft_wrap=True)
        for each in comparisons:
            console.print(verdict(each), soft_wrap=True)
    return EXIT_GATE if worse and options.fail_if_worse else 0


def _sign(better: str) -> int:
    """Return 1 where a positive difference means that B is worse, -1 where it means the reverse."""
    return {"high": 1, "low": -1}.get(better, 0)

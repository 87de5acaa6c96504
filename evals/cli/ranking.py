"""``leaderboard``: who is ahead, and what of it is resolved."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.output import print_json, printer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.leaderboard import Leaderboard
    from evals.power_hints import PowerHint
    from evals.rows import Row

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    command = commands.add_parser(
        "leaderboard", help="rank contestants by own utility, with intervals"
    )
    command.add_argument("results", metavar="DIR", type=Path, nargs="+",
                         help="folders of results, or files of their cases")  # fmt: skip
    command.add_argument("--metric", default="own_utility",
                         help="what is ranked (default own_utility)")  # fmt: skip
    command.add_argument("--by", action="append", default=[], metavar="AXIS",
                         help="compare the levels of an axis too: talk, adviser, language, "
                              "persona, opener, opponent")  # fmt: skip
    command.add_argument("--resolve", type=float, default=None, metavar="X",
                         help="say how many pairs and scenarios it takes to resolve a difference "
                              "of X, in the metric's unit (5 points: 0.05)")  # fmt: skip
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.set_defaults(run=_leaderboard)


def _leaderboard(options: argparse.Namespace) -> int:
    from evals.axes import contrast_axis
    from evals.cli.verdicts import power_said, verdict
    from evals.leaderboard import leaderboard
    from evals.reading import check_alike, rows_of_all
    from evals.statistics.chance import generator

    check_alike(options.results)
    rows = rows_of_all(options.results)
    found = leaderboard(rows, options.metric)
    axes = {axis: contrast_axis(rows, axis, options.metric, generator()) for axis in options.by}
    hints = _hints(rows, found, options.resolve) if options.resolve is not None else []
    if options.json:
        said = {
            axis: [each.model_dump(mode="json") for each in comparisons]
            for axis, comparisons in axes.items()
        }
        power = [each.model_dump(mode="json") for each in hints]
        print_json({**found.model_dump(mode="json"), "axes": said, "power": power})
        return 0
    _show(found)
    for hint in hints:
        printer().print(power_said(hint), soft_wrap=True)
    for axis, comparisons in axes.items():
        found_levels = "everything else alike:" if comparisons else "one level only"
        printer().print(f"\n{axis}, {found_levels}")
        for comparison in comparisons:
            printer().print(verdict(comparison), soft_wrap=True)
    return 0


def _hints(rows: "Sequence[Row]", found: "Leaderboard", effect: float) -> "list[PowerHint]":
    from evals.power_hints import power_hint

    return [
        power_hint(rows, found.metric, each.first, each.second, effect=effect)
        for each in found.comparisons
    ]


def _show(found: "Leaderboard") -> None:
    from rich.table import Table as Grid

    from evals.cli.verdicts import verdict
    from evals.metrics.table import METRICS
    from evals.reporting.formats import interval_shown, shown

    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("rank", "contestant", METRICS[found.metric].title.en, "95 %", "n"):
        grid.add_column(heading, no_wrap=True)
    for heading in ("pair efficiency", "ahead of"):
        grid.add_column(heading)
    for each in found.standings:
        rank = f"{each.rank_low}-{each.rank_high}"
        if each.rank_low == each.rank_high:
            rank = str(each.rank_low)
        grid.add_row(
            rank,
            each.contestant,
            shown(found.metric, each.estimate.value),
            interval_shown(found.metric, each.estimate, "to"),
            str(each.estimate.n),
            shown("joint_efficiency", each.pair_efficiency.value),
            f"{len(each.ahead_of)} of {len(found.standings) - 1}",
        )
    console = printer()
    console.print(grid)
    console.print("A rank is a range as far as differences are not resolved.", style="dim")
    _show_strengths(found)
    console.print()
    for comparison in found.comparisons:
        console.print(verdict(comparison), soft_wrap=True)


def _show_strengths(found: "Leaderboard") -> None:
    from rich.table import Table as Grid

    console = printer()
    if not found.strengths:
        return
    met = "games against each other" if found.is_head_to_head else "who did better in the same seat"
    console.print(f"\nBradley-Terry, {met}:")
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("rank", "contestant", "strength (log odds)", "95 %", "games"):
        grid.add_column(heading)
    for each in found.strengths:
        ranks = f"{each.rank} ({each.rank_low}-{each.rank_high})"
        ends = f"{each.low:+.2f} to {each.high:+.2f}"
        grid.add_row(ranks, each.name, f"{each.strength:+.2f}", ends, str(each.n_games))
    console.print(grid)

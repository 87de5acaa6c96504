"""``frontier`` and ``value``: what a table holds before anybody talks."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from negotiation.cli.output import print_json, printer
from negotiation.cli.table_printer import TablePrinter
from negotiation.cli.worths import WorthPrinter

if TYPE_CHECKING:
    from negotiation.app.frontiers import FrontierReport
    from negotiation.domain.outcomes import Outcome
    from negotiation.domain.quantities import ValueUnit
    from negotiation.domain.scenarios import Scenario, Table

__all__ = ["register"]

_MAX_ROWS = 20
"""Efficient outcomes that are listed for people; --json has them all."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this module."""
    frontier = commands.add_parser("frontier", help="outcome space, ZOPA, Pareto frontier, Nash")
    _add_options(frontier)
    frontier.set_defaults(run=_frontier)

    value = commands.add_parser("value", help="value one outcome for every party")
    _add_options(value)
    value.add_argument("--outcome", required=True, metavar="JSON", help="issue -> value")
    value.add_argument(
        "--world", type=_seed, default=None, metavar="N", help="carry it out in one world as well"
    )
    value.set_defaults(run=_value)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", metavar="SCENARIO", help="a shipped name or a file")
    parser.add_argument("--table", default=None, help="which table, if there are several")
    parser.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="another figure for this question, such as cloud.own_stock_gpus=2048",
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of names")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _frontier(options: argparse.Namespace) -> int:
    from negotiation.app.frontiers import frontier_report

    scenario, table = _chosen(options)
    report = frontier_report(scenario, table)
    if options.json:
        print_json(report.model_dump(mode="json"))
        return 0
    _FrontierPrinter(scenario, table, options.lang, printer()).frontier(report)
    return 0


def _value(options: argparse.Namespace) -> int:
    from negotiation.app.valuations import value_report

    scenario, table = _chosen(options)
    report = value_report(scenario, table, options.outcome, options.world)
    if options.json:
        print_json(report.model_dump(mode="json"))
        return 0
    WorthPrinter(scenario, table, options.lang, printer()).show(report)
    return 0


def _seed(text: str) -> int:
    """Read the seed of a world: a whole number from 0 on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"found {text}, expected a whole number from 0 on")
    return int(text)


def _chosen(options: argparse.Namespace) -> tuple["Scenario", "Table"]:
    """Return the scenario and the table that are meant, under the given assumptions."""
    from negotiation.app.assuming import assuming
    from negotiation.app.tables import choose_table
    from negotiation.catalog.files import load_scenario

    scenario = load_scenario(options.scenario).scenario
    table = choose_table(scenario, options.table)
    scenario = assuming(scenario, table.id, options.assume)
    return scenario, scenario.table(table.id)


class _FrontierPrinter(TablePrinter):
    """Prints what the parties of a table could reach."""

    def frontier(self, report: "FrontierReport") -> None:
        from rich.table import Table as Grid

        sampled = "" if report.n_valued == report.n_outcomes else f" (sampled {report.n_valued:,})"
        self.line(f"{self.title()}: {report.n_outcomes:,} outcomes{sampled}", "bold")
        if report.n_signable < report.n_valued:
            self.line(f"{report.n_signable:,} keep to the red lines of hard mandates")
        share = report.n_acceptable / report.n_valued
        self.line(
            f"{report.n_acceptable:,} acceptable to all ({share:.1%}), "
            f"{len(report.frontier):,} of them efficient"
        )
        if report.opposition is not None:
            self.line(f"opposition {report.opposition:.2f} (0: one outcome is ideal for all)")
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        for heading in ("party", "alternative", "acceptable to it", "best surplus it could get"):
            grid.add_column(heading, justify="left" if heading == "party" else "right")
        for party in self.table.parties:
            best = report.best_surplus[party]
            grid.add_row(
                self.name(party),
                self.amount(report.unit, report.reservation_values[party]),
                f"{report.n_acceptable_to[party]:,}",
                "-" if best is None else self.amount(report.unit, best),
            )
        self.console.print(grid)
        if not report.n_acceptable:
            self.line("There is no outcome that every side could accept.", "bold yellow")
            return
        rows = {
            name.replace("_", "-").title(): (point.outcome, point.surplus)
            for name, point in report.solutions.items()
        }
        self._outcomes("Reference points", report.unit, rows)
        shown = _spread(len(report.frontier))
        listed = {
            str(place + 1): (report.frontier[place].outcome, report.frontier[place].surplus)
            for place in shown
        }
        of = "" if len(shown) == len(report.frontier) else f", {len(shown)} of them"
        self._outcomes(f"Pareto frontier{of}", report.unit, listed)

    def _outcomes(
        self,
        title: str,
        unit: "ValueUnit",
        rows: "Mapping[str, tuple[Outcome, Mapping[str, float]]]",
    ) -> None:
        from rich.table import Table as Grid
        from rich.text import Text

        self.line(title, "bold")
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        grid.add_column("")
        for party in self.table.parties:
            grid.add_column(f"{self.name(party)}: surplus", justify="right")
        grid.add_column("")
        for name, (outcome, surplus) in rows.items():
            amounts = [self.amount(unit, surplus[party]) for party in self.table.parties]
            grid.add_row(name, *amounts, Text(self.terms(outcome), style="dim"))
        self.console.print(grid)


def _spread(n_points: int) -> list[int]:
    """Return up to ``_MAX_ROWS`` positions, evenly spread, both ends among them."""
    if n_points <= _MAX_ROWS:
        return list(range(n_points))
    step = (n_points - 1) / (_MAX_ROWS - 1)
    return [round(place * step) for place in range(_MAX_ROWS)]

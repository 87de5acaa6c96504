"""``frontier`` and ``value``: what a table holds before anybody talks."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from negotiation.cli.output import print_json, printer

if TYPE_CHECKING:
    from rich.console import Console

    from negotiation.app.frontiers import FrontierReport
    from negotiation.app.valuations import ValueReport
    from negotiation.domain.outcomes import Outcome
    from negotiation.domain.quantities import ValueUnit
    from negotiation.domain.scenarios import Scenario, Table
    from negotiation.domain.values import Language

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
    value.set_defaults(run=_value)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", metavar="SCENARIO", help="a shipped name or a file")
    parser.add_argument("--table", default=None, help="which table, if there are several")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of names")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _frontier(options: argparse.Namespace) -> int:
    from negotiation.app.frontiers import frontier_report
    from negotiation.app.tables import choose_table
    from negotiation.catalog.files import load_scenario

    scenario = load_scenario(options.scenario).scenario
    table = choose_table(scenario, options.table)
    report = frontier_report(scenario, table)
    if options.json:
        print_json(report.model_dump(mode="json"))
        return 0
    _Printer(scenario, table, options.lang, printer()).frontier(report)
    return 0


def _value(options: argparse.Namespace) -> int:
    from negotiation.app.tables import choose_table
    from negotiation.app.valuations import value_report
    from negotiation.catalog.files import load_scenario

    scenario = load_scenario(options.scenario).scenario
    table = choose_table(scenario, options.table)
    report = value_report(scenario, table, options.outcome)
    if options.json:
        print_json(report.model_dump(mode="json"))
        return 0
    _Printer(scenario, table, options.lang, printer()).value(report)
    return 0


class _Printer:
    """Prints reports on one table."""

    def __init__(
        self, scenario: "Scenario", table: "Table", language: "Language", console: "Console"
    ) -> None:
        self._scenario = scenario
        self._table = table
        self._language = language
        self._console = console

    def frontier(self, report: "FrontierReport") -> None:
        from rich.table import Table as Grid

        sampled = "" if report.n_valued == report.n_outcomes else f" (sampled {report.n_valued:,})"
        self._line(f"{self._title()}: {report.n_outcomes:,} outcomes{sampled}", "bold")
        if report.n_signable < report.n_valued:
            self._line(f"{report.n_signable:,} keep to the red lines of hard mandates")
        share = report.n_acceptable / report.n_valued
        self._line(
            f"{report.n_acceptable:,} acceptable to all ({share:.1%}), "
            f"{len(report.frontier):,} of them efficient"
        )
        if report.opposition is not None:
            self._line(f"opposition {report.opposition:.2f} (0: one outcome is ideal for all)")
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        for heading in ("party", "alternative", "acceptable to it", "best surplus it could get"):
            grid.add_column(heading, justify="left" if heading == "party" else "right")
        for party in self._table.parties:
            best = report.best_surplus[party]
            grid.add_row(
                self._name(party),
                self._amount(report.unit, report.reservation_values[party]),
                f"{report.n_acceptable_to[party]:,}",
                "-" if best is None else self._amount(report.unit, best),
            )
        self._console.print(grid)
        if not report.n_acceptable:
            self._line("There is no outcome that every side could accept.", "bold yellow")
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

    def value(self, report: "ValueReport") -> None:
        from rich.table import Table as Grid

        self._line(f"{self._title()}: {self._terms(report.outcome)}", "bold")
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        grid.add_column("")
        for party in report.parties:
            grid.add_column(self._name(party), justify="right")
        for label, cells in self._figures(report).items():
            grid.add_row(label, *cells)
        self._console.print(grid)
        if not report.assumptions:
            return
        self._line(
            f"simulator version {report.simulator_version}; it rests on these numbers "
            "(P public, S the case, C calibrated, A assumed; * set by the scenario):",
            "dim",
        )
        facts = Grid(box=None, padding=(0, 2, 0, 0), show_header=False)
        for row in report.assumptions:
            star = "" if row.is_default else "*"
            facts.add_row(row.status + star, row.name, _shown(row.value), row.source, style="dim")
        self._console.print(facts)

    def _figures(self, report: "ValueReport") -> dict[str, list[str]]:
        """Return what is said of every party, a row a figure."""
        worths = report.parties.values()
        amounts: dict[str, list[float | None]] = {
            "value": [worth.value for worth in worths],
            "alternative": [worth.reservation_value for worth in worths],
            "surplus": [worth.surplus for worth in worths],
            "expected NPV": [worth.expected_npv_cny for worth in worths],
            "its standard deviation": [worth.sd_npv_cny for worth in worths],
            "mean of the worst tenth (CVaR)": [worth.cvar10_npv_cny for worth in worths],
        }
        figures: dict[str, list[str]] = {
            label: [self._amount(report.unit, each) for each in row if each is not None]
            for label, row in amounts.items()
        }
        chances = [worth.loss_probability for worth in worths]
        figures["chance of a loss"] = [f"{chance:.0%}" for chance in chances if chance is not None]
        figures["breaches"] = [
            ", ".join(breach.issue or breach.kind for breach in worth.breaches) for worth in worths
        ]
        return {label: cells for label, cells in figures.items() if any(cells)}

    def _outcomes(
        self,
        title: str,
        unit: "ValueUnit",
        rows: "Mapping[str, tuple[Outcome, Mapping[str, float]]]",
    ) -> None:
        from rich.table import Table as Grid
        from rich.text import Text

        self._line(title, "bold")
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        grid.add_column("")
        for party in self._table.parties:
            grid.add_column(f"{self._name(party)}: surplus", justify="right")
        grid.add_column("")
        for name, (outcome, surplus) in rows.items():
            amounts = [self._amount(unit, surplus[party]) for party in self._table.parties]
            grid.add_row(name, *amounts, Text(self._terms(outcome), style="dim"))
        self._console.print(grid)

    def _terms(self, outcome: "Outcome") -> str:
        shown = [issue.show(outcome[issue.id], self._language) for issue in self._table.agenda]
        return ", ".join(shown)

    def _amount(self, unit: "ValueUnit", value: float) -> str:
        from negotiation.domain.quantities import format_amount

        return format_amount(value, unit, self._language)

    def _name(self, party: str) -> str:
        return self._scenario.party(party).name.in_language(self._language)

    def _title(self) -> str:
        return self._table.title.in_language(self._language)

    def _line(self, text: str, style: str = "") -> None:
        from rich.text import Text

        self._console.print(Text(text, style=style))


def _shown(value: float | str | None) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else f"{value:,.15g}"


def _spread(n_points: int) -> list[int]:
    """Return up to ``_MAX_ROWS`` positions, evenly spread, both ends among them."""
    if n_points <= _MAX_ROWS:
        return list(range(n_points))
    step = (n_points - 1) / (_MAX_ROWS - 1)
    return [round(place * step) for place in range(_MAX_ROWS)]

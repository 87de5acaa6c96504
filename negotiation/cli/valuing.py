"""``frontier`` and ``value``: what a table holds before anybody talks."""

import argparse
from typing import TYPE_CHECKING

from negotiation.cli.frontiers import FrontierPrinter
from negotiation.cli.output import print_json, printer
from negotiation.cli.worths import WorthPrinter

if TYPE_CHECKING:
    from negotiation.domain.scenarios import Scenario, Table

__all__ = ["register"]


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
        help="another figure for this question, such as cloud.own_stock_gpus=2048; where several "
        "parties play a role, heron.cloud.own_stock_gpus=2048",
    )
    parser.add_argument(
        "--as",
        dest="names",
        action="append",
        default=[],
        metavar="NAME=PARTY",
        help="who stands behind a name that a campaign settles, such as winner=heron",
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
    FrontierPrinter(scenario, table, options.lang, printer()).show(report)
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
    from negotiation.app.tables import choose_table, named_parties
    from negotiation.catalog.files import load_scenario

    scenario = load_scenario(options.scenario).scenario
    table = choose_table(scenario, options.table)
    scenario = assuming(scenario, table.id, options.assume)
    return scenario, named_parties(scenario, scenario.table(table.id), options.names)

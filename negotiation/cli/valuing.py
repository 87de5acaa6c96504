"""``frontier`` and ``value``: what a table holds before anybody talks."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.frontiers import FrontierPrinter
from negotiation.cli.output import print_json, printer
from negotiation.cli.worths import WorthPrinter
from negotiation.errors import UsageError

if TYPE_CHECKING:
    from negotiation.app.stages import Stage

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
    parser.add_argument(
        "--seed",
        type=_seed,
        default=None,
        metavar="N",
        help="the world of a campaign that fixes none (default: 1)",
    )
    parser.add_argument(
        "--run",
        dest="played",
        type=Path,
        default=None,
        metavar="RUN",
        help="a campaign's table as it stood when it ended in the run of this folder",
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of names")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _frontier(options: argparse.Namespace) -> int:
    from negotiation.app.frontiers import frontier_at

    stage = _stage(options)
    report = frontier_at(stage)
    if options.json:
        print_json(report.model_dump(mode="json"))
        return 0
    FrontierPrinter(stage.scenario, stage.table, options.lang, printer()).show(report)
    return 0


def _value(options: argparse.Namespace) -> int:
    from negotiation.app.valuations import value_report

    stage = _stage(options)
    report = value_report(stage, options.outcome, options.world)
    if options.json:
        print_json(report.model_dump(mode="json"))
        return 0
    WorthPrinter(stage.scenario, stage.table, options.lang, printer()).show(report)
    return 0


def _seed(text: str) -> int:
    """Read the seed of a world: a whole number from 0 on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"found {text}, expected a whole number from 0 on")
    return int(text)


def _stage(options: argparse.Namespace) -> "Stage":
    """Return the table that is meant, under the given assumptions, and where it stands."""
    from negotiation.app.assuming import assuming
    from negotiation.app.stages import stage_in_run, stage_of
    from negotiation.app.tables import choose_table, named_parties
    from negotiation.catalog.files import load_scenario
    from negotiation.store.folder import RunFolder

    scenario = load_scenario(options.scenario).scenario
    table = choose_table(scenario, options.table)
    if options.played is not None:
        given = {"--assume": options.assume, "--as": options.names, "--seed": options.seed}
        if others := [name for name, value in given.items() if value not in (None, [])]:
            raise UsageError(f"{others[0]}: with --run everything is as the run has it")
        return stage_in_run(RunFolder.open(options.played), scenario.name, table.id)
    scenario = assuming(scenario, table.id, options.assume)
    named = named_parties(scenario, scenario.table(table.id), options.names)
    return stage_of(scenario, named, seed=options.seed)

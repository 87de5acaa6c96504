"""``debrief``: what one party can learn from a run that has ended."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.output import print_json, printer
from negotiation.errors import UsageError

if TYPE_CHECKING:
    from negotiation.analysis.debrief.records import Debrief, TurningPoint
    from negotiation.app.plan import RunPlan

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this module."""
    debrief = commands.add_parser(
        "debrief", help="what a party can learn from a run: skills, turning points, what came of it"
    )
    debrief.add_argument("folder", metavar="RUN", type=Path, help="the run's folder")
    debrief.add_argument(
        "--party", default=None, help="who looks back (default: the person who played)"
    )
    debrief.add_argument(
        "--lang", choices=("en", "zh"), default=None, help="language (default: of the talks)"
    )
    debrief.add_argument(
        "--play-out",
        type=int,
        default=None,
        metavar="TURN",
        help="show a turning point played on, seed by seed, as it was and with the better move",
    )
    debrief.add_argument("--json", action="store_true", help="print one JSON document")
    debrief.add_argument(
        "--format",
        choices=("md", "html", "pdf", "csv"),
        default=None,
        help="write it as a file instead of printing it",
    )
    debrief.add_argument(
        "--out",
        type=Path,
        default=None,
        metavar="FILE",
        help="where the file goes (default: standard output)",
    )
    debrief.set_defaults(run=_debrief)


def _debrief(options: argparse.Namespace) -> int:
    from negotiation.app.debriefing.debriefs import debrief_of
    from negotiation.app.records import read_run
    from negotiation.cli.debriefing_printer import DebriefPrinter
    from negotiation.store.folder import RunFolder

    _check(options)
    folder = RunFolder.open(options.folder)
    record = read_run(folder)
    plan = record.plan
    found = debrief_of(folder, options.party or _person(plan))
    if options.format is not None:
        from negotiation.cli.debrief_files import handout_of, write_debrief

        handout = handout_of(found, record, options.lang or plan.language)
        write_debrief(handout, options.format, options.out)
        return 0
    point = None if options.play_out is None else _point_at(found, options.play_out)
    if options.json:
        content = found if point is None else point
        print_json(content.model_dump(mode="json"))
        return 0
    shown = DebriefPrinter(plan.scenario, options.lang or plan.language, printer())
    if point is None:
        shown.show(found)
    else:
        shown.show_played_out(point)
    return 0


def _check(options: argparse.Namespace) -> None:
    """Refuse what contradicts itself before anything is worked out."""
    if options.format is None and options.out is not None:
        raise UsageError("--out needs --format, which says what to write")
    if options.format is not None and (options.json or options.play_out is not None):
        raise UsageError("--format writes the whole debrief: leave --json and --play-out out")


def _person(plan: "RunPlan") -> str:
    """Return the one party that a person played."""
    parties = [party.id for party in plan.scenario.parties]
    people = [party for party in parties if party in plan.people]
    if len(people) == 1:
        return people[0]
    raise UsageError(f"say whose debrief it is with --party: {', '.join(people or parties)}")


def _point_at(found: "Debrief", turn: int) -> "TurningPoint":
    for point in found.turning_points:
        if point.turn == turn:
            return point
    known = ", ".join(str(point.turn) for point in found.turning_points) or "none"
    raise UsageError(f"--play-out: turn {turn} is no turning point; there are: {known}")

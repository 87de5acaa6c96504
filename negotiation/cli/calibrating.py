"""``calibrate``: whether the simulator lands where public figures and the seed case put it."""

import argparse
from typing import TYPE_CHECKING

from negotiation.cli.output import EXIT_GATE, narrator, print_json, printer

if TYPE_CHECKING:
    from rich.console import Console

    from negotiation.app.calibration import CalibrationReport, ExperimentRow

__all__ = ["register", "show_calibration"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    calibrate = commands.add_parser(
        "calibrate", help="run the experiments behind the simulator against their bands"
    )
    calibrate.add_argument(
        "--draws", type=int, metavar="N", help="simulated futures, 16 to 20,000 (the default)"
    )
    calibrate.add_argument("--seed", type=int, metavar="N", help="seed of every random stream")
    calibrate.add_argument(
        "--sensitivity",
        action="store_true",
        help="run them again with every parameter up to 20 %% off, and say how often they hold",
    )
    calibrate.add_argument("--sets", type=int, metavar="N", help="parameter sets, default 40")
    calibrate.add_argument(
        "--set-draws", type=int, metavar="N", help="futures of a parameter set, default 1,000"
    )
    calibrate.add_argument("--json", action="store_true", help="print one JSON document")
    calibrate.set_defaults(run=_calibrate)


def _calibrate(options: argparse.Namespace) -> int:
    from negotiation.app.calibration import DRAWS, SEED, Sensitivity, calibration_report
    from negotiation.errors import UsageError

    given = {"parameter_sets": options.sets, "draws": options.set_draws}
    given = {name: value for name, value in given.items() if value is not None}
    if given and not options.sensitivity:
        raise UsageError("--sets and --set-draws belong to --sensitivity")
    sensitivity = Sensitivity(**given) if options.sensitivity else None
    draws = DRAWS if options.draws is None else options.draws
    with narrator().status(f"experiments on {draws:,} futures") as status:

        def show_progress(n_done: int) -> None:
            status.update(f"{n_done} parameter sets done")

        report = calibration_report(
            draws=draws,
            seed=SEED if options.seed is None else options.seed,
            sensitivity=sensitivity,
            progress=show_progress,
        )
    return show_calibration(report, as_json=options.json)


def show_calibration(report: "CalibrationReport", *, as_json: bool) -> int:
    """Print a report and return the exit code: a gate has failed if a value is out of its band."""
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        _print(report, printer())
    return 0 if report.ok else EXIT_GATE


def _print(report: "CalibrationReport", console: "Console") -> None:
    from rich.text import Text

    console.print(
        Text(
            f"simulator version {report.simulator_version}, {report.draws:,} futures, "
            f"seed {report.seed}",
            style="bold",
        )
    )
    console.print(
        Text(
            f"list price L = {report.list_price_cny_per_gpu_month:,.0f} RMB per GPU-month; "
            "levels are calibrated to public ranges, not predicted",
            style="dim",
        )
    )
    console.print(_grid(report))
    missed = [row.id for row in report.experiments if not row.ok]
    n_inside = len(report.experiments) - len(missed)
    verdict = f"{n_inside} of {len(report.experiments)} inside their bands"
    if missed:
        verdict += f"; outside: {', '.join(missed)}"
    console.print(Text(verdict, style="bold red" if missed else "bold green"))
    if (tried := report.sensitivity) is not None:
        console.print(
            Text(
                f"holds: share of {tried.parameter_sets} parameter sets inside the band, every "
                f"figure up to {tried.spread_fraction:.0%} off, {tried.draws:,} futures each",
                style="dim",
            )
        )


def _grid(report: "CalibrationReport") -> object:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, padding=(0, 2, 0, 0))
    grid.add_column("id")
    grid.add_column("what it says")
    for heading in ("value", "from", "to"):
        grid.add_column(heading, justify="right", no_wrap=True)
    grid.add_column("ok")
    if report.sensitivity is not None:
        grid.add_column("holds", justify="right")
    for row in report.experiments:
        mark = Text("yes") if row.ok else Text("NO", style="bold red")
        grid.add_row(row.id, row.assertion, *_numbers(row), mark, *_share(row))
    return grid


def _numbers(row: "ExperimentRow") -> tuple[str, str, str]:
    value = "-" if row.value is None else f"{row.value:.4g}"
    return value, f"{row.low:g}", f"{row.high:g}"


def _share(row: "ExperimentRow") -> tuple[str, ...]:
    return () if row.inside_fraction is None else (f"{row.inside_fraction:.0%}",)

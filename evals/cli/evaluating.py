"""``eval``: play a suite, or what is left of it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.budgets import add_budget_options, budget_of
from negotiation.cli.output import (
    EXIT_ENDPOINT,
    EXIT_INTERRUPTED,
    guests_on_stderr,
    narrator,
)
from negotiation.cli.playing import RUNS
from negotiation.errors import ChatError, UsageError

if TYPE_CHECKING:
    from evals.executing.executor import Executor
    from evals.preparing import EvalPlan, Wishes
    from evals.results import ResultsFolder
    from evals.suite import Player
    from negotiation.app.endpoints import Endpoints
    from negotiation.settings import Settings

__all__ = ["register"]

CONCURRENCY = 16
REPEATS_FOR_NOISE = 3


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    command = commands.add_parser(
        "eval", help="play a suite of cases and measure its contestants, or go on with one"
    )
    command.add_argument("suite", metavar="SUITE", help="a shipped name or a file")
    _add_choices(command)
    _add_ways(command)
    add_budget_options(command)
    _add_gates(command)
    command.set_defaults(run=_eval)


def _add_choices(command: argparse.ArgumentParser) -> None:
    chosen = command.add_argument_group("who and how often")
    chosen.add_argument("--contestant", action="append", default=[], metavar="[NAME=]WHO",
                        help="measure this one too: llm:MODEL, guided:STRATEGY:MODEL, "
                             "python:MODULE:FACTORY, as --seat of run takes it")  # fmt: skip
    chosen.add_argument("--no-baselines", action="store_true",
                        help="leave the suite's own contestants out")  # fmt: skip
    chosen.add_argument("--seeds", type=int, default=None, metavar="N", help="seeds 1 to N")
    chosen.add_argument("--lang", action="append", choices=("en", "zh"), default=None,
                        help="language of the talks; may be given twice")  # fmt: skip
    chosen.add_argument("--repeats", type=int, default=None, metavar="N",
                        help="play exactly the same N times")  # fmt: skip
    chosen.add_argument("--noise-floor", action="store_true",
                        help="say how far identical runs differ "
                             f"(--repeats {REPEATS_FOR_NOISE} unless given)")  # fmt: skip
    chosen.add_argument("--limit", type=int, default=None, metavar="N",
                        help="only the first N cases; they are balanced")  # fmt: skip


def _add_ways(command: argparse.ArgumentParser) -> None:
    ways = command.add_argument_group("where and how")
    ways.add_argument("--out", type=Path, default=None, metavar="DIR",
                      help=f"folder of the results; goes on with what is there (default: the "
                           f"unfinished one of this suite in {RUNS}/, or a new one)")  # fmt: skip
    ways.add_argument("--concurrency", type=int, default=CONCURRENCY, metavar="N",
                      help=f"cases at a time (default {CONCURRENCY}); endpoints have limits of "
                           "their own")  # fmt: skip
    ways.add_argument("--workers", type=int, default=None, metavar="N",
                      help="processes (default 1; on Ray one a processor)")  # fmt: skip
    ways.add_argument("--executor", choices=("local", "ray"), default="local",
                      help="this machine, or a Ray cluster (default local)")  # fmt: skip
    ways.add_argument("--ray-address", default=None, metavar="ADDRESS",
                      help="a running cluster: auto or HOST:PORT")  # fmt: skip
    ways.add_argument("--dry-run", action="store_true",
                      help="print cases, and the calls, tokens and cost to expect")  # fmt: skip
    ways.add_argument("--accept-changes", action="store_true",
                      help="go on although suite, models or simulator have changed")  # fmt: skip
    ways.add_argument("--json", action="store_true", help="print one JSON document")


def _add_gates(command: argparse.ArgumentParser) -> None:
    gates = command.add_argument_group(
        "gates", "for the contestants named here, else for the suite's; exit with 4 when one fails"
    )
    gates.add_argument("--fail-under", action="append", default=[], metavar="METRIC=X",
                       help="a contestant's value must not be below X")  # fmt: skip
    gates.add_argument("--fail-over", action="append", default=[], metavar="METRIC=X",
                       help="a contestant's value must not be above X")  # fmt: skip
    gates.add_argument("--junit", type=Path, default=None, metavar="FILE",
                       help="write gates and cases as JUnit XML")  # fmt: skip


def _eval(options: argparse.Namespace) -> int:
    from evals.cli.outcome import show_dry_run, show_outcome
    from evals.gates import gates_of
    from evals.preparing import choose_folder, open_results, prepare
    from evals.results import ResultsFolder
    from evals.runner import utc_now
    from negotiation.app.endpoints import Endpoints
    from negotiation.settings import Settings

    settings = Settings.from_environment()
    endpoints = Endpoints(settings)
    gates = gates_of(options.fail_under, options.fail_over)
    _check_counts(options)
    with guests_on_stderr(is_wanted=options.json):
        plan = prepare(options.suite, _wishes(options), endpoints, started_at=utc_now())
    folder = ResultsFolder(options.out) if options.out else choose_folder(RUNS, plan)
    if options.dry_run:
        show_dry_run(plan, folder, options.limit, endpoints, as_json=options.json)
        return 0
    for change in open_results(folder, plan, accept_changes=options.accept_changes):
        narrator().print(f"changed: {change}", soft_wrap=True)
    _hint_at_model(endpoints, plan)
    stopped = _play(options, plan, folder, settings)
    if stopped is not None:
        return stopped
    return show_outcome(
        folder,
        gates,
        junit=options.junit,
        noise=options.noise_floor,
        named=[_contestant(given).name for given in options.contestant],
        as_json=options.json,
    )


def _play(
    options: argparse.Namespace,
    plan: "EvalPlan",
    folder: "ResultsFolder",
    settings: "Settings",
) -> int | None:
    """Play what is due; return the exit code if that was stopped."""
    from evals.progress import progress_on
    from evals.runner import Launch, run_cases
    from negotiation.app.endpoints import Endpoints

    again = f"the same command goes on in {folder.path}"
    try:
        with guests_on_stderr(is_wanted=options.json):
            run_cases(
                plan,
                folder,
                plan.cases[: options.limit],
                launch=Launch(
                    executor=_executor(options),
                    settings=settings,
                    endpoints=Endpoints(settings),
                    budget=budget_of(options),
                    concurrency=options.concurrency,
                ),
                progress=progress_on(narrator()),
            )
    except KeyboardInterrupt:
        narrator().print(f"interrupted; {again}", soft_wrap=True)
        return EXIT_INTERRUPTED
    except ChatError as exc:
        narrator().print(f"stopped: {exc}\n{again}", soft_wrap=True)
        return EXIT_ENDPOINT
    return None


def _executor(options: argparse.Namespace) -> "Executor":
    if options.executor == "ray":
        from evals.executing.ray_cluster import RayExecutor

        return RayExecutor(n_workers=options.workers, address=options.ray_address)
    if options.workers is not None and options.workers > 1:
        from evals.executing.processes import ProcessExecutor

        return ProcessExecutor(options.workers)
    from evals.executing.local import LocalExecutor

    return LocalExecutor()


def _wishes(options: argparse.Namespace) -> "Wishes":
    from evals.preparing import Wishes

    repeats = options.repeats
    if options.noise_floor and repeats is None:
        repeats = REPEATS_FOR_NOISE
    return Wishes(
        contestants=tuple(map(_contestant, options.contestant)),
        only_named=options.no_baselines,
        seeds=options.seeds,
        repeats=repeats,
        languages=tuple(options.lang) if options.lang else None,
    )


def _contestant(given: str) -> "Player":
    """Read ``WHO`` or ``NAME=WHO``; options of a seat have their ``=`` behind a comma."""
    from evals.suite import Player

    name, equals, who = given.partition("=")
    if not equals or "," in name or ":" in name:
        return Player(name=given, who=given)
    if not name or not who:
        raise UsageError(f"--contestant {given}: expected WHO or NAME=WHO")
    return Player(name=name, who=who)


def _check_counts(options: argparse.Namespace) -> None:
    for name in ("seeds", "repeats", "limit", "concurrency", "workers"):
        number = getattr(options, name)
        if number is not None and number < 1:
            raise UsageError(f"--{name} {number}: expected a number from 1")
    if options.ray_address and options.executor != "ray":
        raise UsageError("--ray-address goes with --executor ray")


def _hint_at_model(endpoints: "Endpoints", plan: "EvalPlan") -> None:
    """Say that a model is set up and not measured; a night of calls should be asked for."""
    if endpoints.default is not None and not plan.record.models:
        narrator().print(
            f"model {endpoints.default!r} is set up and not measured: add --contestant llm",
            style="dim",
            soft_wrap=True,
        )

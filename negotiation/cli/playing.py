"""``run``, ``play`` and ``resume``: talks that happen now."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.budgets import add_budget_options, budget_of
from negotiation.cli.output import (
    EXIT_INTERRUPTED,
    guests_on_stderr,
    narrator,
    print_json,
    printer,
)
from negotiation.errors import ChatBudgetSpent, ChatError, ChatUnavailable, UsageError

if TYPE_CHECKING:
    from negotiation.app.plan import RunPlan
    from negotiation.app.sandbox import Sandbox
    from negotiation.llm.budget import Budget
    from negotiation.store.folder import RunFolder

__all__ = ["RUNS", "go_on", "pairs_of", "register"]

RUNS = Path("runs")
"""Where runs go that name no folder."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this module."""
    run = commands.add_parser("run", help="play one scenario to its end and score it")
    _add_run_options(run)
    run.add_argument("--seat", action="append", default=[], metavar="SEAT=WHO",
                     help="who plays a party: llm[:MODEL], guided[:STRATEGY[:MODEL]], "
                          "strategy[:NAME], python:MODULE:FACTORY, human, or oracle (a "
                          "baseline that knows both mandates, between two); options behind "
                          "commas: adviser=none|value|full, temperature=T, memory=TURNS, "
                          "patience=on|off. PARTY.approver=WHO: who signs for a party that must "
                          "ask (else the odds of its mandate decide)")  # fmt: skip
    run.add_argument("--watch", action="store_true", help="print turns as they happen")
    run.add_argument("--notes", action="store_true", help="show what seats note for themselves")
    run.add_argument("--json", action="store_true", help="print one JSON document")
    run.set_defaults(run=_run)

    play = commands.add_parser(
        "play", help="take a seat yourself, in the terminal, at every table of it"
    )
    _add_run_options(play)
    play.add_argument("--as", dest="own_seat", required=True, metavar="SEAT", help="your seat")
    play.add_argument("--adviser", choices=("none", "value", "full"), default="none",
                      help="a private deal desk at your side (default none)")  # fmt: skip
    play.add_argument("--json", action="store_true", help="print one JSON document")
    play.add_argument("--against", default=None, metavar="WHO", help="who plays the other seats")
    play.set_defaults(run=_play, notes=False)

    resume = commands.add_parser("resume", help="go on with a run that was stopped")
    resume.add_argument("folder", metavar="RUN", type=Path, help="the run's folder")
    resume.add_argument("--watch", action="store_true", help="print turns as they happen")
    resume.add_argument("--notes", action="store_true", help="show what seats note for themselves")
    resume.add_argument("--json", action="store_true", help="print one JSON document")
    add_budget_options(resume)
    resume.set_defaults(run=_resume)


def _add_run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", metavar="SCENARIO", help="a shipped name or a file")
    parser.add_argument("--model", help="model of the model seats: a profile or a model name")
    parser.add_argument("--persona", action="append", default=[], metavar="SEAT=PERSONA",
                        help="another persona for a seat: a name or a file")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1, help="seed of all chance (default 1)")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the talk")
    parser.add_argument("--talk", choices=("full", "offers", "none"), default="full",
                        help="what passes between the parties: words and offers, offers alone, or "
                             "one offer to take or leave (default full)")  # fmt: skip
    parser.add_argument("--out", type=Path, default=None, metavar="DIR",
                        help=f"the run's folder (default: a new one in {RUNS}/)")  # fmt: skip
    add_budget_options(parser)


def _run(options: argparse.Namespace) -> int:
    who = pairs_of(options.seat, "--seat")
    return _begin(options, who, watch=options.watch, as_json=options.json)


def _play(options: argparse.Namespace) -> int:
    from negotiation.app.casting import approvers_of
    from negotiation.catalog.files import load_scenario

    scenario = load_scenario(options.scenario).scenario
    parties = [party.id for party in scenario.parties]
    known = [*parties, *approvers_of(scenario)]
    if options.own_seat not in known:
        raise UsageError(f"no seat {options.own_seat!r}; known are {', '.join(known)}")
    others = {party: options.against for party in parties if options.against is not None}
    who = {**others, options.own_seat: f"human,adviser={options.adviser}"}
    return _begin(options, who, watch=True, as_json=options.json)


def _resume(options: argparse.Namespace) -> int:
    from negotiation.app.sandbox import Sandbox
    from negotiation.settings import Settings
    from negotiation.store.folder import RunFolder

    budget = budget_of(options)
    folder = RunFolder.open(options.folder)
    sandbox = Sandbox(Settings.from_environment())
    return go_on(
        sandbox,
        folder,
        watch=options.watch,
        as_json=options.json,
        notes=options.notes,
        budget=budget,
    )


def _begin(
    options: argparse.Namespace, who: Mapping[str, str], *, watch: bool, as_json: bool
) -> int:
    from negotiation.app.plan import plan_run
    from negotiation.app.sandbox import Sandbox
    from negotiation.catalog.files import load_scenario
    from negotiation.settings import Settings
    from negotiation.store.folder import RunFolder

    budget = budget_of(options)
    sandbox = Sandbox(Settings.from_environment())
    with guests_on_stderr(is_wanted=as_json):
        plan = plan_run(
            load_scenario(options.scenario),
            who=who,
            personas=pairs_of(options.persona, "--persona"),
            model=options.model,
            seed=options.seed,
            language=options.lang,
            endpoints=sandbox.endpoints,
            talk=options.talk,
        )
    if len(who) < len(plan.seats) and sandbox.endpoints.missing_half is not None:
        narrator().print(f"{sandbox.endpoints.missing_half}: no model is used")
    if options.out is not None:
        folder = RunFolder.create_at(options.out)
    else:
        folder = RunFolder.create_in(RUNS, scenario=plan.scenario.name, seed=plan.seed)
    sandbox.begin(plan, folder)
    return go_on(sandbox, folder, watch=watch, as_json=as_json, notes=options.notes, budget=budget)


def go_on(
    sandbox: "Sandbox",
    folder: "RunFolder",
    *,
    watch: bool,
    as_json: bool,
    budget: "Budget",
    notes: bool = False,
) -> int:
    """Play a run that has begun, and print what came of it. A person is shown every turn."""
    from negotiation.app.sandbox import read_run
    from negotiation.cli.progress import play_in_view, play_quietly
    from negotiation.cli.scorecards import ScorecardPrinter
    from negotiation.cli.transcript import Transcript
    from negotiation.store.jsonl import read_events

    plan = read_run(folder).plan
    watch = watch or plan.has_person
    console = narrator() if as_json else printer()
    talk = Transcript(plan, console, notes=notes)
    for event in read_events(folder.events) if watch else ():
        talk.show(event)
    try:
        with guests_on_stderr(is_wanted=as_json):
            if watch:
                scorecard = play_in_view(
                    sandbox, folder, plan, talk=talk, console=console, budget=budget
                )
            else:
                scorecard = play_quietly(sandbox, folder, plan, budget=budget)
    except (KeyboardInterrupt, EOFError):
        narrator().print(f"interrupted; go on with: haggle resume {folder.path}", soft_wrap=True)
        return EXIT_INTERRUPTED
    except ChatError as exc:
        is_spent = isinstance(exc, ChatBudgetSpent)
        how = ", with a larger budget or none" if is_spent else ""
        narrator().print(f"stopped; go on with: haggle resume {folder.path}{how}", soft_wrap=True)
        if not plan.has_person or is_spent:
            raise
        # What the server sent may hold what the other side thinks.
        raise ChatUnavailable(f"the other side's model cannot be asked: {folder.chats}") from None
    if as_json:
        print_json(_summary(plan, folder) | {"scorecard": scorecard.model_dump(mode="json")})
        return 0
    if not watch:
        for event in read_events(folder.events):
            talk.show(event)
    ScorecardPrinter(plan, printer()).show(scorecard)
    narrator().print(f"run folder: {folder.path}", style="dim", soft_wrap=True)
    return 0


def _summary(plan: "RunPlan", folder: "RunFolder") -> dict[str, object]:
    from negotiation.cli.origins import origin_of

    return {
        "run": str(folder.path),
        "scenario": plan.scenario.name,
        "seed": plan.seed,
        "language": plan.language,
        "seats": {party: str(seat) for party, seat in plan.seats.items()},
        **origin_of(folder),
    }


def pairs_of(given: Sequence[str], option: str) -> dict[str, str]:
    """Read ``KEY=VALUE`` options."""
    found: dict[str, str] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not key or not equals or not value:
            raise UsageError(f"{option} {pair}: expected KEY=VALUE")
        if key in found:
            raise UsageError(f"{option} {pair}: {key!r} is given twice")
        found[key] = value
    return found

"""``fork``: a run branched at an earlier turn, with another move or another negotiator."""

import argparse
from pathlib import Path

from negotiation.cli.budgets import add_budget_options, budget_of
from negotiation.cli.origins import calls_line, origin_lines
from negotiation.cli.output import guests_on_stderr, narrator

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command of this module."""
    fork = commands.add_parser(
        "fork",
        help="branch a run at an earlier turn: another move, another negotiator",
        description="Begin a run that is the same up to turn K, and play it to its end. The seed "
                    "is the same, so without a change it ends in the same log; with one, the "
                    "difference is the decision. The first run stays as it is.",
    )  # fmt: skip
    fork.add_argument("folder", metavar="RUN", type=Path, help="the run's folder")
    fork.add_argument("--turn", type=int, required=True, metavar="K",
                      help="the first turn to be played anew, as haggle replay numbers "
                           "them")  # fmt: skip
    fork.add_argument("--table", default=None, metavar="T",
                      help="the table of that turn; needed where a run has several")  # fmt: skip
    fork.add_argument("--move", default=None, metavar="JSON",
                      help='what is done in that turn instead: {"act": "offer", "offer": {...}, '
                           '"message": "..."}, {"act": "accept", "accept_offer_id": "o4"}, talk, '
                           "reject, walk_away; what an offer leaves out stays as it "
                           "was")  # fmt: skip
    fork.add_argument("--seat", action="append", default=[], metavar="SEAT=WHO",
                      help="who plays a party from that turn on, as for haggle run")  # fmt: skip
    fork.add_argument("--out", type=Path, default=None, metavar="DIR",
                      help="the new run's folder (default: a new one in runs/)")  # fmt: skip
    fork.add_argument("--watch", action="store_true", help="print turns as they happen")
    fork.add_argument("--notes", action="store_true", help="show what seats note for themselves")
    fork.add_argument("--json", action="store_true", help="print one JSON document")
    add_budget_options(fork)
    fork.set_defaults(run=_fork)


def _fork(options: argparse.Namespace) -> int:
    from negotiation.app.forking import Fork, fork
    from negotiation.app.plan import RunPlan
    from negotiation.app.records import read_run
    from negotiation.app.sandbox import Sandbox
    from negotiation.cli.playing import RUNS, go_on, pairs_of
    from negotiation.settings import Settings
    from negotiation.store.folder import RunFolder

    def make(plan: RunPlan) -> RunFolder:
        if options.out is not None:
            return RunFolder.create_at(options.out)
        return RunFolder.create_in(RUNS, scenario=f"{plan.scenario.name}-fork", seed=plan.seed)

    budget = budget_of(options)
    wish = Fork(
        turn=options.turn,
        table=options.table,
        move=options.move,
        who=pairs_of(options.seat, "--seat"),
    )
    sandbox = Sandbox(Settings.from_environment())
    with guests_on_stderr(is_wanted=options.json):
        folder = fork(sandbox, RunFolder.open(options.folder), wish, make=make)
    record = read_run(folder)
    for line in origin_lines(record):
        narrator().print(line, style="dim", soft_wrap=True)
    code = go_on(
        sandbox,
        folder,
        watch=options.watch,
        as_json=options.json,
        notes=options.notes,
        budget=budget,
    )
    if record.plan.models:
        narrator().print(calls_line(record, folder), style="dim", soft_wrap=True)
    return code

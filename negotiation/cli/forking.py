"""``fork``: a run branched at an earlier turn, with another move or another negotiator."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.budgets import add_budget_options, budget_of
from negotiation.cli.output import guests_on_stderr, narrator

if TYPE_CHECKING:
    from negotiation.app.records import RunRecord
    from negotiation.domain.values import Language
    from negotiation.store.folder import RunFolder

__all__ = ["origin_line", "origin_of", "register"]

TEXTS: "dict[Language, dict[str, str]]" = {
    "en": {
        "origin": "forked from {run}: table {table}, turn {turn} ({party}); {n} events are kept",
        "seat": "{party} from there on: {now} (before: {before})",
        "calls": "calls to models: {kept} kept, {reused} answered as in {run} for nothing, "
                 "{asked} asked anew",
    },
    "zh": {
        "origin": "从{run}另开一局：{table}，{party}的第{turn}次发言起重打，此前{n}个事件照旧",
        "seat": "{party}从这里起换人：{now}（原来是{before}）",
        "calls": "模型调用：此前{kept}次照旧；所问相同，{reused}次直接用{run}里的回复，不花钱；"
                 "另问{asked}次",
    },
}  # fmt: skip


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
    for line in origin_line(record):
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
        narrator().print(_calls_line(record, folder), style="dim", soft_wrap=True)
    return code


def origin_line(record: "RunRecord") -> list[str]:
    """Say where a run branched off and who took a seat over; nothing for a run that did not."""
    origin, plan = record.forked_from, record.plan
    if origin is None:
        return []
    texts, language = TEXTS[plan.language], plan.language
    names = {party.id: party.name.in_language(language) for party in plan.scenario.parties}
    said = texts["origin"].format(
        run=origin.run,
        table=plan.scenario.table(origin.table).title.in_language(language),
        turn=origin.turn,
        party=names[origin.party],
        n=origin.n_events,
    )
    shown = plan.people or tuple(plan.seats)
    changes = [
        texts["seat"].format(party=names.get(seat, seat), now=plan.seats[seat], before=before)
        for seat, before in origin.seats_before.items()
        if seat in shown
    ]
    return [said, *changes]


def _calls_line(record: "RunRecord", folder: "RunFolder") -> str:
    from negotiation.app.forking import count_calls

    counts = count_calls(folder)
    return TEXTS[record.plan.language]["calls"].format(
        kept=counts.n_kept,
        reused=counts.n_reused,
        asked=counts.n_asked,
        run=record.forked_from.run if record.forked_from else "",
    )


def origin_of(folder: "RunFolder") -> dict[str, object]:
    """Return what the JSON of a run says of the one it was forked from; nothing if of none."""
    from negotiation.app.forking import count_calls
    from negotiation.app.records import read_run

    record = read_run(folder)
    if record.forked_from is None:
        return {}
    return {
        "forked_from": record.forked_from.model_dump(mode="json"),
        "forced_moves": [move.model_dump(mode="json") for move in record.plan.forced_moves],
        "calls": count_calls(folder)._asdict(),
    }

"""``replay`` and ``score``: runs that have happened."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation.cli.output import complain, print_json, printer

if TYPE_CHECKING:
    from negotiation.app.plan import RunPlan
    from negotiation.domain.events import Event

__all__ = ["register"]

LATER = {
    "en": "A person plays and the talks go on: the run is scored when it has ended.",
    "zh": "有人参与，谈判尚未结束：结束后才会评分。",
}
"""Why there is no scorecard yet, by language."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this module."""
    replay = commands.add_parser("replay", help="read a run again: the talk and its scorecard")
    replay.add_argument("folder", metavar="RUN", type=Path, help="the run's folder")
    replay.add_argument("--json", action="store_true", help="print one JSON document")
    replay.set_defaults(run=_replay)

    score = commands.add_parser("score", help="score a run again with today's simulator")
    score.add_argument("folder", metavar="RUN", type=Path, help="the run's folder")
    score.add_argument("--json", action="store_true", help="print one JSON document")
    score.set_defaults(run=_score)


def _replay(options: argparse.Namespace) -> int:
    from negotiation.app.sandbox import read_run, score
    from negotiation.cli.scorecards import ScorecardPrinter
    from negotiation.cli.transcript import Transcript
    from negotiation.store.folder import RunFolder
    from negotiation.store.jsonl import read_events

    folder = RunFolder.open(options.folder)
    plan = read_run(folder).plan
    events = read_events(folder.events)
    is_secret = _is_secret(plan, events)
    if options.json:
        shown = _as_seen(plan, events) if is_secret else events
        print_json(
            {
                "run": str(folder.path),
                "events": [event.model_dump(mode="json") for event in shown],
                "scorecard": None if is_secret else score(folder).model_dump(mode="json"),
            }
        )
        return 0
    talk = Transcript(plan, printer())
    for event in events:
        talk.show(event)
    if is_secret:
        printer().print(LATER[plan.language], markup=False)
    else:
        ScorecardPrinter(plan, printer()).show(score(folder))
    return 0


def _score(options: argparse.Namespace) -> int:
    from negotiation.app.sandbox import read_run, score
    from negotiation.cli.scorecards import ScorecardPrinter
    from negotiation.store.folder import SCORECARD, RunFolder
    from negotiation.store.jsonl import read_events

    folder = RunFolder.open(options.folder)
    plan = read_run(folder).plan
    if _is_secret(plan, read_events(folder.events)):
        return _replay(options)
    scorecard = score(folder)
    try:
        folder.write_json(SCORECARD, scorecard.model_dump(mode="json"))
    except OSError as exc:
        complain(f"{folder.path / SCORECARD} is not written: {exc.strerror}")
    if options.json:
        print_json(scorecard.model_dump(mode="json"))
    else:
        ScorecardPrinter(plan, printer()).show(scorecard)
    return 0


def _is_secret(plan: "RunPlan", events: "Sequence[Event]") -> bool:
    """Whether a person still plays, to whom the others' values would give their hands away."""
    from negotiation.domain.events import AgreementReached, DeadlinePassed, WalkedAway

    ended = {
        event.table
        for event in events
        if isinstance(event, AgreementReached | DeadlinePassed | WalkedAway)
    }
    return plan.has_person and not all(table.id in ended for table in plan.scenario.tables)


def _as_seen(plan: "RunPlan", events: "Sequence[Event]") -> "list[Event]":
    """Return what every person at the tables may see."""
    from negotiation.protocol.view import as_seen

    shown = list(events)
    for party, seat in plan.seats.items():
        if seat.kind == "human":
            shown = [seen for event in shown if (seen := as_seen(event, party)) is not None]
    return shown

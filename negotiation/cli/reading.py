"""``replay`` and ``score``: runs that have happened."""

import argparse
from pathlib import Path

from negotiation.cli.output import print_json, printer

__all__ = ["register"]


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
    if options.json:
        print_json(
            {
                "run": str(folder.path),
                "events": [event.model_dump(mode="json") for event in events],
                "scorecard": score(folder).model_dump(mode="json"),
            }
        )
        return 0
    talk = Transcript(plan, printer())
    for event in events:
        talk.show(event)
    ScorecardPrinter(plan, printer()).show(score(folder))
    return 0


def _score(options: argparse.Namespace) -> int:
    from negotiation.app.sandbox import read_run, score
    from negotiation.cli.scorecards import ScorecardPrinter
    from negotiation.store.folder import SCORECARD, RunFolder

    folder = RunFolder.open(options.folder)
    scorecard = score(folder)
    folder.write_json(SCORECARD, scorecard.model_dump(mode="json"))
    if options.json:
        print_json(scorecard.model_dump(mode="json"))
    else:
        ScorecardPrinter(read_run(folder).plan, printer()).show(scorecard)
    return 0

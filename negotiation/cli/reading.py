"""``replay`` and ``score``: runs that have happened."""

import argparse
from pathlib import Path

from negotiation.cli.origins import origin_lines
from negotiation.cli.output import (
    EXIT_GATE,
    complain,
    guests_on_stderr,
    narrator,
    print_json,
    printer,
)

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
    replay.add_argument("--notes", action="store_true", help="show what seats note for themselves")
    replay.add_argument("--json", action="store_true", help="print one JSON document")
    replay.add_argument("--verify", action="store_true",
                        help="play it again from its records alone, and compare")  # fmt: skip
    replay.set_defaults(run=_replay)

    score = commands.add_parser("score", help="score a run again with today's simulator")
    score.add_argument("folder", metavar="RUN", type=Path, help="the run's folder")
    score.add_argument("--json", action="store_true", help="print one JSON document")
    score.set_defaults(run=_score, notes=False, verify=False)


def _replay(options: argparse.Namespace) -> int:
    if options.verify:
        return _verify(options)
    from negotiation.app.records import is_secret, read_run, seen_by_people
    from negotiation.app.sandbox import score
    from negotiation.cli.scorecards import ScorecardPrinter
    from negotiation.cli.transcript import Transcript
    from negotiation.store.folder import RunFolder
    from negotiation.store.jsonl import read_events

    folder = RunFolder.open(options.folder)
    record = read_run(folder)
    plan = record.plan
    events = read_events(folder.events)
    secret = is_secret(plan, events)
    for line in origin_lines(record):
        narrator().print(line, style="dim", soft_wrap=True)
    if options.json:
        shown = seen_by_people(plan, events) if secret else events
        print_json(
            {
                "run": str(folder.path),
                "events": [event.model_dump(mode="json") for event in shown],
                "scorecard": None if secret else score(folder).model_dump(mode="json"),
            }
        )
        return 0
    talk = Transcript(plan, printer(), notes=options.notes)
    for event in events:
        talk.show(event)
    if secret:
        printer().print(LATER[plan.language])
    else:
        ScorecardPrinter(plan, printer()).show(score(folder))
    return 0


def _verify(options: argparse.Namespace) -> int:
    import asyncio

    from negotiation.app.replaying import verify
    from negotiation.store.folder import RunFolder

    folder = RunFolder.open(options.folder)
    with guests_on_stderr(is_wanted=options.json):
        found = asyncio.run(verify(folder))
    if options.json:
        print_json({"run": str(folder.path), **found.model_dump(mode="json")})
    elif found.divergence is None:
        kept = f" ({found.n_kept} of them kept when it was forked)" if found.n_kept else ""
        printer().print(f"identical, {found.n_events} events{kept}, {found.n_calls} calls")
    else:
        printer().print(
            f"differs after {found.n_events} events and {found.n_calls} calls: "
            f"{found.divergence.message}",
            soft_wrap=True,
        )
    return 0 if found.identical else EXIT_GATE


def _score(options: argparse.Namespace) -> int:
    from negotiation.app.records import is_secret, read_run
    from negotiation.app.sandbox import score
    from negotiation.cli.scorecards import ScorecardPrinter
    from negotiation.store.folder import SCORECARD, RunFolder
    from negotiation.store.jsonl import read_events

    folder = RunFolder.open(options.folder)
    plan = read_run(folder).plan
    if is_secret(plan, read_events(folder.events)):
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

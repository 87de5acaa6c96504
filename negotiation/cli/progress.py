"""Playing a run to its end while a terminal shows how far it is."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from negotiation.cli.asking import TerminalPerson
from negotiation.cli.output import narrator

if TYPE_CHECKING:
    from rich.console import Console

    from negotiation.analysis.scorecard import Scorecard
    from negotiation.app.plan import RunPlan
    from negotiation.app.sandbox import Sandbox
    from negotiation.cli.transcript import Transcript
    from negotiation.domain.chronicle import LogEvent
    from negotiation.llm.budget import Budget
    from negotiation.llm.chat import Watch, WrittenSoFar
    from negotiation.store.folder import RunFolder

__all__ = ["play_in_view", "play_quietly", "reply_progress"]


def play_in_view(
    sandbox: "Sandbox",
    folder: "RunFolder",
    plan: "RunPlan",
    *,
    talk: "Transcript",
    console: "Console",
    budget: "Budget",
) -> "Scorecard":
    """Play to the end and show every turn; ask the people who play."""
    is_wanted = not plan.has_person and console.is_terminal
    with reply_progress(narrator(), is_wanted=is_wanted) as watch_replies:
        return asyncio.run(
            sandbox.play(
                folder,
                ask=TerminalPerson(plan, console).ask,
                watch=talk.show,
                watch_replies=watch_replies,
                budget=budget,
            )
        )


def play_quietly(
    sandbox: "Sandbox", folder: "RunFolder", plan: "RunPlan", *, budget: "Budget"
) -> "Scorecard":
    """Play to the end and show only how far it is."""
    with narrator().status(plan.scenario.name) as status:

        def watch(event: "LogEvent") -> None:
            status.update(turn_progress(plan, event))

        return asyncio.run(sandbox.play(folder, watch=watch, budget=budget))


@contextmanager
def reply_progress(console: "Console", *, is_wanted: bool) -> "Iterator[Watch | None]":
    """Yield who shows how far a reply has come; None where nobody would see it.

    A status line moves what is printed meanwhile to its own console, so it is only wanted where
    that is the same terminal, and not while a person is being asked.
    """
    if not (is_wanted and console.is_terminal):
        yield None
        return
    with console.status("") as status:
        yield lambda so_far: status.update(said_of(so_far))


def said_of(so_far: "WrittenSoFar") -> str:
    """Return one line; calls are named ``table/party/turn``."""
    _, _, behind_table = so_far.key.partition("/")
    party = behind_table.partition("/")[0] or so_far.key
    if not so_far.n_characters:
        return f"{party} thinks: {so_far.n_reasoning_characters} characters"
    return f"{party} writes: {so_far.n_characters} characters"


def turn_progress(plan: "RunPlan", event: "LogEvent") -> str:
    """Return one line: the turn that has just been taken."""
    table = getattr(event, "table", None)
    campaign = plan.scenario.campaign
    if table is None:
        return f"{plan.scenario.name}: {event.kind.replace('_', ' ')}"
    known = plan.scenario.table(table)
    n_turns = known.deadline_rounds * len(known.parties)
    where = f"{table}, " if campaign or len(plan.scenario.tables) > 1 else ""
    return f"{plan.scenario.name}: {where}turn {getattr(event, 'turn', 0)} of at most {n_turns}"

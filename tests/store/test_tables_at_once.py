"""Several tables and people who answer, with a process for every answer, in both savers."""

import asyncio
from pathlib import Path

from negotiation.domain.moves import Move
from negotiation.graph.build import build_graph
from negotiation.graph.drive import drive
from negotiation.graph.turns import Turns
from negotiation.protocol.view import View
from negotiation.store.folder import EVENTS
from negotiation.store.jsonl import JsonlLog, read_events
from tests.graph.gathering import log_of, people, person
from tests.graph.tables import MAX_STEPS, ProcessEnded
from tests.store.conftest import Opening


async def _sit(log_file: Path, opening: Opening, thread: str, asked: list[str]) -> None:
    """Answer one question; at the next the process ends."""
    n_before = len(asked)

    async def ask(view: View) -> Move:
        if len(asked) > n_before:
            raise ProcessEnded
        asked.append(view.party)
        return person(view)

    with JsonlLog(log_file, durable=False) as log:
        async with opening() as saver:
            turns = Turns(people(), log)
            await drive(build_graph(saver), turns, thread=thread, max_steps=MAX_STEPS, ask=ask)


def test_a_process_for_every_answer_gives_the_log_of_one(
    tmp_path: Path, opening: Opening, thread: str
) -> None:
    log_file, asked = tmp_path / EVENTS, list[str]()
    for _ in range(100):
        try:
            asyncio.run(_sit(log_file, opening, thread, asked))
        except ProcessEnded:
            continue
        break
    whole = log_of(people(), person=person)
    assert read_events(log_file) == whole
    assert set(asked) == {"heron", "dora", "otter.approver"}
    moves = [event for event in whole if getattr(event, "party", "") in {"heron", "dora"}]
    assert len(asked) == len(moves) + 1

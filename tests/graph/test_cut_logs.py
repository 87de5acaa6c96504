"""A process may end between any two events: the next one comes to the very same log."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from negotiation.domain.chronicle import LogEvent
from negotiation.domain.moves import Accept, Move
from negotiation.graph.build import build_graph
from negotiation.graph.drive import drive
from negotiation.graph.turns import Turns
from negotiation.protocol.view import View
from negotiation.store.folder import CURSOR, EVENTS
from negotiation.store.jsonl import JsonlLog
from negotiation.store.savers import open_sqlite_saver
from tests.graph.gathering import (
    BIDDERS,
    Listening,
    Together,
    bidding,
    haggling,
    log_of,
    people,
    person,
    with_approvers,
)
from tests.graph.tables import MAX_STEPS, ProcessEnded
from tests.protocol.larger import house_of, step


def pairs() -> Together:
    """One party at two tables, and a mind whose first tries are refused."""
    return Together(
        haggling("north", {"anna": Listening("offer"), "bert": Listening("stumble")}),
        haggling("south", {"anna": Listening(), "dora": Listening("offer", "talk")}),
    )


def tender() -> Together:
    """Bids at once, some of whom pass, stumble or talk, beside a table for two."""
    minds = {
        "heron": Listening("offer", "pass", "leave"),
        "otter": Listening("pass", "stumble"),
        "wren": Listening("stumble", "offer"),
        "lab": Listening(),
    }
    house = house_of({}, parties=BIDDERS, seed=5)
    south = {"lab": Listening(), "otter": Listening()}
    return Together(bidding("tender", minds, rounds=4, house=house), haggling("south", south))


def signatures() -> Together:
    """Two who ask their approvers in the same round, beside a table that goes on."""
    ladders = {name: [step(approval="seat")] for name in ("heron", "otter")}
    house = house_of(ladders, parties=BIDDERS, played_approvers=frozenset({"heron", "otter"}))
    minds = {
        "heron": Listening("escalate", "offer"),
        "otter": Listening("escalate", "pass"),
        "wren": Listening("offer"),
        "lab": Listening(),
    }
    table = bidding("tender", minds, rounds=4, house=house)
    signed = with_approvers(table, {"heron": Listening(), "otter": Listening()})
    return Together(signed, haggling("south", {"cleo": Listening(), "dora": Listening()}))


def houses() -> Together:
    """Houses that answer by themselves, at two tables."""
    house = house_of(
        {"bert": [step(delay_rounds=2)], "dora": [step(approval=0.5)]},
        parties=("anna", "bert", "dora"),
        seed=2,
    )
    north = {"anna": Listening(), "bert": Listening("escalate", "talk")}
    south = {"anna": Listening("offer"), "dora": Listening("escalate", "talk")}
    return Together(
        haggling("north", north, rounds=4, house=house),
        haggling("south", south, rounds=4, house=house),
    )


def stubborn() -> Together:
    """Somebody who loses every turn by refused moves."""

    class Mute(Listening):
        async def propose(self, view: View) -> Move:  # noqa: ARG002 - the port
            return Move(act=Accept(offer_id="o0"))

    return Together(
        haggling("north", {"anna": Mute(), "bert": Listening()}),
        haggling("south", {"cleo": Listening(), "dora": Listening()}),
    )


PROGRAMMES = [pairs, tender, signatures, houses, stubborn]


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda each: str(each.__name__))
def test_a_log_cut_anywhere_goes_on_to_the_same_end(programme: Callable[[], Together]) -> None:
    whole = log_of(programme())
    assert len(whole) > 20
    for cut in range(len(whole)):
        assert log_of(programme(), begun=whole[:cut]) == whole, f"cut after {cut} events"


def test_with_people_too_a_log_cut_anywhere_goes_on_to_the_same_end() -> None:
    whole = log_of(people(), person=person)
    asked = {getattr(event, "party", "") for event in whole if event.kind == "escalation_decided"}
    assert asked == {"otter"}
    for cut in range(len(whole)):
        assert log_of(people(), person=person, begun=whole[:cut]) == whole


async def _sit(folder: Path, answers: int) -> None:
    left = answers

    async def ask(view: View) -> Move:
        nonlocal left
        if left == 0:
            raise ProcessEnded
        left -= 1
        return person(view)

    with JsonlLog(folder / EVENTS, durable=False) as log:
        async with open_sqlite_saver(folder / CURSOR) as saver:
            turns = Turns(people(), log)
            await drive(build_graph(saver), turns, max_steps=MAX_STEPS, ask=ask)


def test_people_at_several_tables_answer_one_question_a_process(tmp_path: Path) -> None:
    whole: tuple[LogEvent, ...] = log_of(people(), person=person)
    sittings = 0
    while True:
        sittings += 1
        try:
            asyncio.run(_sit(tmp_path, 1))
        except ProcessEnded:
            continue
        break
    assert sittings > 5
    with JsonlLog(tmp_path / EVENTS, durable=False) as log:
        assert log.read() == whole


def test_a_log_file_cut_in_the_middle_of_a_line_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    def played(folder: Path, begun: bytes) -> bytes:
        folder.mkdir()
        (folder / EVENTS).write_bytes(begun)
        asyncio.run(_sit(folder, 1000))
        return (folder / EVENTS).read_bytes()

    whole = played(tmp_path / "whole", b"")
    places = partial(range, 0, len(whole), len(whole) // 12)
    for number, place in enumerate(places()):
        assert played(tmp_path / str(number), whole[:place]) == whole

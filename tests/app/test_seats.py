"""Who plays a party, read from one word with options behind commas."""

import pytest

from negotiation.app.seats import Seat, SeatWish, parse_wish
from negotiation.errors import UsageError

READ = {
    "llm": SeatWish(kind="llm", name=None, model=None, options={}),
    "llm:qwen2.5:7b": SeatWish(kind="llm", name="qwen2.5:7b", model=None, options={}),
    "llm:m,adviser=full,temperature=0.2,memory=3,patience=off": SeatWish(
        kind="llm",
        name="m",
        model=None,
        options={
            "adviser": "full", "temperature": 0.2, "memory_turns": 3, "is_patient": True,
        },
    ),
    "llm,patience=on": SeatWish(kind="llm", name=None, model=None, options={"is_patient": False}),
    "guided": SeatWish(kind="guided", name=None, model=None, options={}),
    "guided:boulware": SeatWish(kind="guided", name="boulware", model=None, options={}),
    "guided:boulware:qwen2.5:7b": SeatWish(
        kind="guided", name="boulware", model="qwen2.5:7b", options={}
    ),
    "guided::m,temperature=1": SeatWish(
        kind="guided", name=None, model="m", options={"temperature": 1.0}
    ),
    "strategy:firm": SeatWish(kind="strategy", name="firm", model=None, options={}),
    "python:mod:make": SeatWish(kind="python", name="mod:make", model=None, options={}),
    "human,adviser=value": SeatWish(
        kind="human", name=None, model=None, options={"adviser": "value"}
    ),
}  # fmt: skip


@pytest.mark.parametrize(("who", "wish"), READ.items(), ids=READ)
def test_a_seat_that_can_be_read(who: str, wish: SeatWish) -> None:
    assert parse_wish("lab", who) == wish


WRONG = {
    "": "expected llm",
    "robot": "expected llm",
    "python:mod": "expected llm",
    "human:me": "expected llm",
    "llm,adviser": "adviser: expected none, value, full, found ''",
    "llm,adviser=all": "adviser: expected none, value, full, found 'all'",
    "llm,mood=good": "no option 'mood' for llm; known: adviser, temperature, memory, patience",
    "llm,": "no option '' for llm",
    "strategy:firm,adviser=full": "no option 'adviser' for strategy; known: none",
    "guided,memory=2": "no option 'memory' for guided; known: temperature, patience",
    "llm,temperature=hot": "temperature: expected a number from 0 to 2, found 'hot'",
    "llm,temperature=nan": "temperature: expected a number from 0 to 2, found 'nan'",
    "llm,temperature=2.1": "temperature: expected a number from 0 to 2",
    "llm,memory=0": "memory: expected a whole number from 1, found '0'",
    "llm,memory=1.5": "memory: expected a whole number from 1",
    "llm,patience=maybe": "patience: expected on, off",
}


@pytest.mark.parametrize(("who", "problem"), WRONG.items(), ids=WRONG)
def test_a_seat_that_cannot_be_read(who: str, problem: str) -> None:
    with pytest.raises(UsageError, match=r"^seat lab=") as caught:
        parse_wish("lab", who)
    assert problem in str(caught.value)


def test_a_seat_is_written_as_it_is_asked_for() -> None:
    assert str(Seat(kind="guided", name="firm", model="m", persona="p")) == "guided:firm:m"
    assert str(Seat(kind="human", persona="p")) == "human"

"""Anyone's own negotiator: what it does wrong costs it the turn and nothing else."""

import asyncio
from typing import Any

import pytest

from negotiation.agents.loading import GuestNegotiator, load_negotiator
from negotiation.agents.negotiator import NoMove, SeatBrief
from negotiation.domain.moves import Accept, Move, Offer, Talk
from negotiation.errors import ChatUnavailable, UsageError
from negotiation.protocol.view import View
from tests.agents.builders import Talks, grid, make_brief, make_preferences

SPACE = grid(3)
BRIEF = make_brief(make_preferences(SPACE, [1, 2, 3]))
MOVE = Move(act=Talk(), message="Hello.")

MAKE_MOVE: Any = Move.model_construct
MAKE_OFFER: Any = Offer.model_construct
"""Any, because these two check nothing."""


class Guest:
    """Answers, or raises, what it was made with."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    async def propose(self, view: View) -> Any:  # noqa: ARG002 - the port's signature
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


class Loner:
    """Has no ``propose``."""


class Hasty:
    """Forgot that ``propose`` is asynchronous."""

    def propose(self, view: View) -> Move:  # noqa: ARG002 - the port's signature
        return MOVE


def make_guest(brief: SeatBrief) -> Guest:
    return Guest(Move(act=Talk(), message=brief.own.name))


NOT_CALLABLE = 5


def ask(guest: Any) -> Any:
    return asyncio.run(GuestNegotiator(guest).propose(Talks(SPACE, 2).view()))


def test_a_guest_s_move_is_its_move() -> None:
    assert ask(Guest(MOVE)) == MOVE
    assert ask(Guest(NoMove("I pass"))) == NoMove("I pass", owner="guest")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("bad luck"),
        KeyError("x"),
        AssertionError(),
        RecursionError("deep"),
        SystemExit(0),
        asyncio.CancelledError(),
    ],
)
def test_what_a_guest_raises_is_no_move(error: BaseException) -> None:
    answer = ask(Guest(error))
    assert isinstance(answer, NoMove)
    assert answer.owner == "guest"
    assert type(error).__name__ in answer.reason


def test_who_found_the_words_and_how_often_a_model_failed_is_not_for_a_guest_to_say() -> None:
    boastful = MOVE.model_copy(update={"worded_by": "model", "n_invalid_replies": 7})
    assert ask(Guest(boastful)) == MOVE


def test_a_guest_is_ended_with_the_task_that_asks_it() -> None:
    class Sleeper:
        async def propose(self, view: View) -> Move:  # noqa: ARG002 - the port's signature
            started.set()
            await asyncio.Event().wait()
            return MOVE

    started = asyncio.Event()

    async def end_it() -> None:
        view = Talks(SPACE, 2).view()
        task = asyncio.create_task(GuestNegotiator(Sleeper()).propose(view))
        await started.wait()
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(end_it())


def test_trouble_with_a_model_is_not_the_guest_s_fault() -> None:
    with pytest.raises(ChatUnavailable):
        ask(Guest(ChatUnavailable("time-out")))


def test_a_stop_is_not_swallowed() -> None:
    with pytest.raises(KeyboardInterrupt):
        ask(Guest(KeyboardInterrupt()))


@pytest.mark.parametrize("rubbish", [None, 7, "offer", {"act": {"kind": "talk"}}, [MOVE], Talk()])
def test_rubbish_is_no_move(rubbish: Any) -> None:
    answer = ask(Guest(rubbish))
    assert isinstance(answer, NoMove)
    assert answer.owner == "guest"
    assert type(rubbish).__name__ in answer.reason


@pytest.mark.parametrize(
    "unchecked",
    [
        MAKE_MOVE(act="offer"),
        MAKE_MOVE(act=Talk(), message=5),
        MAKE_MOVE(act=Talk(), message="\ud800"),
        MAKE_MOVE(act=Accept.model_construct(offer_id="o\ud800"), message=""),
        MAKE_MOVE(act=MAKE_OFFER(outcome={"a": [1]}), message=""),
        MAKE_MOVE(act=MAKE_OFFER(outcome={"a": float("nan")}), message=""),
    ],
)
def test_a_move_made_without_checks_is_checked(unchecked: Move) -> None:
    assert isinstance(ask(Guest(unchecked)), NoMove)


@pytest.mark.parametrize("guest", [Loner(), Hasty(), None])
def test_something_else_in_the_seat_is_no_move(guest: Any) -> None:
    assert isinstance(ask(guest), NoMove)


def test_a_reason_can_be_written_down() -> None:
    for answer in (ask(Guest(ValueError("half \ud800"))), ask(Guest(NoMove("half \ud800\x1b")))):
        assert isinstance(answer, NoMove)
        assert answer.reason.encode().endswith(b"half ")


def test_a_guest_is_loaded_by_name() -> None:
    seat = load_negotiator(f"{__name__}:make_guest", BRIEF)
    answer = asyncio.run(seat.propose(Talks(SPACE, 2).view()))
    assert answer == Move(act=Talk(), message="Buyer")


@pytest.mark.parametrize(
    "name",
    [
        "no_such_module_anywhere:make",
        "negotiation.no_such_room:make",
        f"{__name__}:no_such_factory",
        f"{__name__}:NOT_CALLABLE",
        f"{__name__}:",
        f"{__name__}",
        ":make_guest",
        ".relative:make",
        "",
    ],
)
def test_what_cannot_be_loaded_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match="seat python:"):
        load_negotiator(name, BRIEF)

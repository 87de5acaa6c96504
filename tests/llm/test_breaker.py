"""An endpoint that is down is left alone for a while, and looked at by one call."""

import asyncio

import pytest

from negotiation.errors import ChatDeclined, ChatNotAsked, ChatRejected, ChatUnavailable
from negotiation.llm.breaker import Breaker, BreakingChat
from negotiation.llm.chat import ChatReply, ChatRequest
from negotiation.llm.scripted import ScriptedChat, Step
from tests.llm.builders import Clock, complete, make_request

DOWN = ChatUnavailable("down")


def make_chat(*steps: Step) -> tuple[BreakingChat, ScriptedChat, Clock]:
    clock, inner = Clock(), ScriptedChat(steps)
    breaker = Breaker(failures_to_open=3, cool_down_seconds=30, clock=clock)
    return BreakingChat(inner, breaker), inner, clock


def fail(chat: BreakingChat, times: int) -> None:
    for _ in range(times):
        with pytest.raises(ChatUnavailable):
            complete(chat)


def test_after_three_failures_in_a_row_calls_fail_without_being_made() -> None:
    chat, inner, clock = make_chat(DOWN, DOWN, DOWN)
    fail(chat, 3)
    clock.now += 29
    with pytest.raises(ChatNotAsked, match="unavailable 3 calls in a row: not asked again for"):
        complete(chat)
    assert len(inner.calls) == 3


def test_after_the_cool_down_a_call_that_is_answered_closes_it() -> None:
    chat, inner, clock = make_chat(DOWN, DOWN, DOWN, "back", "again", DOWN, "fine")
    fail(chat, 3)
    clock.now += 30
    assert [complete(chat).text, complete(chat).text] == ["back", "again"]
    fail(chat, 1)
    assert complete(chat).text == "fine"
    inner.assert_consumed()


def test_after_the_cool_down_a_call_that_fails_opens_it_again() -> None:
    chat, inner, clock = make_chat(DOWN, DOWN, DOWN, DOWN)
    fail(chat, 3)
    clock.now += 30
    fail(chat, 5)
    assert len(inner.calls) == 4


@pytest.mark.parametrize("answer", [ChatRejected("bad key", status=401), ChatDeclined("no")])
def test_a_rejection_is_an_answer(answer: ChatRejected) -> None:
    chat, inner, _ = make_chat(DOWN, DOWN, answer, DOWN, DOWN, "fine")
    fail(chat, 2)
    with pytest.raises(ChatRejected):
        complete(chat)
    fail(chat, 2)
    assert complete(chat).text == "fine"
    inner.assert_consumed()


def test_a_bug_of_ours_says_nothing_about_the_endpoint() -> None:
    chat, inner, clock = make_chat(DOWN, DOWN, DOWN, ValueError("a bug"), "back")
    fail(chat, 3)
    clock.now += 30
    with pytest.raises(ValueError, match="a bug"):
        complete(chat)
    assert complete(chat).text == "back"
    inner.assert_consumed()


class Slow:
    """A chat that waits until it is let go on."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()

    async def complete(self, request: ChatRequest) -> ChatReply:
        await self.may_answer.wait()
        raise ChatUnavailable(f"{request.key or 'it'} is down")


def test_only_one_call_looks_and_a_cancelled_look_can_be_repeated() -> None:
    async def run() -> None:
        clock, slow = Clock(), Slow()
        breaker = Breaker(failures_to_open=1, cool_down_seconds=30, clock=clock)
        breaker.missed(is_look=False)
        clock.now += 30
        chat = BreakingChat(slow, breaker)
        look = asyncio.create_task(chat.complete(make_request()))
        await asyncio.sleep(0)
        with pytest.raises(ChatUnavailable, match="not asked"):
            await chat.complete(make_request())
        look.cancel()
        with pytest.raises(asyncio.CancelledError):
            await look
        slow.may_answer.set()
        with pytest.raises(ChatUnavailable, match="down"):
            await chat.complete(make_request())

    asyncio.run(run())


@pytest.mark.parametrize("end", ["left", "missed"])
def test_an_older_call_that_ends_lets_no_second_call_look(end: str) -> None:
    clock = Clock()
    breaker = Breaker(failures_to_open=1, cool_down_seconds=30, clock=clock)
    older = [breaker.enter(), breaker.enter()]
    breaker.missed(is_look=older[0])
    clock.now += 30
    look = breaker.enter()
    assert (older, look) == ([False, False], True)
    getattr(breaker, end)(is_look=older[1])
    clock.now += 30
    with pytest.raises(ChatNotAsked):
        breaker.enter()
    breaker.left(is_look=look)
    assert breaker.enter(), "once the first look has ended, another call may look"


def test_a_cancelled_older_call_lets_no_second_call_look() -> None:
    async def run() -> None:
        clock, slow = Clock(), Slow()
        breaker = Breaker(failures_to_open=1, cool_down_seconds=30, clock=clock)
        chat = BreakingChat(slow, breaker)
        older = asyncio.create_task(chat.complete(make_request(key="older")))
        await asyncio.sleep(0)
        breaker.missed(is_look=False)
        clock.now += 30
        look = asyncio.create_task(chat.complete(make_request(key="look")))
        await asyncio.sleep(0)
        older.cancel()
        with pytest.raises(asyncio.CancelledError):
            await older
        with pytest.raises(ChatNotAsked):
            await chat.complete(make_request())
        slow.may_answer.set()
        with pytest.raises(ChatUnavailable, match="look is down"):
            await look

    asyncio.run(run())

"""The retry layer by itself: what it tries again, how long it waits, when it gives up."""

import asyncio

import pytest

from negotiation.errors import ChatRejected, ChatUnavailable
from negotiation.llm.chat import ChatReply, ChatRequest
from negotiation.llm.retrying import RetryingChat
from negotiation.llm.scripted import ScriptedChat, UnexpectedCall
from tests.llm.builders import Waits, complete

DOWN = ChatUnavailable("down")


def make_chat(inner: ScriptedChat, waits: Waits, *, attempts: int = 4) -> RetryingChat:
    return RetryingChat(inner, attempts=attempts, total_seconds=60, sleep=waits)


def test_a_good_reply_is_asked_for_once() -> None:
    inner, waits = ScriptedChat(["fine"]), Waits()
    assert complete(make_chat(inner, waits)).text == "fine"
    assert (len(inner.calls), waits.asked_seconds) == (1, [])


def test_the_waits_are_bounded_by_a_doubling_limit() -> None:
    inner, waits = ScriptedChat([DOWN] * 8 + ["fine"]), Waits()
    complete(make_chat(inner, waits, attempts=9))
    limits = [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert len(waits.asked_seconds) == 8
    assert all(0 <= w <= top for w, top in zip(waits.asked_seconds, limits, strict=True))


def test_a_named_wait_is_a_lower_bound() -> None:
    inner, waits = ScriptedChat([ChatUnavailable("busy", retry_after_seconds=20), "fine"]), Waits()
    complete(make_chat(inner, waits))
    assert waits.asked_seconds == [20]


def test_a_call_that_cannot_end_in_time_is_not_waited_for() -> None:
    inner, waits = ScriptedChat([ChatUnavailable("busy", retry_after_seconds=20)]), Waits()
    chat = RetryingChat(inner, attempts=4, total_seconds=10, sleep=waits)
    with pytest.raises(ChatUnavailable, match="busy") as caught:
        complete(chat)
    assert (waits.asked_seconds, caught.value.retry_after_seconds) == ([], 20)


@pytest.mark.parametrize("problem", [ChatRejected("bad key", status=401), ValueError("a bug")])
def test_nothing_else_is_tried_again(problem: Exception) -> None:
    inner, waits = ScriptedChat([problem, "fine"]), Waits()
    with pytest.raises(type(problem)) as caught:
        complete(make_chat(inner, waits))
    assert caught.value is problem
    assert len(inner.calls) == 1


def test_a_script_that_is_over_is_no_trouble_with_a_model() -> None:
    with pytest.raises(UnexpectedCall):
        complete(make_chat(ScriptedChat([]), Waits()))


class SilentChat:
    """A chat that never answers."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        await asyncio.Event().wait()
        raise AssertionError(request)


def test_the_total_deadline_ends_a_call_that_hangs() -> None:
    chat = RetryingChat(SilentChat(), attempts=4, total_seconds=0.01)
    with pytest.raises(ChatUnavailable, match=r"no reply within 0\.01 s"):
        complete(chat)


def test_the_total_deadline_ends_a_wait() -> None:
    async def wait_for_ever(_seconds: float) -> None:
        await asyncio.Event().wait()

    chat = RetryingChat(
        ScriptedChat([DOWN]),
        attempts=4,
        total_seconds=0.05,
        first_wait_seconds=0.001,
        sleep=wait_for_ever,
    )
    with pytest.raises(ChatUnavailable, match="1 attempts failed") as caught:
        complete(chat)
    assert caught.value.__cause__ is DOWN

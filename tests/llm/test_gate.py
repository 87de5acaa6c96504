"""How much is asked of one endpoint: slots, requests and tokens, over threads and event loops."""

import asyncio
import threading

import pytest

from negotiation.errors import ChatUnavailable
from negotiation.llm.chat import ChatReply, ChatRequest, ChatUsage
from negotiation.llm.gate import Bucket, Gate, GatedChat, PacedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.llm.scripted import ScriptedChat, reply_of
from negotiation.llm.traffic import Traffic
from tests.llm.builders import Clock, Waits, make_profile, make_request

URL = "http://127.0.0.1:9/v1"


class Door:
    """A chat that answers when it is let, and counts who is in it."""

    def __init__(self) -> None:
        self.n_inside = self.most_inside = 0
        self.opened = asyncio.Event()

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.n_inside += 1
        self.most_inside = max(self.most_inside, self.n_inside)
        try:
            await self.opened.wait()
        finally:
            self.n_inside -= 1
        return reply_of("fine", request)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def narrowed(clock: Clock | None = None, **limits: float) -> Gate:
    clock = clock or Clock()
    gate = Gate(clock=clock, sleep=clock.sleep)
    gate.narrow(make_profile(URL, **limits))
    return gate


def test_no_more_calls_are_under_way_than_there_are_slots() -> None:
    async def run() -> Door:
        door = Door()
        chat = GatedChat(door, narrowed(max_concurrent=3))
        calls = [asyncio.create_task(chat.complete(make_request())) for _ in range(10)]
        await settle()
        assert door.n_inside == 3
        door.opened.set()
        await asyncio.gather(*calls)
        return door

    assert asyncio.run(run()).most_inside == 3


def test_a_call_that_is_cancelled_while_it_waits_costs_no_slot() -> None:
    async def run() -> None:
        door = Door()
        chat = GatedChat(door, narrowed(max_concurrent=1))
        first, second, third = (asyncio.create_task(chat.complete(make_request())) for _ in "123")
        await settle()
        second.cancel()
        door.opened.set()
        assert (await first).text == (await third).text == "fine"
        assert (await chat.complete(make_request())).text == "fine"

    asyncio.run(run())


def test_a_call_that_is_cancelled_as_its_turn_comes_hands_the_slot_on() -> None:
    async def run() -> None:
        gate = narrowed(max_concurrent=1)
        async with gate.slot():
            late = asyncio.create_task(
                GatedChat(ScriptedChat(["x"]), gate).complete(make_request())
            )
            await settle()
        late.cancel()
        async with asyncio.timeout(10), gate.slot():
            pass

    asyncio.run(run())


def test_a_slot_passes_from_one_event_loop_to_another() -> None:
    gate = narrowed(max_concurrent=1)
    is_inside, may_leave = threading.Event(), threading.Event()
    order: list[str] = []

    async def hold() -> None:
        async with gate.slot():
            is_inside.set()
            await asyncio.to_thread(may_leave.wait)
            order.append("first")

    async def follow() -> None:
        asyncio.get_running_loop().call_soon(may_leave.set)
        async with gate.slot():
            order.append("second")

    holder = threading.Thread(target=lambda: asyncio.run(hold()))
    holder.start()
    is_inside.wait()
    asyncio.run(follow())
    holder.join()
    assert order == ["first", "second"]


def test_a_waiter_whose_event_loop_has_ended_is_passed_over() -> None:
    gate = narrowed(max_concurrent=1)

    async def wait_in_vain() -> None:
        asyncio.get_running_loop().create_task(gate.slot().__aenter__())
        await settle()

    async def run() -> None:
        async with gate.slot():
            await asyncio.to_thread(lambda: asyncio.run(wait_in_vain()))
        async with asyncio.timeout(10), gate.slot():
            pass

    asyncio.run(run())


def test_the_narrowest_of_several_profiles_holds() -> None:
    gate = narrowed(max_concurrent=5)
    gate.narrow(make_profile(URL, max_concurrent=2))
    gate.narrow(make_profile(URL, max_concurrent=9))

    async def run() -> int:
        door = Door()
        chat = GatedChat(door, gate)
        calls = [asyncio.create_task(chat.complete(make_request())) for _ in range(4)]
        await settle()
        door.opened.set()
        await asyncio.gather(*calls)
        return door.most_inside

    assert asyncio.run(run()) == 2


def test_a_bucket_gives_a_minute_at_once_and_then_what_flows_in() -> None:
    clock = Clock()
    bucket = Bucket(60, clock=clock)
    bucket.take(60)
    assert bucket.wait_seconds() == 0
    bucket.take(2)
    assert bucket.wait_seconds() == pytest.approx(2)
    clock.now += 1000
    bucket.take(61)
    assert bucket.wait_seconds() == pytest.approx(1), "it holds no more than a minute"


def test_requests_of_a_minute_are_kept_to() -> None:
    clock = Clock()
    chat = PacedChat(ScriptedChat(["x"] * 5), narrowed(clock, requests_per_minute=2))

    async def run() -> None:
        for _ in range(5):
            await chat.complete(make_request())

    asyncio.run(run())
    assert clock.slept_seconds == [pytest.approx(30)] * 3


def test_the_tokens_of_a_call_are_waited_for_by_the_next() -> None:
    clock = Clock()
    large = reply_of("x", make_request()).model_copy(
        update={"usage": ChatUsage(prompt_tokens=1400, completion_tokens=100)}
    )
    chat = PacedChat(ScriptedChat([large, large]), narrowed(clock, tokens_per_minute=1000))

    async def run() -> None:
        await chat.complete(make_request())
        await chat.complete(make_request())

    asyncio.run(run())
    assert clock.slept_seconds == [pytest.approx(30)]


def test_further_attempts_are_requests_too() -> None:
    clock = Clock()
    down = ChatUnavailable("down")
    inner = RetryingChat(
        ScriptedChat([down, down, "x", down, down, down, "x"]),
        attempts=3,
        total_seconds=60,
        sleep=Waits(),
    )
    chat = PacedChat(inner, narrowed(clock, requests_per_minute=2))

    async def run() -> None:
        await chat.complete(make_request())
        with pytest.raises(ChatUnavailable):
            await chat.complete(make_request())
        await chat.complete(make_request())

    asyncio.run(run())
    assert clock.slept_seconds == [pytest.approx(60), pytest.approx(90)]


def test_models_at_one_address_share_a_road_and_others_do_not() -> None:
    traffic = Traffic()
    one, other = (traffic.road_to(make_profile(URL, model=model)) for model in "mn")
    assert one is other
    assert traffic.road_to(make_profile("http://127.0.0.1:10/v1")) is not one

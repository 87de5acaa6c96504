"""The loop in its own thread, and the pace of a run."""

import asyncio
import threading

import pytest

from negotiation.app.service.loop import BackgroundLoop
from negotiation.app.service.pace import Pace


@pytest.fixture
def loop() -> BackgroundLoop:
    return BackgroundLoop()


async def where() -> int:
    return threading.get_ident()


def test_work_is_done_in_one_other_thread(loop: BackgroundLoop) -> None:
    there = {loop.call(where()) for _ in range(3)}
    assert len(there) == 1
    assert threading.get_ident() not in there
    loop.close()


def test_what_takes_too_long_is_cancelled(loop: BackgroundLoop) -> None:
    is_cancelled = threading.Event()

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            is_cancelled.set()

    with pytest.raises(TimeoutError):
        loop.call(forever(), seconds=0.01)
    assert is_cancelled.wait(10)
    loop.close()


def test_an_error_reaches_the_caller(loop: BackgroundLoop) -> None:
    async def fails() -> None:
        raise LookupError("nothing here")

    with pytest.raises(LookupError, match="nothing here"):
        loop.call(fails())
    loop.close()


def test_the_loop_does_not_wait_for_itself(loop: BackgroundLoop) -> None:
    async def calls() -> None:
        loop.call(where())

    with pytest.raises(RuntimeError, match="awaited, not called"):
        loop.call(calls())
    loop.close()


def test_closing_cancels_what_is_under_way_and_is_done_once(loop: BackgroundLoop) -> None:
    has_begun = threading.Event()

    async def forever() -> None:
        has_begun.set()
        await asyncio.Event().wait()

    future = loop.spawn(forever())
    assert has_begun.wait(10)
    loop.close()
    assert future.cancelled()
    assert not loop.is_open
    loop.close()


class Run:
    """Holds before every moment, as a run does, and says how many have passed."""

    def __init__(self, pace: Pace) -> None:
        self.n_passed = 0
        self._pace = pace

    async def go(self) -> None:
        while True:
            await self._pace.wait()
            self.n_passed += 1
            await asyncio.sleep(0)

    async def passed(self) -> int:
        for _ in range(20):
            await asyncio.sleep(0)
        return self.n_passed


@pytest.mark.parametrize("seconds", [0.0, 600.0])
def test_a_run_stands_still_but_for_its_steps(seconds: float) -> None:
    async def steps() -> list[int]:
        pace = Pace(is_paused=True, seconds=seconds)
        run = Run(pace)
        task = asyncio.ensure_future(run.go())
        found = [await run.passed()]
        pace.step()
        found.append(await run.passed())
        pace.step()
        pace.step()
        found.append(await run.passed())
        pace.pause()
        found.append(await run.passed())
        task.cancel()
        return found

    assert asyncio.run(steps()) == [0, 1, 3, 3]


def test_a_slow_run_is_sped_up_and_paused_at_once() -> None:
    async def changes() -> list[bool]:
        pace = Pace(seconds=600)
        run = Run(pace)
        task = asyncio.ensure_future(run.go())
        found = [await run.passed() > 0]
        pace.go_on(seconds=0)
        found.append(await run.passed() > 0)
        pace.pause(seconds=600)
        before = await run.passed()
        found.append(await run.passed() > before)
        pace.go_on()
        found.append(await run.passed() > before)
        task.cancel()
        return [*found, pace.is_paused]

    assert asyncio.run(changes()) == [False, True, False, False, False]

"""One event loop in a thread of its own, for as long as the process lives.

A page of a web server is a script that is run anew on every click and may be ended at any line. So
whatever takes time, or must not be ended half-way, happens here, and pages only look at it.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

__all__ = ["BackgroundLoop"]

T = TypeVar("T")

DEFAULT_SECONDS = 30.0
"""How long a caller waits for an answer by default."""


class BackgroundLoop:
    """Runs coroutines for callers in other threads. Its thread ends with the process."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="haggle-loop", daemon=True)
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, T], *, seconds: float = DEFAULT_SECONDS) -> T:
        """Run ``work`` and wait for what it returns.

        Args:
            work: what to do.
            seconds: how long to wait at most; then ``work`` is cancelled.

        Raises:
            TimeoutError: it took longer.
            RuntimeError: the loop itself calls, which would wait for itself for ever.
        """
        if threading.current_thread() is self._thread:
            work.close()
            raise RuntimeError("work in the loop is awaited, not called")
        future = self.spawn(work)
        try:
            return future.result(seconds)
        except TimeoutError:
            future.cancel()
            raise

    def spawn(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start ``work`` and return at once; cancelling the future cancels it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run_soon(self, work: Callable[[], object]) -> None:
        """Call ``work`` in the loop's thread, soon."""
        self._loop.call_soon_threadsafe(work)

    @property
    def is_open(self) -> bool:
        """Whether it still takes work."""
        return not self._loop.is_closed()

    def cancel_all(self, *, seconds: float = DEFAULT_SECONDS) -> None:
        """Cancel everything under way, and wait until it has let go."""
        asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result(seconds)

    def close(self, *, seconds: float = DEFAULT_SECONDS) -> None:
        """Cancel everything under way, wait until it has let go, and end the thread."""
        if not self.is_open:
            return
        self.cancel_all(seconds=seconds)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(seconds)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()


async def _cancel_all() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)

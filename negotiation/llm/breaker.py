"""Leaving an endpoint alone that is down: after some failed calls, fail at once for a while.

A batch of a hundred talks would otherwise spend minutes in retries on each, and a server that is
coming up again would be met by all of them. Our own, since what is there does not fit: aiobreaker
has had no release since 2021, and purgatory none since 2024 and no clock to pass in.
"""

import threading
import time

from negotiation.errors import ChatError, ChatUnavailable
from negotiation.llm.chat import Chat, ChatReply, ChatRequest
from negotiation.llm.gate import Clock

__all__ = ["Breaker", "BreakingChat"]

FAILURES_TO_OPEN = 3
"""Calls in a row, each after all its retries, after which the endpoint counts as down."""

COOL_DOWN_SECONDS = 30.0


class Breaker:
    """Counts the calls that found one endpoint unavailable.

    Closed, calls pass. Open, they fail at once. After the cool-down one call passes to look: if it
    finds the endpoint, the breaker closes; if not, it stays open for another cool-down.
    """

    def __init__(
        self,
        *,
        failures_to_open: int = FAILURES_TO_OPEN,
        cool_down_seconds: float = COOL_DOWN_SECONDS,
        clock: Clock = time.monotonic,
    ) -> None:
        self._failures_to_open = failures_to_open
        self._cool_down_seconds = cool_down_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._n_failures = 0
        self._opened_at: float | None = None
        self._is_looking = False

    def enter(self) -> None:
        """Let a call pass.

        Raises:
            ChatUnavailable: the breaker is open, or another call is looking.
        """
        with self._lock:
            if self._opened_at is None:
                return
            left = self._opened_at + self._cool_down_seconds - self._clock()
            if left > 0 or self._is_looking:
                raise ChatUnavailable(
                    f"the endpoint was unavailable {self._n_failures} calls in a row: not asked "
                    f"again for {max(left, 1.0):.0f} s"
                )
            self._is_looking = True

    def found(self) -> None:
        """Note that the endpoint answered, be it with a rejection."""
        with self._lock:
            self._n_failures, self._opened_at, self._is_looking = 0, None, False

    def missed(self) -> None:
        """Note that the endpoint was unavailable."""
        with self._lock:
            self._n_failures += 1
            self._is_looking = False
            if self._n_failures >= self._failures_to_open:
                self._opened_at = self._clock()

    def left(self) -> None:
        """Note that a call ended without telling anything about the endpoint."""
        with self._lock:
            self._is_looking = False


class BreakingChat:
    """A ``Chat`` that asks ``inner`` only while its endpoint does not count as down."""

    def __init__(self, inner: Chat, breaker: Breaker) -> None:
        self._inner = inner
        self._breaker = breaker

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner``; raise ``ChatUnavailable`` at once while it is down."""
        self._breaker.enter()
        try:
            reply = await self._inner.complete(request)
        except ChatUnavailable:
            self._breaker.missed()
            raise
        except ChatError:
            self._breaker.found()
            raise
        except BaseException:
            self._breaker.left()
            raise
        self._breaker.found()
        return reply

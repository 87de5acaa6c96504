"""Leaving an endpoint alone that is down: after some failed calls, fail at once for a while.

A batch of a hundred talks would otherwise spend minutes in retries on each, and a server that is
coming up again would be met by all of them. Our own, since what is there does not fit: aiobreaker
has had no release since 2021, and purgatory none since 2024 and no clock to pass in.
"""

import threading
import time

from negotiation.errors import ChatError, ChatNotAsked, ChatUnavailable
from negotiation.llm.chat import Chat, ChatReply, ChatRequest
from negotiation.llm.gate import Clock

__all__ = ["Breaker", "BreakingChat"]

FAILURES_TO_OPEN = 3
"""Calls in a row, each after all its retries, after which the endpoint counts as down."""

COOL_DOWN_SECONDS = 30.0


class Breaker:
    """Counts the calls that found one endpoint unavailable.

    Closed, calls pass. Open, they fail at once. After the cool-down one call passes to look: if it
    finds the endpoint, the breaker closes; if not, it stays open for another cool-down. Calls that
    began before may end meanwhile; none of them makes room for a second look.
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

    def enter(self) -> bool:
        """Let a call pass, and return whether it is the one that looks.

        Raises:
            ChatNotAsked: the breaker is open, or another call is looking.
        """
        with self._lock:
            if self._opened_at is None:
                return False
            left = self._opened_at + self._cool_down_seconds - self._clock()
            if left > 0 or self._is_looking:
                raise ChatNotAsked(
                    f"the endpoint was unavailable {self._n_failures} calls in a row: not asked "
                    f"again for {max(left, 1.0):.0f} s"
                )
            self._is_looking = True
            return True

    def found(self, *, is_look: bool) -> None:
        """Note that the endpoint answered, be it with a rejection."""
        with self._lock:
            self._n_failures, self._opened_at = 0, None
            self._end(is_look=is_look)

    def missed(self, *, is_look: bool) -> None:
        """Note that the endpoint was unavailable."""
        with self._lock:
            self._n_failures += 1
            if self._n_failures >= self._failures_to_open:
                self._opened_at = self._clock()
            self._end(is_look=is_look)

    def left(self, *, is_look: bool) -> None:
        """Note that a call ended without telling anything about the endpoint."""
        with self._lock:
            self._end(is_look=is_look)

    def _end(self, *, is_look: bool) -> None:
        if is_look:
            self._is_looking = False


class BreakingChat:
    """A ``Chat`` that asks ``inner`` only while its endpoint does not count as down."""

    def __init__(self, inner: Chat, breaker: Breaker) -> None:
        self._inner = inner
        self._breaker = breaker

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner``; raise ``ChatNotAsked`` at once while it is down."""
        is_look = self._breaker.enter()
        try:
            reply = await self._inner.complete(request)
        except ChatUnavailable:
            self._breaker.missed(is_look=is_look)
            raise
        except ChatError:
            self._breaker.found(is_look=is_look)
            raise
        except BaseException:
            self._breaker.left(is_look=is_look)
            raise
        self._breaker.found(is_look=is_look)
        return reply

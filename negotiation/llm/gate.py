"""How much may be asked of one endpoint at once and in a minute, by everybody in this process.

Our own, since what is there does not fit: aiolimiter keeps to one event loop (a Streamlit session
has one of its own), counts before the call (the tokens of a call are known after it) and reads the
loop's clock. A call waits here, where no time-out runs, until it has a slot.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from negotiation.errors import ChatError
from negotiation.llm.chat import Chat, ChatReply, ChatRequest
from negotiation.llm.profile import ModelProfile
from negotiation.llm.recorded import counted_usage

__all__ = ["Bucket", "Clock", "Gate", "GatedChat", "PacedChat", "Sleep"]

Clock = Callable[[], float]
"""Returns seconds that only ever grow."""

Sleep = Callable[[float], Awaitable[None]]


class Bucket:
    """What may be taken in a minute. It fills steadily, and may be overdrawn by what is in flight.

    It begins full, so a whole minute's worth may go out at once.
    """

    def __init__(self, per_minute: float, *, clock: Clock) -> None:
        self.per_minute = per_minute
        self._level = per_minute
        self._clock = clock
        self._filled_at = clock()

    def take(self, amount: float) -> None:
        """Take ``amount``, also what is not there."""
        self._fill()
        self._level -= amount

    def wait_seconds(self) -> float:
        """Return how long it takes until the bucket is not overdrawn."""
        self._fill()
        return max(0.0, -self._level * 60 / self.per_minute)

    def _fill(self) -> None:
        now = self._clock()
        filled = self._level + (now - self._filled_at) * self.per_minute / 60
        self._level, self._filled_at = min(filled, self.per_minute), now


class Gate:
    """The slots and the minute's worth of one endpoint. Threads and event loops may share it.

    Models at one address may name different limits: the narrowest holds.
    """

    def __init__(self, *, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._n_slots: int | None = None
        self._n_taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._requests: Bucket | None = None
        self._tokens: Bucket | None = None

    def narrow(self, profile: ModelProfile) -> None:
        """Keep to the limits of a profile too."""
        with self._lock:
            slots = profile.max_concurrent
            self._n_slots = slots if self._n_slots is None else min(self._n_slots, slots)
            self._requests = self._narrower(self._requests, profile.requests_per_minute)
            self._tokens = self._narrower(self._tokens, profile.tokens_per_minute)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Hold one of the slots; whoever comes first is served first."""
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    async def pace(self) -> None:
        """Wait until the minute has room, and count one request."""
        with self._lock:
            if self._requests is not None:
                self._requests.take(1)
            buckets = [bucket for bucket in (self._requests, self._tokens) if bucket is not None]
            seconds = max((bucket.wait_seconds() for bucket in buckets), default=0.0)
        if seconds:
            await self._sleep(seconds)

    def count(self, *, n_requests: int, n_tokens: int) -> None:
        """Count what a call took besides its first request; later calls wait for it."""
        with self._lock:
            if self._requests is not None:
                self._requests.take(n_requests)
            if self._tokens is not None:
                self._tokens.take(n_tokens)

    async def _enter(self) -> None:
        with self._lock:
            if self._n_slots is None or (self._n_taken < self._n_slots and not self._waiting):
                self._n_taken += 1
                return
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            with self._lock:
                has_slot = turn not in self._waiting
                if not has_slot:
                    self._waiting.remove(turn)
            if has_slot:
                self._leave()
            raise

    def _leave(self) -> None:
        """Hand the slot to the next who waits, or free it."""
        with self._lock:
            while self._waiting and self._n_taken <= (self._n_slots or 0):
                turn = self._waiting.popleft()
                try:
                    turn.get_loop().call_soon_threadsafe(_grant, turn)
                except RuntimeError:  # its event loop has ended, and nobody waits there any more
                    continue
                return
            self._n_taken -= 1

    def _narrower(self, bucket: Bucket | None, per_minute: float | None) -> Bucket | None:
        if per_minute is None or (bucket is not None and bucket.per_minute <= per_minute):
            return bucket
        return Bucket(per_minute, clock=self._clock)


def _grant(turn: "asyncio.Future[None]") -> None:
    if not turn.done():
        turn.set_result(None)


class GatedChat:
    """A ``Chat`` whose calls hold a slot of the endpoint while they last, retries and all."""

    def __init__(self, inner: Chat, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner`` once a slot was free."""
        async with self._gate.slot():
            return await self._inner.complete(request)


class PacedChat:
    """A ``Chat`` whose calls keep to the minute's worth of the endpoint.

    It waits before a call, where no time-out of the call runs yet; what the call's further attempts
    and its tokens took is counted after it.
    """

    def __init__(self, inner: Chat, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner`` once the minute has room, and count what it took."""
        await self._gate.pace()
        try:
            reply = await self._inner.complete(request)
        except ChatError as exc:
            self._gate.count(n_requests=max(0, len(exc.failed_attempts) - 1), n_tokens=0)
            raise
        usage = counted_usage(request.messages, reply)
        n_tokens = usage.prompt_tokens + usage.completion_tokens
        self._gate.count(n_requests=len(reply.failed_attempts), n_tokens=n_tokens)
        return reply

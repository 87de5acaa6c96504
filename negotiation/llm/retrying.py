"""Trying again, in one place: a wrapper that keeps the chat port.

Only ``ChatUnavailable`` is tried again. The wait is random and grows, so that many seats do not
return together; a server that names a wait is obeyed, and one that names too long a wait is given
up on at once.
"""

import asyncio

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_before_delay,
    wait_random_exponential,
)

from negotiation.errors import ChatError, ChatUnavailable
from negotiation.llm.chat import Chat, ChatReply, ChatRequest, failed_attempt
from negotiation.llm.gate import Sleep

__all__ = ["RetryingChat"]


class RetryingChat:
    """A ``Chat`` that asks ``inner`` again when it was unavailable.

    Args:
        inner: the chat that is asked.
        attempts: how often one call may be tried, the first time included.
        total_seconds: the longest that one call may take with all its attempts and waits.
        first_wait_seconds: the bound of the random wait after the first failure; it doubles.
        longest_wait_seconds: no wait is longer; a server that asks for more ends the call.
        sleep: waits; tests pass one that does not.
    """

    def __init__(
        self,
        inner: Chat,
        *,
        attempts: int,
        total_seconds: float,
        first_wait_seconds: float = 0.5,
        longest_wait_seconds: float = 30.0,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._inner = inner
        self._attempts = attempts
        self._total_seconds = total_seconds
        self._longest_wait_seconds = longest_wait_seconds
        self._backoff = wait_random_exponential(
            multiplier=first_wait_seconds, max=longest_wait_seconds
        )
        self._sleep = sleep

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of the first attempt that succeeds; it says what failed before.

        Raises:
            ChatUnavailable: every attempt failed, or the time was up; caused by the last failure.
            ChatRejected: as from ``inner``, at once.
        """
        failures: list[ChatUnavailable] = []
        try:
            async with asyncio.timeout(self._total_seconds):
                reply: ChatReply = await self._retrying(failures)(self._inner.complete, request)
        except TimeoutError as exc:
            last = failures[-1] if failures else exc
            late = ChatUnavailable(
                f"no reply within {self._total_seconds:g} s, {len(failures)} attempts failed"
            )
            late.failed_attempts = (*failures, late)
            raise late from last
        except ChatUnavailable as exc:
            given_up = ChatUnavailable(
                f"{exc} (attempts: {len(failures)})", retry_after_seconds=exc.retry_after_seconds
            )
            given_up.failed_attempts = tuple(failures)
            raise given_up from exc
        except ChatError as exc:
            exc.failed_attempts = (*failures, exc)
            raise
        if not failures:
            return reply
        return reply.model_copy(update={"failed_attempts": tuple(map(failed_attempt, failures))})

    def _retrying(self, failures: list[ChatUnavailable]) -> AsyncRetrying:
        def may_try_again(exc: BaseException) -> bool:
            if not isinstance(exc, ChatUnavailable):
                return False
            failures.append(exc)
            return (exc.retry_after_seconds or 0) <= self._longest_wait_seconds

        return AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_exception(may_try_again),
            wait=self._wait_seconds,
            stop=stop_after_attempt(self._attempts) | stop_before_delay(self._total_seconds),
            reraise=True,
        )

    def _wait_seconds(self, state: RetryCallState) -> float:
        """Return the random wait, but never less than what the server asked for."""
        failure = state.outcome.exception() if state.outcome else None
        asked_seconds = getattr(failure, "retry_after_seconds", None) or 0.0
        return max(asked_seconds, self._backoff(state))

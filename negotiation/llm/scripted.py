"""A chat that follows a script: the shipped fake for tests, demonstrations and golden logs.

It keeps the whole contract of the port, records what it was asked, and refuses both ways in which
a script can be wrong: a call too many and a step too many. These two are ``AssertionError``, not
``ChatError``, so that no code under test can mistake them for trouble with a model.
"""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self, TypeAlias

from negotiation.llm.chat import RUNGS, ChatReply, ChatRequest, ChatUsage

__all__ = ["ScriptedChat", "Step", "UnconsumedSteps", "UnexpectedCall", "reply_of"]

Step: TypeAlias = str | ChatReply | Exception | Callable[[ChatRequest], str]
"""A text, a whole reply, an exception to raise, or a function from the request to a text."""


class UnexpectedCall(AssertionError):
    """The chat was called after the last step of its script."""


class UnconsumedSteps(AssertionError):
    """The script has steps that no call consumed."""


class ScriptedChat:
    """A ``Chat`` that answers call ``k`` with step ``k``.

    Leaving it as an ``async with`` block asserts that every step was consumed.
    """

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = tuple(steps)
        self.calls: list[ChatRequest] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc is None:
            self.assert_consumed()

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return what the next step says, or raise it.

        Raises:
            UnexpectedCall: the script is over.
        """
        self.calls.append(request)
        if len(self.calls) > len(self._steps):
            raise UnexpectedCall(
                f"call {len(self.calls)} ({request.key!r}) of a script of {len(self._steps)} steps"
            )
        step = self._steps[len(self.calls) - 1]
        if isinstance(step, Exception):
            raise step
        if isinstance(step, ChatReply):
            return step
        return reply_of(step if isinstance(step, str) else step(request), request)

    def assert_consumed(self) -> None:
        """Check that the script is over.

        Raises:
            UnconsumedSteps: it is not.
        """
        left = len(self._steps) - len(self.calls)
        if left > 0:
            raise UnconsumedSteps(f"{left} of {len(self._steps)} steps were never asked for")


def reply_of(text: str, request: ChatRequest) -> ChatReply:
    """Return ``text`` as the reply of a perfect server that counts a word as a token."""
    words = sum(len(message.content.split()) for message in request.messages)
    return ChatReply(
        text=text,
        usage=ChatUsage(prompt_tokens=words, completion_tokens=len(text.split())),
        finish_reason="stop",
        model="scripted",
        latency_seconds=0.0,
        rung=RUNGS[0] if request.json_schema is not None else "text",
    )

"""What the tests of this room share: a profile, a request, and waits that do not wait."""

import asyncio
from collections.abc import Callable
from typing import Any

from pydantic import SecretStr

from negotiation.llm.capabilities import Capabilities
from negotiation.llm.chat import Chat, ChatMessage, ChatReply, ChatRequest, Watch
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.profile import ModelProfile
from negotiation.llm.recorded import ChatRecord

KEY = "sk-canary-4711"

SCHEMA = {"type": "object", "properties": {"price": {"type": "integer"}}, "required": ["price"]}


def make_profile(base_url: str, **overrides: Any) -> ModelProfile:
    fields: dict[str, Any] = {
        "name": "loop",
        "base_url": base_url,
        "model": "m",
        "api_key": SecretStr(KEY),
        "read_timeout_seconds": 0.3,
        "max_reply_bytes": 100_000,
    }
    return ModelProfile(**{**fields, **overrides})


def make_request(text: str = "Your offer?", **overrides: Any) -> ChatRequest:
    return ChatRequest(messages=(ChatMessage(role="user", content=text),), **overrides)


class Waits:
    """A sleep that returns at once and remembers how long it was asked to wait."""

    def __init__(self) -> None:
        self.asked_seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.asked_seconds.append(seconds)


class Records:
    """A sink in memory."""

    def __init__(self) -> None:
        self.kept: list[ChatRecord] = []

    def record(self, record: ChatRecord) -> None:
        self.kept.append(record)


def complete(chat: Chat, request: ChatRequest | None = None) -> ChatReply:
    """Ask a chat that needs no opening."""
    return asyncio.run(chat.complete(request or make_request()))


def ask(
    profile: ModelProfile,
    *requests: ChatRequest,
    capabilities: Capabilities | None = None,
    on_learned: Callable[[Capabilities], object] | None = None,
    watch: Watch | None = None,
) -> list[ChatReply]:
    """Ask the real client the requests one after the other, in an event loop of their own."""

    async def run() -> list[ChatReply]:
        async with OpenAIChat(
            profile, capabilities=capabilities, on_learned=on_learned, watch=watch
        ) as chat:
            return [await chat.complete(request) for request in requests or (make_request(),)]

    return asyncio.run(run())


class Clock:
    """A clock that stands still until it is moved; as a sleep it moves by what it is asked."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept_seconds: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept_seconds.append(seconds)
        self.now += seconds

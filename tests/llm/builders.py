"""What the tests of this room share: a profile, a request, and waits that do not wait."""

import asyncio
from typing import Any

from pydantic import SecretStr

from negotiation.llm.chat import Chat, ChatMessage, ChatReply, ChatRequest, ModelProfile
from negotiation.llm.openai_chat import OpenAIChat
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


def ask(profile: ModelProfile, *requests: ChatRequest) -> list[ChatReply]:
    """Ask the real client the requests one after the other, in an event loop of their own."""

    async def run() -> list[ChatReply]:
        async with OpenAIChat(profile) as chat:
            return [await chat.complete(request) for request in requests or (make_request(),)]

    return asyncio.run(run())

"""The loopback server keeps its own promises."""

import asyncio
import threading
from typing import Any

import pytest

from negotiation.errors import ChatUnavailable
from negotiation.llm.openai_chat import OpenAIChat
from tests.llm.builders import KEY, ask, make_profile, make_request
from tests.loopback import LoopbackServer, script


def test_requests_and_headers_are_kept() -> None:
    with LoopbackServer(script("fine")) as server:
        ask(make_profile(server.base_url), make_request("hello"))
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/v1/chat/completions")
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert server.bodies[0]["messages"][0]["content"] == "hello"


def test_a_mistake_of_the_responder_is_raised_at_the_end() -> None:
    def respond(body: dict[str, Any]) -> str:
        return str(body["no such key"])

    with (
        pytest.raises(KeyError, match="no such key"),
        LoopbackServer(respond) as server,
        pytest.raises(ChatUnavailable),
    ):
        ask(make_profile(server.base_url))


def test_no_thread_outlives_the_server() -> None:
    before = threading.active_count()
    with LoopbackServer(script("hang")) as server, pytest.raises(ChatUnavailable):
        ask(make_profile(server.base_url, read_timeout_seconds=0.05))
    assert threading.active_count() == before


def test_a_stream_comes_in_events() -> None:
    async def run(base_url: str) -> bytes:
        async with OpenAIChat(make_profile(base_url)) as chat:
            message = {"role": "user", "content": "hello"}
            return await chat.exchange({"model": "m", "messages": [message], "stream": True})

    with LoopbackServer(script("two words")) as server:
        streamed = asyncio.run(run(server.base_url))
    assert streamed.count(b"data: ") == 4
    assert streamed.endswith(b"data: [DONE]\n\n")

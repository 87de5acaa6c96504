"""The loopback server keeps its own promises."""

import threading
from typing import Any

import pytest

from negotiation.errors import ChatUnavailable
from tests.llm.builders import KEY, ask, make_profile, make_request
from tests.loopback import LoopbackServer, completion, script
from tests.loopback_streams import events_of


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


def test_a_stream_comes_in_events_and_with_its_usage_if_asked() -> None:
    streamed = events_of(completion("two words"), {"stream_options": {"include_usage": True}})
    assert streamed.count(b"data: ") == 5
    assert b'"usage"' in streamed
    assert streamed.endswith(b"data: [DONE]\n\n")
    assert b'"usage"' not in events_of(completion("two words"), {})

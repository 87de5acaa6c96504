"""The servers that people have: a call works against each, and none rejects the same twice."""

import json

import pytest

from negotiation.llm.capabilities import Capabilities
from negotiation.llm.chat import ChatReply, WrittenSoFar
from tests.llm.builders import SCHEMA, ask, make_profile, make_request
from tests.loopback import LoopbackServer
from tests.loopback_dialects import DIALECTS

FORM = make_request("Answer in JSON.", json_schema=SCHEMA, seed=7, key="vendor/t1/a0")

RUNGS = {
    "llama.cpp": "json_schema",
    "vLLM": "json_schema",
    "Ollama Cloud": "json_schema",
    "LM Studio": "json_schema",
    "LM Studio without schema": "tool",
    "OpenAI": "json_schema",
    "narrow": "text",
}

REJECTED = {
    "LM Studio without schema": ["json_schema", "json_object", "tool_choice"],
    "OpenAI": ["max_tokens", "temperature"],
    "narrow": ["response_format", "tool_choice", "tools"],
}
"""What each may reject, once; the order does not matter."""


@pytest.mark.parametrize("way", ["whole", "streamed"])
@pytest.mark.parametrize("name", DIALECTS)
def test_a_call_works_and_nothing_is_rejected_twice(name: str, way: str) -> None:
    dialect = DIALECTS[name]()
    seen: list[WrittenSoFar] = []
    learned: list[Capabilities] = []
    watch = seen.append if way == "streamed" else None
    with LoopbackServer(dialect) as server:
        profile = make_profile(server.base_url)
        replies = ask(profile, FORM, FORM, FORM, on_learned=learned.append, watch=watch)
        assert len(set(dialect.rejected)) == len(dialect.rejected)
        assert set(REJECTED.get(name, [])) <= set(dialect.rejected)
        assert {reply.rung for reply in replies} == {RUNGS[name]}
        first_time = list(dialect.rejected)
        ask(profile, FORM, FORM, capabilities=learned[-1], watch=watch)
        assert dialect.rejected == first_time, "what was learned is sent no more"
    assert bool(seen) == (way == "streamed" and name != "narrow")


@pytest.mark.parametrize("name", DIALECTS)
def test_a_reply_means_the_same_streamed_and_whole(name: str) -> None:
    with LoopbackServer(DIALECTS[name]()) as server:
        profile = make_profile(server.base_url)
        (whole,) = ask(profile, FORM)
        (streamed,) = ask(profile, FORM, watch=lambda _: None)
    times = {"latency_seconds": 0.0, "first_token_seconds": None}
    assert streamed.model_copy(update=times) == whole.model_copy(update=times)


def test_what_servers_add_is_read() -> None:
    def reply_of(name: str) -> ChatReply:
        with LoopbackServer(DIALECTS[name]()) as server:
            return ask(make_profile(server.base_url), FORM)[0]

    assert reply_of("llama.cpp").usage.cached_tokens == 3
    assert reply_of("vLLM").usage.cached_tokens is None
    assert reply_of("vLLM").reasoning == "They bluff."
    assert reply_of("Ollama Cloud").text == "We would pay two."
    assert reply_of("Ollama Cloud").reasoning == "They bluff."
    assert json.loads(reply_of("LM Studio").text) == {"price": 2}

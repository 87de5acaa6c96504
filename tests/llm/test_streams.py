"""A stream folds to the same reply as a whole answer, however it is cut, or is no reply."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.errors import ChatUnavailable
from negotiation.llm.chat import WrittenSoFar
from negotiation.llm.streams import StreamFold
from tests.llm.builders import ask, make_profile, make_request
from tests.loopback import Fault, LoopbackServer, completion, script
from tests.loopback_streams import END, event, events_of, stream_of

USAGE = {"stream_options": {"include_usage": True}}


def folded(stream: bytes, cuts: list[int] | None = None) -> dict[str, Any]:
    fold, start = StreamFold(), 0
    for cut in sorted(cut % (len(stream) + 1) for cut in cuts or []):
        fold.feed(stream[start:cut])
        start = cut
    fold.feed(stream[start:])
    return fold.body()


@given(
    st.text(max_size=40),
    st.text(max_size=20),
    st.lists(st.integers(0, 10_000), max_size=8),
    st.sampled_from([b"\n", b"\r\n"]),
)
def test_a_stream_means_the_same_however_it_is_cut(
    text: str, thought: str, cuts: list[int], newline: bytes
) -> None:
    answer = completion(text, reasoning_content=thought)
    stream = events_of(answer, USAGE).replace(b"\n", newline)
    body = folded(stream, cuts)
    message = body["choices"][0]["message"]
    assert message.get("content", "") == text
    assert message.get("reasoning_content", "") == thought
    assert body["choices"][0]["finish_reason"] == "stop"
    assert body["usage"] == answer["usage"]


def test_the_arguments_of_a_tool_come_in_pieces() -> None:
    call = {"function": {"name": "offer", "arguments": json.dumps({"price": 2, "gpus": 64})}}
    body = folded(events_of(completion(None, finish="tool_calls", tool_calls=[call]), {}))
    assert body["choices"][0]["message"]["tool_calls"] == [call]


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        stream_of(event({"content": "We pa"}), end=b""),
        stream_of(event({"content": "We pa"}), end=b"data: {"),
        stream_of(event({"content": "We pa"}), end=b": ping\n\n"),
    ],
)
def test_a_stream_that_ends_in_mid_reply_is_unavailable(stream: bytes) -> None:
    with pytest.raises(ChatUnavailable, match="stream"):
        folded(stream)


@pytest.mark.parametrize("end", [b"data: [DONE]", b"data: [DONE]\n"])
def test_a_stream_may_end_without_the_last_newlines(end: bytes) -> None:
    assert folded(stream_of(event({"content": "x"}), end=end))["choices"]


def test_a_finish_reason_alone_ends_a_reply() -> None:
    body = folded(stream_of(event({"content": "We pass."}, "length"), end=b""))
    assert body["choices"][0]["finish_reason"] == "length"


@pytest.mark.parametrize("data", ["{not json", "[]", "7", "[" * 100_000])
def test_an_event_that_is_no_object_is_unavailable(data: str) -> None:
    with pytest.raises(ChatUnavailable, match="an event that is"):
        folded(f"data: {data}\n\n".encode())


@given(st.binary(max_size=200))
def test_any_bytes_give_a_body_or_are_unavailable(stream: bytes) -> None:
    with suppress(ChatUnavailable):
        assert "choices" in folded(b"data: " + stream + b"\n\n" + END)


def watched(answer: Fault | dict[str, Any], **profile: Any) -> list[WrittenSoFar]:
    seen: list[WrittenSoFar] = []
    with LoopbackServer(script(answer)) as server:
        ask(make_profile(server.base_url, **profile), make_request(key="k"), watch=seen.append)
    return seen


def test_a_watcher_learns_the_length_and_none_of_the_words() -> None:
    seen = watched(completion("We pass.", reasoning_content="They bluff."))
    assert seen[-1] == WrittenSoFar("k", n_characters=8, n_reasoning_characters=11)
    assert "pass" not in repr(seen)


def test_without_a_watcher_nothing_is_streamed() -> None:
    with LoopbackServer(script("fine")) as server:
        (reply,) = ask(make_profile(server.base_url))
        assert "stream" not in server.bodies[0]
    assert reply.first_token_seconds is None


def test_a_stream_asks_for_its_usage_and_tells_when_it_began() -> None:
    with LoopbackServer(script("two words")) as server:
        (reply,) = ask(make_profile(server.base_url), watch=lambda _: None)
        assert server.bodies[0]["stream_options"] == {"include_usage": True}
    assert reply.usage.completion_tokens == 2
    assert reply.first_token_seconds is not None


@pytest.mark.parametrize(
    ("stream", "problem"),
    [
        (stream_of({"error": {"message": "out of memory"}}), "out of memory"),
        (
            stream_of(event({"content": "We"}), {"error": {"message": "slot lost"}}, end=b""),
            "slot lost",
        ),
        (stream_of(event({"content": "We"}), end=b""), "mid reply"),
        (b"<html>log in</html>", "mid reply"),
    ],
)
def test_a_stream_that_fails_is_unavailable(stream: bytes, problem: str) -> None:
    with pytest.raises(ChatUnavailable, match=problem):
        watched(Fault(body=stream, headers={"content-type": "text/event-stream"}))


def test_a_server_that_does_not_stream_answers_whole() -> None:
    whole = Fault(body=json.dumps(completion("We pass.")).encode())
    assert watched(whole) == []


def test_a_silent_stream_is_left_in_time_though_comments_keep_it_awake() -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n: ping\n\n"
    with pytest.raises(ChatUnavailable, match=r"no word for 0\.1 s|no answer in time"):
        watched(Fault(body=head, ending="stall"), read_timeout_seconds=0.1)


def test_a_stream_without_end_is_refused() -> None:
    endless = stream_of(*[event({"content": "x" * 1000})] * 200)
    with pytest.raises(ChatUnavailable, match="exceeds 100000 bytes"):
        watched(Fault(body=endless))

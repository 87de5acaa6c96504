"""Whatever a server sends, out comes a reply or one of two errors."""

import json
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.errors import ChatDeclined, ChatRejected, ChatUnavailable
from negotiation.llm.chat import ChatReply
from negotiation.llm.failures import failure_of_status, read_retry_after_seconds, server_message
from negotiation.llm.reading import read_object, read_reply, split_reasoning
from tests.loopback import completion

json_leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(string.printable, max_size=9)
)
json_values = st.recursive(
    json_leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["content", "message", "code"]), inner)
    ),
    max_leaves=8,
)


def read(body: bytes) -> ChatReply | ChatUnavailable | ChatRejected:
    try:
        return read_reply(read_object(body), rung="text", model="m", latency_seconds=0.0)
    except (ChatUnavailable, ChatRejected) as problem:
        return problem


@given(st.binary())
def test_any_bytes_are_read(body: bytes) -> None:
    assert read(body) is not None


@given(
    st.dictionaries(
        st.sampled_from(["choices", "error", "usage", "model", "detail"]), json_values, max_size=4
    )
)
def test_any_json_object_is_read(body: dict[str, Any]) -> None:
    assert read(json.dumps(body).encode()) is not None


@given(
    place=st.sampled_from(["message", "finish_reason"]),
    field=st.sampled_from(["content", "refusal", "reasoning", "reasoning_content", "role"]),
    odd=json_values,
)
def test_any_oddity_inside_a_good_answer_is_read(place: str, field: str, odd: object) -> None:
    answer = completion("fine")
    if place == "message":
        answer["choices"][0]["message"][field] = odd
    else:
        answer["choices"][0]["finish_reason"] = odd
    assert read(json.dumps(answer).encode()) is not None


@given(usage=json_values, details=json_values)
def test_any_usage_is_read(usage: object, details: object) -> None:
    answer = completion("fine")
    answer["usage"] = usage if isinstance(usage, list) else {"prompt_tokens_details": details}
    assert isinstance(read(json.dumps(answer).encode()), ChatReply)


def test_a_missing_usage_counts_nothing() -> None:
    answer = completion("fine")
    del answer["usage"]
    reply = read(json.dumps(answer).encode())
    assert isinstance(reply, ChatReply)
    assert (reply.usage.prompt_tokens, reply.usage.cached_tokens) == (0, None)


@pytest.mark.parametrize(
    ("content", "text", "reasoning"),
    [
        ("plain", "plain", None),
        ("<think>a</think>b", "b", "a"),
        (" \n<THINK>a</THINK>\n b", "b", "a"),
        ("<thinking>a</thinking>b", "b", "a"),
        ("<think></think>b", "b", None),
        ("<think>cut", "", "cut"),
        ("<think>", "", None),
        ("a</think>b", "b", "a"),
        ('{"text": "a</think>b"}', '{"text": "a</think>b"}', None),
        ("b <think>a", "b <think>a", None),
    ],
)
def test_reasoning_is_split_off(content: str, text: str, reasoning: str | None) -> None:
    assert split_reasoning(content) == (text, reasoning)


@given(st.text("ab </think>\n价"))
def test_a_block_of_reasoning_never_stays_in_the_text(thought: str) -> None:
    assert split_reasoning(f"<think>{thought}</think>").text in {"", *thought.split("</think>")[1:]}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:07 GMT"}, 0.0),
    ],
)
def test_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    past = {"date": "Sat, 21 Nov 2026 10:00:09 GMT"}
    assert read_retry_after_seconds({**past, **headers}) == seconds


def test_a_retry_after_date_without_a_server_clock_is_read_against_ours() -> None:
    assert read_retry_after_seconds({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((status, ChatUnavailable) for status in (408, 409, 425, 429, 500, 502, 503, 504, 529)),
        *((status, ChatRejected) for status in (301, 400, 401, 402, 403, 404, 413, 422, 501)),
    ],
)
def test_a_status_means_one_of_two_errors(
    status: int, kind: type[ChatUnavailable | ChatRejected]
) -> None:
    assert type(failure_of_status(status, "")) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("content_filter", ChatDeclined),
        ("content_policy_violation", ChatDeclined),
        ("invalid_value", ChatRejected),
        (None, ChatRejected),
    ],
)
def test_a_filter_before_the_model_is_a_refusal(code: str | None, kind: type[ChatRejected]) -> None:
    assert type(failure_of_status(400, "", code=code)) is kind


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"message": "a\n  b"}}, "a b"),
        ({"error": "a"}, "a"),
        ({"error": "a\x1b[2J\r\nb\u202e"}, "a[2J b"),
        ({"message": "a"}, "a"),
        ({"detail": [{"msg": "a"}]}, "[{'msg': 'a'}]"),
        ("<html>down</html>", "an HTML page"),
        (b"plain", "plain"),
        (None, ""),
        ("x" * 1000, "x" * 400),
    ],
)
def test_an_error_body_becomes_one_line(body: object, message: str) -> None:
    assert server_message(body) == message

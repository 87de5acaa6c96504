"""What a rejection teaches, and what it does not."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from negotiation.app.capability_cache import CapabilityCache
from negotiation.errors import ChatDeclined, ChatRejected
from negotiation.llm.capabilities import Capabilities, lesson_of
from negotiation.llm.chat import Rung

SENT: dict[str, object] = {
    **dict.fromkeys(("seed", "temperature", "max_tokens", "stream", "stream_options"), 1),
    "response_format": {},
}


def learn(
    message: str,
    *,
    rung: Rung = "json_schema",
    known: Capabilities | None = None,
    status: int = 400,
    parameter: str | None = None,
) -> Capabilities | None:
    problem = ChatRejected(message, status=status, parameter=parameter)
    return lesson_of(problem, SENT, rung=rung, known=known or Capabilities())


@pytest.mark.parametrize(
    ("message", "omitted"),
    [
        ("Unrecognized request argument supplied: seed", "seed"),
        ("'temperature' does not support 0.2 with this model", "temperature"),
        ("[{'loc': ['body', 'stream_options'], 'msg': 'Extra inputs'}]", "stream_options"),
        ("stream is not available for this model", "stream"),
        ("max_tokens is not a parameter of this server", "max_tokens"),
        ("Unsupported parameter: 'temperature'. The maximum is for other models", "temperature"),
        ("Unrecognized request argument: seed (at least one is unknown)", "seed"),
        ("stream_options: at most 0 fields", "stream_options"),
    ],
)
def test_a_parameter_that_is_named_is_left_out(message: str, omitted: str) -> None:
    lesson = learn(message)
    assert lesson is not None
    assert (lesson.omitted, lesson.rung) == ((omitted,), "json_schema")


def test_a_parameter_may_be_named_apart_from_the_message() -> None:
    lesson = learn("invalid request", parameter="seed")
    assert lesson is not None
    assert lesson.omitted == ("seed",)


def test_the_newer_name_of_max_tokens_is_taken_up_once() -> None:
    message = "'max_tokens' is not supported. Use 'max_completion_tokens' instead."
    lesson = learn(message)
    assert lesson is not None
    assert lesson.says_max_completion_tokens
    assert lesson.omitted == ()
    again = learn(message, known=lesson)
    assert again is not None
    assert again.omitted == ("max_tokens",)


@pytest.mark.parametrize(
    "message",
    [
        "temperature: must be less than or equal to 1",
        "temperature: Input should be greater than or equal to 0",
        "the value of temperature must be between 0 and 1",
        "Invalid temperature value, the valid range of temperature is [0, 1]",
        "Unsupported value: 'temperature' is not supported above its maximum of 1",
        "unexpected value for temperature: the minimum is 0.01",
        "seed must be at least 1",
        "max_tokens out_of_range",
        "temperature should be in [0.0, 1.0)",
    ],
)
@pytest.mark.parametrize("rung", ["json_schema", "text"])
def test_a_value_out_of_range_teaches_nothing(message: str, rung: Rung) -> None:
    assert learn(message, rung=rung) is None


@pytest.mark.parametrize(
    ("message", "parameter"),
    [
        ("HTTP 400: filtered due to our content management policy. Modify your prompt", None),
        ("HTTP 400: content_filter", None),
        ("HTTP 400: the account has no credit", None),
        ("HTTP 400: top_p must be less than 1", None),
        ("HTTP 400: 提示词被拒绝", None),
        ("HTTP 400: invalid request", "messages"),
    ],
)
def test_a_rejection_of_something_else_does_not_step_down(
    message: str, parameter: str | None
) -> None:
    assert learn(message, parameter=parameter) is None


@pytest.mark.parametrize(
    "message",
    [
        *("HTTP 400", "HTTP 400: Bad Request", "HTTP 400: an HTML page", "HTTP 400: 400"),
        *("HTTP 400: BadRequestError", "HTTP 400: Request contains an invalid argument."),
        "HTTP 400: {'type': 'invalid_request_error', 'code': None}",
    ],
)
def test_a_rejection_without_a_reason_steps_down(message: str) -> None:
    lesson = learn(message)
    assert lesson is not None
    assert (lesson.rung, lesson.omitted) == ("json_object", ())


@pytest.mark.parametrize("message", ["HTTP 400", "HTTP 400: no function, no seed"])
def test_what_a_filter_stopped_teaches_nothing(message: str) -> None:
    problem = ChatDeclined(message, status=400)
    assert lesson_of(problem, SENT, rung="json_schema", known=Capabilities()) is None


@pytest.mark.parametrize("omitted", ["messages", "model", "tools", "response_format"])
def test_what_a_request_needs_cannot_be_omitted_by_a_cache(tmp_path: Path, omitted: str) -> None:
    with pytest.raises(ValidationError):
        Capabilities.model_validate({"omitted": (omitted,)})
    cache, here = CapabilityCache(tmp_path), {"model": "m"}
    assert cache.path is not None
    assert cache.put(here, Capabilities(omitted=("seed",)))
    entries = json.loads(cache.path.read_text())
    cache.path.write_text(json.dumps(entries).replace('"seed"', f'"{omitted}"'))
    assert cache.get(here) is None


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("max_tokens is too large: 99999. This model supports at most 4096", 400),
        ("maximum context length is 4096 tokens, you requested 9000 (in max_tokens)", 400),
        ("seed: bad key", 401),
        ("no such model: json_schema", 404),
    ],
)
def test_what_less_would_not_help_teaches_nothing(message: str, status: int) -> None:
    assert learn(message, status=status) is None


def test_a_parameter_that_was_not_sent_is_not_blamed() -> None:
    lesson = learn("tool_choice is odd")
    assert lesson is not None
    assert (lesson.omitted, lesson.rung) == ((), "json_object")


@pytest.mark.parametrize(
    ("rung", "message", "lower"),
    [
        ("json_schema", "bad request", "json_object"),
        ("json_object", "bad request", "tool"),
        ("tool", "m does not support tools", "text"),
        ("json_schema", "unknown parameter: response_format", "tool"),
        ("text", "bad request", None),
    ],
)
def test_the_ladder_is_stepped_down(rung: Rung, message: str, lower: Rung | None) -> None:
    lesson = learn(message, rung=rung, known=Capabilities(rung=rung))
    assert (lesson.rung if lesson else None) == lower


def test_a_rung_that_was_taken_is_left_only_for_a_word_about_the_form() -> None:
    proven = Capabilities(is_rung_proven=True)
    assert learn("bad request", known=proven) is None
    lesson = learn("json_schema is too deep", known=proven)
    assert lesson is not None
    assert (lesson.rung, lesson.is_rung_proven) == ("json_object", False)


def test_what_overlapping_calls_learn_is_joined() -> None:
    one = Capabilities(rung="json_object", omitted=("seed",), is_rung_proven=True)
    other = Capabilities(rung="text", omitted=("temperature",), says_max_completion_tokens=True)
    joined = Capabilities(
        rung="text", omitted=("seed", "temperature"), says_max_completion_tokens=True
    )
    assert one.joined(other) == other.joined(one) == joined

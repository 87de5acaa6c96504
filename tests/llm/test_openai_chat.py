"""The adapter against a real server: what it sends, what it reads, and where it never goes."""

import asyncio
import json
from typing import Any

import pytest

from negotiation.errors import ChatDeclined, ChatRejected
from negotiation.llm.capabilities import Capabilities
from negotiation.llm.chat import ChatReply
from negotiation.llm.openai_chat import OpenAIChat
from tests.llm.builders import KEY, SCHEMA, ask, make_profile, make_request
from tests.loopback import Fault, LoopbackServer, completion, refusing_forms, script
from tests.loopback_faults import error_fault

FORM = make_request("Answer in JSON.", json_schema=SCHEMA, schema_name="offer")


def test_a_reply_holds_what_the_server_says() -> None:
    answer = completion("64 GPUs then")
    answer["usage"]["prompt_tokens_details"] = {"cached_tokens": 4}
    with LoopbackServer(script(answer)) as server:
        (reply,) = ask(make_profile(server.base_url))
    assert (reply.text, reply.finish_reason, reply.rung) == ("64 GPUs then", "stop", "text")
    assert (reply.model, reply.reasoning) == ("loopback", None)
    assert reply.usage.model_dump() == {
        "prompt_tokens": 5,
        "completion_tokens": 3,
        "cached_tokens": 4,
    }


def test_the_body_holds_only_what_every_server_takes() -> None:
    with LoopbackServer(script("fine")) as server:
        ask(make_profile(server.base_url, temperature=0.2, max_tokens=99))
    assert server.bodies == [
        {
            "model": "m",
            "messages": [{"role": "user", "content": "Your offer?"}],
            "temperature": 0.2,
            "max_tokens": 99,
        }
    ]


def test_a_request_overrides_its_profile() -> None:
    request = make_request(temperature=0.0, max_tokens=7, seed=0)
    with LoopbackServer(script("fine")) as server:
        ask(make_profile(server.base_url), request)
    (body,) = server.bodies
    assert (body["temperature"], body["max_tokens"], body["seed"]) == (0.0, 7, 0)


def test_a_schema_is_sent_as_a_strict_response_format() -> None:
    with LoopbackServer(script({"price": 2})) as server:
        (reply,) = ask(make_profile(server.base_url), FORM)
    assert server.bodies[0]["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "offer", "strict": True, "schema": SCHEMA},
    }
    assert (reply.text, reply.rung) == ('{"price": 2}', "json_schema")


def forms_asked(server: LoopbackServer) -> list[str | None]:
    return [
        "tool" if "tools" in body else body.get("response_format", {}).get("type")
        for body in server.bodies
    ]


@pytest.mark.parametrize(
    ("refused", "rung", "asked"),
    [
        (("json_schema",), "json_object", ["json_schema", "json_object", "json_object"]),
        (("json_schema", "json_object"), "tool", ["json_schema", "json_object", "tool", "tool"]),
        (
            ("json_schema", "json_object", "tool"),
            "text",
            ["json_schema", "json_object", "tool", None, None],
        ),
        (("json_object",), "json_schema", ["json_schema", "json_schema"]),
    ],
)
def test_a_refused_form_steps_down_once_and_is_remembered(
    refused: tuple[str, ...], rung: str, asked: list[str | None]
) -> None:
    with LoopbackServer(refusing_forms(script({"price": 2}), *refused)) as server:
        replies = ask(make_profile(server.base_url), FORM, FORM)
    assert [reply.rung for reply in replies] == [rung, rung]
    assert forms_asked(server) == asked


@pytest.mark.parametrize("status", [400, 422])
def test_any_rejection_of_the_first_form_steps_down(status: int) -> None:
    vague = Fault(status=status, body=b'{"detail": "bad request"}')
    with LoopbackServer(script(vague, {"price": 2})) as server:
        (reply,) = ask(make_profile(server.base_url), FORM)
    assert reply.rung == "json_object"


def test_a_temperature_out_of_range_is_said_and_not_dropped() -> None:
    said = "temperature: must be less than or equal to 1"
    too_warm = Fault(status=400, body=json.dumps({"error": {"message": said}}).encode())
    learned: list[Capabilities] = []
    with LoopbackServer(script(too_warm, {"price": 2})) as server:
        with pytest.raises(ChatRejected, match=said) as caught:
            ask(make_profile(server.base_url), FORM, on_learned=learned.append)
        assert len(server.bodies) == 1
    assert type(caught.value) is ChatRejected
    assert learned == []


@pytest.mark.parametrize("code", ["content_filter", "content_policy_violation"])
@pytest.mark.parametrize("said", ["", "stopped by our content management policy", "a function"])
def test_a_prompt_that_a_filter_stops_is_declined_and_the_form_stays(code: str, said: str) -> None:
    learned: list[Capabilities] = []
    with LoopbackServer(script(error_fault(400, said, code), {"price": 2})) as server:
        profile = make_profile(server.base_url)
        with pytest.raises(ChatDeclined) as caught:
            ask(profile, FORM, on_learned=learned.append)
        assert forms_asked(server) == ["json_schema"]
    assert caught.value.status == 400
    assert learned == []


def test_a_form_that_worked_is_kept_after_a_rejection_of_something_else() -> None:
    vague = Fault(status=400, body=b'{"detail": "bad request"}')
    with LoopbackServer(script({"price": 2}, vague)) as server:
        with pytest.raises(ChatRejected):
            ask(make_profile(server.base_url), FORM, FORM)
        assert forms_asked(server) == ["json_schema", "json_schema"]


def test_a_rung_that_held_in_another_process_may_still_be_left() -> None:
    vague = Fault(status=400, body=b'{"detail": "bad request"}')
    known = Capabilities(rung="json_object", is_rung_proven=True)
    with LoopbackServer(script(vague, {"price": 2})) as server:
        (reply,) = ask(make_profile(server.base_url), FORM, capabilities=known)
        assert forms_asked(server) == ["json_object", "tool"]
    assert reply.rung == "tool"


def test_nothing_is_learned_from_a_request_that_fails_on_every_rung() -> None:
    learned: list[Capabilities] = []
    with LoopbackServer(script("400 response_format")) as server, pytest.raises(ChatRejected):
        ask(make_profile(server.base_url), FORM, on_learned=learned.append)
    assert learned == []


def test_the_arguments_of_the_tool_are_the_reply() -> None:
    call = {"function": {"name": "offer", "arguments": '{"price": 2}'}}
    answer = completion(None, finish="tool_calls", tool_calls=[call])
    with LoopbackServer(refusing_forms(script(answer), "json_schema", "json_object")) as server:
        (reply,) = ask(make_profile(server.base_url), FORM)
        body = server.bodies[-1]
    assert (reply.text, reply.finish_reason, reply.rung) == ('{"price": 2}', "stop", "tool")
    assert body["tools"][0]["function"]["parameters"] == SCHEMA
    assert body["tool_choice"] == {"type": "function", "function": {"name": "offer"}}


def test_too_long_a_prompt_does_not_step_down() -> None:
    with LoopbackServer(script("400 context length")) as server:
        with pytest.raises(ChatRejected, match="context length"):
            ask(make_profile(server.base_url), FORM)
        assert forms_asked(server) == ["json_schema"]


def test_a_request_that_is_bad_on_every_rung_is_rejected() -> None:
    with LoopbackServer(script("400 response_format")) as server:
        with pytest.raises(ChatRejected, match="HTTP 400"):
            ask(make_profile(server.base_url), FORM)
        assert forms_asked(server) == ["json_schema", "json_object", "tool", None]


@pytest.mark.parametrize(
    "answer",
    [
        completion("We pass.", reasoning_content="They bluff."),
        completion("We pass.", reasoning="They bluff."),
        completion("<think>\nThey bluff.\n</think>\n\nWe pass."),
        completion("They bluff.\n</think>\nWe pass."),
    ],
)
def test_reasoning_is_kept_apart_from_the_text(answer: dict[str, Any]) -> None:
    with LoopbackServer(script(answer)) as server:
        (reply,) = ask(make_profile(server.base_url))
    assert (reply.text, reply.reasoning) == ("We pass.", "They bluff.")


def test_a_profile_serves_two_event_loops_one_after_the_other() -> None:
    with LoopbackServer(script("one", "two")) as server:
        profile = make_profile(server.base_url)
        assert [ask(profile)[0].text, ask(profile)[0].text] == ["one", "two"]


def test_one_chat_can_be_opened_again_in_another_event_loop() -> None:
    async def run(chat: OpenAIChat) -> ChatReply:
        async with chat:
            return await chat.complete(make_request())

    with LoopbackServer(script("one", "two")) as server:
        chat = OpenAIChat(make_profile(server.base_url))
        assert [asyncio.run(run(chat)).text, asyncio.run(run(chat)).text] == ["one", "two"]


def test_a_chat_that_is_not_open_says_how_to_open_it() -> None:
    chat = OpenAIChat(make_profile("http://127.0.0.1:9/v1"))
    with pytest.raises(RuntimeError, match="async with"):
        asyncio.run(chat.complete(make_request()))


def test_a_chat_is_not_opened_twice() -> None:
    async def run() -> None:
        async with OpenAIChat(make_profile("http://127.0.0.1:9/v1")) as chat:
            await chat.__aenter__()

    with pytest.raises(RuntimeError, match="open already"):
        asyncio.run(run())


def test_calls_may_overlap() -> None:
    def respond(body: dict[str, Any]) -> str:
        return str(body["messages"][0]["content"])

    async def run(base_url: str) -> list[str]:
        async with OpenAIChat(make_profile(base_url, read_timeout_seconds=20)) as chat:
            calls = [chat.complete(make_request(f"call {n}")) for n in range(20)]
            return [reply.text for reply in await asyncio.gather(*calls)]

    with LoopbackServer(respond) as server:
        assert asyncio.run(run(server.base_url)) == [f"call {n}" for n in range(20)]


def test_a_cancelled_call_leaves_nothing_open() -> None:
    async def run(base_url: str) -> None:
        async with OpenAIChat(make_profile(base_url, read_timeout_seconds=60)) as chat:
            call = asyncio.create_task(chat.complete(make_request()))
            async with asyncio.timeout(0.1):
                await call

    with LoopbackServer(script("hang")) as server, pytest.raises(TimeoutError):
        asyncio.run(run(server.base_url))


def test_the_environment_reaches_neither_the_route_nor_the_headers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-somebody")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-somebody")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Team: of-somebody\nAuthorization: of-somebody")
    with LoopbackServer(script("fine")) as server:
        (reply,) = ask(make_profile(server.base_url))
    (asked,) = server.asked
    assert reply.text == "fine"
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert "of-somebody" not in repr(asked.headers)


def test_a_redirect_is_not_followed() -> None:
    with LoopbackServer(script("fine")) as elsewhere:
        away = Fault(status=307, headers={"location": f"{elsewhere.base_url}/chat/completions"})
        with (
            LoopbackServer(script(away)) as server,
            pytest.raises(ChatRejected, match="redirects"),
        ):
            ask(make_profile(server.base_url))
        assert elsewhere.asked == []


def test_a_message_with_a_lone_surrogate_can_be_sent() -> None:
    with LoopbackServer(script("fine")) as server:
        ask(make_profile(server.base_url), make_request("a\ud800b"))
    assert server.bodies[0]["messages"][0]["content"] == "a?b"


def test_models_are_listed() -> None:
    async def run(base_url: str) -> tuple[str, ...]:
        async with OpenAIChat(make_profile(base_url)) as chat:
            return await chat.model_names()

    with LoopbackServer(script("fine"), models=("a", "b")) as server:
        assert asyncio.run(run(server.base_url)) == ("a", "b")

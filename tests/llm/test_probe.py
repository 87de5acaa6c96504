"""What the probe finds on good, partial and dead endpoints."""

import asyncio
import json
from typing import Any

import pytest

from negotiation.llm.probe import probe
from negotiation.llm.probe_report import ProbeReport
from tests.llm.builders import KEY, SCHEMA, ask, make_profile, make_request
from tests.loopback import (
    FAULTS,
    Fault,
    LoopbackServer,
    Responder,
    completion,
    refusing_forms,
    script,
)
from tests.loopback_dialects import DIALECTS
from tests.loopback_faults import error_fault

CAPABILITIES = ["chat", "json_schema", "json_object", "tool", "streaming"]


def able(body: dict[str, Any]) -> str | dict[str, Any]:
    """Answer as a server that enforces every form."""
    if "tools" in body:
        call = {"name": "order", "arguments": json.dumps({"gpus": 3})}
        return completion(None, finish="tool_calls", tool_calls=[{"function": call}])
    return {"gpus": 3} if "response_format" in body else "Good morning."


def careless(body: dict[str, Any]) -> str:
    """Answer as a server that takes every parameter and minds none."""
    body["stream"] = False
    return "Good morning."


def probed(server: LoopbackServer, **overrides: Any) -> ProbeReport:
    return asyncio.run(probe(make_profile(server.base_url, **overrides)))


def oks(report: ProbeReport) -> list[bool]:
    assert [check.capability for check in report.checks] == CAPABILITIES
    return [check.ok for check in report.checks]


def test_a_server_that_can_do_everything() -> None:
    with LoopbackServer(able, models=("m", "n")) as server:
        report = probed(server)
    assert oks(report) == [True] * 5
    assert (report.reachable, report.usable, report.reason) == (True, True, None)
    assert report.listed_models == ("m", "n")
    assert report.tokens_per_second is not None
    assert report.tokens_per_second > 0
    assert ProbeReport.model_validate_json(report.model_dump_json()) == report


def test_a_form_that_is_taken_but_not_enforced_does_not_work() -> None:
    with LoopbackServer(careless) as server:
        report = probed(server)
    assert oks(report) == [True, False, False, False, False]
    assert all("accepted, but" in check.reason for check in report.checks[1:])


def test_a_server_without_the_list_of_models_and_without_one_form() -> None:
    with LoopbackServer(refusing_forms(able, "json_object"), models=None) as server:
        report = probed(server)
    assert (report.listed_models, report.usable) == (None, True)
    assert report.capabilities is not None
    assert (report.capabilities.rung, report.rung_reason) == (
        "json_schema",
        "json_schema is enforced",
    )
    assert oks(report) == [True, True, False, True, True]
    assert "json_object is not supported" in report.checks[2].reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"gpus": 99}, "does not fit the schema"),
        ({"gpus": True}, "does not fit the schema"),
        ({"gpus": 3, "more": 1}, "does not fit the schema"),
        (completion('{"gpus"', finish="length"), "cut at 256 tokens"),
    ],
)
def test_a_reply_that_breaks_the_schema_is_found(content: dict[str, Any], reason: str) -> None:
    def respond(body: dict[str, Any]) -> str | dict[str, Any]:
        return content if "response_format" in body else able(body)

    with LoopbackServer(respond) as server:
        assert reason in probed(server).checks[1].reason


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        (b'data: {"choices": [{"delta": {"content": "a"}}]}\n\n', "ended in mid reply"),
        (b'data: {"error": {"message": "x"}}\n\ndata: [DONE]\n\n', "reports an error"),
        (b"data: {not json\n\n", "not JSON"),
        (b"", "ended in mid reply"),
    ],
)
def test_a_stream_that_breaks_is_found_and_runs_will_not_stream(stream: bytes, reason: str) -> None:
    def respond(body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        return Fault(body=stream) if body.get("stream") else able(body)

    with LoopbackServer(respond) as server:
        report = probed(server)
    assert reason in report.checks[4].reason
    assert report.capabilities is not None
    assert report.capabilities.omitted == ("stream",)


@pytest.mark.parametrize("arguments", ["{cut", "[]", 7])
def test_a_tool_call_with_broken_arguments_is_found(arguments: object) -> None:
    def respond(body: dict[str, Any]) -> str | dict[str, Any]:
        call = {"name": "order", "arguments": arguments}
        broken = completion(None, tool_calls=[{"function": call}])
        return broken if "tools" in body else able(body)

    with LoopbackServer(respond) as server:
        assert not probed(server).checks[3].ok


def test_a_dead_endpoint_is_not_reachable() -> None:
    with LoopbackServer(able) as server:
        base_url = server.base_url
    report = asyncio.run(probe(make_profile(base_url)))
    assert (report.reachable, report.usable) == (False, False)
    assert report.reason is not None
    assert "connection failed" in report.reason
    assert oks(report) == [False] * 5


def test_an_endpoint_that_hangs_is_left_in_time() -> None:
    with LoopbackServer(script("hang"), models=None) as server:
        profile = make_profile(server.base_url, read_timeout_seconds=60)
        report = asyncio.run(probe(profile, call_seconds=0.3))
    assert (report.usable, report.reason) == (False, "no answer within 0.3 s")


def test_an_endpoint_that_refuses_the_key_is_reachable_but_not_usable() -> None:
    with LoopbackServer(script(error_fault(401, f"bad key {KEY}"))) as server:
        report = probed(server)
    assert (report.reachable, report.usable) == (True, False)
    assert report.reason == "HTTP 401: bad key ***"


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"hang", "slow headers"}))
def test_no_fault_escapes_as_an_exception(fault: str) -> None:
    def respond(body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        is_plain = not {"tools", "stream", "response_format"} & body.keys()
        return able(body) if is_plain else FAULTS[fault]

    responders: list[Responder] = [script(fault), respond]
    for responder in responders:
        with LoopbackServer(responder) as server:
            report = probed(server)
        assert len(report.checks) == 5
        assert all(check.reason for check in report.checks)


@pytest.mark.parametrize(
    ("refused", "rung", "reason"),
    [
        (("json_schema",), "json_object", "no json_schema; json_object is enforced"),
        (
            ("json_schema", "json_object"),
            "tool",
            "no json_schema; no json_object; tool is enforced",
        ),
        (
            ("json_schema", "json_object", "tool"),
            "text",
            "no json_schema; no json_object; no tool",
        ),
    ],
)
def test_runs_begin_on_the_strongest_rung_that_is_taken(
    refused: tuple[str, ...], rung: str, reason: str
) -> None:
    with LoopbackServer(refusing_forms(able, *refused)) as server:
        report = probed(server)
    assert report.capabilities is not None
    assert (report.capabilities.rung, report.rung_reason) == (rung, reason)


def test_a_form_that_is_not_enforced_is_asked_for_all_the_same_but_not_a_tool() -> None:
    with LoopbackServer(careless) as server:
        report = probed(server)
    assert report.rung_reason == "json_schema is accepted without being enforced"
    with LoopbackServer(refusing_forms(careless, "json_schema", "json_object")) as server:
        report = probed(server)
    assert report.capabilities is not None
    assert report.capabilities.rung == "text"


@pytest.mark.parametrize("name", DIALECTS)
def test_a_run_after_the_probe_sends_nothing_that_its_server_rejects(name: str) -> None:
    dialect = DIALECTS[name]()
    form = make_request(json_schema=SCHEMA, seed=7)
    with LoopbackServer(dialect) as server:
        report = probed(server)
        assert report.usable
        dialect.rejected.clear()
        asked = ask(make_profile(server.base_url), form, capabilities=report.capabilities)
    assert len(asked) == 1
    assert dialect.rejected == []


def test_what_llama_cpp_tells_of_itself_is_in_the_report() -> None:
    with LoopbackServer(DIALECTS["llama.cpp"]()) as server:
        report = probed(server)
    assert report.reports_cached_tokens
    assert report.first_token_seconds is not None


def test_parameters_that_are_left_out_are_in_the_report() -> None:
    with LoopbackServer(DIALECTS["OpenAI"]()) as server:
        report = probed(server)
    assert report.capabilities is not None
    assert report.capabilities.omitted == ("temperature",)
    assert report.capabilities.says_max_completion_tokens
    assert report.checks[0].reason == "it answers, without temperature"


def test_a_server_that_fails_at_a_form_has_not_refused_it() -> None:
    """An outage in the middle of the doctor's round must not lower what runs ask for."""

    def respond(body: dict[str, Any]) -> str | Fault:
        return FAULTS["503 html"] if "response_format" in body else "Good day to you."

    with LoopbackServer(respond) as server:
        report = probed(server)
    assert report.capabilities is not None
    assert report.capabilities.rung == "json_schema"
    assert not report.capabilities.is_rung_proven
    assert report.rung_reason == "json_schema could not be tried"

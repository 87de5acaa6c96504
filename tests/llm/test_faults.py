"""Every fault through the real client: once, then for ever."""

import asyncio
import traceback

import pytest

from negotiation.errors import ChatError, ChatRejected, ChatUnavailable
from negotiation.llm.chat import ChatReply
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.profile import ModelProfile
from negotiation.llm.recorded import RecordedChat
from negotiation.llm.retrying import RetryingChat
from tests.llm.builders import KEY, Records, Waits, ask, make_profile, make_request
from tests.loopback import FAULTS, Fault, LoopbackServer, script
from tests.loopback_faults import error_fault

REPLIES = {"content null", "content empty", "content list", "content surrogate", "length"}
REJECTED = {
    *("401", "404", "400 context length", "400 response_format", "307 elsewhere"),
    *("429 quota", "200 error 404", "refusal", "content filter"),
}
TOO_LONG_A_WAIT = {"429 retry-after 3600"}
TRANSIENT = sorted(set(FAULTS) - REPLIES - REJECTED - TOO_LONG_A_WAIT)


def ask_patiently(
    profile: ModelProfile, records: Records | None = None, waits: Waits | None = None
) -> ChatReply:
    async def run() -> ChatReply:
        async with OpenAIChat(profile) as inner:
            chat = RetryingChat(inner, attempts=3, total_seconds=60, sleep=waits or Waits())
            return await RecordedChat(chat, records or Records()).complete(make_request())

    return asyncio.run(run())


@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_fault_that_passes_costs_one_more_attempt(fault: str) -> None:
    with LoopbackServer(script(fault, "fine")) as server:
        assert ask_patiently(make_profile(server.base_url)).text == "fine"
        assert len(server.asked) == 2


@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_fault_that_stays_is_unavailable_after_all_attempts(fault: str) -> None:
    records = Records()
    with LoopbackServer(script(fault)) as server:
        with pytest.raises(ChatUnavailable, match=r"attempts: 3") as caught:
            ask_patiently(make_profile(server.base_url), records)
        assert len(server.asked) == 3
    assert isinstance(caught.value.__cause__, ChatUnavailable)
    assert records.kept[0].reply is None
    assert records.kept[0].error == f"ChatUnavailable: {caught.value}"


@pytest.mark.parametrize("fault", sorted(REJECTED))
def test_a_rejection_is_not_tried_again(fault: str) -> None:
    with LoopbackServer(script(fault, "fine")) as server:
        with pytest.raises(ChatRejected):
            ask_patiently(make_profile(server.base_url))
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("fault", "status"),
    [("401", 401), ("404", 404), ("400 context length", 400), ("307 elsewhere", 307)],
)
def test_a_rejection_holds_the_status(fault: str, status: int) -> None:
    with LoopbackServer(script(fault)) as server, pytest.raises(ChatRejected) as caught:
        ask(make_profile(server.base_url))
    assert caught.value.status == status


@pytest.mark.parametrize(
    ("fault", "text", "finish"),
    [
        ("content null", "", "stop"),
        ("content empty", "", "stop"),
        ("content list", "x", "other"),
        ("content surrogate", "a?b", "other"),
        ("length", '{"price": 2.', "length"),
    ],
)
def test_what_the_model_wrote_badly_is_a_reply(fault: str, text: str, finish: str) -> None:
    with LoopbackServer(script(fault)) as server:
        (reply,) = ask(make_profile(server.base_url))
    assert (reply.text, reply.finish_reason) == (text, finish)


def test_every_fault_is_in_one_of_the_tables() -> None:
    named = REPLIES | REJECTED | TOO_LONG_A_WAIT
    assert named < set(FAULTS)


@pytest.mark.parametrize(
    ("fault", "seconds"), [("429 retry-after 2", 2.0), ("429 retry-after date", 7.0)]
)
def test_the_wait_that_the_server_asks_for_is_kept(fault: str, seconds: float) -> None:
    waits = Waits()
    with LoopbackServer(script(fault, "fine")) as server:
        ask_patiently(make_profile(server.base_url), waits=waits)
    assert waits.asked_seconds == [seconds]


def test_too_long_a_wait_ends_the_call_at_once() -> None:
    waits = Waits()
    with LoopbackServer(script("429 retry-after 3600", "fine")) as server:
        with pytest.raises(ChatUnavailable, match="attempts: 1") as caught:
            ask_patiently(make_profile(server.base_url), waits=waits)
        assert len(server.asked) == 1
    assert caught.value.retry_after_seconds == 3600
    assert waits.asked_seconds == []


@pytest.mark.parametrize(
    "echo",
    [
        error_fault(401, f"Incorrect API key provided: {KEY}"),
        error_fault(500, f"cannot log in with {KEY}"),
        Fault(status=503, body=f"Bearer {KEY} is down".encode()),
        Fault(body=f"not json: {KEY}".encode()),
        error_fault(200, f"upstream says {KEY}"),
    ],
)
def test_a_key_that_the_server_echoes_reaches_no_error_and_no_record(echo: Fault) -> None:
    records = Records()
    with LoopbackServer(script(echo)) as server:
        profile = make_profile(server.base_url)
        with pytest.raises(ChatError) as caught:
            ask_patiently(profile, records)
    printed = "".join(traceback.format_exception(caught.value))
    assert "***" in printed
    assert KEY not in printed + repr(caught.value) + repr(records.kept) + repr(profile)
    assert KEY not in records.kept[0].model_dump_json() + profile.model_dump_json()


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with LoopbackServer(script("gone")) as server:
        profile = make_profile(server.base_url)
    with pytest.raises(ChatUnavailable, match="connection failed"):
        ask(profile)


def test_a_name_that_does_not_resolve_is_unavailable() -> None:
    with pytest.raises(ChatUnavailable, match="connection failed"):
        ask(make_profile("http://no-such-host.invalid/v1"))

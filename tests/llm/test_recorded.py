"""Every call is recorded, and an answered one is never asked again."""

import asyncio

import pytest

from negotiation.errors import ChatRejected, ChatUnavailable
from negotiation.llm.chat import ChatRequest
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.recorded import ChatRecord, RecordedChat, ReplayedChat
from negotiation.llm.scripted import ScriptedChat
from tests.llm.builders import Records, complete, make_profile, make_request
from tests.loopback import LoopbackServer, script

REQUEST = make_request(key="vendor/t7/a0")


def recorded(*steps: str | Exception, request: ChatRequest = REQUEST) -> list[ChatRecord]:
    records = Records()
    for step in steps:
        chat = RecordedChat(ScriptedChat([step]), records)
        try:
            complete(chat, request)
        except (ChatUnavailable, ChatRejected):
            continue
    return records.kept


def test_a_reply_is_recorded_with_what_was_asked() -> None:
    (record,) = recorded("fine")
    assert (record.key, record.messages, record.error) == ("vendor/t7/a0", REQUEST.messages, None)
    assert record.reply is not None
    assert record.reply.text == "fine"


def test_a_failure_is_recorded_and_raised() -> None:
    records = Records()
    chat = RecordedChat(ScriptedChat([ChatRejected("bad key")]), records)
    with pytest.raises(ChatRejected):
        complete(chat, REQUEST)
    assert [(record.reply, record.error) for record in records.kept] == [
        (None, "ChatRejected: bad key")
    ]


def test_a_record_goes_through_json_and_back() -> None:
    for record in recorded("好", ChatUnavailable("down")):
        assert ChatRecord.model_validate_json(record.model_dump_json()) == record


def test_a_resumed_run_pays_once() -> None:
    with LoopbackServer(script("first", "second")) as server:
        profile = make_profile(server.base_url)
        records = Records()

        async def run(kept: list[ChatRecord]) -> str:
            async with OpenAIChat(profile) as inner:
                chat = ReplayedChat(RecordedChat(inner, records), kept)
                return (await chat.complete(REQUEST)).text

        first = asyncio.run(run([]))
        again = asyncio.run(run(list(records.kept)))
        assert (first, again) == ("first", "first")
        assert len(server.asked) == len(records.kept) == 1


@pytest.mark.parametrize(
    "other",
    [
        make_request(key="vendor/t7/a1"),
        make_request("Another question?", key="vendor/t7/a0"),
        make_request(),
    ],
)
def test_another_call_is_asked(other: ChatRequest) -> None:
    chat = ReplayedChat(ScriptedChat(["asked"]), recorded("kept"))
    assert complete(chat, other).text == "asked"


def test_a_call_without_a_key_is_asked_again() -> None:
    keyless = make_request()
    chat = ReplayedChat(ScriptedChat(["asked"]), recorded("kept", request=keyless))
    assert complete(chat, keyless).text == "asked"


def test_a_failed_call_is_asked_again() -> None:
    chat = ReplayedChat(ScriptedChat(["asked"]), recorded(ChatUnavailable("down")))
    assert complete(chat, REQUEST).text == "asked"


def test_the_first_of_two_recorded_replies_stands() -> None:
    kept = recorded(ChatUnavailable("down"), "first", "second")
    assert complete(ReplayedChat(ScriptedChat([]), kept), REQUEST).text == "first"

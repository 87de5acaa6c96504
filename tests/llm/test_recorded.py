"""Every call is recorded, and an answered one is never asked again."""

import asyncio

import pytest

from negotiation.errors import ChatDeclined, ChatError, ChatRejected, ChatUnavailable
from negotiation.llm.chat import ChatRequest, FinishReason
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.recorded import BorrowingChat, ChatRecord, RecordedChat, ReplayedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.llm.scripted import ScriptedChat, Step, reply_of
from tests.llm.builders import Records, Waits, complete, make_profile, make_request
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


def test_a_record_says_how_often_it_was_tried_and_whose_fault_that_was() -> None:
    steps: list[Step] = [ChatUnavailable("HTTP 503"), ChatUnavailable("cut"), "fine"]
    records = Records()
    chat = RetryingChat(ScriptedChat(steps), attempts=4, total_seconds=60, sleep=Waits())
    complete(RecordedChat(chat, records), REQUEST)
    (record,) = records.kept
    assert record.n_attempts == 3
    assert [fault.model_dump() for fault in record.faults] == [
        {"kind": "ChatUnavailable", "message": message, "owner": "endpoint"}
        for message in ("HTTP 503", "cut")
    ]
    assert record.reply is not None
    assert record.reply.failed_attempts == record.faults


@pytest.mark.parametrize(
    ("steps", "owners"),
    [
        ([ChatUnavailable("1"), ChatUnavailable("2")], ["endpoint", "endpoint"]),
        ([ChatUnavailable("1"), ChatDeclined("no")], ["endpoint", "model"]),
        ([ChatRejected("bad key", status=401)], ["endpoint"]),
        ([ChatRejected("the client cannot send this")], ["engine"]),
    ],
)
def test_a_call_without_a_reply_says_what_every_attempt_failed_of(
    steps: list[Step], owners: list[str]
) -> None:
    records = Records()
    chat = RetryingChat(ScriptedChat(steps), attempts=2, total_seconds=60, sleep=Waits())
    with pytest.raises(ChatError):
        complete(RecordedChat(chat, records), REQUEST)
    (record,) = records.kept
    assert [fault.owner for fault in record.faults] == owners
    assert record.n_attempts == len(owners)


def test_a_bug_of_ours_is_recorded_as_ours_without_its_words() -> None:
    records = Records()
    with pytest.raises(ValueError, match="sk-canary"):
        complete(RecordedChat(ScriptedChat([ValueError("sk-canary-4711")]), records), REQUEST)
    (record,) = records.kept
    assert (record.error, record.faults[0].owner) == ("ValueError", "engine")
    assert "canary" not in record.model_dump_json()


@pytest.mark.parametrize(
    ("text", "finish", "kind"), [("", "stop", "empty"), ('{"price', "length", "cut")]
)
def test_a_reply_that_says_too_little_is_the_models_fault(
    text: str, finish: FinishReason, kind: str
) -> None:
    records = Records()
    flawed = reply_of(text, REQUEST).model_copy(update={"finish_reason": finish})
    complete(RecordedChat(ScriptedChat([flawed]), records), REQUEST)
    assert [(fault.kind, fault.owner) for fault in records.kept[0].faults] == [(kind, "model")]


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


def test_another_run_s_answer_to_the_same_question_is_taken_and_kept() -> None:
    records = Records()
    inner = ScriptedChat(["asked anew"])
    chat = BorrowingChat(inner, recorded("fine"), records)
    assert complete(chat, REQUEST).text == "fine"
    assert inner.calls == []
    (record,) = records.kept
    assert record.is_carried
    assert (
        complete(chat, make_request(text="another question", key=REQUEST.key)).text == "asked anew"
    )
    assert len(records.kept) == 1


def test_another_run_s_failures_are_not_taken() -> None:
    records = Records()
    chat = BorrowingChat(ScriptedChat(["fine"]), recorded(ChatUnavailable("down")), records)
    assert complete(chat, REQUEST).text == "fine"
    assert records.kept == []

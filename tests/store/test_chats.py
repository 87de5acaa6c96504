import asyncio
from pathlib import Path

import pytest

from negotiation.errors import LogConflict, LogCorrupted, LogError
from negotiation.llm.chat import (
    ChatCost,
    ChatMessage,
    ChatReply,
    ChatRequest,
    ChatUsage,
    FailedAttempt,
)
from negotiation.llm.recorded import ChatRecord, RecordedChat, ReplayedChat
from negotiation.store.chats import JsonlChats, read_chats


class Parrot:
    """A ``Chat`` that repeats the last message and counts."""

    n_calls = 0

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.n_calls += 1
        return make_reply(request.messages[-1].content)


def make_reply(text: str) -> ChatReply:
    return ChatReply(
        text=text,
        usage=ChatUsage(prompt_tokens=3, completion_tokens=5),
        finish_reason="stop",
        model="parrot",
        latency_seconds=0.25,
        rung="text",
    )


def make_record(key: str, *, text: str = "ok") -> ChatRecord:
    message = ChatMessage(role="user", content="报价 \u2028\x00")
    return ChatRecord(key=key, messages=(message,), reply=make_reply(text), error=None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chats.jsonl"


def test_records_come_back_in_order(path: Path) -> None:
    failed = ChatRecord(key="buyer/t2/a0", messages=(), reply=None, error="ChatUnavailable: 503")
    with JsonlChats(path) as chats:
        chats.record(make_record("buyer/t1/a0"))
        chats.record(failed)

        assert chats.read() == (make_record("buyer/t1/a0"), failed)
    with JsonlChats(path, durable=False) as chats:
        chats.record(make_record("buyer/t2/a1"))

    assert [record.key for record in read_chats(path)] == [
        "buyer/t1/a0",
        "buyer/t2/a0",
        "buyer/t2/a1",
    ]
    assert path.read_bytes().count(b"\n") == 3


def test_what_went_wrong_and_what_it_cost_comes_back(path: Path) -> None:
    failed = FailedAttempt(kind="ChatUnavailable", message="HTTP 503", owner="endpoint")
    reply = make_reply("ok").model_copy(update={"failed_attempts": (failed,)})
    cost = ChatCost(amount=0.25, currency="CNY")
    answered = make_record("a").model_copy(update={"reply": reply, "cost": cost})
    lost = make_record("b").model_copy(
        update={"reply": None, "error": "ChatUnavailable: HTTP 503", "failures": (failed, failed)}
    )
    with JsonlChats(path) as chats:
        chats.record(answered)
        chats.record(lost)

    assert read_chats(path) == (answered, lost)
    assert [record.n_attempts for record in read_chats(path)] == [2, 2]


def test_records_of_earlier_versions_can_be_read(path: Path) -> None:
    path.write_bytes(
        b'{"key":"buyer/t1/a0","messages":[{"role":"user","content":"hi"}],"reply":{"text":"ok",'
        b'"usage":{"prompt_tokens":3,"completion_tokens":5},"finish_reason":"stop",'
        b'"model":"parrot","latency_seconds":0.25,"rung":"text"},"error":null}\n'
        b'{"key":"buyer/t2/a0","messages":[],"reply":null,"error":"ChatRejected: HTTP 401",'
        b'"continues":1,"carried":1}\n'
    )
    answered, failed = read_chats(path)
    assert answered.reply == make_reply("ok")
    assert (answered.cost, answered.faults, failed.faults) == (None, (), ())
    assert failed.messages == answered.messages


def test_a_run_without_models_has_no_records(path: Path) -> None:
    assert read_chats(path) == ()


def test_a_resumed_run_pays_for_no_call_twice(path: Path) -> None:
    request = ChatRequest(messages=(ChatMessage(role="user", content="hi"),), key="buyer/t1/a0")
    first, second = Parrot(), Parrot()
    with JsonlChats(path) as chats:
        reply = asyncio.run(RecordedChat(first, chats).complete(request))

    replayed = asyncio.run(ReplayedChat(second, read_chats(path)).complete(request))

    assert replayed == reply
    assert (first.n_calls, second.n_calls) == (1, 0)


def test_an_unfinished_last_line_is_passed_over_and_cut_off(path: Path) -> None:
    with JsonlChats(path) as chats:
        chats.record(make_record("a"))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:-1])

    assert [record.key for record in read_chats(path)] == ["a"]
    with JsonlChats(path) as chats:
        chats.record(make_record("b"))

    assert [record.key for record in read_chats(path)] == ["a", "b"]


def test_a_second_writer_is_refused(path: Path) -> None:
    with JsonlChats(path), pytest.raises(LogConflict, match="another process"):
        JsonlChats(path)


def test_a_bad_line_is_named_and_not_quoted(path: Path) -> None:
    path.write_bytes(b'{"key":"my reserve is 31337"}\n')

    with pytest.raises(LogCorrupted, match=r"chats\.jsonl:1: not a record of a call: ") as caught:
        read_chats(path)

    assert "31337" not in str(caught.value)


def test_text_that_no_file_can_carry_is_refused(path: Path) -> None:
    with JsonlChats(path) as chats, pytest.raises(LogError, match="cannot be written as UTF-8"):
        chats.record(make_record("\ud800"))

    assert path.read_bytes() == b""


def conversation(n_turns: int) -> tuple[ChatMessage, ...]:
    system = ChatMessage(role="system", content="You are the buyer.")
    told = [
        ChatMessage(role="user", content=f"round {turn} " + "x" * 500) for turn in range(n_turns)
    ]
    return (system, *told)


def talk(path: Path, *, n_turns: int) -> list[ChatRecord]:
    """Record two conversations that grow in turns, each call in a process of its own."""
    records: list[ChatRecord] = []
    for turn in range(1, n_turns + 1):
        for seat in ("buyer", "seller"):
            messages = conversation(turn)
            first = ChatMessage(role="system", content=f"You are the {seat}.")
            reply = make_reply(f"{seat} {turn}")
            record = ChatRecord(
                key=f"t/{seat}/t{turn}/r0/a0",
                messages=(first, *messages[1:]),
                reply=reply,
                error=None,
            )
            with JsonlChats(path, durable=False) as chats:
                chats.record(record)
            records.append(record)
    return records


def test_a_conversation_comes_back_whole_from_what_each_call_added(path: Path) -> None:
    records = talk(path, n_turns=6)
    assert read_chats(path) == tuple(records)
    assert path.read_bytes().count(b"round 0 ") == 2, "the first message stands once a seat"


def test_the_file_grows_with_the_talk_and_not_with_its_square(tmp_path: Path) -> None:
    talk(tmp_path / "short", n_turns=10)
    talk(tmp_path / "long", n_turns=40)
    short, long = ((tmp_path / name).stat().st_size for name in ("short", "long"))
    assert long / short < 5


def test_a_line_that_continues_nothing_is_told(path: Path) -> None:
    talk(path, n_turns=2)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[2:]))
    with pytest.raises(LogCorrupted, match=r"chats\.jsonl:1: it continues line 1"):
        read_chats(path)

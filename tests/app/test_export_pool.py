"""The pool of messages: every call finds its own, and the file does not grow with the square."""

import json
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.app.exporting.inspect_parts import Ids
from negotiation.app.exporting.inspect_pool import MessagePool
from negotiation.llm.chat import ChatMessage, ChatReply, ChatUsage
from negotiation.llm.recorded import ChatRecord


def message(text: str, role: str = "user") -> ChatMessage:
    return ChatMessage.model_validate({"role": role, "content": text})


def call(seat: str, turn: int, messages: Sequence[ChatMessage], said: str = "") -> ChatRecord:
    reply = ChatReply(
        text=said,
        usage=ChatUsage(prompt_tokens=1, completion_tokens=1),
        finish_reason="stop",
        model="m",
        latency_seconds=0,
        rung="text",
    )
    key = f"table/{seat}/t{turn}/r0/a0"
    return ChatRecord(key=key, messages=tuple(messages), reply=reply, error=None)


def conversation(seat: str, n_turns: int, *, window: int | None = None) -> list[ChatRecord]:
    """Return the calls of a seat that talks; it remembers ``window`` messages, or all."""
    system, told = message(f"You are {seat}.", "system"), list[ChatMessage]()
    calls = []
    for turn in range(n_turns):
        told.append(message(f"turn {turn}"))
        kept = told if window is None else told[-window:]
        said = "Same words." if window is None else f"answer {turn}"
        calls.append(call(seat, turn, [system, *kept], said=said))
        told.append(message(said, "assistant"))
    return calls


def found(pool: MessagePool, record: ChatRecord) -> list[tuple[object, object]]:
    return [
        (each["role"], each["content"])
        for first, last in pool.ranges(record)
        for each in pool.messages[first:last]
    ]


def sent(record: ChatRecord) -> list[tuple[object, object]]:
    return [(each.role, each.content) for each in record.messages]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["buyer", "seller", "buyer.approver"]),
            st.lists(st.sampled_from("abc"), min_size=1, max_size=6),
        ),
        max_size=12,
    )
)
def test_every_call_finds_what_was_sent(given_calls: list[tuple[str, list[str]]]) -> None:
    calls = [
        call(seat, turn, [message(text) for text in texts])
        for turn, (seat, texts) in enumerate(given_calls)
    ]
    pool = MessagePool(calls, Ids("x"))
    assert [found(pool, each) for each in calls] == [sent(each) for each in calls]
    names = [each["id"] for each in pool.messages]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("window", "n_ranges"), [(None, 1), (4, 2)])
def test_seats_in_turn_need_few_ranges(window: int | None, n_ranges: int) -> None:
    pairs = zip(
        conversation("buyer", 30, window=window),
        conversation("seller", 30, window=window),
        strict=True,
    )
    calls = [each for pair in pairs for each in pair]
    pool = MessagePool(calls, Ids("x"))
    assert max(len(pool.ranges(each)) for each in calls) == n_ranges
    assert [found(pool, each) for each in calls] == [sent(each) for each in calls]


def size(n_turns: int) -> int:
    calls = conversation("buyer", n_turns)
    pool = MessagePool(calls, Ids("x"))
    return len(json.dumps([pool.messages, [pool.ranges(each) for each in calls]]))


def test_twice_the_turns_are_twice_the_size() -> None:
    assert size(200) < 2.2 * size(100)


def test_a_reply_has_the_id_of_the_message_that_it_becomes() -> None:
    calls = conversation("buyer", 5)
    pool = MessagePool(calls, Ids("x"))
    for before, after in pairwise(calls):
        first, last = pool.ranges(after)[-1]
        names = [each["id"] for each in pool.messages[first:last]]
        assert pool.reply_id(before) == names[-2]
    assert len({pool.reply_id(each) for each in calls}) == len(calls)

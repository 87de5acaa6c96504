"""A model's seat: repairs, refusals, and a conversation that only grows, also across processes."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from negotiation.agents.llm_persona import MAX_REPAIRS, LlmPersona
from negotiation.agents.negotiator import NoMove, SeatBrief
from negotiation.domain.moves import Move, Offer, Talk
from negotiation.errors import ChatDeclined, ChatTooLong, ChatUnavailable
from negotiation.llm.chat import ChatReply, ChatRequest, ChatUsage
from negotiation.llm.recorded import ChatRecord, RecordedChat, ReplayedChat
from negotiation.llm.scripted import ScriptedChat, Step
from tests.agents.builders import FIRST, SECOND, Talks, grid, make_brief, make_preferences

SPACE = grid(3, 2)
BRIEF = make_brief(make_preferences(SPACE, [5, 4, 3, 2, 1, 0]), deadline_rounds=4)
WHISPER = "our limit is 417"
BAD = f"Between us, {WHISPER}."
TOO_MUCH = {"a": 9, "b": 0}


def reply(**changes: Any) -> str:
    return json.dumps(
        {"message": "Well.", "act": "talk", "offer": None, "accept_offer_id": None} | changes
    )


def offer(**outcome: int) -> str:
    return reply(act="offer", message="My terms.", offer={"a": 0, "b": 0} | outcome)


TALK = reply()
ACCEPT_NOTHING = reply(act="accept", accept_offer_id="o9")


class Partner:
    """Talks, then offers, then talks again."""

    async def propose(self, view: Any) -> Move:
        if view.round == 2:
            return Move(act=Offer(outcome={"a": 2, "b": 1}), message="This is mine.")
        return Move(act=Talk(), message=f"Round {view.round}.")


class Sink:
    def __init__(self) -> None:
        self.records: list[ChatRecord] = []

    def record(self, record: ChatRecord) -> None:
        self.records.append(record)


def make_seats(
    steps: Iterable[Step], brief: SeatBrief = BRIEF, earlier: Sequence[ChatRecord] = ()
) -> tuple[dict[str, Any], ScriptedChat, Sink]:
    script, sink = ScriptedChat(steps), Sink()
    chat = ReplayedChat(RecordedChat(script, sink), earlier)
    return {FIRST: LlmPersona(brief, chat, earlier=earlier), SECOND: Partner()}, script, sink


def contents(request: ChatRequest) -> list[str]:
    return [message.content for message in request.messages]


def test_one_good_reply_is_one_call() -> None:
    seats, script, _ = make_seats([offer(b=1)])
    move = asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    assert move == Move(act=Offer(outcome={"a": 0, "b": 1}), message="My terms.")
    (request,) = script.calls
    assert [message.role for message in request.messages] == ["system", "user"]
    assert request.key == "table/buyer/t1/r0/a0"
    assert request.json_schema is not None
    assert "JSON" in request.messages[0].content


@pytest.mark.parametrize("n_bad", range(1, MAX_REPAIRS + 1))
def test_a_bad_reply_is_asked_for_again_with_the_reason(n_bad: int) -> None:
    seats, script, _ = make_seats([*[offer(a=9)] * n_bad, offer()])
    move = asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    assert isinstance(move, Move)
    assert move.n_invalid_replies == n_bad
    script.assert_consumed()
    assert len(script.calls) == n_bad + 1
    for request in script.calls[1:]:
        assert "a: 9 is not an option; options are 0, 1, 2" in request.messages[-1].content
        assert request.messages[-2].content == offer(a=9)
    assert [call.key[-2:] for call in script.calls] == ["a0", "a1", "a2"][: n_bad + 1]


def test_after_the_last_repair_there_is_no_move() -> None:
    seats, script, _ = make_seats([offer(a=9)] * (MAX_REPAIRS + 1))
    answer = asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    assert isinstance(answer, NoMove)
    assert answer.reason.startswith("no usable reply in 3 tries: a: 9 is not an option")
    assert (answer.owner, answer.n_invalid_replies) == ("model", MAX_REPAIRS + 1)
    script.assert_consumed()


def test_nothing_of_a_bad_reply_is_heard_at_the_table() -> None:
    cut_off = '{"message": "' + WHISPER
    for last in (BAD, offer(b=1)):
        seats, _, _ = make_seats([BAD, cut_off, last, TALK])
        talks = Talks(SPACE, 2)
        asyncio.run(_steps(talks, seats, 3))
        assert WHISPER not in "".join(event.model_dump_json() for event in talks.log)


def test_a_reply_that_was_cut_off_is_not_read() -> None:
    cut = ChatReply(
        text=offer(),
        usage=ChatUsage(prompt_tokens=1, completion_tokens=1),
        finish_reason="length",
        model="scripted",
        latency_seconds=0.0,
        rung="text",
    )
    seats, script, _ = make_seats([cut, TALK])
    move = asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    assert move == Move(act=Talk(), message="Well.", n_invalid_replies=1)
    assert "cut off; be shorter" in script.calls[1].messages[-1].content


def test_a_model_that_declines_is_asked_again_and_then_loses_the_turn() -> None:
    declined = ChatDeclined("the model refused: I would rather not")
    seats, script, _ = make_seats([declined, TALK])
    move = asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    assert move == Move(act=Talk(), message="Well.", n_invalid_replies=1)
    assert "I would rather not" in script.calls[1].messages[-1].content

    seats, script, _ = make_seats([declined] * 3)
    answer = asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    assert isinstance(answer, NoMove)
    assert "I would rather not" in answer.reason
    script.assert_consumed()


def test_an_empty_reply_is_kept_as_a_message() -> None:
    seats, script, _ = make_seats(["", TALK])
    asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    assert script.calls[1].messages[-2].content == "(no reply)"


def test_a_refused_move_is_explained_once_and_in_the_same_turn() -> None:
    seats, script, _ = make_seats([ACCEPT_NOTHING, TALK, TALK])
    asyncio.run(_steps(Talks(SPACE, 4), seats, 4))
    first, second, third = (contents(call) for call in script.calls)
    why = "no offer 'o9' of the counterpart stands"
    assert not any(why in text for text in first)
    assert why in second[-1]
    assert sum(why in text for text in third) == 1
    assert [call.key for call in script.calls] == [
        "table/buyer/t1/r0/a0",
        "table/buyer/t1/r1/a0",
        "table/buyer/t3/r0/a0",
    ]


def test_three_refused_moves_are_each_explained_once() -> None:
    ids = ("x1", "x2", "x3")
    seats, script, _ = make_seats(
        [*(reply(act="accept", accept_offer_id=each) for each in ids), TALK]
    )
    asyncio.run(_steps(Talks(SPACE, 4), seats, 5))
    told = [text for text in contents(script.calls[-1]) if "was refused" in text]
    assert len(told) == 2
    for each, text in zip(ids, told, strict=False):
        assert f"'{each}'" in text


def test_a_conversation_only_grows() -> None:
    seats, script, _ = make_seats([BAD, offer(), ACCEPT_NOTHING, offer(b=1), BAD, BAD, BAD, TALK])
    Talks(SPACE, 4).run(seats)
    script.assert_consumed()
    for earlier, later in zip(script.calls, script.calls[1:], strict=False):
        assert later.messages[: len(earlier.messages)] == earlier.messages
        assert later.messages[len(earlier.messages)].role == "assistant"
    roles = [message.role for message in script.calls[-1].messages]
    assert roles == ["system", *["user", "assistant"] * (len(roles) // 2 - 1), "user"]


def test_the_counterpart_s_words_are_quoted_once() -> None:
    seats, script, _ = make_seats([TALK] * 4)
    Talks(SPACE, 4).run(seats)
    last = "\n".join(contents(script.calls[-1]))
    assert last.count('"Round 1."') == 1
    assert last.count('"This is mine."') == 1
    assert last.count("o4 stands: a 2, b 1") == 1
    assert last.count("o4 still stands") == 1


SCRIPTS: dict[str, list[str]] = {
    "plain": [offer(), offer(b=1), TALK, TALK],
    "a repair": [BAD, offer(), TALK, BAD, BAD, offer(a=1), TALK],
    "a refused move": [
        ACCEPT_NOTHING,
        TALK,
        reply(act="reject", accept_offer_id="o8"),
        TALK,
        TALK,
        TALK,
    ],
    "no move": [BAD, BAD, BAD, offer(), BAD, BAD, BAD, TALK],
    "a lost turn": [ACCEPT_NOTHING] * 3 + [TALK] * 3,
    "an empty reply": ["", TALK, "", "", "", TALK, TALK],
}


@pytest.mark.parametrize("steps", SCRIPTS.values(), ids=SCRIPTS)
def test_a_seat_taken_up_by_another_process_sends_the_same_messages(steps: list[str]) -> None:
    seats, whole, sink = make_seats(steps)
    straight = Talks(SPACE, 4).run(seats)
    whole.assert_consumed()
    expected = [call.model_dump_json() for call in whole.calls]
    for n_steps in range(len(straight.asked)):
        seats, _, before = make_seats(steps)
        talks = Talks(SPACE, 4)
        asyncio.run(_steps(talks, seats, n_steps))
        done = len(before.records)
        seats, rest, _ = make_seats(steps[done:], earlier=before.records)
        talks.run(seats)
        rest.assert_consumed()
        assert [call.model_dump_json() for call in rest.calls] == expected[done:]
        assert talks.log == straight.log
    assert len(sink.records) == len(steps)


def test_a_seat_taken_up_after_a_declined_call_sends_the_same_messages() -> None:
    """What a declined call left in the conversation is there again in another process."""
    declined = ChatDeclined("a content filter stopped the reply")
    for lost_turn in ([declined] * 3, [BAD, BAD, declined], [declined, TALK]):
        steps: list[Step] = [*lost_turn, TALK, TALK, TALK]
        seats, whole, _ = make_seats(steps)
        straight = Talks(SPACE, 4).run(seats)
        expected = [call.model_dump_json() for call in whole.calls]
        seats, _, before = make_seats(steps)
        talks = Talks(SPACE, 4)
        asyncio.run(_steps(talks, seats, 2))
        done = len(before.records)
        seats, rest, _ = make_seats(steps[done:], earlier=before.records)
        talks.run(seats)
        assert [call.model_dump_json() for call in rest.calls] == expected[done:]
        assert talks.log == straight.log


@pytest.mark.parametrize("n_done", range(1, 8))
def test_a_call_that_was_answered_before_the_stop_is_not_paid_again(n_done: int) -> None:
    """The process ended between two calls of one turn, or before the move was written down."""
    steps = SCRIPTS["a repair"]
    seats, whole, sink = make_seats(steps)
    straight = Talks(SPACE, 4).run(seats)
    seats, rest, _ = make_seats(steps[n_done:], earlier=sink.records[:n_done])
    again = Talks(SPACE, 4).run(seats)
    assert again.log == straight.log
    assert rest.calls == whole.calls[n_done:]


def test_records_of_other_seats_and_tables_are_left_alone() -> None:
    seats, _, sink = make_seats([offer()])
    talks = Talks(SPACE, 4)
    asyncio.run(_steps(talks, seats, 2))
    (record,) = sink.records
    keys = ["table/seller/t1/r0/a0", "other/buyer/t1/r0/a0", "nonsense", "", "table/buyer/t9/r0/a0"]
    strangers = [record.model_copy(update={"key": key}) for key in keys]
    failed = record.model_copy(update={"reply": None, "error": "ChatUnavailable: late"})
    seats, resumed, _ = make_seats([TALK], earlier=[*strangers, record, *strangers, failed])
    asyncio.run(talks.step(seats[FIRST]))
    assert resumed.calls[0].messages[: len(record.messages)] == record.messages
    assert resumed.calls[0].messages[len(record.messages)].content == offer()


def test_trouble_with_the_endpoint_leaves_the_conversation_as_it_was() -> None:
    for good in ([], [offer()]):
        steps: list[Step] = [*good, ChatUnavailable("down"), TALK]
        seats, script, _ = make_seats(steps)
        talks = Talks(SPACE, 4)
        asyncio.run(_steps(talks, seats, 2 * len(good)))
        with pytest.raises(ChatUnavailable):
            asyncio.run(talks.step(seats[FIRST]))
        asyncio.run(talks.step(seats[FIRST]))
        assert script.calls[-1] == script.calls[-2]


def test_a_conversation_that_outgrows_the_model_loses_its_older_half() -> None:
    too_long = ChatTooLong("HTTP 400: maximum context length is 4096", status=400)
    seats, script, _ = make_seats([offer(), TALK, TALK, too_long, TALK])
    Talks(SPACE, 4).run(seats)
    script.assert_consumed()
    whole, halved = script.calls[3].messages, script.calls[4].messages
    assert len(halved) < len(whole)
    assert halved[0] == whole[0]
    assert halved[1:-1] == whole[-len(halved) + 1 : -1]
    assert "o4 stands: a 2, b 1" in halved[-1].content, "told in full, for the past is gone"


def test_a_first_prompt_that_is_too_long_cannot_be_helped() -> None:
    too_long = ChatTooLong("HTTP 400: maximum context length is 16", status=400)
    seats, script, _ = make_seats([too_long])
    with pytest.raises(ChatTooLong):
        asyncio.run(Talks(SPACE, 4).step(seats[FIRST]))
    script.assert_consumed()


def test_trouble_in_the_middle_of_a_repair_asks_the_whole_turn_again() -> None:
    seats, script, _ = make_seats([BAD, ChatUnavailable("down"), TALK])
    talks = Talks(SPACE, 4)
    with pytest.raises(ChatUnavailable):
        asyncio.run(talks.step(seats[FIRST]))
    asyncio.run(talks.step(seats[FIRST]))
    assert script.calls[2] == script.calls[0]


async def _steps(talks: Talks, seats: dict[str, Any], n_steps: int) -> None:
    for _ in range(n_steps):
        await talks.step(seats[talks.view().party])

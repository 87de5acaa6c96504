"""The shipped fake says when its script is wrong."""

import asyncio

import pytest

from negotiation.errors import ChatUnavailable
from negotiation.llm.chat import ChatRequest
from negotiation.llm.scripted import ScriptedChat, UnconsumedSteps, UnexpectedCall, reply_of
from tests.llm.builders import SCHEMA, complete, make_request


def shout(request: ChatRequest) -> str:
    return request.messages[-1].content.upper()


def test_each_kind_of_step_is_played_in_order() -> None:
    whole = reply_of("whole", make_request())
    down = ChatUnavailable("down")
    chat = ScriptedChat(["text", shout, whole, down])
    assert complete(chat).text == "text"
    assert complete(chat, make_request("now")).text == "NOW"
    assert complete(chat) is whole
    with pytest.raises(ChatUnavailable) as caught:
        complete(chat)
    assert caught.value is down
    assert len(chat.calls) == 4
    chat.assert_consumed()


def test_a_call_too_many_is_unexpected() -> None:
    with pytest.raises(UnexpectedCall, match=r"call 1 \('k'\) of a script of 0 steps"):
        complete(ScriptedChat([]), make_request(key="k"))


def test_a_step_too_many_is_unconsumed() -> None:
    async def run() -> None:
        async with ScriptedChat(["a", "b"]) as chat:
            await chat.complete(make_request())

    with pytest.raises(UnconsumedSteps, match="1 of 2 steps"):
        asyncio.run(run())


def test_an_error_inside_the_block_is_not_hidden_by_the_script() -> None:
    async def run() -> None:
        async with ScriptedChat(["a"]):
            raise ChatUnavailable("down")

    with pytest.raises(ChatUnavailable):
        asyncio.run(run())


@pytest.mark.parametrize(("schema", "rung"), [(None, "text"), (SCHEMA, "json_schema")])
def test_the_rung_is_that_of_a_perfect_server(schema: dict[str, object] | None, rung: str) -> None:
    assert reply_of("fine", make_request(json_schema=schema)).rung == rung

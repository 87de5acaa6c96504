"""Records answer for the model, failures included, and say where a call differs."""

import pytest

from negotiation.errors import (
    ChatDeclined,
    ChatNotAsked,
    ChatRejected,
    ChatUnavailable,
    HaggleError,
    ReplayDiverged,
)
from negotiation.llm.chat import ChatMessage, ChatRequest
from negotiation.llm.offline import OfflineChat
from negotiation.llm.recorded import ChatRecord, RecordedChat
from negotiation.llm.scripted import ScriptedChat, Step
from tests.llm.builders import Records, complete, make_request

REQUEST = make_request(key="lease/vendor/t7/r0/a0")


def recorded(*steps: Step) -> list[ChatRecord]:
    records = Records()
    chat = RecordedChat(ScriptedChat(steps), records)
    for _ in steps:
        try:
            complete(chat, REQUEST)
        except (HaggleError, ValueError):
            continue
    return records.kept


def test_a_reply_is_given_again_and_counted() -> None:
    chat = OfflineChat(recorded("fine"))
    assert complete(chat, REQUEST).text == complete(chat, REQUEST).text == "fine"
    assert chat.n_answered == 2


@pytest.mark.parametrize(
    "failure",
    [
        *(ChatUnavailable("down: badly"), ChatNotAsked("left alone")),
        *(ChatRejected("bad key"), ChatDeclined("no")),
    ],
)
def test_a_failure_is_raised_again(failure: HaggleError) -> None:
    with pytest.raises(type(failure)) as caught:
        complete(OfflineChat(recorded(failure)), REQUEST)
    assert type(caught.value) is type(failure)
    assert str(caught.value) == str(failure)


def test_a_call_that_failed_and_was_asked_again_has_its_reply() -> None:
    assert complete(OfflineChat(recorded(ChatUnavailable("down"), "fine")), REQUEST).text == "fine"


@pytest.mark.parametrize("records", [[], recorded(ValueError("a bug of ours"))])
def test_a_call_that_was_never_answered_diverges(records: list[ChatRecord]) -> None:
    with pytest.raises(ReplayDiverged, match="no such call was recorded") as caught:
        complete(OfflineChat(records), REQUEST)
    assert caught.value.details == {"call": "lease/vendor/t7/r0/a0"}


def test_a_prompt_that_differs_is_told_by_message_and_character() -> None:
    system = ChatMessage(role="system", content="You sell.")
    before, now = (
        ChatRequest(messages=(system, ChatMessage(role="user", content=said)), key="k")
        for said in ("Round 1: they offer 64.", "Round 1: they offer 65.")
    )
    records = Records()
    complete(RecordedChat(ScriptedChat(["x"]), records), before)
    with pytest.raises(
        ReplayDiverged, match=r"call k: message 2 differs from character 22"
    ) as caught:
        complete(OfflineChat(records.kept), now)
    assert caught.value.details == {
        "call": "k",
        "message": 2,
        "character": 22,
        "recorded": "4.",
        "now": "5.",
    }


def test_a_prompt_that_is_shorter_differs_where_it_ends() -> None:
    message = ChatMessage(role="user", content="Your offer?")
    records = Records()
    longer = ChatRequest(messages=(message, message), key="k")
    complete(RecordedChat(ScriptedChat(["x"]), records), longer)
    with pytest.raises(ReplayDiverged, match="message 2 differs from character 1 on"):
        complete(OfflineChat(records.kept), ChatRequest(messages=(message,), key="k"))

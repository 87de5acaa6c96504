"""Reasons in Chinese: every one that can be shown is known, whatever figures it holds."""

import re

import pytest

from negotiation.agents.parsing import MoveProblem, ReplyReader
from negotiation.domain.events import MoveRefused
from negotiation.domain.moves import Accept, Act, Move, Offer, Talk, TalkMode
from negotiation.domain.reasons import reason_in
from negotiation.protocol.fold import opened
from negotiation.protocol.referee import decide
from negotiation.protocol.view import view_for
from tests.protocol.builders import FORBIDDEN, GOOD, SPACE, make_guard, make_opening

HAN = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile("[a-z]+ [a-z]+ [a-z]+")

REFUSED: list[tuple[TalkMode, Act]] = [
    ("full", Talk()),
    ("full", Accept(offer_id="o9")),
    ("full", Offer(outcome={"price": 0.8})),
    ("full", Offer(outcome={**GOOD, "cake": 1})),
    ("full", Offer(outcome={**GOOD, "weeks": 7})),
    ("full", Offer(outcome=dict(FORBIDDEN))),
    ("offers", Talk()),
]


def is_chinese(reason: str) -> bool:
    said = reason_in("zh", reason)
    return HAN.search(said) is not None and ENGLISH.search(said) is None


@pytest.mark.parametrize(("talk", "act"), REFUSED)
def test_what_the_referee_says(talk: TalkMode, act: Act) -> None:
    session = opened(make_opening().model_copy(update={"talk": talk}))
    (event,) = decide(session, SPACE, make_guard(), party="buyer", move=Move(act=act))
    assert isinstance(event, MoveRefused)
    reason = "; ".join(event.reasons)
    assert is_chinese(reason), reason_in("zh", reason)
    assert reason_in("en", reason) == reason


@pytest.mark.parametrize(
    "reply",
    [
        "nothing",
        '{"act": "offer"}',
        '{"act": "talk"}',
        '{"act": "accept"}',
        '{"act": "walk_away"} {"act": ',
        '{"act": "offer", "offer": {"price": 3}}',
        '{"act": "walk_away", "claims": [{"fact": "x", "value": 1}]}',
        "x" * 30_000,
    ],
)
def test_what_is_wrong_with_a_reply(reply: str) -> None:
    view = view_for(opened(make_opening()), [], "buyer")
    problem = ReplyReader(SPACE).read(reply, view)
    assert isinstance(problem, MoveProblem)
    assert HAN.search(reason_in("zh", problem.message))
    lost = f"no usable reply in 3 tries: {problem.message}"
    assert reason_in("zh", lost).startswith("3次回复都不能用：")


def test_what_is_not_known_stays_as_it_is() -> None:
    assert reason_in("zh", "somebody else's words") == "somebody else's words"

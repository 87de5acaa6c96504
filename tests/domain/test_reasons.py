"""Reasons in Chinese: every one that can be shown is known, whatever figures it holds."""

import re

import pytest

from negotiation.agents.parsing import MoveProblem, ReplyReader
from negotiation.domain.events import MoveRefused
from negotiation.domain.moves import (
    Accept,
    Act,
    Escalate,
    Move,
    Offer,
    Pass,
    Talk,
    TalkMode,
)
from negotiation.domain.outcomes import Outcome
from negotiation.domain.reasons import reason_in
from negotiation.protocol.fold import opened, replay
from negotiation.protocol.referee import decide
from negotiation.protocol.view import view_for
from tests.agents.large_tables import Tender, ladder_step
from tests.protocol.builders import FORBIDDEN, GOOD, SPACE, make_house, make_opening

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
    ("full", Pass()),
    ("none", Escalate(outcome=dict(GOOD))),
    ("full", Escalate(outcome=dict(GOOD))),
]


def is_chinese(reason: str) -> bool:
    said = reason_in("zh", reason)
    return HAN.search(said) is not None and ENGLISH.search(said) is None


@pytest.mark.parametrize(("talk", "act"), REFUSED)
def test_what_the_referee_says(talk: TalkMode, act: Act) -> None:
    session = opened(make_opening().model_copy(update={"talk": talk}))
    (event,) = decide(session, SPACE, make_house(), party="buyer", move=Move(act=act))
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
        '{"act": "escalate"}',
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


LOW: Outcome = {"price": 0.3, "ramp": "slow"}


def refused_bid(tender: Tender, *moves: Move) -> str:
    """What the referee says to the last of a bidder's moves, the host and the others passing."""
    talks = tender.talks()
    for move in moves[:-1]:
        session = replay(talks.log)
        talks.log += decide(session, talks.space, talks.house, party="heron", move=move)
        while (party := replay(talks.log).due_party) not in {"heron", None}:
            idle = Move(act=Pass())
            session = replay(talks.log)
            talks.log += decide(session, talks.space, talks.house, party=party or "", move=idle)
    session = replay(talks.log)
    event = decide(session, talks.space, talks.house, party="heron", move=moves[-1])[0]
    assert isinstance(event, MoveRefused)
    return "; ".join(event.reasons)


BID, ASK = Move(act=Offer(outcome=dict(LOW))), Move(act=Escalate(outcome=dict(LOW)))
HIGHER = Move(act=Offer(outcome={**LOW, "price": 0.5}))


@pytest.mark.parametrize(
    ("ladder", "moves", "said"),
    [
        ([], [BID, BID], "pass"),
        ([], [BID, HIGHER], "最高只能是0.28"),
        ([], [ASK], "没有超出授权"),
        ([ladder_step(0.4)], [BID], "先用escalate"),
        ([ladder_step(0.4, delay=20)], [ASK], "最后一轮"),
        ([ladder_step(0.4, delay=3)], [ASK, ASK], "不能escalate"),
        ([ladder_step(0.4, approval=0.0)], [ASK, BID], "没批"),
        ([ladder_step(0.4, approval="never")], [ASK], "没人定过底"),
    ],
)
def test_what_the_referee_says_of_bids_and_signatures(
    ladder: list[dict[str, object]], moves: list[Move], said: str
) -> None:
    reason = refused_bid(Tender(ladders={"heron": ladder}, last_call_rounds=3), *moves)
    assert is_chinese(reason), reason_in("zh", reason)
    assert said in reason_in("zh", reason)


def test_what_is_not_known_stays_as_it_is() -> None:
    assert reason_in("zh", "somebody else's words") == "somebody else's words"

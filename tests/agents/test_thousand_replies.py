"""A thousand malformed, hostile and cut replies through the real client: nothing gets through."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from negotiation.agents.llm_persona import LlmPersona, SeatStyle
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.events import (
    AgreementReached,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    TurnForfeited,
)
from negotiation.domain.scenarios import StrategyName
from negotiation.errors import ChatUnavailable
from negotiation.llm.chat import Chat
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.profile import ModelProfile
from negotiation.llm.recorded import ChatRecord, RecordedChat, ReplayedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.protocol.view import as_seen
from tests.agents.bad_replies import CANARY, BadReply, bad_replies
from tests.agents.builders import FIRST, SECOND, Talks, grid, make_brief, make_preferences
from tests.agents.test_llm_persona import Sink
from tests.loopback import Fault, LoopbackServer

N_REPLIES = 1_000
SPACE = grid(4, 3)
ROUNDS = 12
"""Of one talk; there are as many talks as the replies last for."""
BRIEF = make_brief(make_preferences(SPACE, range(SPACE.size)), FIRST, deadline_rounds=ROUNDS)
OTHER = make_brief(make_preferences(SPACE, range(SPACE.size)), SECOND, deadline_rounds=ROUNDS)
ATTEMPTS = 3


class Played(NamedTuple):
    """A talk with the records of its calls."""

    events: tuple[Event, ...]
    records: tuple[ChatRecord, ...]


async def no_wait(_seconds: float) -> None:
    """Wait for nothing."""


async def play(base_url: str, left: Sequence[BadReply]) -> list[Played]:
    """Play talks until the server has nothing bad left."""
    profile = ModelProfile(name="loop", base_url=base_url, model="m")
    played: list[Played] = []
    async with OpenAIChat(profile) as opened:
        retrying = RetryingChat(opened, attempts=ATTEMPTS, total_seconds=600, sleep=no_wait)
        while left:
            played.append(await play_one(retrying))
    return played


async def play_one(chat: Chat) -> Played:
    """Play one talk to its end; go on after every stop as ``resume`` does."""
    sink, talks = Sink(), Talks(SPACE, ROUNDS)
    counterpart = StrategyNegotiator(OTHER, StrategyName.HARDLINER)
    seat: LlmPersona | None = None
    while not talks.is_over:
        if seat is None:
            earlier = tuple(sink.records)
            resumed = ReplayedChat(RecordedChat(chat, sink), earlier)
            style = SeatStyle(is_patient=True)
            seat = LlmPersona(BRIEF, resumed, style=style, earlier=earlier)
        try:
            await talks.step(seat if talks.view().party == FIRST else counterpart)
        except ChatUnavailable:
            seat = None
    return Played(tuple(talks.log), tuple(sink.records))


def counted(events: Sequence[Event], records: Sequence[ChatRecord]) -> Counter[str]:
    """Count what went wrong by its owner, from the log and the records of the calls alone."""
    found: Counter[str] = Counter()
    for event in events:
        match event:
            case NoteTaken(n_invalid_replies=n_invalid):
                found["model"] += n_invalid
            case MoveRefused(move=move):
                found["party"] += 1
                found["model"] += move.n_invalid_replies
            case TurnForfeited(n_invalid_replies=n_invalid, owner="model"):
                found["model"] += n_invalid
            case _:
                pass
    found["endpoint"] = sum(
        fault.owner == "endpoint" for record in records for fault in record.faults
    )
    return found


def test_a_thousand_bad_replies() -> None:
    replies = bad_replies(N_REPLIES, seed=20230301)
    left = list(replies)

    def respond(_body: dict[str, Any]) -> str | dict[str, Any] | Fault:
        return left.pop(0).step if left else {"act": "talk", "message": "Well."}

    with LoopbackServer(respond) as server:
        played = asyncio.run(play(server.base_url, left))
    found = sum((counted(talk.events, talk.records) for talk in played), Counter[str]())
    assert found == Counter(reply.owner for reply in replies)
    events = [event for talk in played for event in talk.events]
    assert not [event for event in events if isinstance(event, AgreementReached)]
    assert not [e for e in events if isinstance(e, OfferMade) and e.party == FIRST]
    heard = [seen for event in events if (seen := as_seen(event, SECOND)) is not None]
    assert len(heard) > N_REPLIES / 4
    assert CANARY not in "".join(event.model_dump_json() for event in heard)

"""``model``: CPU of a model's whole turn against a bare call of the openai client.

A whole turn is everything that happens between two moves: view, prompt, the chat with its retries
and records, parsing, referee, the log and the records flushed to disk, LangGraph and its durable
cursor. The bare calls send the very bodies that the talk sent, one after the other.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import openai

from evals.bench.claims import Claim, Claims
from evals.bench.model_server import model_server
from evals.bench.talks import STRATEGIES, endless_plan, max_steps
from evals.generated import PERSONA
from negotiation.agents.reply_schema import reply_schema
from negotiation.app.seating import seat_table
from negotiation.app.seats import Seat
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import OfferMade
from negotiation.graph.build import build_graph
from negotiation.graph.drive import drive
from negotiation.graph.programme import TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.llm.chat import ChatMessage
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.profile import ModelProfile
from negotiation.llm.recorded import RecordedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.store.chats import JsonlChats
from negotiation.store.jsonl import JsonlLog
from negotiation.store.savers import open_saver

__all__ = ["bare_client", "body_of", "measure_model_turns"]

LIMIT_AGAINST_BARE = 2.0
LIMIT_GROWTH = 1.2


class _Talk(NamedTuple):
    turn_s: float
    """CPU of a turn."""
    bodies: tuple[dict[str, Any], ...]
    """What was sent."""


def measure_model_turns(*, few: int = 8, many: int = 80, repeats: int = 5) -> Claims:
    """Measure what a model's turn costs this process.

    Args:
        few: turns of the short talks.
        many: turns of the long talks.
        repeats: talks of each length; the least time counts.
    """
    with model_server() as base_url:
        asyncio.run(_talk(base_url, few))  # loads what is loaded once
        measured = [(_measured(base_url, few), _measured(base_url, many)) for _ in range(repeats)]
    short, long = (
        _Cost(min(cost.turn_s for cost in costs), min(cost.bare_s for cost in costs))
        for costs in zip(*measured, strict=True)
    )
    return (
        _against_bare("model.against_bare_short", few, short),
        _against_bare("model.against_bare_long", many, long),
        Claim(
            name="model.growth",
            claim=f"a model turn of {many} against a turn of {few}",
            unit="ratio",
            limit=LIMIT_GROWTH,
            measured=long.turn_s / short.turn_s,
        ),
    )


def _against_bare(name: str, n_turns: int, cost: "_Cost") -> Claim:
    return Claim(
        name=name,
        claim=f"a whole model turn of {n_turns}, durable cursor included, against a bare call of "
        "the openai client with the same body",
        unit="ratio",
        limit=LIMIT_AGAINST_BARE,
        measured=cost.turn_s / cost.bare_s,
        details={"turn_ms": cost.turn_s * 1e3, "bare_call_ms": cost.bare_s * 1e3},
    )


class _Cost(NamedTuple):
    """CPU of one turn, and of one bare call with the same body [s]."""

    turn_s: float
    bare_s: float


def _measured(base_url: str, n_turns: int) -> _Cost:
    talk = asyncio.run(_talk(base_url, n_turns))
    return _Cost(talk.turn_s, asyncio.run(_bare_calls(base_url, talk.bodies)))


async def _talk(base_url: str, n_turns: int) -> _Talk:
    seat = Seat(kind="llm", name="bench", persona=PERSONA, adviser="value", is_patient=True)
    plan = endless_plan(dict.fromkeys(STRATEGIES, seat), n_turns=n_turns)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        log = stack.enter_context(JsonlLog(folder / "events", durable=True))
        sink = stack.enter_context(JsonlChats(folder / "chats", durable=True))
        saver = await stack.enter_async_context(open_saver(None, folder / "cursor"))
        profile = ModelProfile(name="bench", base_url=base_url, model="bench")
        opened = await stack.enter_async_context(OpenAIChat(profile))
        retrying = RetryingChat(opened, attempts=4, total_seconds=60)
        chats = {"bench": RecordedChat(retrying, sink)}
        table = seat_table(plan, plan.scenario.tables[0], chats)
        clock: list[float] = []

        def watch(event: LogEvent) -> None:
            if isinstance(event, OfferMade):
                clock.append(time.process_time())

        turns = Turns(TablesInOrder([table.set_up]), log, watch=watch)
        await drive(build_graph(saver), turns, max_steps=max_steps(n_turns))
        if len(clock) != n_turns:
            raise AssertionError(f"{len(clock)} offers in {n_turns} turns: not the talk to measure")
        schema = reply_schema(table.set_up.space, estimates=False)
        bodies = tuple(body_of(record.messages, schema) for record in sink.read())
    # The first turn opens the connection, which later ones do not.
    return _Talk((clock[-1] - clock[0]) / (n_turns - 1), bodies)


def body_of(messages: Sequence[ChatMessage], schema: dict[str, object]) -> dict[str, Any]:
    """Return the body that a seat posts for these messages."""
    form = {"name": "move", "strict": True, "schema": schema}
    return {
        "model": "bench",
        "messages": [message.model_dump() for message in messages],
        "temperature": 0.7,
        "max_tokens": 1024,
        "response_format": {"type": "json_schema", "json_schema": form},
    }


def bare_client(base_url: str) -> openai.AsyncOpenAI:
    """Return the client that anybody would make, without retries."""
    return openai.AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0)


async def _bare_calls(base_url: str, bodies: tuple[dict[str, Any], ...]) -> float:
    """Return the CPU of a call [s], the first one left out."""
    async with bare_client(base_url) as client:
        await client.chat.completions.create(**bodies[0])
        started = time.process_time()
        for body in bodies[1:]:
            await client.chat.completions.create(**body)
        return (time.process_time() - started) / (len(bodies) - 1)

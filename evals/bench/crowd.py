"""Many talks between models at once, and when each of their calls was answered.

The functions may run in processes of their own: they take and return plain values.
"""

import asyncio
import json
import time
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

from evals.bench.memory import resident_mib
from evals.bench.model_turns import bare_client, body_of
from evals.bench.talks import STRATEGIES, endless_plan
from evals.generated import PERSONA
from negotiation.agents.reply_schema import reply_schema
from negotiation.app.sandbox import Sandbox
from negotiation.app.seats import Seat
from negotiation.app.table_cache import TableCache
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import OfferMade
from negotiation.llm.connections import Connections
from negotiation.llm.traffic import Traffic
from negotiation.settings import Settings
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder

__all__ = ["Body", "Crowd", "Played", "bare_calls", "play_talks"]

MODEL = "bench"

Body: TypeAlias = Mapping[str, Any]


class Crowd(NamedTuple):
    """Who asks at once, and how often each of them."""

    base_url: str
    n_talks: int
    n_turns: int
    ramp_s: float
    """Over which the talks begin, one after the other."""


class Played(NamedTuple):
    """What a process has to tell of its talks. Times are of the machine's steady clock [s]."""

    began: float
    ended: float
    answers: tuple[tuple[float, ...], ...]
    """By talk: when each of its calls was answered, and what follows from it was written down."""
    cpu_s: float
    """CPU of all talks, from the first beginning to the last end."""
    resident_mib: float
    """The most memory that the process has taken."""
    bodies: tuple[Body, ...] = ()
    """What the calls of one talk sent."""


def play_talks(crowd: Crowd) -> Played:
    """Play the talks of a crowd into folders, from the plan to the scorecard."""
    return asyncio.run(_play_talks(crowd))


def bare_calls(crowd: Crowd, bodies: Sequence[Body]) -> Played:
    """Send the bodies of one talk over and over with a bare client, as many at a time."""
    return asyncio.run(_bare_calls(crowd, bodies))


async def _play_talks(crowd: Crowd) -> Played:
    seat = Seat(kind="llm", name=MODEL, persona=PERSONA, adviser="value", is_patient=True)
    plan = endless_plan(dict.fromkeys(STRATEGIES, seat), n_turns=crowd.n_turns)
    async with AsyncExitStack() as stack:
        path = Path(stack.enter_context(TemporaryDirectory()))
        connections = await stack.enter_async_context(Connections())
        sandbox = Sandbox(
            _settings(path, crowd),
            traffic=Traffic(),
            tables=TableCache(),
            connections=connections,
        )
        folders = [RunFolder.create_at(path / str(number)) for number in range(crowd.n_talks)]

        async def talk(folder: RunFolder) -> tuple[float, ...]:
            answers: list[float] = []

            def watch(event: LogEvent) -> None:
                if isinstance(event, OfferMade):
                    answers.append(time.monotonic())

            sandbox.begin(plan, folder)
            await sandbox.play(folder, watch=watch)
            if len(answers) != crowd.n_turns:
                raise AssertionError(f"{len(answers)} offers in {crowd.n_turns} turns")
            return tuple(answers)

        played = await _timed([talk(folder) for folder in folders], crowd.ramp_s)
        schema = reply_schema(plan.scenario.tables[0].space, estimates=False)
        records = read_chats(folders[0].chats)
        return played._replace(bodies=tuple(body_of(record.messages, schema) for record in records))


async def _bare_calls(crowd: Crowd, bodies: Sequence[Body]) -> Played:
    async with bare_client(crowd.base_url) as client:

        async def talk() -> tuple[float, ...]:
            answers: list[float] = []
            for body in bodies:
                await client.chat.completions.create(**body)
                answers.append(time.monotonic())
            return tuple(answers)

        return await _timed([talk() for _ in range(crowd.n_talks)], crowd.ramp_s)


async def _timed(talks: Sequence[Coroutine[Any, Any, tuple[float, ...]]], ramp_s: float) -> Played:
    async def later(place: int, talk: Coroutine[Any, Any, tuple[float, ...]]) -> tuple[float, ...]:
        await asyncio.sleep(ramp_s * place / len(talks))
        return await talk

    began, cpu_began = time.monotonic(), time.process_time()
    answers = await asyncio.gather(*(later(place, talk) for place, talk in enumerate(talks)))
    ended, cpu_s = time.monotonic(), time.process_time() - cpu_began
    return Played(began, ended, tuple(answers), cpu_s, resident_mib())


def _settings(path: Path, crowd: Crowd) -> Settings:
    models = path / "models.yaml"
    entry = {"base_url": crowd.base_url, "model": MODEL, "max_concurrent": 2 * crowd.n_talks}
    models.write_text(json.dumps({MODEL: entry}))
    return Settings(
        {
            "HAGGLE_MODELS_FILE": str(models),
            "HAGGLE_MODEL": MODEL,
            "HAGGLE_CACHE_DIR": str(path / "cache"),
        }
    )

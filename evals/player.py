"""Playing one case in this process, and what came of it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.cases import Case
from evals.judging import models_of, result_of, spent_on
from evals.plans import plan_of
from evals.results import CaseRecord, Failure, FailureOwner, ResultsFolder
from evals.shelf import Shelf
from negotiation.app.endpoints import Endpoints
from negotiation.app.local_model import LOCAL
from negotiation.app.sandbox import Sandbox
from negotiation.domain.values import without_control
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.errors import ChatBudgetSpent, ChatError, LogConflict, LogCorrupted, LogError
from negotiation.llm.budget import Budget, Purse
from negotiation.llm.connections import Connections
from negotiation.settings import Settings
from negotiation.store.chats import read_chats
from negotiation.store.folder import RUN, RunFolder

__all__ = ["CasePlayer", "PlayerSetup", "open_player"]

LOCAL_TALKS = 4
"""Talks whose prompts a model on this machine keeps; the others wait for a slot."""

LONGEST_MESSAGE = 500
"""Characters of what went wrong that a result keeps."""


@dataclass(frozen=True, slots=True)
class PlayerSetup:
    """What a player needs, in any process and on any machine."""

    path: Path
    """The folder of results."""
    shelf: Shelf
    settings: Settings
    budget: Budget
    """What this player may still spend, all its cases together."""
    concurrency: int
    """Cases that it plays at a time."""
    models: tuple[str, ...] = ()
    """That the cases ask."""
    n_players: int = 1
    """How many such players there are; they keep to the limits of endpoints together."""


class CasePlayer:
    """Plays cases that share one sandbox: its clients and what it may spend."""

    def __init__(self, setup: PlayerSetup, sandbox: Sandbox) -> None:
        self._folder = ResultsFolder(setup.path)
        self._shelf = setup.shelf
        self._sandbox = sandbox

    async def play(self, case: Case) -> CaseRecord:
        """Play a case from where it was left to its end, and write down its result.

        What goes wrong on the way is a result too, and never the contestant's: the endpoint's, the
        machine's or our own.

        Raises:
            ChatBudgetSpent: there is nothing left to spend; the case goes on another time.
            LogConflict: another process plays this case.
        """
        before = self._folder.read_case(case.id)
        run = RunFolder(self._folder.case_folder(case.id))
        try:
            record = await self.finish(case)
        except (ChatBudgetSpent, LogConflict):
            raise
        except ChatError as exc:
            record = _failed(case, run, "endpoint", exc)
        except Exception as exc:  # noqa: BLE001 - a bug of ours must not end a night's work
            record = _failed(case, run, _owner_of(exc), exc)
        if before is not None:
            record = record.model_copy(update={"n_tries": before.n_tries + 1})
        self._folder.write_case(record)
        return record

    async def finish(self, case: Case) -> CaseRecord:
        """Play a case from where it was left to its end, and return its result, unwritten.

        Raises:
            Exception: what went wrong on the way, as it is. The case can be taken up again.
        """
        run = RunFolder(self._folder.case_folder(case.id))
        if not (run.path / RUN).is_file():
            shutil.rmtree(run.path, ignore_errors=True)  # a process ended before it began to play
            RunFolder.create_at(run.path)
            self._sandbox.begin(plan_of(case, self._shelf, self._sandbox.endpoints), run)
        scorecard = await self._sandbox.play(run)
        return result_of(case, run, scorecard)


@asynccontextmanager
async def open_player(setup: PlayerSetup) -> AsyncIterator[CasePlayer]:
    """Yield a player for this event loop, while the context is open.

    Its cases share connections, the limits of endpoints and what may be spent.
    """
    async with Connections() as connections, _served(setup) as endpoints:
        sandbox = Sandbox(
            setup.settings,
            connections=connections,
            purse=Purse(setup.budget),
            endpoints=endpoints,
        )
        yield CasePlayer(setup, sandbox)


@asynccontextmanager
async def _served(setup: PlayerSetup) -> AsyncIterator[Endpoints]:
    """Yield the models; the one that is served on this machine is served once for all cases."""
    endpoints = Endpoints(setup.settings, n_sharers=setup.n_players)
    if LOCAL not in setup.models:
        yield endpoints
        return
    async with endpoints.opened(LOCAL, n_talks=min(2 * setup.concurrency, LOCAL_TALKS)) as profile:
        yield Endpoints(setup.settings, served=profile, n_sharers=setup.n_players)


def _owner_of(exc: Exception) -> FailureOwner:
    """Return whose fault it is: the machine's if the system refused something, else our own."""
    if isinstance(exc, LogCorrupted):
        return "engine"
    is_refusal = isinstance(exc, OSError | LogError) or isinstance(exc.__cause__, OSError)
    return "machine" if is_refusal else "engine"


def _failed(case: Case, run: RunFolder, owner: FailureOwner, exc: Exception) -> CaseRecord:
    message = without_control(str(exc))[:LONGEST_MESSAGE]
    calls = read_chats(run.chats)
    return CaseRecord(
        case=case,
        failure=Failure(owner=owner, kind=type(exc).__name__, message=message),
        spent=spent_on(run, calls),
        models=models_of(calls),
        played_with=SIMULATOR_VERSION,
        scored_with=SIMULATOR_VERSION,
    )

"""Attempts at a seat: begun, prepared for, taken back, ended. Store and run folders in step.

A run folder is always written before the store names it, so whatever ends the process leaves at
worst a folder that nobody asks for, and never an attempt without its run.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from negotiation.app.debriefing.debriefs import attempt_result, debrief_of
from negotiation.app.forking import Fork, fork
from negotiation.app.practice.planning import party_of, plan_practice
from negotiation.app.records import read_run
from negotiation.app.sandbox import Sandbox
from negotiation.app.table_cache import TableCache
from negotiation.catalog.files import Loaded
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import TableOpened, round_of
from negotiation.domain.values import Language
from negotiation.errors import HaggleError, UsageError
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from negotiation.store.training.records import (
    Attempt,
    Difficulty,
    HintStep,
    Preparation,
)
from negotiation.store.training.store import TrainingStore

__all__ = ["OwnTurn", "Practice", "Wish", "own_turns"]

_LOG = logging.getLogger(__name__)


class Wish(NamedTuple):
    """What a trainee wants to try."""

    scenario: str
    """Name of the scenario, as lists of scenarios have it."""
    seat: str
    """A party, or who signs for it."""
    difficulty: Difficulty
    language: Language
    assignment: str | None = None


class OwnTurn(NamedTuple):
    """A turn that the trainee has taken, and could take back."""

    table: str
    turn: int
    round: int


def _new_id() -> str:
    return uuid4().hex


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Practice:
    """Looks after the attempts in a folder.

    Args:
        folder: where their runs are.
        store: where they are kept.
        new_id: makes an id that nobody guesses.
        now: says what time it is, as an ISO instant.
    """

    def __init__(
        self,
        folder: Path,
        store: TrainingStore,
        *,
        new_id: Callable[[], str] = _new_id,
        now: Callable[[], str] = _now,
    ) -> None:
        self._folder = folder
        self._store = store
        self._new_id = new_id
        self._now = now

    def run_of(self, attempt: Attempt) -> RunFolder:
        """Return the run that an attempt is played in. Raises ``UsageError`` where it is gone."""
        return RunFolder.open(self._folder / attempt.run)

    async def own(self, attempt_id: str, trainee: str) -> Attempt:
        """Return an attempt of a trainee.

        Raises:
            UsageError: there is none of this id that is theirs; both say the same.
        """
        found = await self._store.attempt(attempt_id, trainee=trainee)
        if found is None:
            raise UsageError("there is no practice session here that is yours to see")
        return found

    async def begin(self, wish: Wish, loaded: Loaded, *, trainee: str, sandbox: Sandbox) -> Attempt:
        """Write down a new attempt and its run, which waits for its first turn.

        Raises:
            UsageError: what is wished for cannot be played.
        """
        plan = plan_practice(
            loaded,
            wish.seat,
            wish.difficulty,
            language=wish.language,
            endpoints=sandbox.endpoints,
        )
        attempt_id = self._new_id()
        folder = self._claimed(attempt_id, 1)
        sandbox.begin(plan, folder)
        await self._store.trainee(trainee)
        attempt = Attempt(
            id=attempt_id,
            trainee=trainee,
            scenario=wish.scenario,
            party=wish.seat,
            language=wish.language,
            difficulty=wish.difficulty,
            run=folder.path.name,
            created_at=self._now(),
            assignment=wish.assignment,
        )
        await self._store.add_attempt(attempt)
        return attempt

    async def prepare(self, attempt: Attempt, preparation: Preparation) -> Attempt:
        """Keep what a trainee wrote down before the talks; once they have begun it stays."""
        if read_events(self.run_of(attempt).events):
            raise UsageError("the talks have begun: what was written down before them stays")
        return await self._saved(attempt, preparation=preparation)

    async def hinted(self, attempt: Attempt, turn: int, step: HintStep) -> Attempt:
        """Keep that a hint was asked for before a turn; the same one counts once."""
        fresh = await self.own(attempt.id, attempt.trainee)
        if (turn, step) in fresh.hints:
            return fresh
        return await self._saved(fresh, hints=(*fresh.hints, (turn, step)))

    async def take_back(
        self, attempt: Attempt, *, table: str, turn: int, sandbox: Sandbox
    ) -> Attempt:
        """Begin again at a turn of the trainee's own, with everything before it as it was.

        The run that is left must not be played any more while this is done.

        Args:
            attempt: one that has not ended.
            table: where the turn was.
            turn: which is to be played anew.
            sandbox: who will play on.

        Raises:
            UsageError: the talks have ended, or that was no turn of the trainee's.
        """
        attempt = await self.own(attempt.id, attempt.trainee)
        source = self.run_of(attempt)
        if attempt.ended_at is not None or read_run(source).ended_at is not None:
            raise UsageError("the talks have ended: play again to try another way")
        events = tuple(read_events(source.events))
        mine = {(own.table, own.turn) for own in own_turns(events, attempt.party)}
        if (table, turn) not in mine:
            raise UsageError("that was no turn of yours, so there is nothing to take back")
        n_taken = len(attempt.taken_back) + 1
        new = fork(
            sandbox,
            source,
            Fork(turn=turn, table=table),
            make=lambda _: self._claimed(attempt.id, n_taken + 1),
        )
        taken_back = (*attempt.taken_back, attempt.run)
        return await self._saved(attempt, run=new.path.name, taken_back=taken_back)

    async def finish(self, attempt: Attempt, *, tables: TableCache | None = None) -> Attempt:
        """Write down that an attempt has ended, and then what came of it.

        What cannot be worked out stays open, and is worked out when it is asked for again.
        """
        attempt = await self.own(attempt.id, attempt.trainee)
        if attempt.ended_at is None:
            attempt = await self._saved(attempt, ended_at=self._now())
        if attempt.result is not None:
            return attempt
        try:
            debrief = await asyncio.to_thread(
                debrief_of,
                self.run_of(attempt),
                party_of(attempt.party),
                preparation=attempt.preparation,
                hints=attempt.hints,
                taken_back=len(attempt.taken_back),
                tables=tables,
            )
        except HaggleError as exc:
            _LOG.warning("an attempt could not be summed up: %s", exc)
            return attempt
        fresh = await self.own(attempt.id, attempt.trainee)
        return await self._saved(fresh, result=attempt_result(debrief))

    def _claimed(self, attempt_id: str, number: int) -> RunFolder:
        """Claim the first free folder of an attempt from a number on."""
        for each in count(number):
            path = self._folder / f"{attempt_id}-{each}"
            if not path.exists():
                return RunFolder.create_at(path)
        raise AssertionError("numbers do not end")

    async def _saved(self, attempt: Attempt, **changes: object) -> Attempt:
        changed = attempt.model_copy(update=changes)
        await self._store.save_attempt(changed)
        return changed


def own_turns(events: tuple[LogEvent, ...], party: str) -> tuple[OwnTurn, ...]:
    """Return the turns that a party has taken at any table, oldest first.

    Who signs for a party has no turns: its answers stand in the log as those of the house.
    """
    found: dict[tuple[str, int], OwnTurn] = {}
    seats: dict[str, int] = {}
    for event in table_events(events):
        if isinstance(event, TableOpened):
            seats[event.table] = len(event.parties)
        turn = getattr(event, "turn", 0)
        if turn and getattr(event, "party", "") == party and event.kind not in _NO_TURN:
            place = OwnTurn(event.table, turn, round_of(turn, seats[event.table]))
            found.setdefault((event.table, turn), place)
    return tuple(found.values())


_NO_TURN = frozenset({"move_refused", "note_taken"})
"""Events of a party that leave its turn open."""

"""Attempts at a seat: begun, prepared for, taken back, ended. Store and run folders in step.

A run folder is always written before the store names it, so whatever ends the process leaves at
worst a folder that nobody asks for, and never an attempt without its run.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from negotiation.app.debriefing.debriefs import attempt_result, debrief_of
from negotiation.app.forking import Fork, fork
from negotiation.app.practice.own_turns import own_turns
from negotiation.app.practice.planning import party_of, plan_practice
from negotiation.app.records import is_secret, read_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import Loaded
from negotiation.domain.values import Language
from negotiation.errors import HaggleError, UsageError
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from negotiation.store.training.records import (
    Attempt,
    Difficulty,
    HintGiven,
    Preparation,
)
from negotiation.store.training.store import TrainingStore

__all__ = ["Practice", "Wish"]

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
        return await self._changed(attempt, lambda _: {"preparation": preparation})

    async def hinted(self, attempt: Attempt, hint: HintGiven) -> Attempt:
        """Keep that a hint was asked for; the same one counts once."""
        return await self._changed(
            attempt, lambda now: {"hints": tuple(dict.fromkeys((*now.hints, hint)))}
        )

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
            UsageError: the talks have ended, or that was no turn of the trainee's; or the attempt
                was taken back already, in another tab perhaps.
        """
        known, attempt = attempt, await self.own(attempt.id, attempt.trainee)
        _check_same_run(known, attempt)
        source = self.run_of(attempt)
        plan, events = read_run(source).plan, tuple(read_events(source.events))
        # By the log, for from its last event on the others' hands can be read.
        if attempt.ended_at is not None or not is_secret(plan, events):
            raise UsageError("the talks have ended: play again to try another way")
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

        def move_on(now: Attempt) -> Mapping[str, object]:
            _check_same_run(attempt, now)
            return {"run": new.path.name, "taken_back": (*now.taken_back, now.run)}

        return await self._changed(attempt, move_on)

    async def finish(self, attempt: Attempt) -> Attempt:
        """Write down that an attempt has ended, and then what came of it.

        What cannot be worked out stays open, and is worked out when it is asked for again.
        """
        attempt = await self.own(attempt.id, attempt.trainee)
        if attempt.ended_at is None:
            ended_at = self._now()
            attempt = await self._changed(
                attempt, lambda now: {"ended_at": now.ended_at or ended_at}
            )
        if attempt.result is not None:
            return attempt
        try:
            debrief = await asyncio.to_thread(
                debrief_of,
                self.run_of(attempt),
                party_of(attempt.party),
                preparation=attempt.preparation,
                hints=[hint.step for hint in attempt.hints],
                taken_back=len(attempt.taken_back),
            )
        except HaggleError as exc:
            _LOG.warning("an attempt could not be summed up: %s", exc)
            return attempt
        result = attempt_result(debrief)
        return await self._changed(attempt, lambda now: {"result": now.result or result})

    def _claimed(self, attempt_id: str, number: int) -> RunFolder:
        """Claim the first free folder of an attempt from a number on."""
        for each in count(number):
            path = self._folder / f"{attempt_id}-{each}"
            if not path.exists():
                return RunFolder.create_at(path)
        raise AssertionError("numbers do not end")

    async def _changed(
        self, attempt: Attempt, changes: Callable[[Attempt], Mapping[str, object]]
    ) -> Attempt:
        """Change an attempt as it is now: other tabs may have changed the rest of it meanwhile."""

        def change(now: Attempt, own: tuple[Attempt, ...]) -> Attempt:  # noqa: ARG001 - the port's
            return now.model_copy(update=dict(changes(now)))

        return await self._store.change_attempt(attempt.id, trainee=attempt.trainee, change=change)


def _check_same_run(known: Attempt, now: Attempt) -> None:
    if known.run != now.run:
        raise UsageError("a move was taken back meanwhile, in another tab perhaps: look again")

"""What every ``TrainingStore`` must do; one subclass an implementation."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from negotiation.errors import UsageError
from negotiation.store.training.records import Attempt, HintGiven, HintStep
from negotiation.store.training.store import TrainingStore
from tests.store.training.samples import (
    ADA,
    BO,
    COACH,
    LATER,
    assignment,
    attempt,
    ended,
    override,
    submitted,
)

NAMES = ["Ada", "李雷 & 韩梅梅", "Robert'); drop table haggle_trainees;--", 'a\0b\\u0000\n"', "%_"]


class TrainingContract(ABC):
    """A test is one coroutine over one empty store."""

    @abstractmethod
    def opened(self, folder: Path, request: pytest.FixtureRequest) -> TrainingStore:
        """Return a store that holds nothing."""

    @pytest.fixture
    def store(self, tmp_path: Path, request: pytest.FixtureRequest) -> TrainingStore:
        return self.opened(tmp_path, request)

    @staticmethod
    def run(store: TrainingStore, work: Coroutine[Any, Any, None]) -> None:
        async def closing() -> None:
            async with _closing(store):
                await work

        asyncio.run(closing())

    def test_whoever_looks_around_leaves_nothing_behind(self, store: TrainingStore) -> None:
        async def work() -> None:
            assert (await store.trainee(ADA)).name == ""
            assert await store.attempts(ADA) == ()
            assert await store.attempt("a" * 16, trainee=ADA) is None
            assert not await store.delete_attempt("a" * 16, trainee=ADA)
            for found in (store.trainees, store.submitted, store.assignments, store.overrides):
                assert await found() == ()

        self.run(store, work())

    @pytest.mark.parametrize("name", NAMES)
    def test_a_name_comes_back_as_it_was(self, store: TrainingStore, name: str) -> None:
        async def work() -> None:
            first = await store.name_trainee(ADA, "before")
            assert await store.name_trainee(ADA, name) == await store.trainee(ADA)
            assert (await store.trainee(ADA)).name == name
            assert (await store.trainee(ADA)).created_at == first.created_at
            assert [each.name for each in await store.trainees()] == [name]

        self.run(store, work())

    def test_an_attempt_comes_back_as_it_was(self, store: TrainingStore) -> None:
        async def work() -> None:
            kept = submitted(assignment="b" * 16, shares_transcript=True)
            await store.add_attempt(kept)
            assert await store.attempt(kept.id, trainee=ADA) == kept
            changed = kept.model_copy(update={"run": "run-2", "submitted_at": None})
            await _become(store, changed)
            assert await store.attempts(ADA) == (changed,)
            assert await store.submitted() == ()

        self.run(store, work())

    def test_the_newest_comes_first(self, store: TrainingStore) -> None:
        async def work() -> None:
            first, second, third = (
                submitted(submitted_at=when) for when in ("2026-11-03", "2026-11-05", "2026-11-03")
            )
            for each in (first, second, third):
                await store.add_attempt(each)
            assert await store.attempts(ADA) == (third, second, first)
            assert [each for _, each in await store.submitted()] == [second, third, first]

        self.run(store, work())

    def test_another_s_attempt_is_as_good_as_none(self, store: TrainingStore) -> None:
        async def work() -> None:
            theirs = submitted(BO)
            await store.add_attempt(theirs)
            assert await store.attempt(theirs.id, trainee=ADA) is None
            assert await store.attempts(ADA) == ()
            assert not await store.delete_attempt(theirs.id, trainee=ADA)
            messages = set()
            for foreign in (theirs.model_copy(update={"trainee": ADA}), attempt(ADA)):
                with pytest.raises(UsageError) as changing:
                    await store.change_attempt(foreign.id, trainee=ADA, change=lambda a, _: a)
                messages.add(str(changing.value))
            assert len(messages) == 1
            assert await store.attempts(BO) == (theirs,)

        self.run(store, work())

    def test_an_id_is_taken_once(self, store: TrainingStore) -> None:
        async def work() -> None:
            kept, asked = attempt(), assignment()
            await store.add_attempt(kept)
            await store.add_assignment(asked)
            with pytest.raises(UsageError, match="is there already"):
                await store.add_attempt(attempt(BO, id=kept.id))
            with pytest.raises(UsageError, match="is there already"):
                await store.add_assignment(assignment(id=asked.id, title="other"))
            assert await store.attempts(BO) == ()
            assert await store.assignments() == (asked,)

        self.run(store, work())

    @pytest.mark.parametrize("name", ["\0", "\ud800", "' or 1=1 --", "a" * 10_000, ""])
    def test_an_odd_name_finds_nothing(self, store: TrainingStore, name: str) -> None:
        async def work() -> None:
            await store.add_attempt(attempt())
            assert await store.attempt(name, trainee=ADA) is None
            assert await store.attempts(name) == ()
            assert not await store.delete_attempt(name, trainee=name)

        self.run(store, work())

    def test_changes_at_once_lose_nothing(self, store: TrainingStore) -> None:
        def hinted(turn: int, step: HintStep) -> Coroutine[Any, Any, Attempt]:
            def change(found: Attempt, own: tuple[Attempt, ...]) -> Attempt:  # noqa: ARG001
                return found.model_copy(update={"hints": (*found.hints, HintGiven(turn, step))})

            return store.change_attempt(kept.id, trainee=ADA, change=change)

        async def work() -> None:
            await store.add_attempt(kept)
            await asyncio.gather(*(hinted(turn, "nudge") for turn in range(20)))
            found = await store.attempt(kept.id, trainee=ADA)
            assert found is not None
            assert sorted(found.hints) == [HintGiven(turn, "nudge") for turn in range(20)]

        kept = attempt(hints=())
        self.run(store, work())

    def test_a_change_that_fails_changes_nothing(self, store: TrainingStore) -> None:
        def moved_away(found: Attempt, own: tuple[Attempt, ...]) -> Attempt:
            assert {each.id for each in own} == {kept.id, other.id}
            return found.model_copy(update={"trainee": BO})

        async def work() -> None:
            await store.add_attempt(kept)
            await store.add_attempt(other)
            with pytest.raises(UsageError, match="keeps its id and its trainee"):
                await store.change_attempt(kept.id, trainee=ADA, change=moved_away)
            assert await store.attempt(kept.id, trainee=ADA) == kept
            assert await store.attempts(BO) == ()

        kept, other = attempt(), attempt()
        self.run(store, work())

    def test_a_coach_sees_what_was_submitted_only(self, store: TrainingStore) -> None:
        async def work() -> None:
            shown = submitted(BO)
            for each in (ended(ADA), attempt(BO), shown):
                await store.add_attempt(each)
            await store.name_trainee(COACH, "Coach")
            ((who, what),) = await store.submitted()
            assert (who.key, what) == (BO, shown)
            assert {each.key for each in await store.trainees()} == {BO, COACH}

        self.run(store, work())

    def test_only_its_coach_changes_an_assignment(self, store: TrainingStore) -> None:
        async def work() -> None:
            first, second = assignment(), assignment(due_on="2026-12-24", max_attempts=3)
            await store.add_assignment(first)
            await store.add_assignment(second)
            closed = first.model_copy(update={"is_open": False})
            await store.save_assignment(closed)
            with pytest.raises(UsageError, match="no such assignment of this coach"):
                await store.save_assignment(second.model_copy(update={"coach": BO}))
            assert await store.assignments() == (second, closed)

        self.run(store, work())

    def test_a_coach_s_word_stands_while_the_attempt_is_submitted(
        self, store: TrainingStore
    ) -> None:
        async def work() -> None:
            kept = submitted()
            await store.add_attempt(kept)
            words = (override(kept.id, 0.9), override(kept.id, None))
            for each in words:
                await store.add_override(each)
            assert await store.overrides() == words
            await _become(store, kept.model_copy(update={"submitted_at": None}))
            assert await store.overrides() == ()
            for unseen in (kept.id, "f" * 32):
                with pytest.raises(UsageError, match="no submitted attempt"):
                    await store.add_override(override(unseen))
            await _become(store, kept.model_copy(update={"submitted_at": LATER}))
            assert await store.delete_attempt(kept.id, trainee=ADA)
            assert await store.overrides() == ()
            assert await store.attempts(ADA) == ()

        self.run(store, work())


async def _become(store: TrainingStore, kept: Attempt) -> None:
    await store.change_attempt(kept.id, trainee=kept.trainee, change=lambda *_: kept)


@asynccontextmanager
async def _closing(store: TrainingStore) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await store.close()

"""What may be handed in, taken back and thrown away."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from negotiation.errors import UsageError
from negotiation.store.training.handing_in import (
    discard,
    hand_in,
    left_of,
    may_hand_in,
    may_take_back,
    take_back,
)
from negotiation.store.training.memory import MemoryTraining
from negotiation.store.training.records import Attempt
from tests.store.training.samples import ADA, BO, LATER, assignment, attempt, ended, submitted


@pytest.fixture
def training() -> MemoryTraining:
    return MemoryTraining(now=lambda: LATER)


def handing_in(training: MemoryTraining, one: Attempt, who: str) -> Coroutine[Any, Any, Attempt]:
    return hand_in(training, one.id, trainee=who, shares_transcript=True, at=LATER)


def test_an_attempt_is_shown_and_made_private_again(training: MemoryTraining) -> None:
    async def work() -> None:
        kept = ended()
        await training.add_attempt(kept)
        shown = await handing_in(training, kept, ADA)
        assert (shown.submitted_at, shown.shares_transcript) == (LATER, True)
        assert [each for _, each in await training.submitted()] == [shown]
        assert await take_back(training, kept.id, trainee=ADA) == kept
        assert await training.submitted() == ()

    asyncio.run(work())


def test_whoever_signs_in_hands_in_by_their_name(training: MemoryTraining) -> None:
    async def work() -> None:
        for name in ("", "Ada", ""):
            kept = ended()
            await training.add_attempt(kept)
            await hand_in(
                training, kept.id, trainee=ADA, shares_transcript=False, at=LATER, name=name
            )
        assert [who.name for who, _ in await training.submitted()] == ["Ada"] * 3

    asyncio.run(work())


def test_nobody_hands_in_for_another(training: MemoryTraining) -> None:
    async def work() -> None:
        kept = ended(BO)
        await training.add_attempt(kept)
        with pytest.raises(UsageError, match="no such attempt"):
            await handing_in(training, kept, ADA)
        with pytest.raises(UsageError, match="no such attempt"):
            await take_back(training, kept.id, trainee=ADA)
        assert not await discard(training, kept.id, trainee=ADA)
        assert await training.attempts(BO) == (kept,)

    asyncio.run(work())


def test_what_keeps_an_attempt_from_being_handed_in() -> None:
    limited = assignment(max_attempts=2)
    first, second = (submitted(assignment=limited.id) for _ in range(2))
    third = ended(assignment=limited.id)
    closed = assignment(is_open=False)

    assert may_hand_in(attempt(), None, ()) == "not_ended"
    assert may_hand_in(ended(result=None), None, ()) == "not_ended"
    assert may_hand_in(first, None, ()) == "already"
    assert may_hand_in(ended(), closed, ()) == "closed"
    assert may_hand_in(third, limited, (first, second, third)) == "none_left"
    assert may_hand_in(third, limited, (first, third)) is None
    assert may_hand_in(third, assignment(), (first, second, third)) is None


def test_submissions_are_counted_by_assignment() -> None:
    limited = assignment(max_attempts=2)
    elsewhere, unseen = submitted(assignment="e" * 16), ended(assignment=limited.id)
    assert left_of(assignment(), (elsewhere,)) is None
    assert left_of(limited, (elsewhere, unseen)) == 2
    assert left_of(limited, [submitted(assignment=limited.id) for _ in range(3)]) == 0


def test_what_counts_stays_handed_in() -> None:
    assert may_take_back(ended(), assignment(max_attempts=1)) is None
    assert may_take_back(submitted(), None) is None
    assert may_take_back(submitted(), assignment()) is None
    assert may_take_back(submitted(), assignment(max_attempts=1)) == "counted"
    assert may_take_back(submitted(), assignment(is_open=False)) == "fixed"


def test_two_tabs_do_not_hand_in_more_than_is_left(training: MemoryTraining) -> None:
    async def work() -> None:
        limited = assignment(max_attempts=1)
        await training.add_assignment(limited)
        tries = [ended(assignment=limited.id) for _ in range(3)]
        for each in tries:
            await training.add_attempt(each)
        done = await asyncio.gather(
            *(handing_in(training, each, ADA) for each in tries), return_exceptions=True
        )
        assert [type(each) for each in done] == [Attempt, UsageError, UsageError]
        assert len(await training.submitted()) == 1

    asyncio.run(work())


def test_what_must_stay_is_not_thrown_away(training: MemoryTraining) -> None:
    async def work() -> None:
        limited = assignment(max_attempts=1)
        await training.add_assignment(limited)
        private, shown = ended(), submitted(assignment=limited.id)
        for each in (private, shown):
            await training.add_attempt(each)
        assert await discard(training, private.id, trainee=ADA)
        assert not await discard(training, private.id, trainee=ADA)
        with pytest.raises(UsageError, match="stays handed in"):
            await discard(training, shown.id, trainee=ADA)
        assert await training.attempts(ADA) == (shown,)

    asyncio.run(work())

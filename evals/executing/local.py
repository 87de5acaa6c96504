"""Cases in this process: one event loop, so many at a time."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evals.cases import Case
from evals.executing.executor import OnResult
from evals.player import CasePlayer, PlayerSetup, open_player
from negotiation.app.collecting import collecting_less
from negotiation.errors import ChatBudgetSpent, HaggleError, LogConflict

__all__ = ["LocalExecutor", "play_all"]

RAMP_SECONDS = 2.0
"""Over which the first cases begin where models are asked. What begins in one instant goes on in
step, so that calls wait for each other here, and come to the endpoint in bursts."""


class LocalExecutor(NamedTuple):
    """Plays in this process."""

    @property
    def name(self) -> str:
        """What the record of a launch calls it."""
        return "local"

    def play(self, cases: Sequence[Case], setup: PlayerSetup, on_result: OnResult) -> None:
        """Play ``cases`` as ``Executor`` says."""
        with collecting_less():
            asyncio.run(play_all(iter(cases), setup, on_result))


async def play_all(cases: Iterator[Case], setup: PlayerSetup, on_result: OnResult) -> None:
    """Play cases in this event loop, as many at a time as the setup says.

    Raises:
        ChatBudgetSpent: what may be spent is spent.
        LogConflict: another process plays one of the cases.
    """
    async with open_player(setup) as player:
        hands = _Hands(cases, player, on_result)
        async with asyncio.TaskGroup() as group:
            for place in range(setup.concurrency):
                after = RAMP_SECONDS * place / setup.concurrency if setup.models else 0.0
                group.create_task(hands.work(after))
    if hands.problem is not None:
        raise hands.problem


class _Hands:
    """Several hands that take the next case each, until there is none or one says stop."""

    def __init__(self, cases: Iterator[Case], player: CasePlayer, on_result: OnResult) -> None:
        self._cases = cases
        self._player = player
        self._on_result = on_result
        self._is_stopped = False
        self.problem: HaggleError | None = None

    async def work(self, after: float) -> None:
        """Play one case after the other, the first ``after`` some seconds."""
        await asyncio.sleep(after)
        while not self._is_stopped:
            case = next(self._cases, None)
            if case is None:
                return
            try:
                record = await self._player.play(case)
            except (ChatBudgetSpent, LogConflict) as exc:
                self._is_stopped, self.problem = True, exc
            else:
                self._is_stopped |= not self._on_result(record)

"""One run that is being played in the background: where it is, whom it asks, how to answer it."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from negotiation.agents.negotiator import SeatBrief
from negotiation.app.sandbox import Sandbox
from negotiation.app.service.loop import BackgroundLoop
from negotiation.app.service.pace import Pace
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.moves import Move
from negotiation.errors import ChatError, HaggleError
from negotiation.llm.budget import Budget
from negotiation.llm.chat import WrittenSoFar
from negotiation.protocol.view import View
from negotiation.store.folder import RunFolder

__all__ = ["LiveRun", "LiveState", "Question", "Status"]

_LOG = logging.getLogger(__name__)

Status: TypeAlias = Literal["playing", "asking", "ended", "stopped", "failed"]

STOP_SECONDS = 5.0
"""How long a stop waits until the run has let go of its files."""


class Question(NamedTuple):
    """What a person is asked."""

    number: int
    """Counted from 1 while the run is being played: an answer says which question it is to."""
    brief: SeatBrief
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveState:
    """A run at one moment. Never changes; the next moment is another one."""

    status: Status
    question: Question | None = None
    """Of a run that is asking."""
    writing: Mapping[str, int] = field(default_factory=dict)
    """How many characters of its reply a model has written so far, by ``table/party/turn``."""
    problem: HaggleError | None = None
    """Why it failed; ``None`` where that is nothing that we know by name."""
    is_of_endpoint: bool = False
    """Whether a model could not be asked: the run can be taken up again when it can."""
    n_events: int = 0
    """Events that came since the run was taken up."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen unless it is taken up again."""
        return self.status in {"ended", "stopped", "failed"}


class LiveRun:
    """Plays a run in a background loop. Any thread may look at it, answer it and stop it.

    Args:
        sandbox: who plays it.
        folder: the run.
        loop: where.
        pace: how fast.
        budget: what it may spend on models.
        owner: who took it up, as the pages know them; nobody in particular if empty.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        folder: RunFolder,
        loop: BackgroundLoop,
        *,
        pace: Pace,
        budget: Budget | None = None,
        owner: str = "",
    ) -> None:
        self.folder = folder
        self.owner = owner
        self._pace = pace
        self._is_paused, self._seconds = pace.is_paused, pace.seconds
        self._sandbox = sandbox
        self._loop = loop
        self._budget = budget
        self._state = LiveState(status="playing")
        self._answers: asyncio.Queue[tuple[int, Move]] = asyncio.Queue()
        self._changed = threading.Condition()
        self._n_questions = 0
        self._let_go = threading.Event()
        self._task: asyncio.Task[None] | None = None
        loop.run_soon(self._begin)

    @property
    def state(self) -> LiveState:
        """The run as it is now."""
        return self._state

    def wait_for(
        self, condition: Callable[[LiveState], bool], *, seconds: float = STOP_SECONDS
    ) -> bool:
        """Wait in the caller's thread until the run is such; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self._state), seconds)

    def answer(self, number: int, move: Move) -> bool:
        """Make the move of the person who is asked.

        Returns:
            Whether ``number`` was the open question; an answer to another one does nothing.
        """
        with self._changed:
            question = self._state.question
            if question is None or question.number != number:
                return False
            self._become(replace(self._state, status="playing", question=None))
        self._loop.run_soon(lambda: self._answers.put_nowait((number, move)))
        return True

    def stop(self, *, seconds: float = STOP_SECONDS) -> bool:
        """Leave the run where it is; it can be taken up again.

        Returns:
            Whether it has let go of its files by now.
        """
        if not self._let_go.is_set():
            self._loop.run_soon(self._cancel)
        return self._let_go.wait(seconds)

    @property
    def is_paused(self) -> bool:
        """Whether it was last told to stand still, but for the steps that it is given."""
        return self._is_paused

    @property
    def seconds_a_moment(self) -> float:
        """How long it waits before every moment, by what it was last told."""
        return self._seconds

    @property
    def is_idle(self) -> bool:
        """Whether it does nothing until somebody does: it asks a person, or is paused."""
        return self._state.status == "asking" or self._is_paused

    def set_pace(
        self, change: Literal["pause", "step", "go_on"], *, seconds: float | None = None
    ) -> None:
        """Pause, make one step, or go on; with ``seconds`` before every moment if that is given."""
        self._is_paused = change != "go_on"
        if seconds is not None:
            self._seconds = seconds

        def changed() -> None:
            match change:
                case "pause":
                    self._pace.pause(seconds=seconds)
                case "step":
                    self._pace.step()
                case "go_on":
                    self._pace.go_on(seconds=seconds)

        self._loop.run_soon(changed)

    def _begin(self) -> None:
        self._task = asyncio.ensure_future(self._play())
        self._task.add_done_callback(self._has_let_go)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _has_let_go(self, task: "asyncio.Task[None]") -> None:
        """Say that it is over. A task that was cancelled before its first step comes here only."""
        if not self._state.is_over:
            self._end("stopped" if task.cancelled() else "failed")
        self._let_go.set()

    async def _play(self) -> None:
        try:
            await self._sandbox.play(
                self.folder,
                ask=self._ask,
                watch=self._heard,
                watch_replies=self._wrote,
                budget=self._budget,
                hold=self._pace.wait,
            )
        except asyncio.CancelledError:
            self._end("stopped")
            raise
        except HaggleError as exc:
            _LOG.info("a run stopped: %s", exc)
            self._end("failed", exc)
        except Exception:  # noqa: BLE001 - the boundary of a run: said and logged
            _LOG.exception("a run failed")
            self._end("failed")
        else:
            self._end("ended")

    async def _ask(self, brief: SeatBrief, view: View) -> Move:
        self._n_questions += 1
        question = Question(self._n_questions, brief, view)
        with self._changed:
            self._become(replace(self._state, status="asking", question=question, writing={}))
        while True:
            number, move = await self._answers.get()
            if number == question.number:
                return move

    def _heard(self, event: LogEvent) -> None:  # noqa: ARG002 - it stands in the log
        with self._changed:
            n_events = self._state.n_events + 1
            self._become(replace(self._state, n_events=n_events, writing={}))

    def _wrote(self, so_far: WrittenSoFar) -> None:
        with self._changed:
            writing = {**self._state.writing, so_far.key: so_far.n_characters}
            self._become(replace(self._state, writing=writing))

    def _end(self, status: Status, problem: HaggleError | None = None) -> None:
        with self._changed:
            ended = LiveState(
                status=status,
                problem=problem,
                is_of_endpoint=isinstance(problem, ChatError),
                n_events=self._state.n_events,
            )
            self._become(ended)

    def _become(self, state: LiveState) -> None:
        """Take another state, and wake up who waits for one. The caller holds the lock."""
        self._state = state
        self._changed.notify_all()

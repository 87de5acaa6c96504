"""Suites that this process has played beside it: where each is, and how to stop it."""

import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import ValidationError

from evals.background.orders import Happening, Order
from negotiation.errors import UsageError

__all__ = ["COMMAND", "EvalJob", "EvalJobs", "JobState", "JobStatus"]

_LOG = logging.getLogger(__name__)

JobStatus: TypeAlias = Literal["starting", "playing", "ended", "stopped", "failed"]

COMMAND = (sys.executable, "-m", "evals.background.playing")

GRACE_SECONDS = 1.0
"""How long a process may take to end once it was told to; then it is killed."""


@dataclass(frozen=True, slots=True)
class JobState:
    """A suite that is being played, at one moment."""

    status: JobStatus
    n_cases: int = 0
    n_done: int = 0
    said: str = ""
    """The last that whoever waits should know; why it failed, where it has."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.status in {"ended", "stopped", "failed"}


class EvalJob:
    """Plays an order in a process of its own. Any thread may look at it and stop it.

    Args:
        order: what is played.
        command: the process; its standard input is given the order.
    """

    def __init__(self, order: Order, *, command: Sequence[str] = COMMAND) -> None:
        self._state = JobState("starting")
        self._lock = threading.Lock()
        self._is_stopped = False
        self._process = subprocess.Popen(  # noqa: S603 - our own words to our own Python
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._listener = threading.Thread(
            target=self._listen, args=(order,), name="haggle-eval", daemon=True
        )
        self._listener.start()

    @property
    def state(self) -> JobState:
        """How far it is now."""
        return self._state

    def stop(self) -> None:
        """End it where it is; the same order goes on from there."""
        with self._lock:
            self._is_stopped = True
        self._process.terminate()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._listener.join()

    def wait(self) -> JobState:
        """Return how it ended, once it has."""
        self._listener.join()
        return self._state

    def _listen(self, order: Order) -> None:
        """Hand over the order and follow what happens, until the process has ended."""
        with self._process as process:
            if process.stdin is None or process.stdout is None:
                raise AssertionError("both are pipes")
            try:
                process.stdin.write(order.model_dump_json())
                process.stdin.close()
            except BrokenPipeError:  # it ended before it could read: its exit says so below
                _LOG.info("a suite's process took no order")
            for line in process.stdout:
                self._hear(line)
        with self._lock:
            self._state = _ended(self._state, is_stopped=self._is_stopped)

    def _hear(self, line: str) -> None:
        try:
            happening = Happening.model_validate_json(line)
        except ValidationError:
            _LOG.warning("a suite's process said what is no line of ours")
            return
        with self._lock:
            self._state = _after(self._state, happening)


def _after(state: JobState, happening: Happening) -> JobState:
    match happening.kind:
        case "begun":
            return JobState("playing", happening.n_cases, happening.n_done)
        case "advanced":
            return replace(state, n_done=state.n_done + 1)
        case "noted":
            return replace(state, said=happening.said)
        case "ended" | "failed":
            return replace(state, status=happening.kind, said=happening.said)


def _ended(state: JobState, *, is_stopped: bool) -> JobState:
    """Return how it is once the process is gone: without a last word something went wrong."""
    if state.is_over:
        return state
    return replace(state, status="stopped" if is_stopped else "failed")


class EvalJobs:
    """The suites that one server plays: one at a time, for they take a whole processor."""

    def __init__(self, *, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._jobs: dict[Path, EvalJob] = {}

    def start(self, order: Order) -> EvalJob:
        """Play an order; one that is being played already is returned as it is.

        Raises:
            UsageError: another suite is being played.
        """
        path = Path(order.out).resolve()
        with self._lock:
            known = self._jobs.get(path)
            if known is not None and not known.state.is_over:
                return known
            if any(not job.state.is_over for job in self._jobs.values()):
                raise UsageError(
                    "another suite is being played here, and it takes a whole processor: wait "
                    "until it has ended, or stop it"
                )
            self._jobs[path] = EvalJob(order, command=self._command)
            return self._jobs[path]

    def find(self, path: Path) -> EvalJob | None:
        """Return who plays the results at ``path``, or has played them here last."""
        with self._lock:
            return self._jobs.get(path.resolve())

    @property
    def under_way(self) -> tuple[Path, ...]:
        """The folders that are being played into."""
        with self._lock:
            return tuple(path for path, job in self._jobs.items() if not job.state.is_over)

    def close(self) -> None:
        """Stop everything where it is."""
        with self._lock:
            jobs, self._jobs = tuple(self._jobs.values()), {}
        for job in jobs:
            job.stop()

"""All the runs of one server: they share a loop, connections, limits and valued tables."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from negotiation.app.sandbox import Sandbox
from negotiation.app.service.live import LiveRun
from negotiation.app.service.loop import DEFAULT_SECONDS, BackgroundLoop
from negotiation.app.service.pace import Pace
from negotiation.errors import UsageError
from negotiation.llm.budget import Budget
from negotiation.llm.connections import Connections
from negotiation.llm.traffic import Traffic
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder

__all__ = ["MAX_LIVE", "Service"]

T = TypeVar("T")

MAX_LIVE = 64
"""Runs that are played at the same time at most."""

MAX_KEPT = 256
"""Runs that failed and are remembered with the reason at most."""


class Service:
    """Plays runs beside the pages that show them. Make one for a server process.

    Args:
        max_live: runs that are played at the same time at most.
    """

    def __init__(self, *, max_live: int = MAX_LIVE) -> None:
        self._max_live = max_live
        self._loop = BackgroundLoop()
        self._traffic = Traffic()
        self._connections = Connections()
        self._lock = threading.Lock()
        self._runs: dict[Path, LiveRun] = {}

    def sandbox(self, settings: Settings) -> Sandbox:
        """Return a sandbox with the models of ``settings`` that shares everything else."""
        return Sandbox(
            settings,
            traffic=self._traffic,
            connections=self._connections,
            aside=asyncio.to_thread,
        )

    def play(
        self,
        folder: RunFolder,
        settings: Settings,
        *,
        pace: Pace | None = None,
        budget: Budget | None = None,
        owner: str = "",
    ) -> LiveRun:
        """Take a run up and return at once; one that is being played is only returned.

        Where no more fit, one that waits for its person, or is paused, makes room: the one that
        was taken up first. It can be taken up again like every run.

        Args:
            folder: a run that has begun.
            settings: of whoever plays it.
            pace: how fast; freely without one.
            budget: what it may spend on models.
            owner: who takes it up, as the pages know them.

        Raises:
            UsageError: too many runs are being played, or the models cannot be set up.
        """
        path = folder.path.resolve()
        with self._lock:
            known = self._runs.get(path)
            if known is not None and not known.state.is_over:
                return known
            self._make_room()
            run = LiveRun(
                self.sandbox(settings),
                folder,
                self._loop,
                pace=pace or Pace(),
                budget=budget,
                owner=owner,
            )
            self._runs.pop(path, None)
            self._runs[path] = run
        return run

    def _make_room(self) -> None:
        """Forget what nobody asks for any more, and stop an idle run where too many are played.

        Raises:
            UsageError: none of them is idle.
        """
        over = [path for path, run in self._runs.items() if run.state.is_over]
        failed = [path for path in over if self._runs[path].state.status == "failed"]
        for path in {*over} - {*failed[-MAX_KEPT:]}:
            del self._runs[path]
        live = {path: run for path, run in self._runs.items() if not run.state.is_over}
        if len(live) < self._max_live:
            return
        idle = next((path for path, run in live.items() if run.is_idle), None)
        if idle is None or not live[idle].stop():
            raise UsageError(
                f"{len(live)} runs are being played here, which is as many as this server plays "
                "at once: stop one of them, or wait until one has ended"
            )
        del self._runs[idle]

    def find(self, path: Path) -> LiveRun | None:
        """Return the run at ``path`` as this server last played it; ``None`` where it has not."""
        with self._lock:
            return self._runs.get(path.resolve())

    def call(self, work: Coroutine[Any, Any, T], *, seconds: float = DEFAULT_SECONDS) -> T:
        """Run ``work`` in the loop of the talks and wait. Raises ``TimeoutError``."""
        return self._loop.call(work, seconds=seconds)

    def spawn(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start ``work`` in the loop of the talks and return at once."""
        return self._loop.spawn(work)

    @property
    def is_open(self) -> bool:
        """Whether it has not been closed yet."""
        return self._loop.is_open

    def stop(self) -> None:
        """Stop every run where it is, and whatever else is under way in the loop."""
        with self._lock:
            runs, self._runs = tuple(self._runs.values()), {}
        for run in runs:
            run.stop(seconds=0)
        for run in runs:
            run.stop()
        self._loop.cancel_all()

    def close(self) -> None:
        """Stop everything, close the connections, and end the loop."""
        self.stop()
        self.call(self._connections.__aexit__())
        self._loop.close()

"""All the runs of one server: they share a loop, connections, limits and valued tables."""

import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from negotiation.app.sandbox import Sandbox
from negotiation.app.service.live import LiveRun
from negotiation.app.service.loop import DEFAULT_SECONDS, BackgroundLoop
from negotiation.app.service.pace import Pace
from negotiation.app.table_cache import TableCache
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


class Service:
    """Plays runs beside the pages that show them. Make one for a server process."""

    def __init__(self) -> None:
        self.tables = TableCache()
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
            tables=self.tables,
            connections=self._connections,
        )

    def play(
        self,
        folder: RunFolder,
        settings: Settings,
        *,
        pace: Pace | None = None,
        budget: Budget | None = None,
    ) -> LiveRun:
        """Take a run up and return at once; one that is being played is only returned.

        Args:
            folder: a run that has begun.
            settings: of whoever plays it.
            pace: how fast; freely without one.
            budget: what it may spend on models.

        Raises:
            UsageError: too many runs are being played, or the models cannot be set up.
        """
        path = folder.path.resolve()
        with self._lock:
            known = self._runs.get(path)
            if known is not None and not known.state.is_over:
                return known
            n_live = sum(not run.state.is_over for run in self._runs.values())
            if n_live >= MAX_LIVE:
                raise UsageError(
                    f"{n_live} runs are being played here, which is as many as this server plays "
                    "at once: stop one of them, or wait until one has ended"
                )
            run = LiveRun(
                self.sandbox(settings),
                folder,
                self._loop,
                pace=pace or Pace(),
                tables=self.tables,
                budget=budget,
            )
            self._runs = {place: each for place, each in self._runs.items() if _is_kept(each)}
            self._runs[path] = run
        return run

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

    def close(self) -> None:
        """Stop every run where it is, close the connections, and end the loop."""
        with self._lock:
            runs, self._runs = tuple(self._runs.values()), {}
        for run in runs:
            run.stop()
        self.call(self._connections.__aexit__())
        self._loop.close()


def _is_kept(run: LiveRun) -> bool:
    """Whether a page may still want to know how a run ended."""
    return not run.state.is_over or run.state.problem is not None

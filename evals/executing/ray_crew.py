"""The workers of a cluster: hired, handed cases, lost, replaced and dismissed."""

from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from evals.cases import Case
from evals.executing.ray_door import n_cpus_of
from evals.executing.ray_worker import (
    CaseWorker,
    Files,
    Greeting,
    Report,
    WorkerSetup,
    files_in,
    write_files,
)
from evals.provenance import versions_of_evals
from evals.results import ResultsFolder
from negotiation.errors import UsageError

__all__ = ["Crew"]

END_SECONDS = 10.0
"""How long workers may take to hand back what they have begun."""

SAME = ("haggle", "simulator")
"""Versions that a worker must share with the driver."""


class Crew:
    """Workers: those that are yet to begin, and those that play.

    Args:
        ray: connected to the cluster.
        setup: what each worker is handed.
        folder: the results, as this machine sees them.
        n_workers: how many there should be.
    """

    def __init__(
        self, ray: Any, setup: WorkerSetup, folder: ResultsFolder, *, n_workers: int
    ) -> None:
        self._ray = ray
        self._setup = ray.put(setup)
        self._folder = folder
        self._hands = setup.player.concurrency
        # More workers than processors share them, since most of a model's turn is waiting.
        self._cpus = 1 / -(-n_workers // n_cpus_of(ray))
        self._n_spare = n_workers
        self._free: deque[Any] = deque()
        self._apart: dict[Any, bool] = {}
        self.starting: dict[Any, Any] = {}
        """Worker by the greeting that is yet to come."""
        self.flying: dict[Any, tuple[Any, Case]] = {}
        """Worker and case by the report that is yet to come."""
        for _ in range(n_workers):
            self._hire()

    @property
    def workers(self) -> tuple[Any, ...]:
        """Those that have begun and are not lost."""
        return tuple(self._apart)

    @property
    def has_free_hand(self) -> bool:
        """Whether a case can be handed out."""
        return bool(self._free)

    def come(self, seconds: float) -> list[Any]:
        """Wait for the next greeting or report, so long at most, and return it."""
        waited_for = [*self.flying, *self.starting]
        ready: list[Any] = self._ray.wait(waited_for, num_returns=1, timeout=seconds)[0]
        return ready

    def take_in(self, ref: Any) -> None:
        """Take in a worker that has greeted.

        Raises:
            UsageError: it cannot be used: Haggle is not installed there, or another version.
        """
        worker = self.starting.pop(ref)
        try:
            greeting: Greeting = self._ray.get(ref)
        except self._ray.exceptions.RayError as exc:
            raise UsageError(f"a worker of the cluster cannot start: {exc}") from exc
        here = versions_of_evals()
        for name in SAME:
            there = greeting.versions.get(name)
            if there != here[name]:
                raise UsageError(f"a worker has {name} {there}, and this is {here[name]}")
        self._apart[worker] = not greeting.shares_folder
        self._free.extend([worker] * self._hands)

    def send(self, case: Case) -> None:
        """Hand a case to a worker with a free hand, with its files if they are not there."""
        worker = self._free.popleft()
        files: Files = {}
        if self._apart[worker]:
            files = files_in(self._folder.case_folder(case.id))
        self.flying[worker.play.remote(case, files)] = worker, case

    def report(self, ref: Any) -> tuple[Case, Report | None]:
        """Return a case with its report, its files kept; without one if the worker is lost."""
        worker, case = self.flying.pop(ref)
        try:
            report: Report = self._ray.get(ref)
        except (self._ray.exceptions.RayActorError, self._ray.exceptions.ObjectLostError):
            self._drop(worker)
            return case, None
        if worker in self._apart:  # it may be lost, and its last reports still come
            self._free.append(worker)
        self._keep(case.id, report.files)
        return case, report

    def dismiss(self) -> None:
        """End the workers, and keep what they have begun where only they have it."""
        ends = {worker.end.remote(): worker for worker in self._apart}
        if ends:
            self._ray.wait(list(ends), num_returns=len(ends), timeout=END_SECONDS)
        for ref, worker in ends.items():
            with suppress(self._ray.exceptions.RayError):
                left: Mapping[str, Files] = self._ray.get(ref, timeout=0)
                for case_id, files in left.items():
                    self._keep(case_id, files)
            self._ray.kill(worker)
        for worker in self.starting.values():
            self._ray.kill(worker)

    def _hire(self) -> None:
        options = {"num_cpus": self._cpus, "max_concurrency": self._hands + 1, "max_restarts": 0}
        worker = self._ray.remote(**options)(CaseWorker).remote(self._setup)
        self.starting[worker.begin.remote()] = worker

    def _keep(self, case_id: str, files: Files) -> None:
        if files:
            write_files(self._folder.case_folder(case_id), files)

    def _drop(self, worker: Any) -> None:
        """Forget a worker that is lost, and hire another one, as often as there were workers."""
        if self._apart.pop(worker, None) is None:
            return
        self._free = deque(each for each in self._free if each != worker)
        self._ray.kill(worker)
        if self._n_spare:
            self._n_spare -= 1
            self._hire()

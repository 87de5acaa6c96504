"""Cases on the machines of a Ray cluster: one that is there, or one that is started for them."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import NamedTuple

from evals.cases import Case
from evals.executing.executor import OnResult
from evals.executing.ray_crew import Crew
from evals.executing.ray_door import joined_cluster, n_cpus_of
from evals.executing.ray_worker import Report, Token, WorkerSetup
from evals.executing.shares import share_of
from evals.player import PlayerSetup
from evals.results import ResultsFolder, is_due
from negotiation.errors import LogConflict, UsageError

__all__ = ["RayExecutor", "drive"]

LOOK_SECONDS = 1.0
"""How long to wait for a result before looking whether there is anybody who plays."""

ROOM_SECONDS = 180.0
"""How long to wait for the first worker: a cluster that grows by itself takes its time."""

MAX_LOSSES = 2
"""How often a case may be lost with its worker and be handed to another one."""


class RayExecutor(NamedTuple):
    """Plays on a cluster; each worker takes the next case when it has a free hand.

    Workers must have the same version of Haggle installed, and whatever ``python:`` seats name.
    """

    n_workers: int | None = None
    """As many as the cluster has processors if ``None``."""
    address: str | None = None
    """``HOST:PORT`` or ``auto``; else what ``RAY_ADDRESS`` says, else a cluster is started here."""

    @property
    def name(self) -> str:
        """What the record of a launch calls it."""
        return "ray" if self.n_workers is None else f"ray:{self.n_workers}"

    def play(self, cases: Sequence[Case], setup: PlayerSetup, on_result: OnResult) -> None:
        """Play ``cases`` as ``Executor`` says.

        Raises:
            UsageError: Ray is not installed, there is no cluster or no room in it, a worker has
                another version, or cases were lost with their workers again and again.
        """
        token = Token.fresh()
        file = token.put(setup.path)
        try:
            with joined_cluster(self.address or setup.settings.ray_address) as ray:
                n_workers = self.n_workers or n_cpus_of(ray)
                share = replace(
                    setup,
                    path=setup.path.resolve(),  # a worker stands somewhere else
                    budget=share_of(setup.budget, n_workers),
                    concurrency=-(-setup.concurrency // n_workers),
                    n_players=n_workers,
                )
                handed = WorkerSetup(share, token, _models_file(setup))
                folder = ResultsFolder(setup.path)
                crew = Crew(ray, handed, folder, n_workers=n_workers)
                drive(crew, cases, folder, on_result)
        finally:
            file.unlink(missing_ok=True)


def _models_file(setup: PlayerSetup) -> bytes | None:
    path = setup.settings.models_file
    return path.read_bytes() if path.is_file() else None


def drive(crew: Crew, cases: Sequence[Case], folder: ResultsFolder, on_result: OnResult) -> None:
    """Let a crew play cases, and dismiss it. Raises what ``RayExecutor.play`` does."""
    try:
        _Driver(crew, cases, folder, on_result).drive()
    finally:
        crew.dismiss()


class _Driver:
    """Hands out cases and takes in their reports, until there is nothing left or one says stop."""

    def __init__(
        self, crew: Crew, cases: Sequence[Case], folder: ResultsFolder, on_result: OnResult
    ) -> None:
        self._crew = crew
        self._todo = deque(cases)
        self._folder = folder
        self._on_result = on_result
        self._losses: Counter[str] = Counter()
        self._n_given_up = 0

    def drive(self) -> None:
        """Work until the end; raises what ``RayExecutor.play`` does."""
        crew, began = self._crew, monotonic()
        while self._todo or crew.flying:
            while self._todo and crew.has_free_hand:
                crew.send(self._todo.popleft())
            self._check_anybody(monotonic() - began)
            for ref in crew.come(LOOK_SECONDS):
                if ref in crew.starting:
                    crew.take_in(ref)
                elif not self._taken(*crew.report(ref)):
                    return
        if self._n_given_up:
            raise UsageError(
                f"{self._n_given_up} cases were lost with their workers again and again; "
                "what is done is kept, the same command goes on"
            )

    def _check_anybody(self, waited_seconds: float) -> None:
        crew = self._crew
        if crew.workers:
            return
        if not crew.starting and not crew.flying:
            raise UsageError(
                "every worker of the cluster was lost; what is done is kept, "
                "the same command goes on"
            )
        if waited_seconds > ROOM_SECONDS and not crew.flying:
            raise UsageError(
                f"the cluster has had no room for a worker in {waited_seconds:.0f} seconds"
            )

    def _taken(self, case: Case, report: Report | None) -> bool:
        """Pass a report on; return whether to go on."""
        if report is None:
            return self._lost(case)
        if isinstance(report.problem, LogConflict) and case.id in self._losses:
            return self._lost(case)  # whoever was lost with it has not ended yet
        if report.problem is not None:
            raise report.problem
        assert report.record is not None  # noqa: S101 - there is one without a problem
        return self._on_result(report.record)

    def _lost(self, case: Case) -> bool:
        """Hand a case out again, unless it had ended or was lost too often."""
        record = self._folder.read_case(case.id)
        if record is not None and not is_due(record):
            return self._on_result(record)
        self._losses[case.id] += 1
        if self._losses[case.id] > MAX_LOSSES:
            self._n_given_up += 1
        else:
            self._todo.appendleft(case)
        return True

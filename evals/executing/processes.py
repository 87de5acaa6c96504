"""Cases in several processes of this machine, each with an event loop of its own."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from queue import Empty
from typing import NamedTuple

from evals.cases import Case
from evals.executing.executor import OnResult
from evals.executing.local import play_all
from evals.executing.shares import share_of
from evals.player import PlayerSetup
from evals.results import CaseRecord
from negotiation.app.collecting import collect_less
from negotiation.errors import HaggleError, UsageError
from negotiation.settings import quiet_frameworks

__all__ = ["ProcessExecutor"]

LOOK_SECONDS = 0.5
"""How long to wait for a result before looking whether everybody is still alive."""

PATIENCE_SECONDS = 10.0
"""How long a process may take to end once it was told to."""


class ProcessExecutor(NamedTuple):
    """Plays in ``n_workers`` processes; each takes the next case when it has a free hand."""

    n_workers: int

    @property
    def name(self) -> str:
        """What the record of a launch calls it."""
        return f"processes:{self.n_workers}"

    def play(self, cases: Sequence[Case], setup: PlayerSetup, on_result: OnResult) -> None:
        """Play ``cases`` as ``Executor`` says."""
        context = get_context("spawn")
        todo: Queue[Case | None] = context.Queue()
        done: Queue[CaseRecord | HaggleError | None] = context.Queue()
        for case in (*cases, *[None] * self.n_workers):
            todo.put(case)
        share = replace(
            setup,
            budget=share_of(setup.budget, self.n_workers),
            concurrency=-(-setup.concurrency // self.n_workers),
            n_players=self.n_workers,
        )
        workers: list[BaseProcess] = [
            context.Process(target=_work, args=(share, todo, done), daemon=True)
            for _ in range(self.n_workers)
        ]
        try:
            for worker in workers:
                worker.start()
            _listen(workers, done, on_result)
        finally:
            _end(workers, todo)


def _listen(
    workers: Sequence[BaseProcess],
    done: "Queue[CaseRecord | HaggleError | None]",
    on_result: OnResult,
) -> None:
    """Pass on results until every worker has said that it has ended."""
    n_left = len(workers)
    while n_left:
        try:
            said = done.get(timeout=LOOK_SECONDS)
        except Empty:
            _check_alive(workers)
            continue
        match said:
            case None:
                n_left -= 1
            case HaggleError():
                raise said
            case CaseRecord():
                if not on_result(said):
                    return


def _check_alive(workers: Sequence[BaseProcess]) -> None:
    for worker in workers:
        if worker.exitcode:
            raise UsageError(
                f"a worker process ended with {worker.exitcode}; what is done is kept, "
                "the same command goes on"
            )


def _end(workers: Sequence[BaseProcess], todo: "Queue[Case | None]") -> None:
    """End every worker; logs only ever grow by whole lines, so none is left half written."""
    for worker in workers:
        if worker.is_alive():
            worker.terminate()
    for worker in workers:
        if worker.pid is not None:
            worker.join(PATIENCE_SECONDS)
    todo.cancel_join_thread()


def _work(
    setup: PlayerSetup,
    todo: "Queue[Case | None]",
    done: "Queue[CaseRecord | HaggleError | None]",
) -> None:
    """Play until there is nothing left to do; runs in a worker."""
    quiet_frameworks()
    collect_less()

    def put(record: CaseRecord) -> bool:
        done.put(record)
        return True

    try:
        with redirect_stdout(sys.stderr):  # what guests print is no part of a document
            asyncio.run(play_all(_taken(todo), setup, put))
    except KeyboardInterrupt:
        return
    except HaggleError as exc:
        done.put(exc)
    else:
        done.put(None)


def _taken(todo: "Queue[Case | None]") -> Iterator[Case]:
    """Yield cases until the sentinel; what is not there yet is on its way."""
    while (case := todo.get()) is not None:
        yield case

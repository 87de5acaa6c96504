"""``python -m evals.background.playing``: play the suite that standard input orders.

Standard output holds one JSON line for everything that happens, and nothing else.
"""

import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TextIO

from evals.background.orders import Happening, Order
from evals.executing.local import LocalExecutor
from evals.preparing import Wishes, open_results, prepare
from evals.results import CaseRecord, ResultsFolder
from evals.runner import Launch, run_cases, utc_now
from negotiation.app.endpoints import Endpoints
from negotiation.cli.output import EXIT_INTERRUPTED
from negotiation.errors import HaggleError
from negotiation.llm.budget import Budget
from negotiation.settings import Settings, quiet_frameworks

__all__ = ["Told", "play"]


class Told:
    """Progress as lines of JSON."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def begin(self, n_cases: int, n_done: int) -> None:
        """Say how many cases there are."""
        self.tell(Happening(kind="begun", n_cases=n_cases, n_done=n_done))

    def advance(self, record: CaseRecord) -> None:  # noqa: ARG002 - it stands in the folder
        """Say that there is one more result."""
        self.tell(Happening(kind="advanced"))

    def note(self, said: str) -> None:
        """Pass on what whoever waits should know."""
        self.tell(Happening(kind="noted", said=said))

    def end(self) -> None:
        """Say nothing: whether it ended well is not known yet."""

    def tell(self, happening: Happening) -> None:
        """Write a line at once; end where nobody listens any more. What is done is kept."""
        try:
            self._out.write(happening.model_dump_json() + "\n")
            self._out.flush()
        except BrokenPipeError:
            os._exit(EXIT_INTERRUPTED)  # not by an error: cases under way would be failed by it


def play(order: Order, told: Told, settings: Settings) -> None:
    """Play what an order says, and say how it ended."""
    try:
        _play(order, told, settings)
    except HaggleError as exc:
        told.tell(Happening(kind="failed", said=str(exc)))
    else:
        told.tell(Happening(kind="ended"))


def _play(order: Order, told: Told, settings: Settings) -> None:
    endpoints = Endpoints(settings)
    wishes = Wishes(
        contestants=order.contestants,
        only_named=order.only_named,
        seeds=order.seeds,
        repeats=order.repeats,
        languages=order.languages,
    )
    plan = prepare(order.suite, wishes, endpoints, started_at=utc_now())
    folder = ResultsFolder(Path(order.out))
    open_results(folder, plan, accept_changes=False)
    run_cases(
        plan,
        folder,
        plan.cases[: order.limit],
        launch=Launch(
            executor=LocalExecutor(),
            settings=settings,
            endpoints=endpoints,
            budget=Budget(),
            concurrency=order.concurrency,
        ),
        progress=told,
    )


def main() -> None:
    """Play the order of standard input."""
    quiet_frameworks()
    order = Order.model_validate_json(sys.stdin.read())
    told = Told(sys.stdout)
    with redirect_stdout(sys.stderr):  # what guests print is no part of it
        play(order, told, Settings.from_environment())


if __name__ == "__main__":
    main()

"""Suites of made-up tables, played whole in memory: the real cases, runs, scores and metrics."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from evals.cases import Case, expand
from evals.metrics.metric import Judged, Played
from evals.metrics.table import figures_of
from evals.plans import plan_of
from evals.results import CaseRecord
from evals.rows import Row, rows_of
from evals.shelf import Shelf
from evals.suite import Suite
from negotiation.app.endpoints import Endpoints
from negotiation.app.programmes import programme_of
from negotiation.app.scoring import score_log
from negotiation.app.table_cache import TableCache
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.graph.turns import Turns
from negotiation.settings import Settings
from negotiation.store.log import MemoryLog

__all__ = ["Game", "Players", "games_of", "playing"]

FAMILY = "mixed"

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class Game(NamedTuple):
    """The cases of one scenario."""

    shelf: Shelf
    cases: tuple[Case, ...]
    chance: int | None = None
    """What seats draw from, in the place of the seeds of the cases. The scenario stays as it is."""


class Players:
    """Processes that play games."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def rows(self, games: Sequence[Game]) -> list[tuple[Row, ...]]:
        """Play games, and return the rows of each."""
        return self.each(_rows, games)

    def each(self, function: Callable[[ItemT], ResultT], items: Iterable[ItemT]) -> list[ResultT]:
        """Return what a function makes of every item."""
        return list(self._pool.map(function, items, chunksize=4))


@contextmanager
def playing(workers: int) -> Iterator[Players]:
    """Yield so many processes that play, while the context is open."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield Players(pool)


def games_of(
    contestants: Iterable[str], opponents: Iterable[str], *, n_scenarios: int
) -> list[Game]:
    """Return the games of a suite, both roles, a game for every scenario.

    No words pass: they change no act of a strategy, and take as long as all the rest.

    Args:
        contestants: the words of ``--seat`` of those that are measured.
        opponents: the pool.
        n_scenarios: made up from the seeds 1, 2 and so on.
    """
    suite = Suite.model_validate(
        {
            "schema_version": 1,
            "name": "validity",
            "title": {"en": "Validity", "zh": "效度"},
            "summary": {"en": "Whether skill is measured.", "zh": "检验所测是否为能力。"},
            "scenarios": [FAMILY],
            "contestants": list(contestants),
            "opponents": list(opponents),
            "talks": ["offers"],
            "seeds": n_scenarios,
        }
    )
    shelf = Shelf.of(suite, Path(), n_seeds=suite.seeds)
    cases = expand(suite, shelf, suite.contestants)
    return [
        Game(_only(shelf, word), tuple(group))
        for word, group in groupby(cases, key=lambda case: case.scenario)
    ]


def _only(shelf: Shelf, word: str) -> Shelf:
    """Return a shelf with one scenario, which is soon sent to a process."""
    return Shelf({word: shelf.scenarios[word]}, {}, {word: shelf.digests[word]})


def _rows(game: Game) -> tuple[Row, ...]:
    """Play a game; runs in a process."""
    tables, endpoints = TableCache(), Endpoints(Settings({}))
    records = [_played(case, game, endpoints, tables) for case in game.cases]
    return tuple(rows_of(records))


def _played(case: Case, game: Game, endpoints: Endpoints, tables: TableCache) -> CaseRecord:
    plan = plan_of(case, game.shelf, endpoints)
    if game.chance is not None:
        plan = plan.model_copy(update={"seed": game.chance})
    programme, log = programme_of(plan, {}, tables=tables), MemoryLog()
    asyncio.run(_play(Turns(programme, log)))
    events = tuple(log.read())
    played = Played(plan=plan, log=events, scorecard=score_log(plan, events, programme))
    found = figures_of(Judged(played, case.role, case.opponent.who))
    return CaseRecord(
        case=case,
        figures={case.role: found.values},
        undefined={case.role: found.undefined},
        played_with=SIMULATOR_VERSION,
        scored_with=SIMULATOR_VERSION,
    )


async def _play(turns: Turns) -> None:
    turns.settle()
    while not turns.cursor().is_over:
        await turns.take_turn()

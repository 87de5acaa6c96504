"""Playing a turn on twice, as it was and with another move, on the same seeds. Nothing is kept."""

import asyncio
from collections.abc import Sequence

import numpy as np

from negotiation.analysis.debrief.branches import Branch, PlayOut
from negotiation.analysis.debrief.records import TurningPoint
from negotiation.app.debriefing.forks import Ended, PlayedRun
from negotiation.app.places import Place
from negotiation.app.records import is_secret, read_run
from negotiation.app.table_cache import TableCache
from negotiation.domain.moves import Move
from negotiation.errors import UsageError
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events

__all__ = ["N_SEEDS", "play_out", "play_out_at", "played_run", "tried"]

N_SEEDS = 8


async def play_out(
    folder: RunFolder, point: TurningPoint, *, n: int = N_SEEDS, tables: TableCache | None = None
) -> PlayOut:
    """Play a turning point on as it was and with the better move, ``n`` times each.

    Raises:
        UsageError: as ``play_out_at``.
    """
    return await play_out_at(
        folder, point.table, point.turn, party=point.party, move=point.better, n=n, tables=tables
    )


async def play_out_at(
    folder: RunFolder,
    table: str,
    turn: int,
    *,
    party: str,
    move: Move,
    n: int = N_SEEDS,
    tables: TableCache | None = None,
) -> PlayOut:
    """Play any turn of a run on as it was and with another move, ``n`` times each.

    Args:
        folder: of the run, which is only read.
        table: the table.
        turn: of ``party`` at that table.
        party: who moves.
        move: what it does instead.
        n: how many seeds, one at least.
        tables: those that have been valued before.

    Raises:
        UsageError: a person still plays, the turn is not the party's, or the referee refuses the
            move; or as ``read_run``.
        LogCorrupted: as ``read_run``.
    """
    run = await asyncio.to_thread(played_run, folder, tables)
    place = run.place(table, turn, party)
    refused = await asyncio.to_thread(run.refusals, place, move)
    if refused:
        raise UsageError(f"the referee refuses that move in turn {turn}: {'; '.join(refused)}")
    return await _compared(run, place, move, n=n)


async def tried(run: PlayedRun, points: Sequence[TurningPoint], n: int) -> list[TurningPoint]:
    """Return turning points with their better moves played out; those that are refused left out.

    Args:
        run: in which they are.
        points: by rule.
        n: how many seeds.
    """
    found: list[TurningPoint] = []
    as_played: dict[Place, list[Ended]] = {}
    for point in points:
        place = run.place(point.table, point.turn, point.party)
        if run.refusals(place, point.better):
            continue
        if place not in as_played:
            as_played[place] = [await run.play_on(place, seed) for seed in run.seeds(n)]
        shown = await _compared(run, place, point.better, n=n, played=as_played[place])
        found.append(point.model_copy(update={"tried": shown}))
    return found


def played_run(folder: RunFolder, tables: TableCache | None = None) -> PlayedRun:
    """Return a run of a folder, ready to be played on.

    Raises:
        UsageError: a person still plays; or as ``read_run``.
        LogCorrupted: as ``read_run``.
    """
    plan, log = read_run(folder).plan, read_events(folder.events)
    if is_secret(plan, log):
        raise UsageError(f"a person still plays in {folder.path}: play it out afterwards")
    return PlayedRun(plan, log, tables)


async def _compared(
    run: PlayedRun, place: Place, move: Move, *, n: int, played: list[Ended] | None = None
) -> PlayOut:
    seeds = run.seeds(n)
    if played is None:
        played = [await run.play_on(place, seed) for seed in seeds]
    better = [await run.play_on(place, seed, move) for seed in seeds]
    differences = [new.surplus - old.surplus for old, new in zip(played, better, strict=True)]
    low, middle, high = np.percentile(differences, (25, 50, 75)).tolist()
    return PlayOut(
        table=place.table,
        turn=place.turn,
        party=place.party,
        unit=run.unit(place.table),
        move=move,
        seeds=seeds,
        strategies=run.strategies,
        as_played=_branch(played),
        better=_branch(better),
        differences=tuple(differences),
        difference_median=middle,
        difference_quartiles=(low, high),
    )


def _branch(results: Sequence[Ended]) -> Branch:
    surpluses = tuple(each.surplus for each in results)
    return Branch(
        surpluses=surpluses,
        median=float(np.median(surpluses)),
        n_agreements=sum(each.is_signed for each in results),
    )

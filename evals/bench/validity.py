"""``validity``: whether what is called skill is skill, and whether intervals mean what they say.

Own utility against a fixed pool is measured on agents whose order is known beforehand, since each
has one thing less than the one above it:

* ``oracle`` knows both mandates;
* ``strategy:boulware`` knows its own and has patience. It is the best strategy against this
  pool: 0.68 over 12 scenarios, where ``micro_fast`` has 0.60, ``linear`` 0.54 and ``tit_for_tat``,
  whose luck hangs on who moves first, 0.43;
* ``strategy:naive`` knows its own and has no patience: it takes the first offer that is better than
  none;
* ``blind`` knows nothing, not even what it wants: it draws its offers, and its answers too.

``strategy:random`` is not the lowest of them. It draws among outcomes that are good for itself and
turns down what is worth less than the one it has drawn, which is an aspiration, if an arbitrary
one; ``naive`` has none at all and is left with less. How much less is among the details.

Then an agent is compared with itself, with nothing changed but chance, on other scenarios each
time, as ``haggle compare`` does it with the metrics that it shows: how often that finds anything is
how often it lies. One metric by itself has a level of 5 % and no room below it, so of 200
repetitions a few more than ten may be resolved by chance; for that the claim is that no more than
5 % is shown, which is the lower end of the exact interval.

And the intervals of a figure are taken over n scenarios and over 4 n.
"""

from collections.abc import Sequence
from itertools import chain, pairwise
from statistics import fmean
from typing import NamedTuple, TypeAlias

from evals.bench.claims import Claim, Claims
from evals.bench.intervals import Share, check_scipy, share_of
from evals.bench.validity_runs import Players, games_of, playing
from evals.contrasting import contrast
from evals.reporting.contents import HEADLINE
from evals.rows import Row
from evals.sides import cells_of
from evals.statistics.chance import generator
from evals.statistics.pairing import SIGNIFICANCE, PairedComparison, adjusted, compare_paired
from evals.summaries import summarise
from negotiation.cli.output import narrator
from negotiation.errors import UsageError

__all__ = ["LADDER", "measure_validity"]

METRIC = "own_utility"

LADDER = (
    "oracle",
    "strategy:boulware",
    "strategy:naive",
    "python:evals.counterparties.blind:blind",
)
"""The best first."""

DRAWING = "strategy:random"
POOL = ("strategy:boulware", "strategy:linear", "strategy:conceder")
NULL_POOL = ("strategy:conceder",)

LIMIT_NULL = 0.05
LIMIT_WIDTH = 0.1
QUARTERS = 4

Played: TypeAlias = Sequence[Sequence[Row]]
"""The rows of each scenario."""

WORKERS = 2


def measure_validity(
    *,
    n_scenarios: int = 40,
    n_repetitions: int = 200,
    n_null_scenarios: int = 12,
    n_draws: int = 12,
    n_quarter: int = 16,
    workers: int = WORKERS,
) -> Claims:
    """Measure whether the order comes out, nothing is found where nothing is, and n counts.

    Args:
        n_scenarios: of the order; each in both roles, against everybody in the pool.
        n_repetitions: comparisons of an agent with itself.
        n_null_scenarios: of each of these.
        n_draws: pairs of intervals.
        n_quarter: scenarios of the wider one of a pair; the other one has four times as many.
        workers: processes that play.
    """
    try:
        check_scipy()
    except UsageError as exc:
        narrator().print(f"validity: skipped: {exc}", style="dim", markup=False)
        return ()
    with playing(workers) as players:
        return (
            *_order(players, n_scenarios),
            *_null(players, n_repetitions, n_null_scenarios),
            _width(players, n_draws, n_quarter),
        )


def _order(players: Players, n_scenarios: int) -> Claims:
    games = games_of((*LADDER, DRAWING), POOL, n_scenarios=n_scenarios)
    rows = list(chain.from_iterable(players.rows(games)))
    neighbours = adjusted([_compared(rows, better, worse) for better, worse in pairwise(LADDER)])
    drawing = _compared(rows, DRAWING, "strategy:naive")
    more = {"strategy:naive": {"random_less_naive": drawing.difference or 0.0}}
    return tuple(_ordered(each, more.get(each.first, {})) for each in neighbours)


def _compared(rows: Sequence[Row], first: str, second: str) -> PairedComparison:
    return compare_paired(
        first,
        cells_of(rows, first, METRIC),
        second,
        cells_of(rows, second, METRIC),
        metric=METRIC,
        rng=generator(),
    )


def _ordered(found: PairedComparison, more: dict[str, float]) -> Claim:
    """Claim that a difference is there, and that it has the sign that it must have."""
    difference, low, high = found.difference or 0.0, found.low or 0.0, found.high or 0.0
    better, worse = _short(found.first), _short(found.second)
    so = found.is_resolved and difference > 0
    return Claim(
        name=f"validity.{better}_over_{worse}",
        claim=f"{better} has {difference:.2f} more of its own utility than {worse} "
        f"({low:.2f} to {high:.2f}, {found.n_pairs} pairs): resolved",
        unit="p, adjusted",
        limit=SIGNIFICANCE,
        measured=found.p_adjusted if so else 1.0,
        details={
            "difference": difference,
            "low": low,
            "high": high,
            "n_pairs": found.n_pairs,
            "n_scenarios": found.n_clusters,
            **more,
        },
    )


def _null(players: Players, n_repetitions: int, n_scenarios: int) -> Claims:
    """Compare an agent that draws with itself, again and again."""
    games = games_of((DRAWING,), NULL_POOL, n_scenarios=n_repetitions * n_scenarios)
    # In each scenario another chance: the same luck all over would be no luck.
    once, again = (
        players.rows([game._replace(chance=2 * n + side) for n, game in enumerate(games)])
        for side in (0, 1)
    )
    parts = zip(_in_parts(once, n_scenarios), _in_parts(again, n_scenarios), strict=True)
    found = players.each(_compared_with_itself, parts)
    said = share_of(sum(each.is_any_resolved for each in found), n_repetitions)
    alone = share_of(sum(each.is_resolved_alone for each in found), n_repetitions)
    return (
        Claim(
            name="validity.null",
            claim=f"`haggle compare` of an agent with itself resolves something: {said}",
            unit="share",
            limit=LIMIT_NULL,
            measured=said.hits / said.n,
            details=_counted(said),
        ),
        Claim(
            name="validity.null_alone",
            claim=f"own utility by itself, corrected for nothing else, is resolved: {alone}",
            unit="share, low end",
            limit=LIMIT_NULL,
            measured=alone.low,
            details=_counted(alone),
        ),
    )


class _WithItself(NamedTuple):
    is_any_resolved: bool
    is_resolved_alone: bool


def _compared_with_itself(parts: tuple[Played, Played]) -> _WithItself:
    """Compare two times the same as the command does; runs in a process."""
    once, again = (list(chain.from_iterable(part)) for part in parts)
    said, alone = (
        contrast(once, again, names=(), metrics=metrics, rng=generator())
        for metrics in (HEADLINE, (METRIC,))
    )
    return _WithItself(any(each.is_resolved for each in said), alone[0].is_resolved)


def _counted(share: Share) -> dict[str, float]:
    return {
        "n_repetitions": share.n,
        "n_resolved": share.hits,
        "low_fraction": share.low,
        "high_fraction": share.high,
    }


def _width(players: Players, n_draws: int, n_quarter: int) -> Claim:
    """Compare intervals over all scenarios of a draw with those over its four quarters."""
    n_all = QUARTERS * n_quarter
    games = games_of((LADDER[1],), POOL[1:2], n_scenarios=n_draws * n_all)
    draws = _in_parts(players.rows(games), n_all)
    ratios = [
        _interval_width(draw) / fmean(map(_interval_width, _in_parts(draw, n_quarter)))
        for draw in draws
    ]
    ratio = fmean(ratios)
    return Claim(
        name="validity.width",
        claim=f"four times the scenarios make intervals half as wide: {ratio:.2f} of the width "
        f"with {n_all} in the place of {n_quarter}",
        unit="ratio off 0.5",
        limit=LIMIT_WIDTH,
        measured=abs(ratio - 0.5),
        details={"ratio": ratio, "least": min(ratios), "most": max(ratios), "n_draws": n_draws},
    )


def _in_parts(played: Played, n_in_part: int) -> list[Played]:
    return [played[start : start + n_in_part] for start in range(0, len(played), n_in_part)]


def _interval_width(played: Played) -> float:
    estimate = summarise(list(chain.from_iterable(played)), METRIC).estimate
    if estimate.low is None or estimate.high is None:
        raise AssertionError("two scenarios have an interval")
    return estimate.high - estimate.low


def _short(who: str) -> str:
    return who.rpartition(":")[2]

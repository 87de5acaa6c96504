"""``scramble``: how the campaign ends between strategies, over many seeds, and what turns it.

Every share has its exact 95 % interval. A claim that something happens in most runs is measured by
its opposite: the upper end of the interval for the runs in which it does not.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from statistics import fmean, median

from evals.bench.claims import Claim, Claims
from evals.bench.intervals import check_scipy, share_of
from evals.bench.scramble_runs import (
    AS_SHIPPED,
    RIVAL_WITHOUT_STOCK,
    SCENARIO,
    VENDOR,
    WINNER_WITH_STOCK,
    Changes,
    Ending,
    ended,
)
from negotiation.cli.output import narrator
from negotiation.errors import UsageError

__all__ = ["measure_scramble"]

LIMIT_HALF = 0.5
LIMIT_NEVER = 0.1
"""Of 50 runs none: one alone has its upper end beyond it."""
LIMIT_SECONDS = 10.0

OUTSIDER, CHALLENGER = "heron", "challenger"
CHEAP_FRACTION = 0.25
"""Of list price."""

WORKERS = 2
TOLD_EVERY = 25


def measure_scramble(
    *, n_seeds: int = 200, n_turned_seeds: int = 50, workers: int = WORKERS
) -> Claims:
    """Measure how ``the-scramble`` ends with the casting that it names.

    Args:
        n_seeds: runs as shipped, with the seeds from 1 on; each has a world of its own.
        n_turned_seeds: runs of each turn of fate: the rival without stock, the winner with it.
        workers: processes that play.
    """
    try:
        check_scipy()
    except UsageError as exc:
        narrator().print(f"scramble: skipped: {exc}", style="dim", markup=False)
        return ()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:

        def played(changes: Changes, n: int) -> Iterator[Ending]:
            return pool.map(partial(ended, changes=dict(changes)), range(1, n + 1))

        shipped = played(AS_SHIPPED, n_seeds)
        without = played(RIVAL_WITHOUT_STOCK, n_turned_seeds)
        stocked = played(WINNER_WITH_STOCK, n_turned_seeds)
        return (
            *_as_shipped(_told(shipped, "as shipped")),
            *_turned(
                _told(without, "the rival without stock"), _told(stocked, "the winner with stock")
            ),
        )


def _told(endings: Iterator[Ending], what: str) -> list[Ending]:
    """Collect endings, and say now and then how many there are."""
    found: list[Ending] = []
    for ending in endings:
        found.append(ending)
        if len(found) % TOLD_EVERY == 0:
            narrator().print(f"scramble: {len(found)} runs {what}", style="dim", markup=False)
    return found


def _as_shipped(endings: Sequence[Ending]) -> Claims:
    return (
        _mostly(endings, "wins", "the outsider wins the tender", _wins),
        _mostly(endings, "price", "and at a quarter of list or less", _wins_cheaply),
        _mostly(
            endings,
            "dropout",
            "the architect without a floor drops out before the award",
            lambda each: CHALLENGER in each.dropped_out,
        ),
        _mostly(
            endings,
            "customer",
            "the winner's customer is gone within twelve months",
            lambda each: each.is_customer_gone,
        ),
        _mostly(
            endings,
            "no_damages",
            "before the glut the vendor signs no damages for delay",
            lambda each: not each.damages_before_glut,
        ),
        _mostly(
            endings,
            "damages",
            "in the glut the vendor signs damages for delay",
            lambda each: each.damages_in_glut,
        ),
        _richest(endings),
        Claim(
            name="scramble.seconds",
            claim=f"a run of `{SCENARIO}` between strategies, scored; the mean of {len(endings)}",
            unit="CPU s",
            limit=LIMIT_SECONDS,
            measured=fmean(each.cpu_seconds for each in endings),
            details={"most_s": max(each.cpu_seconds for each in endings)},
        ),
    )


def _turned(without: Sequence[Ending], stocked: Sequence[Ending]) -> Claims:
    return (
        _mostly(
            without,
            "rival_without_stock",
            "the rival has no stock: the customer stays for twelve months",
            lambda each: not each.is_customer_gone,
        ),
        _mostly(
            stocked,
            "winner_with_stock",
            "the winner has stock: the customer stays for twelve months",
            lambda each: each.winner == OUTSIDER and not each.is_customer_gone,
        ),
        _mostly(
            stocked,
            "no_call",
            "the winner has stock: nobody calls its customer",
            lambda each: not each.poaching_opened,
            limit=LIMIT_NEVER,
        ),
    )


def _wins(ending: Ending) -> bool:
    return ending.winner == OUTSIDER


def _wins_cheaply(ending: Ending) -> bool:
    rent = ending.rent_fraction
    return ending.winner == OUTSIDER and rent is not None and rent <= CHEAP_FRACTION


def _richest(endings: Sequence[Ending]) -> Claim:
    """Return who ended with the profit, and what everybody's was in the middle run."""
    claim = _mostly(
        endings, "profit", "the vendor has the largest profit", lambda each: each.richest == VENDOR
    )
    middle = {
        party: median(each.profit_cny[party] for each in endings) / 1e6
        for party in endings[0].profit_cny
    }
    ranked = sorted(middle, key=lambda party: -middle[party])
    said = ", ".join(f"{party} {middle[party]:,.0f}" for party in ranked)
    more = {f"median_profit_of_{party}_m_cny": middle[party] for party in ranked}
    return claim.model_copy(
        update={
            "claim": f"{claim.claim}; medians in M RMB: {said}",
            "details": {**claim.details, **more},
        }
    )


def _mostly(
    endings: Sequence[Ending],
    name: str,
    said: str,
    happened: Callable[[Ending], bool],
    *,
    limit: float = LIMIT_HALF,
) -> Claim:
    """Claim that something happens in more runs than not, for all that chance may do."""
    share = share_of(sum(map(happened, endings)), len(endings))
    return Claim(
        name=f"scramble.{name}",
        claim=f"{said}: {share}",
        unit="share not so",
        limit=limit,
        measured=1 - share.low,
        details={
            "n_runs": share.n,
            "n_so": share.hits,
            "low_fraction": share.low,
            "high_fraction": share.high,
        },
    )

"""Who is ahead: contestants by own utility, what of the order is resolved, and who beats whom."""

from collections.abc import Sequence
from itertools import combinations

from evals.metrics.table import known_metric
from evals.rows import Row
from evals.sides import cells_of, games_of, is_head_to_head
from evals.statistics.chance import generator
from evals.statistics.estimates import Estimate
from evals.statistics.pairing import PairedComparison, adjusted, compare_paired
from evals.statistics.ranking import Strength, bradley_terry
from evals.summaries import grouped, summarise
from negotiation.domain.values import Value
from negotiation.errors import UsageError

__all__ = ["Leaderboard", "Standing", "leaderboard"]


class Standing(Value):
    """One contestant."""

    contestant: str
    estimate: Estimate
    excluded: dict[str, int]
    by_role: dict[str, Estimate]
    pair_efficiency: Estimate
    """Of the pairs that it was part of; not its own merit."""
    ahead_of: tuple[str, ...]
    """Contestants that it is ahead of, resolved."""
    behind: tuple[str, ...]
    """Contestants that it is behind, resolved."""
    rank_low: int
    """The best rank that what is resolved leaves it."""
    rank_high: int
    """The worst."""


class Leaderboard(Value):
    """Contestants, best first."""

    metric: str
    standings: tuple[Standing, ...]
    comparisons: tuple[PairedComparison, ...]
    """Every two, with Holm's correction over all of them."""
    strengths: tuple[Strength, ...]
    """Bradley-Terry; empty where contestants share no cells."""
    is_head_to_head: bool
    """Whether they met each other; else who did better in the same seat counts as a game."""


def leaderboard(rows: Sequence[Row], metric: str) -> Leaderboard:
    """Rank the contestants of some results.

    Args:
        rows: of one folder or several.
        metric: where more is better, or less; the order follows it.

    Raises:
        UsageError: no such metric, or nobody has a value of it.
    """
    sign = -1.0 if known_metric(metric).better == "low" else 1.0
    by_name = {name: own for (name,), own in grouped(rows, "contestant").items()}
    cells = {name: cells_of(own, name, metric) for name, own in by_name.items()}
    names = [name for name in by_name if cells[name]]
    if not names:
        raise UsageError(f"nobody has a value of {metric}")
    comparisons = adjusted(
        [
            compare_paired(one, cells[one], other, cells[other], metric=metric, rng=generator())
            for one, other in combinations(names, 2)
        ]
    )
    ahead = _ahead(comparisons, sign)
    standings = [
        _standing(name, by_name[name], metric, ahead=ahead, n_names=len(names)) for name in names
    ]
    standings.sort(key=lambda each: -sign * (each.estimate.value or 0.0))
    return Leaderboard(
        metric=metric,
        standings=tuple(standings),
        comparisons=comparisons,
        strengths=_strengths(rows, metric, sign),
        is_head_to_head=is_head_to_head(rows),
    )


def _ahead(comparisons: Sequence[PairedComparison], sign: float) -> set[tuple[str, str]]:
    """Return who is ahead of whom, where that is resolved."""
    return {
        (each.first, each.second) if sign * (each.difference or 0.0) > 0
        else (each.second, each.first)
        for each in comparisons
        if each.is_resolved
    }  # fmt: skip


def _standing(
    name: str,
    rows: Sequence[Row],
    metric: str,
    *,
    ahead: set[tuple[str, str]],
    n_names: int,
) -> Standing:
    summary = summarise(rows, metric)
    ahead_of = tuple(sorted(behind for front, behind in ahead if front == name))
    behind = tuple(sorted(front for front, back in ahead if back == name))
    return Standing(
        contestant=name,
        estimate=summary.estimate,
        excluded=summary.excluded,
        by_role={
            role: summarise(own, metric).estimate for (role,), own in grouped(rows, "role").items()
        },
        pair_efficiency=summarise(rows, "joint_efficiency").estimate,
        ahead_of=ahead_of,
        behind=behind,
        rank_low=len(behind) + 1,
        rank_high=n_names - len(ahead_of),
    )


def _strengths(rows: Sequence[Row], metric: str, sign: float) -> tuple[Strength, ...]:
    if known_metric(metric).better == "neither":
        return ()  # nobody wins by it
    try:
        return bradley_terry(games_of(rows, metric, sign=sign), generator())
    except UsageError:
        return ()  # no chain of games joins them all, so that there is no common scale

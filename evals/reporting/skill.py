"""Who is ahead of whom: paired comparisons, and strengths from head-to-head games."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from evals.power_hints import power_hint
from evals.reporting.contents import RESOLVED_EFFECT, SKILL, Duel
from evals.rows import Row
from evals.sides import cells_of, games_of, is_head_to_head
from evals.statistics.chance import generator
from evals.statistics.pairing import PairedComparison, adjusted, compare_paired
from evals.statistics.ranking import Strength, bradley_terry

__all__ = ["duels_of", "strengths_of"]


def duels_of(rows: Mapping[str, Sequence[Row]]) -> tuple[Duel, ...]:
    """Compare every contestant with every other on skill; all are read together.

    Args:
        rows: by contestant.
    """
    cells = {name: cells_of(own, name, SKILL) for name, own in rows.items()}
    compared = [
        compare_paired(one, cells[one], other, cells[other], metric=SKILL, rng=generator())
        for one, other in combinations(cells, 2)
    ]
    return tuple(_duel(each, rows) for each in adjusted(compared))


def _duel(comparison: PairedComparison, rows: Mapping[str, Sequence[Row]]) -> Duel:
    ahead = _turned(comparison) if (comparison.difference or 0.0) < 0 else comparison
    both = (*rows[ahead.first], *rows[ahead.second])
    hint = power_hint(both, SKILL, ahead.first, ahead.second, effect=RESOLVED_EFFECT)
    return Duel(
        comparison=ahead,
        pairs_needed=hint.pairs_needed,
        scenarios_needed=hint.scenarios_needed,
    )


def _turned(comparison: PairedComparison) -> PairedComparison:
    """Return the same comparison, second minus first."""
    difference, low, high = comparison.difference, comparison.low, comparison.high
    return comparison.model_copy(
        update={
            "first": comparison.second,
            "second": comparison.first,
            "n_only_first": comparison.n_only_second,
            "n_only_second": comparison.n_only_first,
            "difference": None if difference is None else -difference,
            "low": None if high is None else -high,
            "high": None if low is None else -low,
        }
    )


def strengths_of(rows: Sequence[Row]) -> tuple[Strength, ...]:
    """Rank those who met each other; nobody where all met the same pool.

    Raises:
        UsageError: if some names are joined to others by no game.
    """
    return bradley_terry(games_of(rows, SKILL), generator()) if is_head_to_head(rows) else ()

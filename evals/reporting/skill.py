"""Who is ahead of whom: paired comparisons, and strengths from head-to-head games."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from evals.reporting.contents import RESOLVED_EFFECT, SKILL, Duel
from evals.rows import Row
from evals.sides import cells_of, games_of, is_head_to_head
from evals.statistics.chance import generator
from evals.statistics.pairing import Cell, PairedComparison, adjusted, compare_paired
from evals.statistics.power import pairs_to_resolve
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
    return tuple(_duel(each, cells) for each in adjusted(compared))


def _duel(comparison: PairedComparison, cells: Mapping[str, Mapping[Cell, float]]) -> Duel:
    ahead = _turned(comparison) if (comparison.difference or 0.0) < 0 else comparison
    first, second = cells[ahead.first], cells[ahead.second]
    by_scenario: dict[str, list[float]] = {}
    for cell in first.keys() & second.keys():
        by_scenario.setdefault(cell.scenario, []).append(first[cell] - second[cell])
    differences = [each for own in by_scenario.values() for each in own]
    means = [sum(own) / len(own) for own in by_scenario.values()]
    return Duel(
        comparison=ahead,
        pairs_needed=pairs_to_resolve(differences, RESOLVED_EFFECT),
        scenarios_needed=pairs_to_resolve(means, RESOLVED_EFFECT),
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

"""Two results side by side: the same cells, one thing changed."""

from collections.abc import Sequence

import numpy as np

from evals.rows import Row
from evals.sides import cells_of
from evals.statistics.pairing import PairedComparison, adjusted, compare_paired
from negotiation.errors import UsageError

__all__ = ["FIRST", "SECOND", "contrast", "names_in"]

FIRST, SECOND = "A", "B"


def names_in(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the contestants of rows."""
    return tuple(dict.fromkeys(row.contestant for row in rows))


def contrast(
    first: Sequence[Row],
    second: Sequence[Row],
    *,
    names: Sequence[tuple[str, str]],
    metrics: Sequence[str],
    rng: np.random.Generator,
) -> tuple[PairedComparison, ...]:
    """Compare contestants of two results on the cells that both have.

    Args:
        first: rows of the first results, called A.
        second: of the second, called B.
        names: who is compared with whom; empty for everybody who is in both, and for the one who
            is only in A with the one who is only in B.
        metrics: what is compared.
        rng: draws the flips.

    Returns:
        Differences are A less B; Holm's correction is over all of them.

    Raises:
        UsageError: a name is in neither, or nobody can be compared.
    """
    pairs = list(names) or _pairs(names_in(first), names_in(second))
    for one, other in pairs:
        for name, rows, side in ((one, first, FIRST), (other, second, SECOND)):
            if name not in names_in(rows):
                known = ", ".join(names_in(rows))
                raise UsageError(f"no contestant {name!r} in {side}; there are {known}")
    comparisons = [
        compare_paired(
            f"{one} ({FIRST})",
            cells_of(first, one, metric),
            f"{other} ({SECOND})",
            cells_of(second, other, metric),
            metric=metric,
            rng=rng,
        )
        for one, other in pairs
        for metric in metrics
    ]
    if not any(each.n_pairs for each in comparisons):
        raise UsageError(
            "the two share no cell of scenario, role, opponent, variant and seed, so there is "
            "nothing to compare in pairs"
        )
    return adjusted(comparisons)


def _pairs(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [(name, name) for name in first if name in second]
    only_first = [name for name in first if name not in second]
    only_second = [name for name in second if name not in first]
    if len(only_first) == len(only_second) == 1:
        pairs.append((only_first[0], only_second[0]))
    if not pairs:
        raise UsageError(
            f"nobody is in both: A has {', '.join(first)}, B has {', '.join(second)}; "
            "say --contestant NAME --against NAME"
        )
    return pairs

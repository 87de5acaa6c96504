"""The ZOPA and four bargaining solutions.

A bargaining problem is an outcome table and a disagreement point: the vector of the parties'
reservation values. *Surplus* is value minus reservation value, in the party's own unit; a party's
*ideal gain* is its largest surplus inside the ZOPA; a *gain ratio* is surplus over ideal gain, and
has no unit.

Arrays have the shape (party, outcome) and hold finite numbers. There are no lotteries, so the
solutions of the convex theory are read on the efficient outcomes inside the ZOPA, and several may
share what the theory calls the unique point: each solution states its ties, and the rest goes to
the lowest index. Numbers equal but for rounding are ties.

An empty ZOPA is an answer: masks are then all False, solutions and distances None.

References:
    Nash (1950), "The bargaining problem", Econometrica 18(2), 155-162.
    Kalai and Smorodinsky (1975), "Other solutions to Nash's bargaining problem", 43(3), 513-518.
    Kalai (1977), "Proportional solutions to bargaining situations", 45(7), 1623-1630.
    Imai (1983), "Individual monotonicity and lexicographic maxmin solution", 51(2), 389-401.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.frontier import pareto_frontier

__all__ = [
    "SolutionPoints",
    "check_problem",
    "gain_scales",
    "solutions",
    "zopa",
]

_Floats: TypeAlias = NDArray[np.float64]
_Mask: TypeAlias = NDArray[np.bool_]
_Indices: TypeAlias = NDArray[np.intp]

_TIE_FRACTION = 1e-12
"""Two numbers this close, relative to the larger, are a tie."""


class SolutionPoints(NamedTuple):
    """Outcome indices of the reference points; all None when the ZOPA is empty."""

    nash_solution: int | None
    kalai_smorodinsky_solution: int | None
    egalitarian_solution: int | None
    utilitarian_solution: int | None


def zopa(
    values: _Floats,
    reservation_values: _Floats,
    *,
    quorum: int | None = None,
    veto: Sequence[int] = (),
) -> _Mask:
    """Mark the outcomes that enough parties value at or above their reservation values.

    Args:
        values: Shape (party, outcome) [each party's own unit].
        reservation_values: Shape (party,) [same units].
        quorum: How many parties must agree; None for all of them.
        veto: Parties that must be among those who agree.

    Returns:
        Mask, shape (outcome,). All False when the parties have no common ground.

    Raises:
        ValueError: Shapes differ, a number is not finite, the quorum is not between one and the
            number of parties, or a veto belongs to no party.

    >>> zopa(np.array([[3.0, 1.0, 0.0], [0.0, 1.0, 3.0]]), np.array([1.0, 1.0])).tolist()
    [False, True, False]
    """
    check_problem(values, reservation_values)
    n_parties = len(values)
    needed = n_parties if quorum is None else quorum
    if not 1 <= needed <= n_parties:
        raise ValueError(f"quorum must lie between 1 and {n_parties}, not {quorum!r}")
    if any(not 0 <= party < n_parties for party in veto):
        raise ValueError(f"veto {tuple(veto)!r} must name parties 0 to {n_parties - 1}")
    agrees = values >= reservation_values[:, np.newaxis]
    mask: _Mask = (agrees.sum(axis=0) >= needed) & agrees[list(veto)].all(axis=0)
    return mask


def solutions(
    values: _Floats,
    reservation_values: _Floats,
    *,
    quorum: int | None = None,
    veto: Sequence[int] = (),
) -> SolutionPoints:
    """Find the reference points among the efficient outcomes of the ZOPA.

    * Nash (1950): the largest product of surpluses; then the largest sum of gain ratios. It does
      not change when a party's values are rescaled or shifted.
    * Kalai-Smorodinsky (1975): the largest smallest gain ratio; then the second smallest, and so on
      (leximin, Imai 1983). The ideal gain is the best *inside the ZOPA*, as in the paper, not the
      best in the table. It does not change with a party's scale either.
    * egalitarian (Kalai 1977): the largest smallest surplus, then the second smallest, and so on.
    * utilitarian: the largest sum of surpluses; among these, as the egalitarian.

    The last two compare surpluses across parties and mean something only in one common unit. With
    a quorum an outcome may leave a party below its reservation value: such a loss counts as no gain
    in the product, and as it is elsewhere.

    Args:
        values: Shape (party, outcome) [each party's own unit].
        reservation_values: Shape (party,) [same units].
        quorum: As for ``zopa``.
        veto: As for ``zopa``.

    Returns:
        Four outcome indices, all None when the ZOPA is empty.

    Raises:
        ValueError: As for ``zopa``.

    >>> solutions(np.array([[4.0, 3.0, 0.0], [0.0, 2.0, 3.0]]), np.zeros(2)).nash_solution
    1
    """
    (acceptable,) = np.nonzero(zopa(values, reservation_values, quorum=quorum, veto=veto))
    if not len(acceptable):
        return SolutionPoints(None, None, None, None)
    frontier = acceptable[pareto_frontier(values.take(acceptable, axis=1))]
    surplus = values[:, frontier] - reservation_values[:, np.newaxis]
    ratios = surplus / gain_scales(values, surplus)
    ascending, sorted_ratios = np.sort(surplus, axis=0), np.sort(ratios, axis=0)
    nash_product = np.maximum(ratios, 0.0).prod(axis=0)
    return SolutionPoints(
        nash_solution=_best(frontier, (nash_product, ratios.sum(axis=0))),
        kalai_smorodinsky_solution=_best(frontier, sorted_ratios),
        egalitarian_solution=_best(frontier, ascending),
        utilitarian_solution=_best(frontier, (surplus.sum(axis=0), *ascending)),
    )


def check_problem(values: _Floats, reservation_values: _Floats) -> None:
    """Raise ``ValueError`` unless these are a bargaining problem: shapes agree, all is finite."""
    if values.ndim != 2 or not len(values):  # noqa: PLR2004 - two axes: party, outcome
        raise ValueError(f"values must have the shape (party, outcome), not {values.shape}")
    if reservation_values.shape != values.shape[:1]:
        raise ValueError(f"one value for each of {len(values)} parties, not {reservation_values!r}")
    if not (np.isfinite(values).all() and np.isfinite(reservation_values).all()):
        raise ValueError("values and reservation values must be finite")


def gain_scales(values: _Floats, surplus: _Floats) -> _Floats:
    """Return what makes a party's surplus free of its unit, shape (party, 1), positive.

    It is the ideal gain. A party that can gain nothing has none: the range of its values in the
    whole table stands in, or one where the party does not care at all.
    """
    ideal_gain = surplus.max(axis=1, keepdims=True)
    value_range = np.ptp(values, axis=1, keepdims=True)
    fallback = np.where(value_range > 0.0, value_range, 1.0)
    return np.where(ideal_gain > 0.0, ideal_gain, fallback)


def _best(outcomes: _Indices, keys: Iterable[_Floats]) -> int:
    """Choose the outcome that is largest by the first key, then the next; then lowest index."""
    ties = np.arange(len(outcomes))
    for key in keys:
        largest = key[ties].max()
        ties = ties[key[ties] >= largest - _TIE_FRACTION * abs(largest)]
    return int(outcomes[ties].min())

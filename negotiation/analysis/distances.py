"""How far an outcome lies from the best that was possible, in gain ratios.

The words are those of `bargaining`: surplus, ideal gain, gain ratio. A gain ratio has no unit, so
distances do not change when a party's values are rescaled or shifted.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.bargaining import check_problem, gain_scales, zopa

__all__ = ["distance_from_point", "distance_to_outcome", "opposition"]

_Floats: TypeAlias = NDArray[np.float64]
_Indices: TypeAlias = NDArray[np.intp]


def distance_from_point(
    point: _Floats,
    values: _Floats,
    frontier_indices: _Indices,
    *,
    reservation_values: _Floats,
    quorum: int | None = None,
    veto: Sequence[int] = (),
) -> float | None:
    """Measure how far any value vector lies from the nearest efficient acceptable outcome.

    Euclidean in gain ratios, so without unit or scale. Acceptable means as for ``zopa``: to every
    party, or to a quorum with its vetoes.

    Args:
        point: Shape (party,); need not belong to an outcome [each party's own unit].
        values: Shape (party, outcome) [same units].
        frontier_indices: The efficient outcomes, as from ``pareto_frontier``, shape (frontier,).
        reservation_values: Shape (party,) [same units].
        quorum: As for ``zopa``.
        veto: As for ``zopa``.

    Returns:
        Zero on the acceptable frontier, positive elsewhere; None when the ZOPA is empty.

    Raises:
        ValueError: Shapes differ or a number is not finite.
    """
    check_problem(values, reservation_values)
    check_problem(point[:, np.newaxis], reservation_values)
    efficient = values.take(frontier_indices, axis=1)
    acceptable = zopa(efficient, reservation_values, quorum=quorum, veto=veto)
    surplus = efficient[:, acceptable] - reservation_values[:, np.newaxis]
    if not surplus.shape[1]:
        return None
    shortfall = surplus - (point - reservation_values)[:, np.newaxis]
    return float(np.linalg.norm(shortfall / gain_scales(values, surplus), axis=0).min())


def distance_to_outcome(
    point: _Floats,
    values: _Floats,
    *,
    index: int,
    reservation_values: _Floats,
    quorum: int | None = None,
    veto: Sequence[int] = (),
) -> float | None:
    """Measure how far any value vector lies from one outcome, such as a bargaining solution.

    Args:
        point: Shape (party,); need not belong to an outcome [each party's own unit].
        values: Shape (party, outcome) [same units].
        index: The outcome.
        reservation_values: Shape (party,) [same units].
        quorum: As for ``zopa``.
        veto: As for ``zopa``.

    Returns:
        Euclidean distance in gain ratios; None when the ZOPA is empty, which leaves no ideal gain.

    Raises:
        ValueError: Shapes differ or a number is not finite.
    """
    check_problem(point[:, np.newaxis], reservation_values)
    acceptable = zopa(values, reservation_values, quorum=quorum, veto=veto)
    surplus = values[:, acceptable] - reservation_values[:, np.newaxis]
    if not surplus.shape[1]:
        return None
    difference = values[:, index] - point
    return float(np.linalg.norm(difference / gain_scales(values, surplus)[:, 0]))


def opposition(
    values: _Floats,
    reservation_values: _Floats,
    *,
    quorum: int | None = None,
    veto: Sequence[int] = (),
) -> float | None:
    """Measure how far the parties' ideals lie apart.

    The arguments and errors are those of ``zopa``.

    Returns:
        The Euclidean distance, in gain ratios, from everybody's ideal gain at once to the nearest
        outcome in the ZOPA: zero when one outcome is ideal for all, at most the square root of the
        number of parties under unanimity. None when the ZOPA is empty.
    """
    is_acceptable = zopa(values, reservation_values, quorum=quorum, veto=veto)
    if not is_acceptable.any():
        return None
    surplus = values[:, is_acceptable] - reservation_values[:, np.newaxis]
    shortfall = surplus.max(axis=1, keepdims=True) - surplus
    return float(np.linalg.norm(shortfall / gain_scales(values, surplus), axis=0).min())

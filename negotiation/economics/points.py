"""Additive score tables: what published negotiation games use.

The value of an outcome to a party is the sum over issues of the points of the chosen option
(Raiffa 1982, "The Art and Science of Negotiation", chapter 11).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.outcomes import Indices, OutcomeSpace

__all__ = ["additive_values"]


def additive_values(
    scores: Mapping[str, Sequence[float]], space: OutcomeSpace, indices: Indices
) -> NDArray[np.float64]:
    """Return the summed points of outcomes for one party.

    Args:
        scores: points of every option, by issue; an issue without an entry counts nothing.
        space: the outcome space.
        indices: flat indices, shape (outcome,).

    Returns:
        Points [points], shape (outcome,).
    """
    total = np.zeros(len(indices))
    positions = space.positions(indices)
    for row, issue in enumerate(space.issues):
        if issue.id in scores:
            total += np.asarray(scores[issue.id], dtype=np.float64)[positions[row]]
    return total

"""Values that are affine in the price on every path: NPV = base + price x slope.

A table of outcomes varies the price far more often than what the price multiplies, so paths are
simulated once for each combination of the other clauses and scored price by price.
"""

from typing import NamedTuple

import numpy as np

from negotiation.economics.discounting import Floats

__all__ = ["AffineNpv", "join_npvs"]


class AffineNpv(NamedTuple):
    """One party's NPV: base [CNY] and slope [CNY per unit of price], axes (combination, draw).

    Without a slope it does not depend on the price.
    """

    base_cny: Floats
    slope: Floats | None


def join_npvs(parts: list[AffineNpv]) -> AffineNpv:
    """Return the combinations of ``parts`` one after the other."""
    slopes = [part.slope for part in parts if part.slope is not None]
    return AffineNpv(
        base_cny=np.concatenate([part.base_cny for part in parts]),
        slope=np.concatenate(slopes) if slopes else None,
    )

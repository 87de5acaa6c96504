"""Values that are affine in the price on every path: NPV = base + price x slope.

A table of outcomes varies the price far more often than what the price multiplies, so paths are
simulated once for each combination of the other clauses and scored price by price.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.economics.discounting import Floats
from negotiation.economics.risk import Appraisal, appraise_draws

__all__ = ["AffineNpv", "appraise_affine", "join_npvs"]

OUTCOMES_PER_CHUNK = 1_024


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AffineNpv:
    """One party's NPV: base [CNY] and slope [CNY per unit of price], axes (combination, draw)."""

    base_cny: Floats
    slope: Floats

    def __post_init__(self) -> None:
        if self.base_cny.shape != self.slope.shape:
            raise ValueError(f"base {self.base_cny.shape} and slope {self.slope.shape} differ")


def appraise_affine(
    npv: AffineNpv,
    price: Floats,
    position: NDArray[np.intp],
    *,
    risk_aversion_fraction: float,
    outcomes_per_chunk: int = OUTCOMES_PER_CHUNK,
) -> Appraisal:
    """Score each outcome: ``price`` and ``position`` (its combination) have the axis (outcome,)."""
    parts: list[Appraisal] = []
    for start in range(0, len(price), outcomes_per_chunk):
        here = slice(start, start + outcomes_per_chunk)
        rows = position[here]
        draws = npv.base_cny[rows] + price[here, None] * npv.slope[rows]
        parts.append(appraise_draws(draws, risk_aversion_fraction))
    return join_appraisals(parts)


def join_appraisals(parts: list[Appraisal]) -> Appraisal:
    """Return the appraisals one after the other."""
    columns: Mapping[str, Floats] = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in Appraisal.__dataclass_fields__
    }
    return Appraisal(**columns)


def join_npvs(parts: list[AffineNpv]) -> AffineNpv:
    """Return the combinations of ``parts`` one after the other."""
    return AffineNpv(
        base_cny=np.concatenate([part.base_cny for part in parts]),
        slope=np.concatenate([part.slope for part in parts]),
    )

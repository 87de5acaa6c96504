"""From simulated values to scores (R14)."""

from dataclasses import dataclass

import numpy as np

from negotiation.economics.discounting import Floats

__all__ = ["Appraisal", "appraise_draws", "cvar_npv_cny"]

TAIL_FRACTION = 0.10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Appraisal:
    """One party's view of many contracts; every array has the axis (outcome,)."""

    expected_npv_cny: Floats
    sd_npv_cny: Floats
    loss_probability_fraction: Floats
    cvar10_npv_cny: Floats
    value_cny: Floats

    def __post_init__(self) -> None:
        shape = self.expected_npv_cny.shape
        others = (self.sd_npv_cny, self.loss_probability_fraction, self.cvar10_npv_cny)
        if any(array.shape != shape for array in (*others, self.value_cny)):
            raise ValueError("the arrays of an appraisal differ in shape")


def appraise_draws(npv_cny: Floats, risk_aversion_fraction: float) -> Appraisal:
    """Score ``npv_cny``, axes (outcome, draw): value = E - a (E - CVaR10) (R14)."""
    expected = npv_cny.mean(axis=-1)
    cvar = cvar_npv_cny(npv_cny)
    return Appraisal(
        expected_npv_cny=expected,
        sd_npv_cny=npv_cny.std(axis=-1),
        loss_probability_fraction=(npv_cny < 0).mean(axis=-1),
        cvar10_npv_cny=cvar,
        value_cny=expected - risk_aversion_fraction * (expected - cvar),
    )


def cvar_npv_cny(npv_cny: Floats) -> Floats:
    """Return the mean of the worst tenth over the last axis (larger is better).

    >>> float(cvar_npv_cny(np.arange(20.0)))
    0.5
    """
    worst = int(np.ceil(TAIL_FRACTION * npv_cny.shape[-1]))
    tail: Floats = np.partition(npv_cny, worst - 1, axis=-1)[..., :worst]
    mean: Floats = np.sort(tail, axis=-1).mean(axis=-1)
    return mean

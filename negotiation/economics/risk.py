"""From simulated values to scores (R14)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from negotiation.economics.discounting import Floats

__all__ = ["Appraisal", "appraise_draws", "cvar_npv_cny", "join_appraisals"]

TAIL_FRACTION, DEEP_TAIL_FRACTION = 0.10, 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Appraisal:
    """One party's view of many contracts; every array has the axis (outcome,)."""

    expected_npv_cny: Floats
    sd_npv_cny: Floats
    loss_probability_fraction: Floats
    cvar5_npv_cny: Floats
    cvar10_npv_cny: Floats
    value_cny: Floats

    def __post_init__(self) -> None:
        shapes = {getattr(self, field.name).shape for field in fields(self)}
        if len(shapes) != 1:
            raise ValueError("the arrays of an appraisal differ in shape")

    def at(self, place: int) -> "Appraisal":
        """Return the appraisal of one outcome."""
        return self.of(slice(place, place + 1))

    def of(self, where: slice) -> "Appraisal":
        """Return the appraisal of some outcomes."""
        return Appraisal(**{field.name: getattr(self, field.name)[where] for field in fields(self)})


def appraise_draws(npv_cny: Floats, risk_aversion_fraction: float) -> Appraisal:
    """Score ``npv_cny``, axes (outcome, draw): value = E - a (E - CVaR10) (R14)."""
    expected = npv_cny.mean(axis=-1)
    losses = (npv_cny < 0).mean(axis=-1)
    tail = worst_draws(npv_cny, TAIL_FRACTION)
    cvar = tail.mean(axis=-1)
    deep = tail[..., : tail_size(npv_cny.shape[-1], DEEP_TAIL_FRACTION)]
    return Appraisal(
        expected_npv_cny=expected,
        sd_npv_cny=npv_cny.std(axis=-1),
        loss_probability_fraction=losses,
        cvar5_npv_cny=deep.mean(axis=-1),
        cvar10_npv_cny=cvar,
        value_cny=expected - risk_aversion_fraction * (expected - cvar),
    )


def join_appraisals(parts: Sequence[Appraisal]) -> Appraisal:
    """Return the appraisals one after the other."""
    return Appraisal(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Appraisal)
        }
    )


def tail_size(n_draws: int, fraction: float) -> int:
    """Return how many draws are the worst ``fraction`` of them, rounded up."""
    return int(np.ceil(fraction * n_draws))


def worst_draws(npv_cny: Floats, fraction: float) -> Floats:
    """Return the worst draws over the last axis, rising."""
    worst = tail_size(npv_cny.shape[-1], fraction)
    tail: Floats = np.partition(npv_cny, worst - 1, axis=-1)[..., :worst]
    return np.sort(tail, axis=-1)


def cvar_npv_cny(npv_cny: Floats, fraction: float = TAIL_FRACTION) -> Floats:
    """Return the mean of the worst ``fraction`` over the last axis (larger is better).

    >>> float(cvar_npv_cny(np.arange(20.0)))
    0.5
    """
    mean: Floats = worst_draws(npv_cny, fraction).mean(axis=-1)
    return mean

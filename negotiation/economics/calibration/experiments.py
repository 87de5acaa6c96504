"""All the experiments by their ids, one run of them, and many runs on parameters that are off."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from negotiation.economics.calibration import (
    cloud,
    customers,
    hoarding,
    lab,
    machines,
    prices,
    supply,
    vendor,
)
from negotiation.economics.calibration.bands import BANDS
from negotiation.economics.calibration.bench import Bench
from negotiation.economics.calibration.parameters import Parameters, varied

__all__ = ["EXPERIMENTS", "Experiment", "inside_fractions", "measure"]

Experiment: TypeAlias = Callable[[Bench], float]
"""Returns its value in the unit of its band; NaN where it has none."""

GROUPS = (prices, cloud, hoarding, supply, customers, vendor, machines, lab)

EXPERIMENTS: Mapping[str, Experiment] = MappingProxyType(
    {
        band.id: getattr(group, band.id.lower())
        for band in BANDS
        for group in GROUPS
        if band.id.lower() in group.__all__
    }
)
"""Id of a band -> its experiment."""


def measure(draws: int, seed: int, parameters: Parameters | None = None) -> dict[str, float]:
    """Run every experiment at ``draws`` paths of ``seed``: id -> value."""
    bench = Bench(draws, seed, parameters)
    return {name: experiment(bench) for name, experiment in EXPERIMENTS.items()}


def inside_fractions(
    draws: int,
    seed: int,
    *,
    n_sets: int,
    spread_fraction: float,
    parameters: Parameters | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[str, float]:
    """Return the share of parameter sets on which each experiment stays in its band.

    Every set moves every figure by up to ``spread_fraction``; all sets meet the same luck.
    ``progress`` is told how many sets are done.
    """
    base = parameters or Parameters()
    hits = dict.fromkeys(EXPERIMENTS, 0)
    for number in range(1, n_sets + 1):
        off = varied(base, seed=seed, number=number, spread_fraction=spread_fraction)
        values = measure(draws, seed, off)
        for band in BANDS:
            hits[band.id] += band.holds(values[band.id])
        if progress is not None:
            progress(number)
    return {name: count / n_sets for name, count in hits.items()}

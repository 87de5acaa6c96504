"""``frontier``: the exact Pareto frontier of large clouds of outcomes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evals.bench.claims import Claim, Claims, least_cpu_seconds
from negotiation.analysis.frontier import pareto_frontier

__all__ = ["measure_frontier"]

LIMIT_SORTS = 10.0
LIMIT_SECONDS = 2.0
SEED = 1

Floats: TypeAlias = NDArray[np.float64]
Cloud: TypeAlias = Callable[[np.random.Generator, int, int], Floats]


def uniform(rng: np.random.Generator, n_parties: int, n_outcomes: int) -> Floats:
    """Draw every value by itself, shape (party, outcome). The frontier is tiny."""
    return rng.random((n_parties, n_outcomes))


def joint_surplus(rng: np.random.Generator, n_parties: int, n_outcomes: int) -> Floats:
    """Draw a cake of random size and split it at random, shape (party, outcome)."""
    return fixed_sum(rng, n_parties, n_outcomes) * rng.random(n_outcomes)


def fixed_sum(rng: np.random.Generator, n_parties: int, n_outcomes: int) -> Floats:
    """Split the same cake at random, shape (party, outcome). All outcomes are efficient."""
    return np.ascontiguousarray(rng.dirichlet(np.ones(n_parties), n_outcomes).T)


CLOUDS: Mapping[str, Cloud] = MappingProxyType(
    {"uniform": uniform, "joint_surplus": joint_surplus, "fixed_sum": fixed_sum}
)


class _Timed(NamedTuple):
    frontier_s: float
    sort_s: float
    n_efficient: int


def measure_frontier(
    *, n_two_party: int = 1_000_000, n_three_party: int = 100_000, repeats: int = 3
) -> Claims:
    """Measure the frontier of clouds of different shapes; the worst shape counts.

    Args:
        n_two_party: outcomes between two parties.
        n_three_party: outcomes among three parties.
        repeats: of every measurement; the least time counts.
    """
    two = {name: _time(cloud, 2, n_two_party, repeats) for name, cloud in CLOUDS.items()}
    three = {name: _time(cloud, 3, n_three_party, repeats) for name, cloud in CLOUDS.items()}
    return (
        Claim(
            name="frontier.two",
            claim=f"{n_two_party:,} outcomes of two parties, against numpy.lexsort (worst cloud)",
            unit="ratio",
            limit=LIMIT_SORTS,
            measured=max(timed.frontier_s / timed.sort_s for timed in two.values()),
            details=_details(two),
        ),
        Claim(
            name="frontier.three",
            claim=f"{n_three_party:,} outcomes of three parties (worst cloud)",
            unit="CPU s",
            limit=LIMIT_SECONDS,
            measured=max(timed.frontier_s for timed in three.values()),
            details=_details(three),
        ),
    )


def _time(cloud: Cloud, n_parties: int, n_outcomes: int, repeats: int) -> _Timed:
    rng = np.random.Generator(np.random.PCG64(SEED))
    values = cloud(rng, n_parties, n_outcomes)
    return _Timed(
        frontier_s=least_cpu_seconds(lambda: pareto_frontier(values), repeats=repeats),
        sort_s=least_cpu_seconds(lambda: np.lexsort(values), repeats=repeats),
        n_efficient=len(pareto_frontier(values)),
    )


def _details(timed: Mapping[str, _Timed]) -> dict[str, float]:
    return {
        f"{name}_{field}": value
        for name, each in timed.items()
        for field, value in each._asdict().items()
    }

"""Our frontier and bargaining solutions against NegMAS, where the definitions agree.

NegMAS' arrays are (outcome, party). Its ``nash_points`` and ``kalai_points`` search a given
frontier without filtering, so they are given the efficient outcomes of the ZOPA. Its
Kalai-Smorodinsky point scales by the best value in the whole table and minimizes the spread, which
is not the paper's definition: ours is not compared.
"""

import warnings
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from negotiation.analysis.bargaining import solutions, zopa
from negotiation.analysis.distances import opposition
from negotiation.analysis.frontier import pareto_frontier

with warnings.catch_warnings():
    # NegMAS and what it imports may use deprecated names; that is not ours to repair.
    warnings.simplefilter("ignore")
    negmas = pytest.importorskip("negmas", reason="needs the dependency group sparring (NegMAS)")
    ops: Any = pytest.importorskip("negmas.preferences.ops", reason="needs NegMAS")

pytestmark = pytest.mark.sparring

Floats = NDArray[np.float64]

RESERVATION_VALUE = 0.2
SEEDS = range(20)


def cloud(*, n_parties: int, shape: str, seed: int) -> Floats:
    """Make values in [0, 1], shape (party, outcome)."""
    rng = np.random.Generator(np.random.PCG64(seed))
    n_outcomes = int(rng.integers(1, 400))
    uniform = rng.random((n_parties, n_outcomes))
    if shape == "uniform":
        return uniform
    if shape == "scores":
        return np.floor(uniform * 8.0) / 8.0
    shares = rng.dirichlet(np.ones(n_parties), n_outcomes).T
    return shares * rng.random(n_outcomes) if shape == "joint surplus" else shares


def vectors(values: Floats, indices: NDArray[np.intp]) -> set[tuple[float, ...]]:
    return {tuple(column) for column in values[:, indices].T.tolist()}


def theirs(points: tuple[tuple[tuple[float, ...], int], ...]) -> list[tuple[float, ...]]:
    return [tuple(vector) for vector, _ in points]


def bargaining(values: Floats) -> tuple[list[SimpleNamespace], list[tuple[float, ...]]]:
    """Make the two arguments that NegMAS' solutions need: ufuns and the acceptable frontier."""
    acceptable = values[:, zopa(values, np.full(len(values), RESERVATION_VALUE))]
    ufuns = [SimpleNamespace(reserved_value=RESERVATION_VALUE) for _ in values]
    return ufuns, [tuple(v) for v in acceptable[:, pareto_frontier(acceptable)].T.tolist()]


@pytest.mark.parametrize("shape", ["uniform", "scores", "joint surplus", "fixed sum"])
@pytest.mark.parametrize("n_parties", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_frontier_is_theirs(seed: int, n_parties: int, shape: str) -> None:
    values = cloud(n_parties=n_parties, shape=shape, seed=seed)
    expected = ops.pareto_frontier_numpy(values.T.copy())
    assert vectors(values, pareto_frontier(values)) == vectors(values, expected)


@pytest.mark.parametrize("shape", ["uniform", "scores", "joint surplus", "fixed sum"])
@pytest.mark.parametrize("n_parties", [2, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_nash_and_egalitarian_solutions_are_among_theirs(
    seed: int, n_parties: int, shape: str
) -> None:
    values = cloud(n_parties=n_parties, shape=shape, seed=seed)
    found = solutions(values, np.full(n_parties, RESERVATION_VALUE))
    ufuns, frontier = bargaining(values)
    ranges = [(0.0, 1.0)] * n_parties
    nash = theirs(ops.nash_points(ufuns, frontier, ranges=ranges))
    kalai = theirs(ops.kalai_points(ufuns, frontier, ranges=ranges))
    if found.nash_solution is None or found.egalitarian_solution is None:
        assert nash == kalai == []
        return
    assert tuple(values[:, found.nash_solution].tolist()) in nash
    assert tuple(values[:, found.egalitarian_solution].tolist()) in kalai


@pytest.mark.parametrize("n_parties", [2, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_opposition_from_zero_is_theirs(seed: int, n_parties: int) -> None:
    values = cloud(n_parties=n_parties, shape="uniform", seed=seed)

    def ufun(row: Floats) -> Any:
        # Their utility functions take an outcome, or None for no agreement.
        return lambda outcome: 0.0 if outcome is None else float(row[outcome[0]])

    expected = ops.opposition_level(
        [ufun(row) for row in values],
        max_utils=tuple(values.max(axis=1).tolist()),
        outcomes=values.shape[1],
    )
    assert opposition(values, np.zeros(n_parties)) == pytest.approx(expected)

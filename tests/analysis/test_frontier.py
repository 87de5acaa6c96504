"""The frontier against its definition, pair by pair."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from negotiation.analysis.frontier import is_efficient, pareto_frontier

Floats = NDArray[np.float64]


def efficient_by_definition(values: Floats) -> list[bool]:
    def is_dominated(vector: Floats) -> bool:
        return any(bool((other >= vector).all() and (other > vector).any()) for other in values.T)

    return [not is_dominated(vector) for vector in values.T]


def frontier_by_definition(values: Floats) -> list[int]:
    first: dict[tuple[float, ...], int] = {}
    for index, is_kept in enumerate(efficient_by_definition(values)):
        if is_kept:
            first.setdefault(tuple(values[:, index].tolist()), index)
    return [first[vector] for vector in sorted(first, reverse=True)]


def coarse_tables() -> st.SearchStrategy[Floats]:
    """Few levels, so that ties and twins are the rule."""
    return st.integers(1, 5).flatmap(
        lambda n: arrays(
            np.float64,
            st.tuples(st.just(n), st.integers(0, 40)),
            elements=st.integers(-2, 3).map(float),
        )
    )


def fine_tables() -> st.SearchStrategy[Floats]:
    return st.integers(1, 5).flatmap(
        lambda n: arrays(
            np.float64,
            st.tuples(st.just(n), st.integers(0, 25)),
            elements=st.floats(allow_nan=False, allow_infinity=True),
        )
    )


@given(st.one_of(coarse_tables(), fine_tables()))
def test_the_frontier_is_the_definition(values: Floats) -> None:
    assert pareto_frontier(values).tolist() == frontier_by_definition(values)


@given(st.one_of(coarse_tables(), fine_tables()))
def test_the_mask_is_the_definition_twins_included(values: Floats) -> None:
    assert is_efficient(values).tolist() == efficient_by_definition(values)


def large_table(*, n_parties: int, shape: str, n_outcomes: int) -> Floats:
    rng = np.random.Generator(np.random.PCG64(n_parties))
    if shape == "scores":
        return rng.integers(0, 6, (n_parties, n_outcomes)).astype(np.float64)
    if shape == "scarce scores":
        return rng.multinomial(20, np.full(n_parties, 1 / n_parties), n_outcomes).T.astype(float)
    shares = rng.dirichlet(np.ones(n_parties), n_outcomes).T * 1e9
    if shape == "joint surplus":
        return shares * rng.random(n_outcomes)
    if shape == "two agree":
        shares[1] = shares[0]
    shares[-1] = 1e9 - shares[:-1].sum(axis=0)
    if shape == "one does not care":
        shares[1] = 0.0
    return shares


@pytest.mark.parametrize(
    "shape",
    ["scores", "scarce scores", "joint surplus", "fixed sum", "one does not care", "two agree"],
)
@pytest.mark.parametrize("n_parties", [2, 3, 4, 5])
def test_thinning_and_dividing_change_nothing(n_parties: int, shape: str) -> None:
    values = large_table(n_parties=n_parties, shape=shape, n_outcomes=2_500)
    frontier = pareto_frontier(values)
    best_first = np.lexsort(-values[::-1])
    distinct = {tuple(values[:, i].tolist()): i for i in best_first[::-1].tolist()}
    efficient = [
        index
        for index in distinct.values()
        if not (
            (values >= values[:, [index]]).all(axis=0) & (values > values[:, [index]]).any(axis=0)
        ).any()
    ]
    assert set(frontier.tolist()) == set(efficient)
    assert frontier.tolist() == [i for i in best_first.tolist() if i in set(efficient)]


@pytest.mark.parametrize("n_parties", [3, 4, 5])
def test_every_outcome_of_a_fixed_sum_is_efficient(n_parties: int) -> None:
    rng = np.random.Generator(np.random.PCG64(0))
    values = rng.integers(0, 1_000_000, (n_parties, 5_000)).astype(np.float64)
    values[-1] = -values[:-1].sum(axis=0)
    assert is_efficient(values).all()


def test_what_stands_behind_can_be_out_of_reach() -> None:
    values = np.zeros((3, 300))
    values[0], values[1] = -np.arange(300), np.arange(300)
    assert pareto_frontier(values).tolist() == list(range(300))


def test_a_long_thinning_leaves_the_frontier_of_the_frontier() -> None:
    values = large_table(n_parties=4, shape="joint surplus", n_outcomes=60_000)
    frontier = pareto_frontier(values)
    assert is_efficient(values[:, frontier]).all()
    sample = np.setdiff1d(np.arange(60_000), frontier)[::300]
    efficient = values[:, frontier]
    assert all((efficient >= values[:, [index]]).all(axis=0).any() for index in sample)


def test_one_level_for_all_but_one_party_leaves_one_outcome() -> None:
    values = np.zeros((4, 3_000))
    values[2] = np.arange(3_000) % 1_000
    assert pareto_frontier(values).tolist() == [999]
    assert np.flatnonzero(is_efficient(values)).tolist() == [999, 1_999, 2_999]


def test_a_yuan_counts_among_billions() -> None:
    values = np.array([[1e9, 1e9 + 1.0], [5.0, 5.0]])
    assert pareto_frontier(values).tolist() == [1]


def test_the_best_for_party_0_comes_first() -> None:
    values = np.array([[1.0, 3.0, 2.0], [3.0, 1.0, 2.0]])
    assert pareto_frontier(values).tolist() == [1, 2, 0]


@pytest.mark.parametrize("n_parties", [1, 2, 3, 6])
def test_no_outcome_gives_no_frontier(n_parties: int) -> None:
    values = np.empty((n_parties, 0))
    assert pareto_frontier(values).shape == (0,)
    assert is_efficient(values).shape == (0,)
    assert pareto_frontier(values).dtype == np.intp


@pytest.mark.parametrize("find", [pareto_frontier, is_efficient])
def test_nan_is_refused(find: Callable[[Floats], object]) -> None:
    with pytest.raises(ValueError, match="NaN"):
        find(np.array([[1.0, np.nan], [1.0, 2.0]]))


@pytest.mark.parametrize("shape", [(3,), (0, 3), (2, 3, 1)])
def test_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shape"):
        pareto_frontier(np.zeros(shape))

"""The noise floor, worked by hand."""

from math import sqrt

import pytest

from evals.statistics.noise import NoiseFloor, noise_floor
from tests.evals.statistics.builders import cell, make_rng


def test_the_deviation_is_pooled_over_cells_by_their_degrees_of_freedom() -> None:
    found = noise_floor(
        {
            cell("a"): [1.0, 3.0],  # squares 2, one degree
            cell("b"): [2.0, 4.0, 6.0],  # squares 8, two
            cell("c"): [5.0, 5.0, 5.0, 5.0],  # 0, three
            cell("d"): [7.0],
            cell("e"): [],
        }
    )
    assert (found.n_cells, found.n_repeats, found.max_range) == (3, 9, 4.0)
    assert found.mean_sd == pytest.approx(sqrt(10 / 6))
    assert found.share_identical == pytest.approx(1 / 3)


def test_what_differs_between_cells_is_no_noise() -> None:
    rng = make_rng()
    found = noise_floor(
        {cell("a", seed): (100 * seed + rng.normal(0, 0.5, 4)).tolist() for seed in range(500)}
    )
    assert found.mean_sd == pytest.approx(0.5, rel=0.05)
    assert found.share_identical == 0


def test_without_a_repeated_cell_there_is_no_figure() -> None:
    nothing = NoiseFloor(n_cells=0, n_repeats=0, mean_sd=None, max_range=None, share_identical=None)
    assert noise_floor({}) == noise_floor({cell(): [1.0]}) == nothing

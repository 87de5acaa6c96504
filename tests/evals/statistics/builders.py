"""Chance for the tests, and cells that differ only where a test is about it."""

import numpy as np

from evals.statistics.pairing import Cell

__all__ = ["cell", "make_rng"]


def make_rng(seed: int = 7) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def cell(scenario: str = "lot", seed: int = 1) -> Cell:
    return Cell(scenario=scenario, role="buyer", opponent="boulware", variant="en", seed=seed)

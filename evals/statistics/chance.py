"""The chance of resamples and flips: always the same, so that a report can be made again."""

import numpy as np

__all__ = ["generator"]

SEED = 20_230_301


def generator() -> np.random.Generator:
    """Return a generator in its first state."""
    return np.random.Generator(np.random.PCG64(SEED))

"""One random generator for each purpose, all from one seed.

Common random numbers: what one purpose draws never moves the draws of another, so two contracts
are compared on the same futures and a clause's effect is not drowned in noise.
"""

from typing import Literal, TypeAlias

import numpy as np

__all__ = ["Purpose", "make_stream"]

Purpose: TypeAlias = Literal["regimes", "prices", "jumps", "slips", "fills", "failures", "exits"]

STREAM_KEYS: dict[Purpose, int] = {
    "regimes": 1,
    "prices": 2,
    "jumps": 3,
    "slips": 4,
    "fills": 5,
    "failures": 6,
    "exits": 7,
}
"""Spawn keys. A key is never reused, so old results stay reproducible."""


def make_stream(seed: int, purpose: Purpose) -> np.random.Generator:
    """Return the generator of ``purpose``.

    >>> one, two = make_stream(7, "prices"), make_stream(7, "prices")
    >>> bool(one.random() == two.random())
    True
    """
    sequence = np.random.SeedSequence(seed, spawn_key=(STREAM_KEYS[purpose],))
    return np.random.Generator(np.random.PCG64(sequence))

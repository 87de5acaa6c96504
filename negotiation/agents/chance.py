"""Chance for one seat in one turn, so that a resumed run draws what the first one would have."""

from zlib import crc32

import numpy as np

__all__ = ["seat_rng"]


def seat_rng(seed: int, party: str, turn: int) -> np.random.Generator:
    """Return the generator of a party's turn; turn 0 is for what holds all through the talks."""
    key = (crc32(party.encode()), turn)
    sequence = np.random.SeedSequence(seed, spawn_key=key)
    return np.random.Generator(np.random.PCG64(sequence))

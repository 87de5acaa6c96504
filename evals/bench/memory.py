"""How much memory this process has taken at most."""

import resource
import sys

__all__ = ["peak_gib"]

UNITS_PER_GIB = 2**30 if sys.platform == "darwin" else 2**20
"""``ru_maxrss`` counts bytes there and kibibytes elsewhere."""


def peak_gib() -> float:
    """Return the peak resident memory of this process so far [GiB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNITS_PER_GIB

"""How much memory this process has taken at most."""

import resource
import sys
from pathlib import Path

__all__ = ["peak_gib", "resident_mib"]

UNITS_PER_GIB = 2**30 if sys.platform == "darwin" else 2**20
"""``ru_maxrss`` counts bytes there and kibibytes elsewhere."""

STATUS = Path("/proc/self/status")
KIB_PER_MIB = 2**10


def peak_gib() -> float:
    """Return the peak resident memory of this process so far [GiB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNITS_PER_GIB


def resident_mib() -> float:
    """Return the same [MiB], without what the process that started this one had taken.

    Linux hands that on in ``ru_maxrss``, and has the own peak in a file.
    """
    if STATUS.exists():
        for line in STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / KIB_PER_MIB
    return peak_gib() * KIB_PER_MIB

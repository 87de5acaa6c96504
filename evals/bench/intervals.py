"""How far a share of runs can be from what was counted."""

import importlib
from typing import NamedTuple

from evals.statistics.intervals import exact_interval
from negotiation.errors import UsageError

__all__ = ["Share", "check_scipy", "share_of"]


class Share(NamedTuple):
    """A share of runs, with the exact (Clopper-Pearson) interval of its probability."""

    hits: int
    n: int
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.hits} of {self.n} runs ({self.low:.1%} to {self.high:.1%})"


def share_of(hits: int, n: int) -> Share:
    """Return the share ``hits / n`` with its exact 95 % interval."""
    return Share(hits, n, *exact_interval(hits, n))


def check_scipy() -> None:
    """Raise ``UsageError`` if the library of the intervals is not installed."""
    try:
        importlib.import_module("scipy.stats")
    except ImportError as exc:
        raise UsageError("SciPy is not installed; pip install 'haggle[dev]'") from exc

"""How far a share of runs can be from what was counted."""

import importlib
from typing import NamedTuple

from negotiation.errors import UsageError

__all__ = ["CONFIDENCE", "Share", "check_scipy", "share_of"]

CONFIDENCE = 0.95


class Share(NamedTuple):
    """A share of runs, with the exact (Clopper-Pearson) interval of its probability."""

    hits: int
    n: int
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.hits} of {self.n} runs ({self.low:.1%} to {self.high:.1%})"


def share_of(hits: int, n: int) -> Share:
    """Return the share ``hits / n`` with its interval at ``CONFIDENCE``."""
    from scipy.stats import binomtest  # noqa: PLC0415 - an extra, and heavy

    interval = binomtest(hits, n).proportion_ci(CONFIDENCE, method="exact")
    return Share(hits, n, float(interval.low), float(interval.high))


def check_scipy() -> None:
    """Raise ``UsageError`` if the library of the intervals is not installed."""
    try:
        importlib.import_module("scipy.stats")
    except ImportError as exc:
        raise UsageError("SciPy is not installed; pip install 'haggle[dev]'") from exc
